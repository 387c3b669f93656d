import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { csvOf } from './csv.ts'
import type { Measure, Row } from './measure.ts'
import { publish, publishAll } from './publish.ts'

const now = { at: new Date('2026-11-22T12:00:00Z'), zone: 'Europe/London' }
const reports: Measure = {
  id: 'umbrellas.reports',
  title: 'Umbrellas reported lost',
  definition: 'Every report received',
  better: 'higher',
  unit: 'count',
  source: 'our own work',
  every: 'month',
}
const month = (i: number): string => `${2025 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`

test('a month in which nothing happened is a nought and not a gap, up to the present month', () => {
  const { series } = publish(reports, [{ period: '2026-08', numerator: 7, outOf: null }], now)
  assert.deepEqual(
    series.map(it => [it.period, it.value, it.provisional]),
    [
      ['2026-08', 7, false],
      ['2026-09', 0, false],
      ['2026-10', 0, false],
      ['2026-11', 0, true],
    ],
  )
  assert.deepEqual(publish(reports, [], now).series, [])
})

test('what falls due after the present month is not yet published', () => {
  const rows = ['2026-11', '2026-12'].map(period => ({ period, numerator: 9, outOf: 10 }))
  assert.deepEqual(
    publish({ ...reports, unit: 'percent' }, rows, now).series.map(it => it.period),
    ['2026-11'],
  )
})

test('the present month is the one on the wall of the area, not in Greenwich', () => {
  const summer = { at: new Date('2026-06-30T23:30:00Z'), zone: 'Europe/London' }
  const { series } = publish(reports, [{ period: '2026-06', numerator: 9, outOf: null }], summer)
  assert.deepEqual(
    series.map(it => [it.period, it.provisional]),
    [
      ['2026-06', false],
      ['2026-07', true],
    ],
  )
})

test('a denominator does not print what the measure beside it withholds', () => {
  const asked: Measure = { ...reports, id: 'umbrellas.asked', unit: 'percent' }
  const pleased: Measure = { ...asked, id: 'umbrellas.pleased', pairedWith: 'umbrellas.asked' }
  const shown = (askedOf: number) => {
    const rows = [
      { measure: pleased, rows: [{ period: '2026-10', numerator: 9, outOf: 18 }] },
      { measure: asked, rows: [{ period: '2026-10', numerator: 18, outOf: askedOf }] },
    ]
    return publishAll(rows, now).map(it => it.series[0]!)
  }
  // Of 20 people 18 were asked: to print "of 18" beside "of 20" would tell that two were not.
  assert.deepEqual(
    shown(20).map(it => [it.value, it.outOf, it.withheld]),
    [
      [null, null, true],
      [null, 20, true],
    ],
  )
  assert.deepEqual(
    shown(40).map(it => [it.value, it.outOf, it.withheld]),
    [
      [50, 18, false],
      [45, 40, false],
    ],
  )
})

test('nothing published depends on what was withheld: chart, sentence and verdict included', () => {
  const small = fc.integer({ min: 1, max: 4 })
  const cell = fc.oneof(fc.constant<null>(null), fc.integer({ min: 5, max: 40 }), fc.constant(0))
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, small, small), { minLength: 1, maxLength: 22 }), cells => {
      const rows = (which: 1 | 2): Row[] =>
        cells.map((it, i) => ({ period: month(i), numerator: it[0] ?? it[which], outOf: null }))
      assert.deepEqual(publish(reports, rows(1), now), publish(reports, rows(2), now))
    }),
    { seed: 1, numRuns: 300 },
  )
  const left = fc.oneof(cell, fc.constant<'all but'>('all but'))
  fc.assert(
    fc.property(fc.array(fc.tuple(left, small, small), { minLength: 1, maxLength: 22 }), cells => {
      const rows = (which: 1 | 2): Row[] =>
        cells.map((it, i) => {
          const numerator = it[0] === 'all but' ? 45 - it[which] : (it[0] ?? it[which])
          return { period: month(i), numerator, outOf: 45 }
        })
      const share: Measure = { ...reports, unit: 'percent' }
      assert.deepEqual(publish(share, rows(1), now), publish(share, rows(2), now))
    }),
    { seed: 2, numRuns: 300 },
  )
})

test('a spreadsheet gets the same figures, and no formula', () => {
  const rows = [12, 3, 0].map((numerator, i) => ({ period: month(i + 19), numerator, outOf: null }))
  const evil = '\u200b =HYPERLINK("http://example.org","x")'
  const csv = csvOf(publish({ ...reports, title: evil, source: '@our own, "work"' }, rows, now))
  const [first, second, third] = parse<Record<string, string>>(csv, { columns: true })
  assert.deepEqual([first?.period, first?.value, first?.shown_as], ['2026-08', '12', '12'])
  assert.deepEqual([second?.value, second?.shown_as], ['', '1 to 4'])
  assert.equal(third?.value, '0')
  assert.equal(first?.title, `'${evil}`)
  assert.equal(first?.source, `'@our own, "work"`)
})

const was = (numerator: number, is: number, outOf: number | null = null) => ({
  period: '2026-09',
  was: { numerator, outOf },
  is: { numerator: is, outOf },
  at: new Date('2026-10-23T10:00:00Z'),
})
const september = (numerator: number, outOf: number | null = null) => [{ period: '2026-09', numerator, outOf }]

test('a revision tells what was shown before and after, and of a change between small numbers nothing at all', () => {
  const revised = (...of: readonly ReturnType<typeof was>[]) =>
    publishAll([{ measure: reports, rows: september(of.at(-1)!.is.numerator), revised: of }], now)[0]!.revisions.map(
      it => [it.was.value ?? it.was.between, it.is.value ?? it.is.between],
    )
  assert.deepEqual(revised(was(12, 14)), [[12, 14]])
  for (const small of [1, 2, 3, 4]) {
    assert.deepEqual(revised(was(small, 7)), [[[1, 4], 7]])
    assert.deepEqual(revised(was(7, small)), [[7, [1, 4]]])
    for (const other of [1, 2, 3, 4]) assert.deepEqual(revised(was(small, other)), [])
  }
  assert.deepEqual(revised(was(12, 14), was(14, 12)), [
    [12, 14],
    [14, 12],
  ])
})

test('what a denominator was does not print what the measure beside it withholds, nor what that one withheld before', () => {
  const asked: Measure = { ...reports, id: 'umbrellas.asked', unit: 'percent' }
  const pleased: Measure = { ...asked, id: 'umbrellas.pleased', pairedWith: 'umbrellas.asked' }
  // Of 20, 18 had been asked, which is withheld; then it was 10. Of those asked, 9 of 18 were pleased; then 5 of 10.
  const [first, second] = publishAll(
    [
      {
        measure: pleased,
        rows: september(5, 10),
        revised: [{ ...was(9, 5), was: { numerator: 9, outOf: 18 }, is: { numerator: 5, outOf: 10 } }],
      },
      { measure: asked, rows: september(10, 20), revised: [was(18, 10, 20)] },
    ],
    now,
  )
  assert.deepEqual(first!.revisions[0]!.was, { value: null, outOf: null, withheld: true, between: null })
  assert.equal(first!.revisions[0]!.is.value, 50)
  assert.deepEqual(second!.revisions[0]!.was.between, [16, 19])
  assert.doesNotMatch(JSON.stringify([first, second]), /18/)
})

test('a month is unfinished as long as it was when it was last counted, whatever the day has become since', () => {
  const counted = { measure: reports, rows: september(9), asAt: '2026-09-30T22:30:00.000Z' }
  const [own] = publishAll([counted], { ...now, at: new Date('2026-10-01T05:00:00Z') })
  assert.deepEqual(
    own!.series.map(it => [it.period, it.value, it.provisional]),
    [['2026-09', 9, true]],
  )
})
