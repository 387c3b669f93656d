import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inPages, longer, tidyUp } from './pages.ts'

test('an array grows where it lies, and elsewhere when there is no more room', () => {
  const first = inPages(Int32Array, 3)
  first.set([1, -2, 3])
  const grown = longer(Int32Array, first, 5)
  assert.equal(grown.buffer, first.buffer)
  assert.deepEqual([...grown], [1, -2, 3, 0, 0])
  const moved = longer(Int32Array, grown, 20_000_000)
  assert.notEqual(moved.buffer, first.buffer)
  assert.deepEqual([...moved.subarray(0, 6)], [1, -2, 3, 0, 0, 0])
  assert.equal(moved.length, 20_000_000)
})

test('an array that lies elsewhere can be made longer too', () => {
  assert.deepEqual([...longer(Uint8Array, Uint8Array.of(7, 8), 4)], [7, 8, 0, 0])
})

test('what is held is there when all else was given back', () => {
  const held = inPages(Uint32Array, 2)
  held.set([5, 6])
  tidyUp()
  assert.deepEqual([...held], [5, 6])
})
