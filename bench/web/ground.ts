import type { ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { castList } from '../../simulate/cast.ts'
import { hashed } from '../../src/kernel/index.ts'
import { clientOf } from './client.ts'
import { startProduct, stopProduct } from './product.ts'
import { lastPage, type ToTell, toTell } from './told.ts'

/** Somebody signed in, with the records they will open; why they do was stated beforehand. */
export type Reader = Readonly<{ who: string; cookie: string; cases: readonly string[]; reports: readonly string[] }>

/** The product running over a filled database, and what there is in it to ask for. */
export type Filled = Readonly<{
  url: string
  hub: Reader
  officer: Reader
  small: Reader
  readers: readonly Reader[]
  names: readonly string[]
  /** People in reports that wait for a decision; each is good for one. */
  waiting: { report: string; record: string }[]
  answers: ToTell
  /** The number of the form's page that shows all answers and sends them. */
  lastPage: number
  key: Buffer
  owner: pg.Client
  product: ChildProcess
  postmaster: number
  stop(): Promise<void>
}>

/** Starts the product over a filled data folder, signs its readers in and draws the records they will open. */
export async function openGround(data: string): Promise<Filled> {
  const { product, url } = await startProduct(data, 'web')
  const owner = new pg.Client({ connectionString: ownerUrl(data) })
  await owner.connect()
  await giveCases(owner, castList.refuge.agency)
  const [hub, officer, small] = [
    await reader(owner, url, 'hub worker', castList.triage.id, ordinary, reportsDrawn),
    await reader(owner, url, 'programme officer', castList.officer.id, ordinary),
    await reader(owner, url, 'small agency', castList.refuge.id, casesOf(castList.refuge.agency)),
  ]
  const key = readFileSync(join(data, 'key'))
  const waiting = await waitingIn(owner)
  await stateWhy(
    owner,
    hub.cookie,
    waiting.map(one => one.report),
  )
  return {
    ...{ url, hub, officer, small, readers: [hub, officer, small], owner, product, key, waiting },
    postmaster: Number(readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]),
    names: await drawn(owner, `select family_key as id from kernel.person_names ${sample} where family_key <> ''`),
    answers: toTell(key),
    lastPage: lastPage(key),
    stop: async () => {
      await owner.end()
      await stopProduct(product)
    },
  }
}

/** The embedded database of a data folder, as the role that owns it: what is drawn must not depend on who may see it. */
export function ownerUrl(data: string): string {
  const port = readFileSync(join(data, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
  const { owner } = JSON.parse(readFileSync(join(data, 'postgres.json'), 'utf8'))
  return `postgres://safekeep_owner:${owner}@127.0.0.1:${port}/safekeep`
}

const sample = 'tablesample system_rows(20000)'
const ordinary = `select id from kernel.cases ${sample} where programme = 'hate' and sensitivity = 'ordinary'`
const reportsDrawn = `select id from kernel.reports ${sample} where sensitivity = 'ordinary'`
const casesOf = (agency: string) =>
  `select a.case_id as id from kernel.case_agencies a join kernel.cases c on c.id = a.case_id
    where a.agency_id = '${agency}' and a.agreement_id is null and a.ends_at is null and c.sensitivity = 'ordinary'`

/** A small agency takes part in forty cases of the many, and sees no others. */
async function giveCases(owner: pg.Client, agency: string): Promise<void> {
  await owner.query('create extension if not exists tsm_system_rows')
  await owner.query(
    `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at)
     select id, $1, programme, seen_by, sensitivity, opened_at from kernel.cases ${sample}
      where seen_by <> 'programme' and sensitivity = 'ordinary'
      limit greatest(0, 40 - (select count(*) from kernel.case_agencies where agency_id = $1)) on conflict do nothing`,
    [agency],
  )
}

async function reader(
  owner: pg.Client,
  url: string,
  who: string,
  user: string,
  cases: string,
  reports?: string,
): Promise<Reader> {
  const client = clientOf(url, 1)
  const body = new URLSearchParams({ user }).toString()
  const { headers } = await client.ask({ method: 'POST', path: '/hub/sign-in', body, expect: 303 })
  client.close()
  const cookie = headers['set-cookie']?.[0]?.split(';')[0]
  if (!cookie) throw new Error(`The ${who} could not be signed in`)
  const opened = { cases: await drawn(owner, cases), reports: reports ? await drawn(owner, reports) : [] }
  await stateWhy(owner, cookie, [...opened.cases, ...opened.reports])
  return { who, cookie, ...opened }
}

/** Why they are opened is stated beforehand, as whoever works on them will have done in the morning. */
async function stateWhy(owner: pg.Client, cookie: string, subjects: readonly string[]): Promise<void> {
  await owner.query(
    `insert into kernel.openings (token_hash, subject, purpose, note, until)
     select $1, id, 'work-on-case', '', now() + interval '8 hours' from unnest($2::uuid[]) as id on conflict do nothing`,
    [hashed(cookie.slice(cookie.indexOf('=') + 1)), [...subjects]],
  )
}

async function drawn(owner: pg.Client, from: string): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(`select id from (${from}) as them limit 4000`)
  if (rows.length === 0) throw new Error(`There is nothing to open: ${from}`)
  return rows.map(row => row.id)
}

async function waitingIn(owner: pg.Client): Promise<{ report: string; record: string }[]> {
  const { rows } = await owner.query<{ report: string; record: string }>(
    `select w.report_id as report, (array_agg(p.record_id order by p.part = 'victim' desc, p.id))[1] as record
       from (select report_id from kernel.work where queue = 'hub:triage' order by added_at desc limit 6000) as w
       join kernel.report_people p on p.report_id = w.report_id
      where not exists (select from kernel.decisions d where d.report_id = w.report_id)
      group by w.report_id limit 4000`,
  )
  return rows
}
