import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import pg from 'pg'
import type { RecordId } from '#kernel'
import { searchPeople } from '#matching'
import { cast, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'
import { askedFor } from './asked.ts'

let office: Office
let app: pg.Client
before(async () => {
  office = await openOffice()
  app = new pg.Client({ connectionString: office.db.appUrl })
  await app.connect()
})
after(async () => {
  await app?.end()
  await office.close()
})

/** How many rows of which tables PostgreSQL fetched to answer this reader, whatever it showed of them. */
async function visited(part: Part, typed: string): Promise<Readonly<Record<string, number>>> {
  const asked = askedFor(typed)
  assert.ok(asked.is === 'questions')
  const counted = async () =>
    new Map(
      (
        await app.query<{ relname: string; rows: number }>(
          `select relname, (coalesce(idx_tup_fetch, 0) + seq_tup_read)::int as rows
             from pg_stat_xact_user_tables where schemaname in ('kernel', 'matching')`,
        )
      ).rows.map(({ relname, rows }) => [relname, rows]),
    )
  await app.query('begin')
  try {
    await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      `user:${cast[part].id}`,
      aWednesday.toISOString(),
    ])
    const before = await counted()
    await app.query('select * from kernel.people_sought($1, $2, 21)', [
      asked.questions.map(one => one.first),
      asked.questions.map(one => one.rest),
    ])
    const more = [...(await counted())].map(([table, rows]) => [table, rows - (before.get(table) ?? 0)] as const)
    return Object.fromEntries(more.filter(([, rows]) => rows > 0))
  } finally {
    await app.query('rollback')
  }
}

const finds = async (part: Part, typed: string): Promise<number> => {
  const found = await office.as(part, tx => searchPeople(tx, typed))
  return found.is === 'found' ? found.people.flatMap(one => one.records).length : 0
}
const reported = async (family: string, owners = 1) => {
  const given = Array.from({ length: owners }, (_, i) => ({ given: `Zephyrine${'abcdefgh'[i]}`, family }))
  return await openedCase(office, `close-${family}`, { owners: given })
}
const keep = (table: 'reports' | 'cases', id: string, sensitivity: string) =>
  office.seen(`update kernel.${table} set sensitivity = $2 where id = $1`, [id, sensitivity])
const readersOf = async (record: RecordId) =>
  (
    await office.seen<{ t: string }>(
      "select t from kernel.person_scraps, unnest(tsvector_to_array(scraps)) t where record_id = $1 and starts_with(t, '@')",
      [record],
    )
  ).map(row => row.t)

test('nothing is fetched of whom another agency knows, sealed or not, as of somebody who is not there', async () => {
  await tell(office.database, cast.refuge.agency, [
    indexed('close-1', { given: 'Yolandiqua', family: 'Ephrathah' }),
    indexed('close-2', { given: 'Yolandiqua', family: 'Ephrathoh', sealed: true }),
  ])
  await tell(office.database, cast.triage.agency, [indexed('close-3', { given: 'Yolandiqua', family: 'Ourselves' })])
  const absent = await visited('triage', 'nobodyquist')
  assert.equal(absent.person_scraps, undefined)
  for (const typed of ['ephrathah', 'ephra', 'ephrathoh', 'yolandiqua ephrathah'])
    assert.deepEqual(await visited('triage', typed), absent, typed)
  assert.ok((await visited('triage', 'ourselves')).person_scraps)
  assert.equal(await finds('triage', 'ourselves'), 1)
})

test('nothing is fetched of one or of eight whose report and case are sealed, and all of them once it is opened again', async () => {
  const [one, eight] = [await reported('Xyloquartz'), await reported('Quaggaford', 8)]
  assert.deepEqual([await finds('triage', 'xyloquartz'), await finds('triage', 'quaggaford')], [1, 8])
  const absent = await visited('triage', 'nobodyquist')
  for (const { caseId, reportId } of [one, eight]) {
    await keep('cases', caseId, 'sealed')
    await keep('reports', reportId, 'sealed')
  }
  for (const part of ['triage', 'officer'] as const)
    for (const typed of ['xyloquartz', 'xyloq', 'quaggaford', 'zephyrinea quaggaford']) {
      const nobody = await visited(part, 'nobodyquist')
      assert.deepEqual(await visited(part, typed), nobody, `${part} ${typed}`)
    }
  await keep('reports', eight.reportId, 'ordinary')
  assert.equal(await finds('triage', 'quaggaford'), 8)
  await keep('reports', eight.reportId, 'restricted')
  assert.deepEqual(await visited('triage', 'quaggaford'), absent)
  await keep('cases', eight.caseId, 'ordinary')
  assert.deepEqual([await finds('triage', 'quaggaford'), await finds('officer', 'quaggaford')], [1, 1])
})

test('whoever was named to read what is sealed still finds who is in it', async () => {
  const { caseId, reportId, recordId } = await reported('Wunderkammer')
  await office.seen(
    `insert into kernel.readers (id, user_id, report_id, why, starts_at) values (gen_random_uuid(), $1, $2, 'x', $3)`,
    [cast.refuge.id, reportId, aWednesday],
  )
  await keep('cases', caseId, 'sealed')
  await keep('reports', reportId, 'sealed')
  assert.deepEqual(await readersOf(recordId), [`@u:${cast.refuge.id}`])
  assert.deepEqual([await finds('refuge', 'wunderkammer'), await finds('triage', 'wunderkammer')], [1, 0])
})

test('nothing is asked of the records of somebody with whom the reader has a conflict', async () => {
  const { recordId } = await reported('Vexillology')
  const [person] = await office.seen<{ id: string }>(
    'insert into kernel.persons (id) values (gen_random_uuid()) returning id',
  )
  await office.seen(
    'insert into kernel.person_links (id, person_id, record_id, decided_by, reason, starts_at) values (gen_random_uuid(), $1, $2, $3, $4, $5)',
    [person!.id, recordId, cast.officer.id, 'Her card', aWednesday],
  )
  await office.seen(
    "insert into kernel.conflicts (id, user_id, person_id, reason, starts_at) values (gen_random_uuid(), $1, $2, 'His wife', $3)",
    [cast.triage.id, person!.id, aWednesday],
  )
  const { person_scraps, ...more } = await visited('triage', 'vexillology')
  assert.deepEqual(more, await visited('triage', 'nobodyquist'))
  assert.deepEqual([await finds('triage', 'vexillology'), await finds('triageToo', 'vexillology')], [0, 1])
})

test('whoever stood in what is sealed before this was so is cast anew by the migration, and nobody else', async () => {
  const [close, open] = [await reported('Yesterquill'), await reported('Yesterfold')]
  await keep('cases', close.caseId, 'sealed')
  await keep('reports', close.reportId, 'sealed')
  const asBefore = `update kernel.person_scraps set scraps = array_to_tsvector(tsvector_to_array(scraps) || array['@p:hub', '@p:umbrellas'])
    where record_id = any ($1)`
  await office.seen(asBefore, [[close.recordId, open.recordId]])
  const before = await readersOf(open.recordId)
  const file = await readFile(new URL('../../../migrations/0050_close_search.sql', import.meta.url), 'utf8')
  const [, step = ''] = /^(do \$\$.*?^end \$\$;)/ms.exec(file) ?? []
  assert.match(step, /recast_scraps/)
  await office.seen(step)
  assert.deepEqual(await readersOf(close.recordId), [])
  assert.deepEqual(await readersOf(open.recordId), before)
  assert.ok(before.includes('@p:hub'))
})
