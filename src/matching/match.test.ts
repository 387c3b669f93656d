import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from './match.ts'
import type { PersonGiven } from './people.ts'
import { peopleFrom } from './table/index.ts'

const surnames = [
  'Abbott',
  'Barker',
  'Chaudhry',
  'Dhillon',
  'Edwards',
  'Fofanah',
  'Green',
  'Hussain',
  'Ivanova',
  'Jones',
]

/** Three hundred people, each known to three agencies: one has it all, one no address, and one neither name in full. */
const given = Array.from({ length: 300 }, (_, at): PersonGiven[] => {
  const name = { forename: `${'Al Be Ca Do El Fi Ge'.split(' ')[at % 7]}${'lan ris ina mon'.split(' ')[at % 4]}` }
  const told = {
    ...name,
    surname: surnames[(at * 3) % 10]!,
    birthDate: `19${50 + (at % 45)}-0${1 + (at % 8)}-1${at % 10}`,
  }
  const phone = { phone: `07700 9${String(10_000 + at * 7)}` }
  return [
    { id: `a${at}`, ...told, ...phone, postcode: `CV${1 + (at % 9)} 1AA` },
    { id: `b${at}`, ...told, nhsNumber: '' },
    { id: `c${at}`, forename: name.forename[0]!, ...phone },
  ]
}).flat()

test('the same people give the same bytes, whatever the number of threads', async () => {
  const people = peopleFrom(given)
  const [one, two] = [
    await match(people, { width: 'wide', threads: 1 }),
    await match(people, { width: 'wide', threads: 2 }),
  ]
  const bytes = ({ seconds: _, ...matched }: typeof one) => ({
    ...matched,
    pairs: { ...matched.pairs, left: [...matched.pairs.left], right: [...matched.pairs.right] },
  })
  assert.deepEqual(bytes(two), bytes(one))
})

test('a model given is used as it is', async () => {
  const people = peopleFrom(given)
  const { model } = await match(people, { width: 'tight', threads: 1 })
  const again = await match(people, { width: 'tight', threads: 1, model: { ...model, threshold: 0.9 } })
  assert.equal(again.model.threshold, 0.9)
  assert.deepEqual(again.seconds.learning, 0)
})
