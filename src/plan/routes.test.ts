import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { type Database, type Installation, openDatabase, type Programme, sealer } from '#kernel'
import { serve } from '#web'
import { seen } from '../../test/cast.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { readOfficial } from './official.ts'
import { readPlan } from './plan.ts'
import { figuresJob, ownMeasures } from './queries.ts'
import { type PlanRoom, planRoutes } from './routes.ts'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../areas/warwickshire/${file}`, import.meta.url), 'utf8'))

const at = new Date('2026-11-22T12:00:00Z')

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

/** What the server asks while the work is done. */
async function askedDuring(work: () => Promise<unknown>): Promise<readonly string[]> {
  asked.length = 0
  await work()
  return [...asked]
}
const asked: string[] = []

const noFile = () => assert.fail('the plan keeps no files')

let cluster: TestDatabase
let house: Installation
let database: Database
let server: Awaited<ReturnType<typeof serve>>

before(async () => {
  cluster = await testDatabase()
  house = {
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
    documents: { write: noFile, read: noFile, remove: noFile, namesBefore: noFile, room: noFile },
  }
  const open = openDatabase({ url: cluster.appUrl, measures: cluster.measures, house })
  database = {
    ...open,
    measure: (statement, values, when) => {
      asked.push(statement)
      return open.measure(statement, values, when)
    },
  }
  server = await serve({ house, database, routes: planRoutes(room), now: () => at })
})

/** Does the job that counts figures, as of that moment. */
const count = (when = at) =>
  database.as(
    { actor: { kind: 'job', name: 'figures' }, action: 'job.figures', purpose: 'keep-the-house', at: when },
    tx => figuresJob(plan, ownMeasures(house, []), database).run(tx, undefined),
  )
after(async () => {
  await server?.close()
  await database?.close()
  await cluster?.close()
})

const get = (url: string) => server.inject({ method: 'GET', url })

test('figures that were never counted are said to be being counted, and the page does not wait for them', async () => {
  const statements = await askedDuring(async () => {
    const { body, statusCode } = await get('/plan')
    assert.equal(statusCode, 200)
    assert.match(body, /Being counted/)
    assert.match((await get('/plan/measures/umbrellas.reports')).body, /Being counted/)
  })
  assert.ok(statements.every(one => /facts\.tall/.test(one)))
  const [own] = (await get('/plan/measures/umbrellas.reports.json')).json().measures
  assert.deepEqual([own.asAt, own.series, own.settledUntil], [null, [], null])
  await count()
})

test('the plan names every outcome, and says of each whether it is measured', async () => {
  const { statusCode, body } = await get('/plan')
  assert.equal(statusCode, 200)
  for (const { id } of plan.outcomes) assert.ok(body.includes(`id="${id}"`), id)
  assert.match(body, /Umbrellas reported lost/)
  assert.match(body, /Not measured yet/)
  assert.match(body, /Why not:/)
})

test('the figures of the plan come out as JSON, as last counted, small numbers withheld', async () => {
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

test('a page counts nothing: it asks whether anything was counted, and reads it where something was', async () => {
  const first = await askedDuring(() => get('/plan'))
  assert.deepEqual(first.map(of), ['facts.tally_counts'])
  await count(new Date('2026-11-22T13:00:00Z'))
  const then = await askedDuring(async () => {
    assert.match((await get('/plan')).body, /as at 22 November 2026 at 1pm/)
    await get('/plan')
  })
  assert.deepEqual(then.map(of), ['facts.tally_counts', 'facts.tally_counts', 'facts.tally_counts'])
  assert.ok(then[1]!.includes('facts.tallies'))
})
const of = (statement: string): string => /facts\.\w+/.exec(statement)?.[0] ?? statement

test('a settled figure that came out otherwise is shown as a revision, on the page, as a spreadsheet and as JSON', async () => {
  const [was] = (await get('/plan/measures/umbrellas.reports.json')).json().measures
  assert.deepEqual([was.settledUntil, was.revisions], ['2026-10', []])
  // In May three became four, which nobody is told of: both are one to four.
  const change = `update kernel.tallies set counted_at = '2026-11-22T13:30:00Z', numerator = case period when '2025-05' then 4 else 14 end
    where measure = 'umbrellas.reports' and period in ('2025-05', '2025-07')`
  await seen(cluster.ownerUrl, change)
  await count(new Date('2026-11-22T14:00:00Z'))
  const [is] = (await get('/plan/measures/umbrellas.reports.json')).json().measures
  const shown = (value: number) => ({ value, outOf: null, withheld: false, between: null })
  assert.deepEqual(is.revisions, [{ period: '2025-07', was: shown(12), is: shown(14), at: '2026-11-22T13:30:00.000Z' }])
  const rows = parse<Record<string, string>>((await get('/plan/measures/umbrellas.reports.csv')).body, {
    columns: true,
  })
  const july = rows.find(row => row.period === '2025-07')
  assert.deepEqual(
    [july?.value, july?.settled, july?.revised_on, july?.shown_before],
    ['14', 'yes', '2026-11-22', '12'],
  )
  assert.equal(rows.find(row => row.period === '2025-05')?.revised_on, '')
  assert.equal(rows.at(-1)?.settled, 'no')
  const { body } = await get('/plan/measures/umbrellas.reports')
  assert.match(body, /Revisions<\/h2>/)
  assert.match(body, /<th[^>]*>July 2025<\/th>\s*<td[^>]*>12<\/td>\s*<td[^>]*>14<\/td>/)
  assert.match(body, /To the end of October 2026/)
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

test('the plan is told in the language of its address, and programs get English', async () => {
  const { body } = await get('/pl/plan/measures/umbrellas.reports')
  assert.match(body, /<html[^>]* lang="pl"/)
  assert.match(body, /Brak wyraźnej zmiany: 10,4 miesięcznie ostatnio \(6 miesięcy\), 10,4 miesięcznie na początku/)
  assert.match(body, /<th[^>]*>Maj 2025<\/th>\s*<td[^>]*>1 do 4<\/td>/)
  assert.match(body, /href="\/pl\/plan#B1"/)
  assert.match((await get('/ro/plan/measures/official.recorded-crime')).body, /Anul până în martie 2015<\/th>/)
  const [polish, english] = await Promise.all(
    ['/pl', ''].map(async path => (await get(`${path}/plan/measures/umbrellas.reports.json`)).json()),
  )
  assert.deepEqual(polish, english)
  assert.equal((await get('/pl/plan.json')).body, (await get('/plan.json')).body)
  assert.match((await get('/plan')).body, /No clear change/)
})

test('years run from left to right in a drawing, also where words do not', async () => {
  const { body } = await get('/ur/plan/measures/official.cyclist-ksi')
  assert.match(body, /<html[^>]* lang="ur" dir="rtl"/)
  assert.match(body, /<svg role="img"[^>]* direction="ltr"/)
  assert.match(body, /کچھ کہنے کے لیے اعداد بہت کم ہیں/)
})

test('many visitors at once are answered alike', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, () => get('/plan.json')))
  assert.equal(new Set(answers.map(it => it.body)).size, 1)
  assert.ok(answers.every(it => it.statusCode === 200))
})
