import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSmall, showCount, showShare, showTable, showTypical } from './withhold.ts'

test('one to four are withheld; nought and five are shown', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5].map(count => showCount(count).withheld),
    [false, true, true, true, true, false],
  )
  assert.equal(showCount(0).value, 0)
})

test('a percentage is withheld when it would tell of one to four, on either side of the line', () => {
  assert.deepEqual(showShare(10, 20), { value: 50, outOf: 20, withheld: false, between: null })
  assert.deepEqual(showShare(2, 20), { value: null, outOf: 20, withheld: true, between: [1, 4] })
  assert.deepEqual(showShare(18, 20), { value: null, outOf: 20, withheld: true, between: [16, 19] })
  assert.deepEqual(showShare(4, 4), { value: null, outOf: null, withheld: true, between: null })
  assert.deepEqual(showShare(0, 20), { value: 0, outOf: 20, withheld: false, between: null })
  assert.deepEqual(showShare(20, 20), { value: 100, outOf: 20, withheld: false, between: null })
  assert.deepEqual(showShare(null, 0), { value: null, outOf: 0, withheld: false, between: null })
})

test('with few people in all, it is not even said on which side of the line the small number lies', () => {
  assert.deepEqual(showShare(5, 6).between, [1, 5])
  assert.deepEqual(showShare(2, 6).between, [1, 5])
  assert.deepEqual(
    [showShare(4, 9).between, showShare(5, 9).between],
    [
      [1, 4],
      [5, 8],
    ],
  )
})

test('a typical time over one to four people is withheld', () => {
  assert.deepEqual(showTypical(30, 3), { value: null, outOf: null, withheld: true, between: null })
  assert.deepEqual(showTypical(2.3456, 5), { value: 2.3, outOf: 5, withheld: false, between: null })
})

test('nothing published of a percentage lets a small number be worked out', () => {
  const alike = Map.groupBy(pairs(60), ([count, outOf]) => JSON.stringify(showShare(count, outOf)))
  const parts = [(c: number) => c, (c: number, d: number) => d - c, (_: number, d: number) => d]
  for (const could of alike.values()) {
    for (const part of parts) {
      const possible = new Set(could.map(([count, outOf]) => part(count, outOf)))
      assert.ok(possible.size > 1 || !isSmall([...possible][0]!), `${could[0]} is given away`)
    }
  }
})

test('a row with its total hides a second cell where the total would give the first away', () => {
  assert.deepEqual(showTable([3, 20, 40]), { cells: [null, null, 40], total: 63 })
  assert.deepEqual(showTable([20, 40, 0, 3]), { cells: [null, 40, 0, null], total: 63 })
  assert.deepEqual(showTable([30, 20, 40]), { cells: [30, 20, 40], total: 90 })
  assert.deepEqual(showTable([2, 3, 40]), { cells: [null, null, 40], total: 45 })
  assert.deepEqual(showTable([4, 4, 40]), { cells: [null, null, 40], total: null })
  assert.deepEqual(showTable([4, 4]), { cells: [null, null], total: null })
  assert.deepEqual(showTable([3, 0, 0]), { cells: [null, 0, 0], total: null })
  assert.deepEqual(showTable([0, 0, 0]), { cells: [0, 0, 0], total: 0 })
})

test('nothing published of a row and its total lets a small cell be worked out, by one who knows the rule', () => {
  const small = { minLength: 1, maxLength: 4 }
  const alike = [1, 2, 3, 4].map(length => Map.groupBy(rows(length, 10), row => JSON.stringify(showTable(row))))
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(6), fc.nat(9)), small), counts => {
      // Every row of the same length that would have been printed the same way is a row the reader must reckon with.
      const could = alike[counts.length - 1]!.get(JSON.stringify(showTable(counts)))!
      counts.forEach((count, at) => {
        if (isSmall(count)) assert.ok(new Set(could.map(row => row[at])).size > 1, `${counts} gives away ${count}`)
      })
    }),
    { numRuns: 2000, seed: 20261122 },
  )
})

const pairs = (most: number): readonly (readonly [number, number])[] =>
  Array.from({ length: most + 1 }, (_, d) => Array.from({ length: d + 1 }, (_, c) => [c, d] as const)).flat()

function rows(length: number, most: number): readonly (readonly number[])[] {
  if (length === 0) return [[]]
  return rows(length - 1, most).flatMap(row => Array.from({ length: most + 1 }, (_, value) => [...row, value]))
}
