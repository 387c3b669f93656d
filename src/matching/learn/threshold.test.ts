import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { match } from '../match.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { modelFrom, refusals } from './index.ts'
import { hardlyTold, thresholdFor } from './threshold.ts'

const invented = [...inventPeople({ seed: 47, records: 2_400, setting: settings.ordinary! })]
/** One record each, so that whoever is joined is joined wrongly. */
const strangers = [...new Map(invented.map(row => [row.person, row])).values()]
const asProbability = (weight: number): number => 1 / (1 + 2 ** -weight)
const pairsOf = (some: Readonly<Record<number, number>>) => {
  const all = Object.entries(some).map(([probability, count]) => [Number(probability), count] as const)
  return {
    weights: Float64Array.from(all, ([one]) => Math.log2(one / (1 - one))),
    counts: Float64Array.from(all, ([, count]) => count),
  }
}

test('the line is drawn where F1 promises to be best, below a half where that finds more than it spoils', () => {
  const line = thresholdFor(pairsOf({ 0.99: 800, 0.49: 50, 0.41: 10 }), asProbability)
  assert.ok(line > 0.411 && line < 0.49, `${line}`)
  assert.equal(thresholdFor(pairsOf({ 0.99: 800, 0.49: 50, 0.1: 10 }), asProbability), 0.4, 'and never below 0.4')
})

test('where no line promises a balance worth having, nobody is joined who is more likely not one person', () => {
  assert.equal(thresholdFor(pairsOf({ 0.03: 10 }), asProbability), 0.5)
  assert.equal(thresholdFor(pairsOf({ 0.7: 10, 0.3: 400 }), asProbability), 0.5)
  assert.equal(thresholdFor(pairsOf({}), asProbability), 0.5)
})

const known: Readonly<Record<string, (row: (typeof invented)[number]) => Partial<PersonGiven>>> = {
  'a pupil number that nearly nobody has': ({ unique_id }) =>
    Number(unique_id) % 12 === 0 ? { others: { upn: `U${unique_id}` } } : {},
  'a telephone number': ({ phone }) => ({ phone }),
  'a birth date': ({ birth_date }) => ({ birthDate: birth_date }),
  'an e-mail address': ({ email }) => ({ email }),
}
for (const [what, of] of Object.entries(known))
  for (const many of [20, 600])
    test(`of ${many} strangers of whom no more is known than ${what}, nobody is joined`, async () => {
      const given = strangers.slice(0, many).map(row => ({ id: row.unique_id, ...of(row) }))
      const { model, clusters } = await match(peopleFrom(given, [{ name: 'upn', kind: 'person' }]), {
        ...{ width: 'all', threads: 1 },
      })
      assert.ok(model.threshold >= 0.4, `${model.threshold}`)
      assert.equal(new Set(clusters).size, many)
    })

test('people whom what is known hardly tells apart are told of, with how many links are wrong and missed', async () => {
  const of = async (facts: (row: (typeof invented)[number]) => Partial<PersonGiven>, rows = strangers) => {
    const people = peopleFrom(rows.map(row => ({ id: row.unique_id, ...facts(row) })))
    return hardlyTold((await match(people, { width: 'all', threads: 1 })).pairs)
  }
  const [weak] = await of(({ surname, phone }) => ({ surname, phone }))
  assert.match(weak ?? '', /^what is known hardly tells these people apart: .* \d+ % of links are wrong and \d+ % are/)
  const enough = ({ forename, surname, birth_date }: (typeof invented)[number]) => ({
    ...{ forename, surname, birthDate: birth_date },
  })
  assert.deepEqual(await of(enough, invented), [])
  assert.deepEqual(hardlyTold({ probability: Float64Array.of(0.9, 0.9, 0.8, 0.3, 0.3) }), [])
  assert.equal(hardlyTold({ probability: Float64Array.of(0.9, 0.9, 0.8, 0.3, 0.3, 0.3, 0.3) }).length, 1)
  assert.deepEqual(hardlyTold({ probability: Float64Array.of(0.1, 0.1) }), [], 'nobody is joined')
})

test('a line that was said is kept, whether the model is learnt here or given, and one too low is refused', async () => {
  const people = peopleFrom(
    invented.slice(0, 600).map(row => ({
      ...{ id: row.unique_id, forename: row.forename, surname: row.surname, birthDate: row.birth_date },
    })),
  )
  const asked = { width: 'all', threads: 1 } as const
  const [own, strict] = [await match(people, asked), await match(people, { ...asked, threshold: 0.999 })]
  assert.deepEqual({ ...strict.model, threshold: 0 }, { ...own.model, threshold: 0 })
  assert.equal(strict.model.threshold, 0.999)
  assert.ok(new Set(strict.clusters).size > new Set(own.clusters).size)
  const again = await match(people, { ...asked, model: own.model, threshold: 0.999 })
  assert.deepEqual([again.clusters, again.model], [strict.clusters, strict.model])
  assert.deepEqual(refusals(own.model), [])
  assert.deepEqual(refusals({ ...own.model, threshold: 0.1 }), [
    'the threshold 0.1 joins who is more likely not one person',
  ])
})

test('no model is taken with a line that falls, a level or comparison twice, or a comparison without levels', async () => {
  const people = peopleFrom([{ id: '1', surname: 'Lee' }])
  const { model } = await match(people, { width: 'all', threads: 1 })
  const [surname] = model.comparisons
  const changed = (levels: unknown) => ({ ...model, comparisons: [{ ...surname, levels }] })
  assert.throws(
    () =>
      modelFrom({
        ...model,
        calibration: [
          [-10, 0.99],
          [10, 0.01],
        ],
      }),
    /calibration: a line that does not/,
  )
  assert.throws(
    () =>
      modelFrom({
        ...model,
        calibration: [
          [10, 0.01],
          [-10, 0.99],
        ],
      }),
    /calibration: a line that does not/,
  )
  assert.throws(() => modelFrom(changed([])), /levels: no level/)
  assert.throws(() => modelFrom(changed([...surname!.levels, surname!.levels[0]])), /levels: a level twice/)
  assert.throws(() => modelFrom({ ...model, comparisons: [surname, surname] }), /comparisons: a comparison twice/)
  assert.deepEqual(
    modelFrom({
      ...model,
      calibration: [
        [-10, 0.01],
        [10, 0.99],
      ],
    }).calibration[1],
    [10, 0.99],
  )
})
