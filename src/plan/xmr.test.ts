import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Break, latest, type Rule, type Signal, xmr } from './xmr.ts'

const months = (values: readonly (number | null)[]) => values.map((value, i) => ({ period: month(i), value }))
const month = (i: number): string => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`
const steady = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]
const marks = (signals: readonly Signal[], rule: Rule) => signals.filter(it => it.rule === rule).map(it => it.at)
const signals = (values: readonly number[], breaks: readonly Break[] = []) =>
  latest(xmr(months(values), breaks)).signals

test('limits worked by hand: mean 11, mean moving range 2', () => {
  const { limits } = latest(xmr(months(steady)))
  assert.equal(limits?.mean, 11)
  assert.equal(limits?.upper, 11 + 2.66 * 2)
  assert.equal(limits?.lower, 11 - 2.66 * 2)
  assert.equal(limits?.upperRange, 3.268 * 2)
})

test('a limit beyond what the measure can be is no limit', () => {
  const wild = [0, 9, 0, 9, 0, 9, 0, 9, 0, 9, 0, 9]
  assert.equal(latest(xmr(months(wild))).limits?.lower, null)
  const full = [99, 97, 99, 97, 99, 97, 99, 97, 99, 97, 99, 97]
  assert.equal(latest(xmr(months(full), [], 12, { most: 100 })).limits?.upper, null)
})

test('one point outside a limit is marked, in either direction, and one on the limit is not', () => {
  assert.deepEqual(signals([...steady, 17]), [{ at: 12, rule: 'outside', towards: 'up' }])
  assert.deepEqual(signals([...steady, 5]), [{ at: 12, rule: 'outside', towards: 'down' }])
  assert.deepEqual(signals([...steady, 11 + 2.66 * 2]), [])
})

test('eight points on one side are a shift, all eight marked; seven are not, and a point on the mean ends the run', () => {
  assert.deepEqual(marks(signals([...steady.slice(0, 11), 10, ...Array(7).fill(12)]), 'shift'), [])
  const eight = [...steady.slice(0, 11), 10, ...Array(8).fill(12)]
  // The baseline of these is not quite 11, yet 12 stays above it.
  assert.deepEqual(marks(signals(eight), 'shift'), [12, 13, 14, 15, 16, 17, 18, 19])
  assert.deepEqual(marks(signals([...steady, 11, ...Array(7).fill(12)]), 'shift'), [])
  const below = [...steady, ...Array(8).fill(10)]
  assert.ok(signals(below).every(it => it.towards === 'down'))
  assert.equal(marks(signals(below), 'shift').length, 8)
})

test('six rising or six falling points are a trend, all six marked; five are not, and two equals end it', () => {
  const base = [10, 16, 10, 16, 10, 16, 10, 16, 10, 16, 10, 16]
  assert.deepEqual(marks(signals([...base, 10, 11, 12, 13, 14]), 'trend'), [])
  assert.deepEqual(marks(signals([...base, 10, 11, 12, 13, 14, 15]), 'trend'), [12, 13, 14, 15, 16, 17])
  assert.deepEqual(marks(signals([...base, 10, 11, 12, 12, 13, 14]), 'trend'), [])
  const down = signals([...base, 17, 15, 14, 13, 12, 11]).filter(it => it.rule === 'trend')
  assert.deepEqual(
    down.map(it => [it.at, it.towards]),
    [12, 13, 14, 15, 16, 17].map(at => [at, 'down']),
  )
})

test('two of three beyond two sigma are marked only when they lie on the same side', () => {
  // Two sigma is 3.546…, so 15 and 7 lie beyond it and within the limits at 16.32 and 5.68.
  assert.deepEqual(marks(signals([...steady, 15, 11, 15]), 'two-of-three'), [12, 14])
  assert.deepEqual(marks(signals([...steady, 15, 11, 7]), 'two-of-three'), [])
  assert.deepEqual(marks(signals([...steady, 7, 7]), 'two-of-three'), [12, 13])
  assert.deepEqual(marks(signals([...steady, 15, 11, 11, 15]), 'two-of-three'), [])
  assert.deepEqual(marks(signals([...steady, 14.5, 11, 14.5]), 'two-of-three'), [], 'within two sigma')
  assert.deepEqual(marks(signals([...steady, 15, 12]), 'two-of-three'), [])
})

test('limits are frozen: later points do not move them', () => {
  const before = latest(xmr(months(steady))).limits
  assert.deepEqual(latest(xmr(months([...steady, 30, 40, 50]))).limits, before)
  assert.notDeepEqual(latest(xmr(months([...steady, 30, 40, 50]), [], 15)).limits, before)
})

test('eleven points have neither limits nor signals', () => {
  const stretch = latest(xmr(months([...steady.slice(0, 10), 900])))
  assert.equal(stretch.limits, null)
  assert.deepEqual(stretch.signals, [])
})

test('a documented break starts afresh: own limits, and no signal crosses it', () => {
  const changed: Break = { at: month(12), label: 'Online reporting opened', verified: true }
  const higher = steady.map(value => value + 20)
  const stretches = xmr(months([...steady, ...higher]), [changed])
  assert.deepEqual(
    stretches.map(it => [it.limits?.mean, it.signals.length]),
    [
      [11, 0],
      [31, 0],
    ],
  )
  assert.ok(signals([...steady, ...higher]).length > 0, 'the same points without the break are signals')
  const rising = [10, 16, 10, 16, 10, 16, 10, 16, 10, 11, 12, 13, 14, 15, 10, 16, 10, 16, 10, 16, 10, 16, 10, 16]
  assert.ok(marks(xmr(months(rising))[0]!.signals, 'trend').length > 0)
  assert.ok(xmr(months(rising), [changed]).every(it => marks(it.signals, 'trend').length === 0))
})

test('eleven points since a break say nothing, however many came before', () => {
  const changed: Break = { at: month(12), label: 'New rules', verified: false }
  assert.equal(latest(xmr(months([...steady, ...Array(11).fill(90)]), [changed])).limits, null)
})

test('a missing point and the unfinished month are left out, and places still refer to the series as given', () => {
  const gap = [...steady.slice(0, 6), null, ...steady.slice(6), 17]
  assert.deepEqual(latest(xmr(months(gap))).signals, [{ at: 13, rule: 'outside', towards: 'up' }])
  const unfinished = [...months(steady), { period: month(12), value: 99, provisional: true }]
  assert.deepEqual(latest(xmr(unfinished)).signals, [])
})

test('a series that never varied has limits on its mean, and rounding alone is no signal', () => {
  assert.deepEqual(signals(Array(24).fill(0.1 + 0.2)), [])
  assert.deepEqual(marks(signals([...Array(12).fill(3), 4]), 'outside'), [12])
})
