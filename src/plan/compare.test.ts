import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  chanceOfCounts,
  chanceOfRanks,
  compareCounts,
  compareShares,
  compareValues,
  difference,
  dispersionOfCounts,
  dispersionOfShares,
  wilson,
} from './compare.ts'

const near = (actual: number, expected: number, by = 1e-4) =>
  assert.ok(Math.abs(actual - expected) < by, `${actual} is not ${expected}`)
const year = (count: number) => ({ count, periods: 1 })

test('thirty-three deaths and then twenty-seven are no change', () => {
  // P(X <= 27) in 60 tosses is 0.2595, worked from the binomial coefficients.
  near(chanceOfCounts(year(27), year(33)), 0.519, 1e-3)
  assert.equal(compareCounts(year(27), year(33)), 'none')
})

test('small counts are judged exactly: nought after five is not enough, nought after six is', () => {
  near(chanceOfCounts(year(0), year(5)), 2 / 2 ** 5)
  near(chanceOfCounts(year(0), year(6)), 2 / 2 ** 6)
  assert.equal(compareCounts(year(0), year(5)), 'none')
  assert.equal(compareCounts(year(0), year(6)), 'likely')
  near(chanceOfCounts(year(6), year(0)), 2 / 2 ** 6)
  assert.equal(compareCounts(year(0), year(9)), 'likely')
  assert.equal(compareCounts(year(0), year(11)), 'very likely')
  assert.equal(chanceOfCounts(year(0), year(0)), 1)
})

test('unequal lengths of time are allowed for', () => {
  assert.equal(compareCounts({ count: 60, periods: 6 }, { count: 120, periods: 12 }), 'none')
  assert.equal(compareCounts({ count: 60, periods: 6 }, { count: 60, periods: 12 }), 'very likely')
})

test('counts that come in bursts need a larger difference', () => {
  assert.equal(compareCounts(year(60), year(90)), 'likely')
  assert.equal(compareCounts(year(60), year(90), 3), 'none')
  near(dispersionOfCounts([2, 4, 6]), (4 + 0 + 4) / 4 / 2)
  assert.equal(dispersionOfCounts([0, 0, 0]), 1)
})

test('Wilson and Newcombe give the intervals of their own worked examples', () => {
  const { from, to } = wilson({ count: 81, outOf: 263 })
  near(from, 0.2553)
  near(to, 0.3662)
  const gap = difference({ count: 56, outOf: 70 }, { count: 48, outOf: 80 })
  near(gap.from, 0.0524)
  near(gap.to, 0.3339)
  near(wilson({ count: 0, outOf: 10 }).from, 0)
  near(wilson({ count: 10, outOf: 10 }).to, 1)
})

test('proportions differ when the interval of their difference leaves nought outside', () => {
  assert.equal(compareShares({ count: 56, outOf: 70 }, { count: 48, outOf: 80 }), 'likely')
  assert.equal(compareShares({ count: 56, outOf: 70 }, { count: 48, outOf: 80 }, 4), 'none')
  assert.equal(compareShares({ count: 5, outOf: 9 }, { count: 4, outOf: 9 }), 'none')
  assert.equal(compareShares({ count: 90, outOf: 100 }, { count: 40, outOf: 100 }), 'very likely')
  assert.equal(compareShares({ count: 0, outOf: 0 }, { count: 4, outOf: 9 }), 'none')
  near(
    dispersionOfShares([
      { count: 2, outOf: 4 },
      { count: 2, outOf: 4 },
    ]),
    0,
  )
})

test('ranks are counted exactly, ties included', () => {
  // Three largest of twelve: one way in 220, two-sided.
  near(chanceOfRanks([10, 11, 12], [1, 2, 3, 4, 5, 6, 7, 8, 9]), 2 / 220)
  assert.equal(chanceOfRanks([5, 5, 5], [5, 5, 5, 5]), 1)
  near(chanceOfRanks([2, 3], [1, 2]), (2 * 2) / 6)
  assert.equal(compareValues([9, 9, 8, 9, 9, 9], [1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 5, 6]), 'very likely')
})
