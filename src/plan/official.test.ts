import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { deriveSeries, type Line } from './derive.ts'
import { definitionsShape, type OfficialSeries, readOfficial } from './official.ts'
import { publishAll } from './publish.ts'
import { PlanFault, readShape } from './read.ts'

const read = (file: string) =>
  readFileSync(new URL(`../../areas/warwickshire/statistics/${file}`, import.meta.url), 'utf8')
const json: unknown = JSON.parse(read('series.json'))
const official = readOfficial(json)
const values = (id: string) =>
  Object.fromEntries(official.find(it => it.measure.id === id)!.rows.map(row => [row.period, row.numerator]))

/** Counted again another way: whole lines of the publisher's file matched as text. */
const matching = (file: string, pattern: RegExp) =>
  read(`source/${file}`)
    .split('\n')
    .flatMap(line => pattern.exec(line) ?? [])

test('recorded crime is the sum of the publisher’s lines, each year to March once, fraud left out', () => {
  const ends = Array.from({ length: 16 }, (_, i) => 2003 + i)
  const expected = ends.map(year => {
    const lines = read('source/recorded-crime.csv')
      .split('\n')
      .filter(line => line.startsWith(`31-03-${year},`) && !line.includes(',Fraud offences,'))
    const total = lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(',') + 1)), 0)
    return [`${year - 1}-${String(year).slice(2)}`, total]
  })
  assert.deepEqual(values('official.recorded-crime'), Object.fromEntries(expected))
  assert.equal(values('official.recorded-crime')['2017-18'], 41411)
  assert.equal(values('official.recorded-crime')['2002-03'], 44196 - 1411)
})

test('violence against the person is its five groups and none of them twice', () => {
  const groups = ['Homicide', 'Death or serious injury', 'Violence with injury', 'Violence without', 'Stalking and']
  const last = groups.map(group => matching('recorded-crime.csv', new RegExp(`^31-03-2018,.*,${group}[^,]*,(\\d+)$`)))
  assert.deepEqual(
    last.map(it => Number(it[1])),
    [11, 20, 4391, 5038, 2465],
  )
  assert.equal(values('official.violence-against-the-person')['2017-18'], 11 + 20 + 4391 + 5038 + 2465)
})

test('the date that ends no quarter is not used, nor any rolling year that overlaps another', () => {
  assert.ok(read('source/recorded-crime.csv').includes('30-12-2017'))
  for (const { measure, rows } of official.filter(it => it.measure.every === 'financial year')) {
    assert.equal(rows.length, 16, measure.id)
    for (const { period } of rows) assert.equal((Number(period.slice(0, 4)) + 1) % 100, Number(period.slice(5)))
  }
})

test('killed or seriously injured are counted by year from the lines of the file, people and not collisions', () => {
  for (const [id, type] of [
    ['official.pedestrian-ksi', 'Pedestrian'],
    ['official.cyclist-ksi', 'Cyclist'],
  ] as const) {
    const lines = read('source/pedestrian-cyclist-casualties.csv').split('\n')
    const years = lines.flatMap(line => new RegExp(`^(\\d{4})23.*,${type},(Fatal|Serious)$`).exec(line)?.[1] ?? [])
    const expected = Object.entries(Object.groupBy(years, year => year)).map(([year, of]) => [year, of!.length])
    assert.deepEqual(values(id), Object.fromEntries(expected))
  }
  assert.equal(values('official.pedestrian-ksi')['2018'], 53)
  assert.equal(values('official.cyclist-ksi')['2009'], 20)
})

test('the committed series are what the script makes of the files today', () => {
  const definitions = readShape('definitions', definitionsShape, JSON.parse(read('definitions.json')))
  const lines = (file: string) => parse<Line>(read(`source/${file}`), { columns: true, bom: true })
  const { crime, casualties, traffic } = definitions
  const sources = { crime: lines(crime.file), casualties: lines(casualties.file), traffic: lines(traffic.file) }
  assert.deepEqual(deriveSeries(definitions, sources), json)
})

test('no official figure is compared across a change of recording, and each companion is at hand', () => {
  const published = publishAll(official, { at: new Date('2026-11-22T12:00:00Z'), zone: 'Europe/London' })
  for (const { reading, verdict, breaks, pairedWith } of published) {
    assert.equal(verdict, 'too few points to say')
    if (breaks.length > 0) assert.match(reading, /when recording changed/)
    if (pairedWith !== null) assert.ok(published.some(it => it.id === pairedWith))
  }
})

test('a series that cannot be believed is refused, every fault named', () => {
  const [first] = JSON.parse(read('series.json')) as OfficialSeries[]
  const backwards = [{ ...first!, title: ' ', periods: [...first!.periods].reverse() }]
  assert.throws(
    () => readOfficial(backwards),
    (fault: unknown) =>
      fault instanceof PlanFault && /0\.title: must not be empty/.test(fault.message) && /in order/.test(fault.message),
  )
  assert.throws(() => readOfficial({}), PlanFault)
})
