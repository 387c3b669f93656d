/* A backup made while everybody works, and restored elsewhere: what was acknowledged is in it, and nothing in part. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import {
  type DocumentStore,
  examine,
  keepDocument,
  openDatabase,
  readDocument,
  readReport,
  sealer,
  startSession,
  take,
} from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { BackupFault, backUp, type Made, restore } from '../src/backup/index.ts'
import { acting, cast, owner, seen } from './cast.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { aWednesday } from './house.ts'
import { type Office, openedCase, openOffice } from './umbrellas.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-backup-'))
const later = new Date('2026-11-20T09:00:00Z')
let office: Office
let made: Made
/** References that were acknowledged before the backup was begun, and all that ever were. */
const sent = { before: [] as string[], ever: new Set<string>() }

before(async () => {
  office = await openOffice()
  await owner(office.db.ownerUrl, async client => {
    for (const statement of saidBefore) await client.query(statement)
  })
  const work = workers(4)
  while (sent.ever.size < 20) await pause(20)
  await office.database.as(
    { actor: { kind: 'user', id: cast.officer.id }, action: 'test.sign-in', purpose: 'keep-the-house', at: aWednesday },
    tx => startSession(tx, cast.officer.id),
  )
  sent.before = [...sent.ever]
  made = await backUp({ ...source(), into: join(folder, 'backups'), release: '0.0.0', at: aWednesday })
  const during = sent.ever.size
  while (sent.ever.size < during + 5) await pause(20)
  await work.stop()
})
after(async () => {
  await office.close()
  rmSync(folder, { recursive: true, force: true })
})

const source = () => ({ ownerUrl: office.db.ownerUrl, sealer: office.house.sealer, documents: office.house.documents })

/** What a refuge said of itself before a rule that was never asked of it. */
const saidBefore = [
  `insert into directory.services (id, kind, made_at, changed_at) values ('00000000-0000-7000-8000-00000000f0f1', 'refuge', now(), now())`,
  'alter table directory.versions drop constraint refuge_tells_no_place',
  `insert into directory.versions (service_id, version, kind, said, at)
     values ('00000000-0000-7000-8000-00000000f0f1', 1, 'refuge', '{"name": "R", "about": "In Hope Street"}', now())`,
  `alter table directory.versions add constraint refuge_tells_no_place check (
     kind <> 'refuge' or not (directory.tells_place(kind, said) or directory.tells_where(to_jsonb(why)))) not valid`,
]

/** So many at once who report, decide, open a case, note and attach, again and again, until told to stop. */
function workers(many: number): { stop(): Promise<unknown> } {
  let goOn = true
  const one = async (who: number) => {
    for (let n = 0; goOn; n++) {
      const { caseId, reportId } = await openedCase(office, `worker ${who} ${n}`)
      const [row] = await office.seen('select reference from kernel.reports where id = $1', [reportId])
      await office.as('officer', tx =>
        take(tx, { caseId, step: 'note', raw: { note: `Note ${who} ${n}` }, seen: 'lost' }),
      )
      const bytes = Buffer.from(`A photograph ${who} ${n}`)
      const found = await examine(office.house, bytes)
      await office.as('officer', tx =>
        keepDocument(tx, { caseId, title: 'Photograph', fileName: 'a.bin', bytes, found }),
      )
      sent.ever.add(String(row!.reference))
    }
  }
  const working = Promise.all(Array.from({ length: many }, (_, who) => one(who)))
  return {
    stop: () => {
      goOn = false
      return working
    },
  }
}

async function emptyPlace(t?: TestContext): Promise<{ db: TestDatabase; documents: DocumentStore }> {
  const db = await testDatabase({ migrate: async () => {} })
  t?.after(() => db.close())
  return { db, documents: diskStore(mkdtempSync(join(folder, 'restored-'))) }
}

const into = ({ db, documents }: Awaited<ReturnType<typeof emptyPlace>>) => ({
  ...{ folder: made.folder, ownerUrl: db.ownerUrl, app: db.app, measures: db.measures },
  ...{ documents, sealer: office.house.sealer, at: later },
})

/** A copy of the backup, to be spoilt. */
function copyOf(t: TestContext): string {
  const copy = mkdtempSync(join(folder, 'copy-'))
  cpSync(made.folder, copy, { recursive: true })
  t.after(() => rmSync(copy, { recursive: true }))
  return copy
}

describe('a backup made under load', () => {
  let place: Awaited<ReturnType<typeof emptyPlace>>
  before(async () => {
    place = await emptyPlace()
    await restore(into(place))
  })
  after(() => place.db.close())

  test('holds every report, step and document that was acknowledged before it, and none in part', async () => {
    const { ownerUrl } = place.db
    const kept = new Set(
      (await seen<{ reference: string }>(ownerUrl, 'select reference from kernel.reports')).map(row => row.reference),
    )
    assert.deepEqual(
      sent.before.filter(reference => !kept.has(reference)),
      [],
    )
    assert.ok(kept.size < sent.ever.size, 'nobody worked while it was made')
    const whole = `select r.reference, exists (select from kernel.clocks where report_id = r.id) as clock,
      exists (select from kernel.outbox where subject = r.id) as told,
      (select count(*)::int from kernel.chronology h join kernel.cases c on c.id = h.case_id where c.report_id = r.id) as entries,
      (select count(*)::int from kernel.documents d join kernel.cases c on c.id = d.case_id where c.report_id = r.id) as documents
      from kernel.reports r`
    const [here, there] = [await seen(ownerUrl, whole), await seen(office.db.ownerUrl, whole)]
    const finished = new Map(there.map(row => [row.reference, row]))
    for (const row of here.filter(row => sent.before.includes(String(row.reference))))
      assert.deepEqual(row, finished.get(row.reference))
    assert.ok(
      here.every(row => row.clock && row.told),
      'a report is there in part',
    )
    const named = await seen<{ id: string }>(ownerUrl, 'select id from kernel.documents')
    assert.ok(named.length >= sent.before.length)
    for (const { id } of named) assert.deepEqual(await place.documents.read(id), await office.house.documents.read(id))
  })

  test('its chronology and audit are, entry for entry, those of the database it was made of', async () => {
    for (const table of ['chronology', 'audit']) {
      const rows = (url: string) => seen<{ position: string }>(url, `select * from kernel.${table} order by position`)
      const restored = await rows(place.db.ownerUrl)
      const positions = new Set(restored.map(row => row.position))
      assert.ok(restored.length >= sent.before.length)
      assert.deepEqual(
        restored,
        (await rows(office.db.ownerUrl)).filter(row => positions.has(row.position)),
      )
    }
  })

  test('what was restored is worked in as before: what is sealed opens, entries follow on, and everybody signs in anew', async t => {
    const house = { ...office.house, documents: place.documents }
    const database = openDatabase({ url: place.db.appUrl, measures: place.db.measures, house, most: 4 })
    t.after(() => database.close())
    const as = acting(database, later)
    const [row] = await seen<{ report: never; case: never; document: never; last: string }>(
      place.db.ownerUrl,
      `select c.report_id as report, c.id as case, d.id as document, (select max(position) from kernel.chronology) as last
         from kernel.cases c join kernel.documents d on d.case_id = c.id where c.state = 'lost' limit 1`,
    )
    assert.equal((await as('triage', tx => readReport(tx, row!.report))).answers?.colour, 'red')
    assert.match(
      (await as('officer', tx => readDocument(tx, row!.document, 'original'))).bytes.toString(),
      /^A photograph/,
    )
    await as('officer', tx => take(tx, { caseId: row!.case, step: 'note', raw: { note: 'After' }, seen: 'lost' }))
    const [after] = await seen<{ last: string }>(
      place.db.ownerUrl,
      'select max(position) as last from kernel.chronology',
    )
    assert.ok(BigInt(after!.last) > BigInt(row!.last))
    assert.deepEqual(await seen(place.db.ownerUrl, 'select ended_at from kernel.sessions'), [{ ended_at: later }])
    await assert.rejects(seen(place.db.ownerUrl, 'delete from kernel.chronology'), { code: 'SK001' })
  })

  test('the schema that was restored into is the one that the migrations make, to the last index, key and trigger', async () => {
    const ties = `select 'index', indexdef from pg_indexes where schemaname in ('kernel', 'orders', 'facts', 'directory')
      union all select conrelid::regclass::text || ' ' || conname, pg_get_constraintdef(oid) || convalidated from pg_constraint where connamespace::regnamespace::text in ('kernel', 'orders', 'directory')
      union all select tgname, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal order by 1, 2`
    assert.deepEqual(await seen(place.db.ownerUrl, ties), await seen(office.db.ownerUrl, ties))
  })

  test('lies whole in a folder for its owner only, names nobody, and does not hold the key', () => {
    assert.equal(statSync(made.folder).mode & 0o777, 0o700)
    for (const name of readdirSync(made.folder)) {
      assert.equal(statSync(join(made.folder, name)).mode & 0o777, 0o600, name)
      const bytes = readFileSync(join(made.folder, name))
      for (const word of ['Galoshes', 'Gamp', '7700 900', 'photograph', 'Note 1'])
        assert.ok(!bytes.includes(word), `${name} holds "${word}"`)
      assert.ok(!bytes.includes(Buffer.alloc(32, 7)) && !bytes.includes(Buffer.alloc(32, 7).toString('hex')), name)
    }
  })
})

describe('a restore refuses, and leaves nothing behind:', () => {
  const refused = async (t: TestContext, more: Partial<ReturnType<typeof into>>, why: RegExp) => {
    const place = await emptyPlace(t)
    await assert.rejects(
      restore({ ...into(place), ...more }),
      (fault: Error) => fault instanceof BackupFault && why.test(fault.message),
    )
    assert.deepEqual(
      await seen(place.db.ownerUrl, "select nspname from pg_namespace where nspname in ('kernel', 'facts')"),
      [],
    )
  }

  test('another key', t => refused(t, { sealer: sealer(Buffer.alloc(32, 8)) }, /made with another key/))

  test('a file that is missing, cut, or altered in one bit, by its name', async t => {
    for (const [file, spoil] of [
      ['kernel.chronology.sealed', (path: string) => rmSync(path)],
      ['kernel.reports.sealed', (path: string) => truncateSync(path, statSync(path).size - 40)],
      ['kernel.audit.sealed', flipOne],
      ['documents.sealed', flipOne],
    ] as const) {
      const copy = copyOf(t)
      spoil(join(copy, file))
      await refused(t, { folder: copy }, new RegExp(file.replaceAll('.', '\\.')))
    }
  })

  test('one file put in another’s place', async t => {
    const copy = copyOf(t)
    const [one, two] = ['kernel.person_links.sealed', 'kernel.persons.sealed'].map(name => join(copy, name))
    const { length } = readFileSync(one!)
    writeFileSync(one!, Buffer.concat([readFileSync(two!), Buffer.alloc(length)]).subarray(0, length))
    await refused(t, { folder: copy }, /person_links\.sealed is damaged/)
  })

  test('a manifest that somebody put right by hand, and a folder without one', async t => {
    const copy = copyOf(t)
    const path = join(copy, 'manifest.json')
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"rows": 0/, '"rows": 1'))
    await refused(t, { folder: copy }, /manifest\.json was altered/)
    rmSync(path)
    await refused(t, { folder: copy }, /not a whole backup/)
  })

  test('a backup of a later release', async t => {
    await seen(office.db.ownerUrl, "insert into migrations.applied (file, sha256) values ('9999_later.sql', 'x')")
    t.after(() => seen(office.db.ownerUrl, "delete from migrations.applied where file = '9999_later.sql'"))
    const at = new Date(aWednesday.getTime() + 60_000)
    const other = await backUp({ ...source(), into: join(folder, 'backups'), release: '9.0.0', at })
    await refused(t, { folder: other.folder }, /later release, which had 9999_later\.sql/)
  })

  test('a database in which anything is', async t => {
    const place = await emptyPlace(t)
    await seen(place.db.ownerUrl, 'create table public.somebodys (n int)')
    await assert.rejects(restore(into(place)), /not empty: it holds "somebodys"/)
  })
})

function flipOne(path: string): void {
  const bytes = readFileSync(path)
  bytes[Math.floor(bytes.length / 2)]! ^= 1
  writeFileSync(path, bytes)
}
