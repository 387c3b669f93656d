import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { type Database, type Installation, openDatabase, type Programme, sealer } from '#kernel'
import { serve } from '#web'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { readOfficial } from './official.ts'
import { readPlan } from './plan.ts'
import { type PlanRoom, planRoutes } from './routes.ts'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../areas/warwickshire/${file}`, import.meta.url), 'utf8'))

// Umbrellas come in from April 2025 on: twelve a month, three in May, none in June.
const umbrellas: Programme = {
  id: 'umbrellas',
  title: 'Lost umbrellas',
  roles: {},
  measures: [
    {
      id: 'umbrellas.reports',
      title: 'Umbrellas reported lost',
      definition: 'Every report received',
      unit: 'count',
      better: 'higher',
      sql: `select m::date as period, case extract(month from m) when 5 then 3 else 12 end as numerator, null::bigint as out_of
              from generate_series(date '2025-04-01', :to, interval '1 month') m
             where m >= :from and m <> date '2025-06-01'`,
    },
  ],
  keep: { years: 1, after: 'closing', source: 'invented' },
}
const plan = readPlan(read('plan/plan.json'))
const [first, ...others] = plan.outcomes
const room: PlanRoom = {
  plan: { ...plan, outcomes: [{ ...first!, measures: ['umbrellas.reports'] }, ...others] },
  official: readOfficial(read('statistics/series.json')),
  others: [],
}

const noFile = () => assert.fail('the plan keeps no files')

let cluster: TestDatabase
let database: Database
let server: Awaited<ReturnType<typeof serve>>

before(async () => {
  cluster = await testDatabase()
  const house: Installation = {
    area: 'nowhere',
    title: 'Nowhere',
    madeUp: true,
    zone: 'Europe/London',
    programmes: new Map([[umbrellas.id, umbrellas]]),
    limits: [],
    calendar: () => assert.fail('the plan needs no calendar'),
    agencies: [],
    lawfulBases: [],
    places: { find: () => [], get: () => undefined },
    sealer: sealer(Buffer.alloc(32, 7)),
    documents: { write: noFile, read: noFile, remove: noFile, namesBefore: noFile },
  }
  database = openDatabase({ url: cluster.appUrl, measures: cluster.measures, house })
  server = await serve({ house, database, routes: planRoutes(room), now: () => new Date('2026-11-22T12:00:00Z') })
})
after(async () => {
  await server?.close()
  await database?.close()
  await cluster?.close()
})

const get = (url: string) => server.inject({ method: 'GET', url })

test('the plan names every outcome, and says of each whether it is measured', async () => {
  const { statusCode, body } = await get('/plan')
  assert.equal(statusCode, 200)
  for (const { id } of plan.outcomes) assert.ok(body.includes(`id="${id}"`), id)
  assert.match(body, /Umbrellas reported lost/)
  assert.match(body, /Not measured yet/)
  assert.match(body, /Why not:/)
})

test('the figures of the plan come out as JSON, counted now, small numbers withheld', async () => {
  const { measures } = (await get('/plan.json')).json()
  const own = measures.find((it: { id: string }) => it.id === 'umbrellas.reports')
  assert.deepEqual(own.series.slice(0, 3), [
    { period: '2025-04', value: 12, outOf: null, withheld: false, between: null, provisional: false },
    { period: '2025-05', value: null, outOf: null, withheld: true, between: [1, 4], provisional: false },
    { period: '2025-06', value: 0, outOf: null, withheld: false, between: null, provisional: false },
  ])
  assert.equal(own.series.at(-1).period, '2026-11')
  assert.equal(own.series.at(-1).provisional, true)
  assert.deepEqual([own.direction, own.unit, own.asAt], ['up', 'count', '2026-11-22T12:00:00.000Z'])
  assert.ok(measures.some((it: { id: string }) => it.id === 'official.cyclist-ksi'))
})

test('a measure has a page with its chart, its table, its companion and its outcome', async () => {
  const { statusCode, body } = await get('/plan/measures/official.cyclist-ksi')
  assert.equal(statusCode, 200)
  assert.match(body, /role="img"/)
  assert.match(body, /<caption/)
  assert.match(body, /Too few points to say: 4 years since 2015, when recording changed/)
  assert.match(body, /\/plan\/measures\/official\.cycle-traffic/)
  assert.match(body, /href="\/plan#B6"/)
  assert.match(body, /Unverified/)
})

test('a measure counted here says when, by the clock on the wall', async () => {
  const { body } = await get('/plan/measures/umbrellas.reports')
  assert.match(body, /As at \d+ \w+ \d{4} at (midday|midnight|\d+(:\d\d)?[ap]m)\./)
  assert.doesNotMatch(body, /UTC/)
})

test('a measure comes as a spreadsheet and as JSON, with the same figures as the page', async () => {
  const csv = await get('/plan/measures/umbrellas.reports.csv')
  assert.match(String(csv.headers['content-type']), /^text\/csv/)
  assert.match(String(csv.headers['content-disposition']), /umbrellas\.reports\.csv/)
  const rows = parse<Record<string, string>>(csv.body, { columns: true })
  const { measures } = (await get('/plan/measures/umbrellas.reports.json')).json()
  assert.equal(measures.length, 1)
  assert.deepEqual(
    rows.map(it => it.value),
    measures[0].series.map((it: { value: number | null }) => String(it.value ?? '')),
  )
})

test('a measure that is not there is not found, whatever is asked', async () => {
  for (const id of [
    'umbrellas.nothing',
    'umbrellas',
    'constructor.name',
    '__proto__',
    'umbrellas.reports.xml',
    '%2e%2e',
  ])
    assert.equal((await get(`/plan/measures/${id}`)).statusCode, 404, id)
  assert.match(
    (await get('/plan/measures/constructor.name')).body,
    /<a class="govuk-link" href="\/">Go to the front page/,
  )
})

test('the public plan sets no cookie', async () => {
  for (const url of ['/plan', '/plan.json', '/plan/measures/umbrellas.reports'])
    assert.equal((await get(url)).headers['set-cookie'], undefined)
})

test('many visitors at once are answered alike, from one count', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => get('/plan.json')))
  assert.equal(new Set(answers.map(it => it.body)).size, 1)
  assert.ok(answers.every(it => it.statusCode === 200))
})
