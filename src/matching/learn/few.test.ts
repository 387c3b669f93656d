import assert from 'node:assert/strict'
import { test } from 'node:test'
import { match } from '../match.ts'
import type { Model } from '../model.ts'
import { comparePairs } from '../pairs/index.ts'
import type { People, PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { explain, jsonOf, modelFrom, scorePairs } from './index.ts'

const others = [
  { name: 'upn', kind: 'person' },
  { name: 'ethnicity', kind: 'code' },
] as const
const people = (...given: readonly Partial<PersonGiven>[]): People =>
  peopleFrom(
    given.map((one, at) => ({ id: `${at}`, ...one })),
    others,
  )

const anne: Partial<PersonGiven> = {
  ...{ forename: 'Anne', surname: 'Lee', birthDate: '2001-02-03', sex: 'F', email: 'anne@example.com' },
  ...{ phone: '01926 555123', postcode: 'CV31 2AB', addressLines: ['1 Mill Lane'] },
  others: { upn: 'U1', ethnicity: 'W1' },
}
const two = people(anne, anne)

const few: Readonly<Record<string, People>> = {
  nobody: people(),
  'somebody alone': people(anne),
  'somebody of whom nothing is known': people({}),
  'two who are alike in all': two,
  'two who are alike in nothing': people(anne, { forename: 'Bob', surname: 'Ray', birthDate: '1960-12-03', sex: 'M' }),
  'people no two of whom have a fact in common that is known': people(
    ...[{ forename: 'Anne' }, { surname: 'Lee' }, { email: 'anne@example.com' }, { postcode: 'CV31 2AB' }],
  ),
  'people of one source, where only pairs across sources count': {
    ...people(anne, anne, anne),
    sources: new Int32Array(3),
  },
  'two sources, each of which knows what the other does not': {
    ...people({ forename: 'Anne', phone: '01926 555123' }, { forename: 'Anne', email: 'anne@example.com' }),
    sources: Int32Array.of(0, 1),
  },
}

const figuresIn = (json: unknown): unknown[] =>
  typeof json === 'object' && json !== null
    ? Object.values(json).flatMap(figuresIn)
    : typeof json === 'string'
      ? []
      : [json]

for (const [who, given] of Object.entries(few))
  for (const width of ['wide', 'all'] as const)
    test(`of ${who}, compared ${width}, a model can be kept, read again, and used on others`, async () => {
      const { model, pairs } = await match(given, { width, threads: 1 })
      const read: Model = modelFrom(JSON.parse(jsonOf(model)))
      assert.deepEqual(read, model)
      for (const figure of figuresIn(model)) assert.ok(figure === true || Number.isFinite(figure), String(figure))
      const { same, household, twin, chance } = model.shares
      assert.ok(Math.abs(same + household + twin + chance - 1) < 1e-5, JSON.stringify(model.shares))
      assert.ok(pairs.weight.every(Number.isFinite))
      const { weight, probability } = scorePairs(two, comparePairs(two, [0], [1]), read)
      assert.ok(Number.isFinite(weight[0]) && probability[0]! >= 0 && probability[0]! <= 1, `${weight[0]}`)
      assert.ok(Math.abs(explain(two, read, 0, 1).weight - weight[0]!) < 1e-9)
    })

test('a weight has an end, however much agrees and however sure a model says it is', () => {
  const columns = Array.from({ length: 80 }, (_, at) => `number ${at}`)
  const given = (id: string, value: string) => ({ id, others: Object.fromEntries(columns.map(name => [name, value])) })
  const all = peopleFrom(
    [given('a', '10001'), given('b', '10001'), given('c', '72346')],
    columns.map(name => ({ name, kind: 'person' })),
  )
  const pairs = comparePairs(all, [0, 0], [1, 2])
  const sure = (level: string, same: number, other: number) => ({
    ...{ name: level, same, household: other, twin: other, chance: other },
  })
  const model: Model = {
    ...{ format: 'safekeep-model', version: 1, madeFrom: { records: 3, pairs: 3, width: 'all' } },
    shares: { same: 0.5, household: 0, twin: 0, chance: 0.5 },
    comparisons: pairs.comparisons.map(({ name, levels }) => ({
      name,
      levels: levels.slice(1).map(({ name: level }) => (level === 'exact' ? sure(level, 1, 0) : sure(level, 0, 1))),
    })),
    ...{ calibration: [], threshold: 0.5 },
  }
  const { weight, probability } = scorePairs(all, pairs, model)
  assert.deepEqual([...weight], [1000, -1000])
  assert.deepEqual([...probability], [1, 0])
  for (const other of [1, 2]) {
    const { steps } = explain(all, model, 0, other)
    assert.ok(steps.every(({ bits, sum }) => Number.isFinite(bits) && Number.isFinite(sum)))
  }
})
