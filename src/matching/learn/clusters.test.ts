import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pairs } from '../comparison.ts'
import type { People, PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { clusters, type Rules } from './clusters.ts'
import { throughOthers, unseenWithin } from './others.ts'
import type { Scored } from './score.ts'
import { togetherBy } from './together.ts'

type Edge = readonly [left: number, right: number, weight: number]

const comparisons = ['forename', 'surname', 'birthDate', 'nhsNumber'].map(name => ({
  name,
  levels: ['missing', 'exact', 'different'].map(level => ({ name: level, says: level })),
}))

/** Pairs of given weights, in one pattern. */
function scored(edges: readonly Edge[], pattern: readonly number[] = [1, 1, 1, 0]): Pairs & Scored {
  const weight = Float64Array.from(edges, ([, , bits]) => bits)
  return {
    comparisons,
    size: edges.length,
    left: Int32Array.from(edges, ([l]) => l),
    right: Int32Array.from(edges, ([, r]) => r),
    pattern: new Int32Array(edges.length),
    patterns: Uint8Array.from(pattern),
    counts: Uint32Array.of(edges.length),
    weight,
    probability: weight.map(bits => 1 / (1 + 2 ** -bits)),
  }
}

const some = (count: number, more: Readonly<Record<number, Partial<PersonGiven>>> = {}): People =>
  peopleFrom(Array.from({ length: count }, (_, at) => ({ id: `${at}`, ...more[at] })))

const drawn = (people: People, pairs: Pairs & Scored, rules: Partial<Rules> = {}) => [
  ...clusters(people, pairs, { threshold: 0.5, ...rules }),
]

test('records are drawn together by way of others, and everybody else is one alone', () => {
  assert.deepEqual(
    drawn(
      some(5),
      scored([
        [0, 1, 9],
        [1, 3, 8],
        [2, 4, -3],
      ]),
    ),
    [0, 0, 1, 0, 2],
  )
})

test('two groups stay apart where what was compared between them speaks against it in sum', () => {
  const edges: Edge[] = [
    [0, 1, 12],
    [0, 2, -9],
    [1, 2, 5],
    [1, 3, -9],
    [2, 3, 12],
  ]
  assert.deepEqual(drawn(some(4), scored(edges)), [0, 0, 1, 1])
})

test('nobody holds two valid NHS numbers, not even by way of a third record', () => {
  const people = some(3, { 0: { nhsNumber: '943 476 5919' }, 2: { nhsNumber: '401 023 2137' } })
  assert.deepEqual(
    drawn(
      people,
      scored([
        [0, 1, 9],
        [1, 2, 8],
      ]),
    ),
    [0, 0, 1],
  )
})

test('what somebody decided outweighs every figure', () => {
  const edges: Edge[] = [
    [0, 1, 18],
    [1, 2, 18],
  ]
  assert.deepEqual(
    drawn(some(3), scored(edges), { mustNotLink: [[0, 2]] }),
    [0, 0, 1],
    'different, also through another',
  )
  assert.deepEqual(drawn(some(3), scored([[0, 1, -9]]), { mustLink: [[0, 1]] }), [0, 0, 1])
})

test('twins are not drawn together by what one family has in common', () => {
  const twins = [2, 1, 1, 0]
  assert.deepEqual(drawn(some(2), scored([[0, 1, 2]], twins)), [0, 1], 'two to one that it is one person is not enough')
  assert.deepEqual(drawn(some(2), scored([[0, 1, 2]], [2, 1, 1, 1])), [0, 0], 'but the same NHS number is')
})

test('a pair is as likely as the way through a third record, and one kept apart is never sure', () => {
  const pairs = scored([
    [0, 1, 10],
    [0, 2, -2],
    [1, 2, 10],
  ])
  const { probability, weight, through } = throughOthers(pairs, togetherBy(Int32Array.of(0, 0, 0), pairs))
  assert.deepEqual([...through], [-1, 1, -1])
  assert.equal(probability[1], 1 - 2 * (1 - pairs.probability[0]! * pairs.probability[2]!), 'with twice the doubt')
  assert.ok(weight[1]! > -2)
  assert.equal(probability[0], pairs.probability[0])
  const two = scored([[0, 1, 10]])
  const apart = throughOthers(two, togetherBy(Int32Array.of(0, 1), two))
  assert.ok(apart.probability[0]! < 0.9)
})

test('a way through a third record that is certain is told in bits that have an end', () => {
  const pairs = scored([
    [0, 1, 1000],
    [0, 2, -1000],
    [1, 2, 1000],
  ])
  const { probability, weight, through } = throughOthers(pairs, togetherBy(Int32Array.of(0, 0, 0), pairs))
  assert.deepEqual([...through], [-1, 1, -1])
  assert.deepEqual([...probability], [1, 1, 1])
  assert.deepEqual([...weight], [1000, 40, 1000])
})

test('pairs of one group that were never compared are found', () => {
  const pairs = scored([
    [0, 1, 10],
    [1, 3, 10],
  ])
  const together = togetherBy(Int32Array.of(0, 0, 1, 0), pairs)
  const { left, right } = unseenWithin({ sources: undefined }, together)
  assert.deepEqual([[...left], [...right]], [[0], [3]])
  const across = unseenWithin({ sources: Int32Array.of(0, 1, 1, 0) }, together)
  assert.equal(across.left.length, 0, 'not where both are of one source')
})
