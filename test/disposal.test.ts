/* What docs/retention.md says of disposal, held to the one function that may do it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type CaseId, examine, keepDocument, type ReportId, readCase, readReport, sweepOrphans, take } from '#kernel'
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
