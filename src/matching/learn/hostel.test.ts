import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from '../match.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { refusals } from './index.ts'

/** Numbers from 0 to 1 that are the same each time (Park and Miller, 1988). */
function numbers(seed: number): () => number {
  let now = seed
  return () => {
    now = (now * 48_271) % 2_147_483_647
    return now / 2_147_483_647
  }
}

type Asked = Readonly<{ seed: number; elsewhere: number; twice: number; hostel: number }>

/** People of names in three syllables: some recorded twice, at another address; and those of a hostel, each once. */
function given({ seed, elsewhere, twice, hostel }: Asked): readonly PersonGiven[] {
  const next = numbers(seed)
  const below = (most: number) => Math.floor(next() * most)
  const letter = (of: string) => of[below(of.length)]!
  const syllable = () => `${letter('bcdfghjklmnprstvwyz')}${letter('aeiou')}${letter('lmnrst')}`
  const digits = (size: number) => `${1 + below(9)}${Array.from({ length: size - 1 }, () => below(10)).join('')}`
  const forenames = Array.from({ length: 400 }, () => `${syllable()}${syllable()}`)
  const surnames = Array.from({ length: 3_000 }, () => `${syllable()}${syllable()}${syllable()}`)
  // A few names are many people's, and a forename is of one sex.
  const person = () => {
    const forename = Math.floor(forenames.length * next() ** 3)
    return {
      forename: forenames[forename]!,
      surname: surnames[Math.floor(surnames.length * next() ** 3)]!,
      birthDate: `${1950 + below(56)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
      sex: forename % 2 === 0 ? 'm' : 'f',
    }
  }
  const home = () => ({
    addressLines: [`${1 + below(99)} ${surnames[below(surnames.length)]!} Road`],
    postcode: `CV${1 + below(40)} ${1 + below(9)}AB`,
    phone: `07${digits(9)}`,
  })
  const hope = { addressLines: ['Hope House Hostel'], postcode: 'CV1 1AA', phone: '02476123456' }
  const all = Array.from({ length: elsewhere }, (_, at) => ({ id: `a${at}`, ...person(), ...home() }))
  return [
    ...all,
    ...all.slice(0, twice).map((one, at) => ({ ...one, id: `b${at}`, ...home() })),
    ...Array.from({ length: hostel }, (_, at) => ({ id: `h${at}`, ...person(), ...hope })),
  ]
}

const files: Readonly<Record<string, Asked>> = {
  'hundreds at one address, of thousands': { seed: 3, elsewhere: 800, twice: 200, hostel: 100 },
  'one address for nearly all': { seed: 5, elsewhere: 40, twice: 20, hostel: 250 },
}

for (const [who, asked] of Object.entries(files))
  test(`where every pair is compared, ${who}, one person stays one person`, async () => {
    const records = given(asked)
    const { model, clusters } = await match(peopleFrom(records), { width: 'all', threads: 1 })
    const members = Map.groupBy(records.keys(), record => clusters[record]!)
    const wrong = [...members.values()].filter(
      one => one.length > 1 && new Set(one.map(at => records[at]!.id.slice(1))).size > 1,
    )
    assert.ok(
      wrong.length <= 2,
      `${wrong.length} groups of different people, the largest of ${Math.max(...wrong.map(one => one.length))}`,
    )
    const whole = [...members.values()].filter(one => one.length === 2).length
    assert.ok(whole >= 0.95 * asked.twice, `${whole} of ${asked.twice} found`)
    assert.deepEqual(refusals(model), [])
  })

test('a model used again on those it was learnt from says the same to the bit', async () => {
  const people = peopleFrom(given({ seed: 3, elsewhere: 800, twice: 200, hostel: 100 }))
  const first = await match(people, { width: 'all', threads: 1 })
  const again = await match(people, { width: 'all', threads: 1, model: first.model })
  assert.deepEqual(again.pairs.weight, first.pairs.weight)
})
