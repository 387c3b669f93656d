import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chartOf } from './chart.ts'
import type { Measure } from './measure.ts'
import { publish } from './publish.ts'

const reports: Measure = {
  id: 'umbrellas.reports',
  title: 'Umbrellas reported lost',
  definition: 'Every report received',
  better: 'higher',
  unit: 'count',
  source: 'our own work',
  every: 'month',
}
const values = [10, 12, 10, 12, 10, 12, 10, 3, 10, 12, 10, 12, 10, 40, 11]
const rows = values.map((numerator, i) => ({
  period: `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
  numerator,
  outOf: null,
}))
const now = { at: new Date('2026-03-15T12:00:00Z'), zone: 'Europe/London' }

test('each point is marked for what it is: ordinary, withheld, standing out, unfinished', () => {
  const { points, limits } = chartOf(publish(reports, rows, now))
  const marks = (mark: string) => points.flatMap((it, place) => (it.mark === mark ? [place] : []))
  assert.deepEqual([marks('withheld'), marks('signal'), marks('provisional')], [[7], [13], [14]])
  assert.deepEqual([points[7]!.value, points[7]!.text], [2.5, '1 to 4'])
  assert.equal(points[13]!.note, 'Above the upper limit')
  assert.equal(points[14]!.note, 'Not over yet')
  assert.deepEqual([points[13]!.label, points[13]!.short], ['February 2026', 'Feb 26'])
  assert.deepEqual([limits[0]?.from, limits[0]?.to], [0, 13])
})

test('a change of recording stands before its first point, and an unconfirmed one says so', () => {
  const breaks = [
    { at: '2024-06', label: 'Before anything was counted', verified: true },
    { at: '2025-05', label: 'New form', verified: false },
    { at: '2025-09', label: 'New rules', verified: true },
  ]
  assert.deepEqual(chartOf(publish({ ...reports, breaks }, rows, now)).breaks, [
    { before: 4, label: 'New form (unverified)' },
    { before: 8, label: 'New rules' },
  ])
})
