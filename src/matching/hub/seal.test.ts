import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type AgencyId, migrate, migrationsIn, queueJob, type RecordId, workOnce } from '#kernel'
import { seen } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { withdraw } from './index-queries.ts'
import { profileJob } from './match-job.ts'

const agency = 'nhs-hospitals'
let it: MatchingOffice
let office: Office
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

const asIndex = {
  actor: { kind: 'job', name: 'index' },
  action: 'index.withdraw',
  purpose: 'keep-the-house',
  at: aWednesday,
} as const
const withdrawn = (...refs: readonly string[]) =>
  office.database.as(asIndex, tx => withdraw(tx, agency as AgencyId, refs, 'these'))

async function pointed(record: RecordId): Promise<readonly string[]> {
  const { ask } = await it.suggested('triage', record)
  return ask
}

const sealedBy = (family: string, phone: string) =>
  indexed(family, { given: 'Zebedee', family, phone, sealed: true as const })

/** Their record as it stands, and how alike it was found to the report's. */
async function theirs(family: string) {
  const rows = await office.seen<{ sealed: boolean; version: number; gone: boolean; probability: number | null }>(
    `select r.sealed, r.version, r.disposed_at is not null as gone,
            (select max(s.probability) from matching.suggestions s where r.id in (s.record_a, s.record_b)) as probability
       from kernel.person_records r where r.agency_id = $1 and r.source_ref = $2`,
    [agency, family],
  )
  assert.equal(rows.length, 1)
  return rows[0]!
}

test('a sealed record that its agency lets go and tells of again is sealed still when it has been compared anew', async () => {
  const record = await it.known(agency, 'Refugeby', '07700 900 301', { sealed: true })
  assert.deepEqual(await pointed(record), [])
  assert.equal(await withdrawn('Refugeby'), 1)
  assert.equal((await tell(office.database, agency, [sealedBy('Refugeby', '07700 900 301')])).changed, 1)
  await it.working()
  const now = await theirs('Refugeby')
  assert.ok(now.sealed && !now.gone && now.probability! >= 0.9, JSON.stringify(now))
  assert.deepEqual(await pointed(record), [])
  const again = await tell(office.database, agency, [sealedBy('Refugeby', '07700 900 301')])
  assert.deepEqual(again, { new: 0, changed: 0, same: 1, held: [] }, 'what was sent is remembered too')
})

test('when the method changes every seal stays, and what was sent before is known again', async () => {
  const record = await it.known(agency, 'Methodby', '07700 900 302', { sealed: true })
  const open = await it.known(agency, 'Openby', '07700 900 303')
  await office.seen('update matching.profile_method set method = 0')
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  await workOnce(office.database, [profileJob], aWednesday)
  await it.working()
  assert.deepEqual(await office.seen('select from matching.profiles where version = 0'), [])
  assert.ok((await theirs('Methodby')).probability! >= 0.9)
  assert.deepEqual([await pointed(record), await pointed(open)], [[], ['health']])
  const { same } = await tell(office.database, agency, [sealedBy('Methodby', '07700 900 302')])
  assert.equal(same, 1)
})

test('a seal is lifted only by who says so: told without a word of it, the record is held as it was', async () => {
  const record = await it.known(agency, 'Holdby', '07700 900 304', { sealed: true })
  const without = indexed('Holdby', { given: 'Zebedee', family: 'Holdby', phone: '07700 900 304' })
  const stood = await theirs('Holdby')
  const other = indexed('Other', { given: 'Ottilie', family: 'Otherby' })
  assert.deepEqual(await tell(office.database, agency, [without, other]), {
    ...{ new: 1, changed: 0, same: 0 },
    held: ['Holdby'],
  })
  await it.working()
  assert.deepEqual(await theirs('Holdby'), stood)
  assert.equal(await withdrawn('Holdby'), 1)
  assert.deepEqual(
    (await tell(office.database, agency, [without])).held,
    ['Holdby'],
    'let go, it is sealed all the same',
  )
  assert.ok((await theirs('Holdby')).gone)
  assert.equal((await tell(office.database, agency, [{ ...without, unseal: true }])).changed, 1)
  await it.working()
  assert.deepEqual(await pointed(record), ['health'])
})

test('nobody who works on records lifts a seal, not even of their own agency’s', async () => {
  await tell(office.database, 'warwickshire-police', [
    indexed('Grantby', { given: 'Zebedee', family: 'Grantby', sealed: true }),
  ])
  const lifting = (set: string) =>
    office.as('officer', tx =>
      sql`update kernel.person_records set ${sql.raw(set)} where source_ref = 'Grantby'`.execute(tx.db),
    )
  await assert.rejects(lifting('sealed = false'), { code: '42501' })
  await lifting("sex = 'f'")
})

test('a seal of a former release, which stood with what is compared, stands with the record after it', async () => {
  const db = await testDatabase({ migrate: async () => {} })
  try {
    const files = (await migrationsIn()).map(one => one.file)
    await migrate({ ...db, only: files.filter(file => file < '0042') })
    await seen(db.ownerUrl, "insert into kernel.agencies (id, name, kind) values ('a', 'A', 'health')")
    for (const [ref, sealed] of Object.entries({ open: false, shut: true })) {
      const [{ id }] = (await seen<{ id: string }>(
        db.ownerUrl,
        `insert into kernel.person_records (id, source, agency_id, source_ref, recorded_at)
           values (gen_random_uuid(), 'feed', 'a', $1, now()) returning id`,
        [ref],
      )) as [{ id: string }]
      await seen(
        db.ownerUrl,
        "insert into matching.profiles (record_id, given, keys, sealed, kept_at) values ($1, '[]', '{}', $2, now())",
        [id, sealed],
      )
    }
    await migrate(db)
    const rows = await seen(db.ownerUrl, 'select source_ref, sealed from kernel.person_records order by 1')
    assert.deepEqual(rows, [
      { source_ref: 'open', sealed: false },
      { source_ref: 'shut', sealed: true },
    ])
  } finally {
    await db.close()
  }
})
