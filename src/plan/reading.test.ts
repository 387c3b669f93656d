import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Measure, Row } from './measure.ts'
import { type Published, publishAll } from './publish.ts'

const now = { at: new Date('2026-11-22T12:00:00Z'), zone: 'Europe/London' }
const reports: Measure = {
  id: 'umbrellas.reports',
  title: 'Umbrellas reported lost',
  definition: 'Every report received',
  better: 'higher',
  unit: 'count',
  source: 'our own work',
  every: 'month',
  pairedWith: 'umbrellas.returned',
}
const returned: Measure = { ...reports, id: 'umbrellas.returned', title: 'Umbrellas given back', unit: 'percent' }
const alone: Measure = (({ pairedWith: _, ...rest }) => rest)(reports)

const month = (i: number): string => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`
const counts = (values: readonly number[]): Row[] =>
  values.map((numerator, i) => ({ period: month(i), numerator, outOf: null }))
const shares = (values: readonly number[], outOf: number): Row[] =>
  values.map((numerator, i) => ({ period: month(i), numerator, outOf }))
const steady = [20, 24, 19, 22, 21, 23, 20, 24, 19, 22, 21, 23]
const grown = [...steady, 38, 41, 37, 40, 39, 41]
// The made-up months end where the figures do, so that none is the present month.
const at = (months: number) => ({ ...now, at: new Date(`${month(months)}-15T12:00:00Z`) })
const read = (measure: Measure, rows: readonly Row[], beside: readonly { measure: Measure; rows: Row[] }[] = []) =>
  publishAll([{ measure, rows }, ...beside], at(rows.length))[0]!

test('a steady series shows no clear change, and says so without praise', () => {
  const { verdict, reading } = read(reports, counts([...steady, ...steady]))
  assert.equal(verdict, 'no clear change')
  assert.match(reading, /^No clear change: 21\.5 a month in the last 6 months, 21\.5 a month in the first 12\./)
})

test('a lasting rise is very likely a change, and the cause is left open', () => {
  const { verdict, reading } = read(alone, counts(grown))
  assert.equal(verdict, 'change very likely')
  assert.match(reading, /^Change very likely, up: 39\.3 a month .* This is the way the plan wants it to go\. /)
  assert.match(reading, /The figures cannot say what caused it\.$/)
})

test('eleven months are too few, and the sentence says how many there are', () => {
  const { verdict, reading } = read(alone, counts(grown.slice(7)))
  assert.equal(verdict, 'too few points to say')
  assert.equal(reading, 'Too few points to say: 11 months so far; at least 12 are needed.')
})

test('a change of recording bars comparison, however long the series', () => {
  const breaks = [{ at: month(12), label: 'Online form opened', verified: true }]
  const { verdict, reading } = read({ ...alone, breaks }, counts(grown))
  assert.equal(verdict, 'too few points to say')
  assert.match(reading, /6 months since January 2025, when recording changed/)
})

test('more reports are never called good until the measure to read them with has been read', () => {
  const bare = read(reports, counts(grown)).reading
  assert.match(bare, /By itself it is neither good nor bad/)
  assert.doesNotMatch(bare, /the plan wants/)

  const level = shares([...grown].fill(30), 60)
  const good = read(reports, counts(grown), [{ measure: returned, rows: level }]).reading
  assert.match(good, /Read with “Umbrellas given back”: no clear change\. This is the way the plan wants it to go\./)

  const fallen = shares([...Array(12).fill(30), ...Array(6).fill(8)], 60)
  const bad = read(reports, counts(grown), [{ measure: returned, rows: fallen }]).reading
  assert.match(bad, /change very likely, down\. The two together are not what the plan wants\./)

  const young = read(reports, counts(grown), [{ measure: returned, rows: level.slice(9) }]).reading
  assert.match(young, /too few points to say\. Until that can be read, this is neither good nor bad\./)
})

test('direction is the measure’s own: the same rise is unwanted where lower is better, and neither where neither is', () => {
  assert.match(read({ ...alone, better: 'lower' }, counts(grown)).reading, /The plan wants it to go the other way/)
  assert.doesNotMatch(read({ ...alone, better: 'neither' }, counts(grown)).reading, /plan wants/)
})

test('times are compared by rank, percentages by their pooled shares', () => {
  const hours: Measure = { ...alone, unit: 'hours', better: 'lower' }
  const fell = [...steady, 9, 8, 9, 7, 8, 9].map((numerator, i) => ({ period: month(i), numerator, outOf: 40 }))
  assert.match(read(hours, fell).reading, /^Change very likely, down: 8\.3 hours in the last 6 months, 21\.5 hours/)
  const share: Measure = { ...alone, unit: 'percent' }
  const rose = shares([...Array(12).fill(20), ...Array(6).fill(50)], 60)
  assert.match(
    read(share, rose).reading,
    /^Change very likely, up: 83\.3% in the last 6 months, 33\.3% in the first 12\./,
  )
})

test('a test alone is not enough: the latest months must stand out on the chart, now, and in the same direction', () => {
  const hours: Measure = { ...alone, unit: 'hours', better: 'lower' }
  const rows = (values: readonly number[]) => values.map((numerator, i) => ({ period: month(i), numerator, outOf: 40 }))
  const restless = [100, 130, 100, 130, 100, 130, 100, 130, 100, 130, 100, 130]
  const higher = [131, 135, 132, 136, 131, 137]
  assert.equal(read(hours, rows([...restless, ...higher])).verdict, 'no clear change', 'no signal at all')
  const longAgo = [...restless, 300, 100, 130, 100, 130, 100, ...higher]
  assert.equal(read(hours, rows(longAgo)).verdict, 'no clear change', 'a signal, but an old one')
  const contrary = [...restless, 131, 135, 132, 136, 30, 140]
  assert.equal(read(hours, rows(contrary)).verdict, 'no clear change', 'a signal, but downwards')
  const standsOut = [...restless, ...higher.slice(0, 5), 220]
  assert.equal(read(hours, rows(standsOut)).verdict, 'change very likely')
})

test('the unfinished month changes neither verdict nor sentence', () => {
  const rows = counts(grown)
  const finished = publishAll([{ measure: alone, rows }], at(rows.length))[0]!
  const within = publishAll(
    [{ measure: alone, rows: [...rows, { ...rows[0]!, period: month(18), numerator: 400 }] }],
    at(18),
  )[0]!
  assert.equal(within.reading, finished.reading)
  assert.equal(within.series[18]!.provisional, true)
})

test('on series without any change, a change is said rarely: under one in twenty after 24 months', () => {
  for (const mean of [3, 8, 20, 60]) {
    const random = mulberry32(20260101 + mean)
    let said = 0
    for (let run = 0; run < 1000; run++) {
      const rows = counts(Array.from({ length: 24 }, () => poisson(mean, random)))
      if (read(alone, rows).verdict.startsWith('change')) said++
    }
    process.stdout.write(`# mean ${mean}: a change said of ${said} of 1000 unchanging series\n`)
    assert.ok(said < 50, `mean ${mean}: ${said} of 1000`)
  }
})

test('nor is it said of a series that has seasons and does not change', () => {
  const seasons = [0.92, 0.92, 0.98, 1, 1.08, 1.14, 1.16, 0.94, 1.02, 1.06, 0.96, 0.82]
  for (const mean of [20, 60]) {
    const random = mulberry32(77 + mean)
    let said = 0
    for (let run = 0; run < 500; run++) {
      const rows = counts(Array.from({ length: 34 }, (_, i) => poisson(mean * seasons[i % 12]!, random)))
      if (read(alone, rows).verdict.startsWith('change')) said++
    }
    process.stdout.write(`# mean ${mean} with seasons: a change said of ${said} of 500 unchanging series\n`)
    assert.ok(said < 25, `mean ${mean}: ${said} of 500`)
  }
})

test('the same holds for percentages, most of whose months are withheld', () => {
  for (const [chance, people] of [
    [0.9, 20],
    [0.5, 20],
    [0.95, 60],
  ] as const) {
    const random = mulberry32(99 + people * chance)
    let said = 0
    for (let run = 0; run < 500; run++) {
      const met = () => Array.from({ length: people }, random).filter(it => it < chance).length
      const rows = shares(Array.from({ length: 24 }, met), people)
      if (read({ ...alone, unit: 'percent' }, rows).verdict.startsWith('change')) said++
    }
    process.stdout.write(`# ${chance} of ${people}: a change said of ${said} of 500 unchanging series\n`)
    assert.ok(said < 25, `${chance} of ${people}: ${said} of 500`)
  }
})

test('withholding does not bend the average: eighteen of twenty, hidden each month, is read as about that', () => {
  const rows = shares(
    Array.from({ length: 24 }, (_, i) => (i % 4 === 0 ? 15 : 18)),
    20,
  )
  assert.match(read({ ...alone, unit: 'percent' }, rows).reading, /^No clear change: 8[4-6]/)
})

test('a real change of a half is found in most series of twenty a month', () => {
  const random = mulberry32(7)
  const found = Array.from({ length: 200 }, () => {
    const rows = counts(Array.from({ length: 24 }, (_, i) => poisson(i < 12 ? 20 : 30, random)))
    return read(alone, rows)
  }).filter((it: Published) => it.verdict.startsWith('change'))
  process.stdout.write(`# a rise from 20 to 30 a month found in ${found.length} of 200 series\n`)
  assert.ok(found.length > 150, `${found.length} of 200`)
})

/** Knuth's method; good for the small means used here. */
function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count++
  return count
}

function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
