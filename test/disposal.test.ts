/* What docs/retention.md says of disposal, held to the one function that may do it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import {
  type CaseId,
  decide,
  examine,
  keepDocument,
  type ReportId,
  readCase,
  readReport,
  sweepOrphans,
  take,
} from '#kernel'
import { cast, owner } from './cast.ts'
import { aWednesday } from './house.ts'
import { type Office, openedCase, openOffice, type Referred } from './umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await owner(office.db.ownerUrl, client =>
    client.query(
      "insert into kernel.grants (id, user_id, programme, role, starts_on) values (gen_random_uuid(), $1, 'retention', 'decider', '2020-01-01')",
      [cast.hateSupervisor.id],
    ),
  )
})
after(() => office.close())

test('disposal takes the words and the key, and leaves outlines and who decided', async () => {
  const one = await worked('words')
  await dispose(one, 'Six years have passed')
  const [report] = await office.seen(
    `select sealed, sealed_key, kind, codes <> '{}' as coded, reference is not null as named, disposed_at
       from kernel.reports where id = $1`,
    [one.reportId],
  )
  assert.deepEqual(report, {
    sealed: null,
    sealed_key: null,
    kind: 'umbrellas',
    coded: true,
    named: true,
    disposed_at: aWednesday,
  })
  const entries = await office.seen(
    `select step, answers, rationale, by_user, codes, disposed_at is not null as disposed
       from kernel.chronology where case_id = $1 order by position`,
    [one.caseId],
  )
  assert.deepEqual(entries.at(-1), {
    step: 'find',
    answers: {},
    rationale: '',
    by_user: cast.officer.id,
    codes: { shelf: 'high' },
    disposed: true,
  })
  assert.deepEqual(
    await office.seen('select reason, decided_by from kernel.disposals where case_id = $1', [one.caseId]),
    [{ reason: 'Six years have passed', decided_by: cast.hateSupervisor.id }],
  )
})

test('disposal takes where and when it happened, and no figure moves', async () => {
  const one = await worked('where and when')
  await stood(one.reportId)
  const outline = () =>
    office.seen('select place_id, lsoa, happened_from, happened_to from kernel.reports where id = $1', [one.reportId])
  const counted = () =>
    office.seen(
      'select kind, source, received_on, district, happened_precision, anonymous, contactable, threat, codes from facts.reports where report_ref = $1',
      [one.reportId],
    )
  const before = await counted()
  assert.equal(before[0]?.district, 'E07000218')
  assert.ok(Object.values((await outline())[0]!).every(value => value !== null))
  await dispose(one)
  assert.deepEqual(await outline(), [emptied])
  assert.deepEqual(await counted(), before)
})

test('what was disposed of before loses where and when it happened too, and nothing else does', async () => {
  const [gone, stays] = [await worked('gone before'), await worked('stays')]
  await dispose(gone)
  for (const { reportId } of [gone, stays]) await stood(reportId)
  const text = readFileSync(join(import.meta.dirname, '../migrations/0041_disposed_places.sql'), 'utf8')
  await owner(office.db.ownerUrl, client => client.query(`begin; ${text}; commit`))
  const outline = 'select place_id, lsoa, happened_from, happened_to from kernel.reports where id = $1'
  assert.deepEqual(await office.seen(outline, [gone.reportId]), [emptied])
  assert.ok(Object.values((await office.seen(outline, [stays.reportId]))[0]!).every(value => value !== null))
})

test('disposal takes who was told of in nothing else, what was said with whoever reported, and the way back to it', async () => {
  const { reference } = await office.send('told of')
  const [report] = await office.seen<{ id: ReportId }>('select id from kernel.reports where reference = $1', [
    reference,
  ])
  const left = () =>
    office.seen(
      `select count(n.id)::int as names, count(c.id)::int as contacts, count(*) filter (where r.disposed_at is null)::int as records
         from kernel.report_people p join kernel.person_records r on r.id = p.record_id
         left join kernel.person_names n on n.record_id = r.id left join kernel.person_contacts c on c.record_id = r.id
        where p.report_id = $1`,
      [report!.id],
    )
  assert.deepEqual(await left(), [{ names: 2, contacts: 1, records: 2 }])
  await dispose({ caseId: null, reportId: report!.id })
  assert.deepEqual(await left(), [{ names: 0, contacts: 0, records: 0 }])
  assert.deepEqual(await office.seen('select receipt_hash from kernel.reports where id = $1', [report!.id]), [
    { receipt_hash: null },
  ])
})

test('disposal takes the files of a case and of a report, with what would tell them again, and the work that waits', async () => {
  const one = await worked('with files')
  const bytes = Buffer.from('The handle is a duck’s head')
  const found = await examine(office.house, bytes)
  const file = { title: 'The umbrella', fileName: 'duck.txt', bytes, found }
  const ids = [
    await office.as('officer', tx => keepDocument(tx, { ...file, caseId: one.caseId })),
    await office.as('triage', tx => keepDocument(tx, { ...file, reportId: one.reportId })),
  ]
  await owner(office.db.ownerUrl, client =>
    client.query(
      `insert into kernel.work (id, queue, kind, title, programme, report_id, reference, threat, due_at, added_at)
       select gen_random_uuid(), 'hub:triage', 'reply', 'An answer', kind, id, reference, false, received_at, received_at
         from kernel.reports where id = $1`,
      [one.reportId],
    ),
  )
  await dispose(one)
  const left = await office.seen(
    'select title, file_name, sealed_key, length(sha256) as digest, disposed_at from kernel.documents where id = any ($1)',
    [ids],
  )
  const gone = { title: '', file_name: '', sealed_key: null, digest: 0, disposed_at: aWednesday }
  assert.deepEqual(left, [gone, gone])
  assert.deepEqual(await office.seen('select from kernel.work where report_id = $1', [one.reportId]), [])
  const tomorrow = new Date(Date.now() + 86_400_000) // files carry the disk's own time
  await sweepOrphans(office.database, aWednesday, tomorrow)
  const lying = await office.house.documents.namesBefore(tomorrow)
  assert.ok(!lying.some(name => ids.some(id => name.startsWith(id))))
})

test('disposal of a report alone leaves what agencies are to do in the case that came of it', async () => {
  const { reportId, recordId } = await openedCase(office, 'report alone')
  const [{ id: supersedes } = assert.fail()] = await office.seen<{ id: string }>(
    'select id from kernel.decisions where report_id = $1',
    [reportId],
  )
  const agency = office.house.agencies[0]!.id
  const { caseId } = await office.as('triage', tx =>
    decide(tx, {
      ...{ reportId, recordId, supersedes, what: 'refer', programme: 'umbrellas', lawfulBasis: 'public-task' },
      ...{ rationale: 'She is not safe there', told: 'yes', view: 'agrees', tell: [] },
      actions: [{ ownerAgency: agency, what: 'Move her', dueOn: '2026-11-20' }],
    }),
  )
  assert.ok(caseId)
  await dispose({ caseId: null, reportId })
  const left = await office.seen(
    `select w.queue, a.done_at from kernel.actions a left join kernel.work w on w.action_id = a.id where a.report_id = $1`,
    [reportId],
  )
  assert.deepEqual(left, [{ queue: `agency:${agency}`, done_at: null }])
})

test('what was disposed of can still be opened, and says that it is gone', async () => {
  const one = await worked('opened')
  await dispose(one)
  const report = await office.as('triage', tx => readReport(tx, one.reportId))
  assert.equal(report.answers, undefined)
  const { chronology } = await office.as('officer', tx => readCase(tx, one.caseId))
  assert.ok(chronology.length > 0)
  assert.ok(chronology.every(entry => entry.disposed))
})

test('disposal reaches one case and no other', async () => {
  const [one, other] = [await worked('one'), await worked('other')]
  await dispose(one)
  const report = await office.as('triage', tx => readReport(tx, other.reportId))
  assert.equal(report.answers?.what, 'Left on the bus to the seaside.')
  const { chronology } = await office.as('officer', tx => readCase(tx, other.caseId))
  assert.ok(chronology.every(entry => !entry.disposed))
})

test('a legal hold forbids disposal, on the case or on the report, and nothing is changed', async () => {
  for (const table of ['cases', 'reports'] as const) {
    const one = await worked(`held by ${table}`)
    const id = table === 'cases' ? one.caseId : one.reportId
    await owner(office.db.ownerUrl, client =>
      client.query(`update kernel.${table} set legal_hold = true where id = $1`, [id]),
    )
    await assert.rejects(dispose(one), { code: 'SK003' })
    assert.deepEqual(await office.seen('select from kernel.disposals where case_id = $1', [one.caseId]), [])
    assert.ok((await office.as('triage', tx => readReport(tx, one.reportId))).answers)
  }
})

test('only a person who holds retention disposes: no other person, no job and not nobody', async () => {
  const one = await worked('by whom')
  for (const actor of ['', 'job:sweep', 'public', `user:${cast.officer.id}`])
    await assert.rejects(dispose(one, 'x', actor), { code: 'SK002' })
})

test('the role that the product works under may not dispose at all, until a page for it exists', async () => {
  const one = await worked('by the product')
  await assert.rejects(
    office.as('hateSupervisor', tx =>
      sql`select kernel.dispose(${one.caseId}, null, 'x', gen_random_uuid())`.execute(tx.db),
    ),
    /permission denied for function dispose/,
  )
})

test('the guard is up again after a disposal, in the same transaction', async () => {
  const one = await worked('guard')
  await assert.rejects(
    owner(office.db.ownerUrl, async client => {
      await client.query('begin')
      await client.query("select set_config('safekeep.actor', $1, true)", [`user:${cast.hateSupervisor.id}`])
      await client.query('select kernel.dispose($1, $2, $3, gen_random_uuid())', [one.caseId, one.reportId, 'x'])
      await client.query("update kernel.chronology set step = 'other'")
    }),
    { code: 'SK001' },
  )
})

const emptied = { place_id: null, lsoa: null, happened_from: null, happened_to: null }

/** Has a report told of a street and of two days, as one before this rule might have, whatever stood there. */
const stood = (id: ReportId): Promise<unknown> =>
  owner(office.db.ownerUrl, async client => {
    await client.query("begin; set local safekeep.disposing = 'reports'")
    await client.query(
      `update kernel.reports set place_id = 'postcode:CV21 2AB', lsoa = 'E01031000', district = 'E07000218',
         happened_from = '2026-11-16', happened_to = '2026-11-17' where id = $1`,
      [id],
    )
    await client.query('commit')
  })

/** A case on which something has been done and said. */
async function worked(key: string): Promise<Referred> {
  const one = await openedCase(office, key)
  const raw = { ribs: '8', shelf: 'high' }
  await office.as('officer', tx => take(tx, { caseId: one.caseId, step: 'find', raw, seen: 'lost' }))
  return one
}

async function dispose(
  { caseId, reportId }: Readonly<{ caseId: CaseId | null; reportId: ReportId }>,
  why = 'Its time has come',
  actor = `user:${cast.hateSupervisor.id}`,
): Promise<void> {
  await owner(office.db.ownerUrl, async client => {
    await client.query('begin')
    await client.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      actor,
      aWednesday.toISOString(),
    ])
    await client.query('select kernel.dispose($1, $2, $3, gen_random_uuid())', [caseId, reportId, why])
    await client.query('commit')
  })
}
