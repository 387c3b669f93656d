import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byGroup } from './truth-groups.ts'

test('a false link between two groups counts in both, and a lost pair against its own', () => {
  const truth = Int32Array.of(1, 1, 2, 2, 3)
  const said = {
    left: Int32Array.of(0, 1, 0),
    right: Int32Array.of(1, 2, 4),
    weight: Float64Array.of(9, 8, -2),
    probability: Float64Array.of(0.99, 0.97, 0.1),
    clusters: Int32Array.of(0, 0, 0, 1, 2),
    threshold: 0.9,
  }
  const [north, south] = byGroup(truth, said, ['north', 'north', 'south', 'south', 'south'])
  assert.deepEqual(north, {
    ...{ group: 'north', records: 2, truePairs: 1, blockingRecall: 1, precision: 1 / 2, recall: 1, f1: 2 / 3 },
    falseLinks: 1,
  })
  assert.deepEqual(south, {
    ...{ group: 'south', records: 3, truePairs: 1, blockingRecall: 0, precision: 0, recall: 0, f1: 0 },
    falseLinks: 1,
  })
})
