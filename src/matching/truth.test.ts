import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heldAgainst, rightness, type Said, truePairsOf } from './truth.ts'

// Records 0-2 are one person, 3-4 another, 5 a third; of the four true pairs (0,1), (0,2), (1,2), (3,4) one was lost.
const truth = Int32Array.of(7, 7, 7, 8, 8, 9)
const said: Said = {
  left: Int32Array.of(0, 0, 3, 4, 2),
  right: Int32Array.of(1, 2, 4, 5, 3),
  weight: Float64Array.of(9, 5, 5, 5, -3),
  probability: Float64Array.of(0.999, 0.9, 0.9, 0.9, 0.02),
  clusters: Int32Array.of(0, 0, 0, 1, 1, 1),
  threshold: 0.95,
}

test('recall counts the pairs that blocking lost', () => {
  const figures = heldAgainst(truth, said)
  assert.equal(figures.truePairs, 4)
  assert.equal(figures.blockingRecall, 3 / 4)
  assert.deepEqual(figures.chosen, { precision: 1, recall: 1 / 4, f1: 0.4, threshold: 0.95 })
})

test('pairs of equal weight are linked together or not at all', () => {
  const { best, recallAtP99, recallAtP999 } = heldAgainst(truth, said)
  assert.deepEqual(best, { precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, threshold: 0.9 })
  assert.equal(recallAtP99, 1 / 4)
  assert.equal(recallAtP999, 1 / 4)
})

test('a probability is held against how often it was right', () => {
  const { calibration, calibrationError, from99 } = heldAgainst(truth, said)
  const band = calibration.find(({ from }) => from === 0.9)
  assert.equal(band?.pairs, 3)
  assert.equal(band?.right, 2 / 3)
  assert.ok(Math.abs(calibrationError - (Math.abs(2.7 - 2) + 0.001 + 0.02) / 5) < 1e-12)
  assert.deepEqual(from99, { pairs: 1, right: 1 })
})

test('clusters are judged by pairs, by record and whole', () => {
  const { clusters } = heldAgainst(truth, said)
  assert.equal(clusters.precision, 4 / 6)
  assert.equal(clusters.recall, 1)
  assert.equal(clusters.exact, 1 / 3)
  assert.equal(clusters.bRecall, 1)
  assert.ok(Math.abs(clusters.bPrecision - (3 + 4 / 3 + 1 / 3) / 6) < 1e-12)
  assert.equal(clusters.largest, 3)
})

test('twins who share a cluster are counted once, however many records they have', () => {
  const twins = Int32Array.of(-1, -1, -1, 4, 4, 4)
  const { clusters } = heldAgainst(truth, { ...said, twins })
  assert.equal(clusters.twins, 1)
  assert.equal(clusters.twinsMerged, 1)
  const apart = heldAgainst(truth, { ...said, twins, clusters: Int32Array.of(0, 0, 0, 1, 1, 2) })
  assert.equal(apart.clusters.twinsMerged, 0)
})

test('with sources only pairs across them are true pairs', () => {
  assert.equal(truePairsOf(truth, Int32Array.of(1, 1, 2, 1, 1, 2)), 2)
})

test('clusters of two sources are judged by the pairs across them, which alone were asked for', () => {
  const sources = Int32Array.of(1, 1, 2, 1, 2, 2)
  const { clusters } = heldAgainst(truth, { ...said, sources })
  // Across are (0,2), (1,2), (3,4), (3,5): all are drawn together, and the last is of two people.
  assert.deepEqual([clusters.precision, clusters.recall], [3 / 4, 1])
  assert.ok(Number.isNaN(clusters.bF1) && Number.isNaN(clusters.exact), 'nobody looked within a source')
})

test('records whose person is not known are left out', () => {
  const partly = Int32Array.of(7, 7, -1, 8, 8, -1)
  assert.equal(truePairsOf(partly), 2)
  assert.deepEqual([...rightness(partly, said)], [1, 2, 1, 2, 2])
  const figures = heldAgainst(partly, said)
  assert.equal(figures.pairs, 2)
  assert.equal(figures.best.f1, 1)
})

test('nothing linked is no precision, and no failure', () => {
  const none = { left: new Int32Array(), right: new Int32Array(), weight: new Float64Array() }
  const figures = heldAgainst(truth, { ...said, ...none, probability: new Float64Array() })
  assert.equal(figures.best.f1, 0)
  assert.equal(figures.recallAtP99, 0)
})
