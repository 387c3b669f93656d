import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { type Asking, asking, idOf, makeWorld, moment } from './access-world.ts'
import { cast, type Part, seen } from './cast.ts'
import { type TestHouse, testHouse } from './house.ts'

/* What may be changed, held to rules C1 to C6, C10 and C11 of docs/access.md by SQL under the role that the application works under. */

let house: TestHouse
let app: pg.Client
before(async () => {
  house = await testHouse()
  await makeWorld(house.db.ownerUrl)
  app = new pg.Client({ connectionString: house.db.appUrl })
  await app.connect()
})
after(async () => {
  await app.end()
  await house.close()
})

const as: Asking = (asker, ...statements) => asking(app)(asker, ...statements)
const asOwner = (statement: string, values?: readonly unknown[]) => seen(house.db.ownerUrl, statement, values)
const refused = { code: '42501' }

describe('nobody changes what they could not see, even without naming a row (C1)', () => {
  const blind: readonly (readonly [statement: string, refuge: number, officer: number])[] = [
    ["update kernel.cases set state = 'found'", 1, 1],
    ["update kernel.reports set sensitivity = 'ordinary'", 0, 0],
    ["update kernel.clocks set lifted_why = 'x'", 1, 2],
    ['update kernel.work set owner = null', 1, 2],
    ['delete from kernel.work', 1, 2],
    ['update kernel.actions set evidence = null', 1, 2],
    ["update kernel.checks set grade = 'x'", 0, 0],
    ["update kernel.person_records set sex = 'x'", 1, 1],
    ["update kernel.person_names set given = 'x'", 1, 1],
    ['delete from kernel.person_contacts', 1, 1],
    ["update kernel.person_addresses set postcode = 'x'", 1, 1],
    ['update kernel.case_agencies set ends_at = now()', 1, 1],
    ['update kernel.case_people set ends_at = now()', 1, 1],
    ["update kernel.readers set review = 'x'", 0, 0],
    ['update kernel.conflicts set ends_at = now()', 0, 0],
  ]
  for (const [statement, refuge, officer] of blind)
    test(statement, async () => {
      assert.equal(await as('nobody', statement), 0)
      assert.equal(await as('public', statement), 0)
      assert.equal(await as('analyst', statement), 0)
      assert.equal(await as('refuge', statement), refuge)
      assert.equal(await as('officer', statement), officer)
    })

  test('the hub restricts an ordinary report, and unseals none that it does not read by name', async () => {
    const unseal = "update kernel.reports set sensitivity = 'ordinary' where sensitivity <> 'ordinary'"
    assert.equal(await as('triage', "update kernel.reports set sensitivity = 'sealed'"), 3)
    assert.equal(await as('triage', unseal), 0)
  })
})

describe('what is kept from most people stays so (C10, C11)', () => {
  const ordinary = (table: 'reports' | 'cases', id: string) =>
    `update kernel.${table} set sensitivity = 'ordinary' where id = '${id}'`
  const reads = (who: Part, column: 'report_id' | 'case_id', id: string, broken: boolean) =>
    asOwner(
      `insert into kernel.readers (id, user_id, ${column}, why, glass_broken, starts_at, ends_at) values (gen_random_uuid(), $1, $2, 'x', $3, $4, $5)`,
      [cast[who].id, id, broken, moment, broken ? '2026-11-19T10:30:00Z' : null],
    )

  test('a report and a case are opened to others by a reader who was named, and not by one who broke the glass', async () => {
    const [report, its] = [idOf('report', 'B'), idOf('case', 'B')]
    await reads('triage', 'report_id', report, true)
    await reads('officer', 'case_id', its, true)
    await assert.rejects(as('triage', ordinary('reports', report)), refused)
    await assert.rejects(as('officer', ordinary('cases', its)), refused)
    assert.equal(await as('triage', `update kernel.reports set sensitivity = 'sealed' where id = '${report}'`), 1)
    assert.equal(await as('officerToo', ordinary('cases', its)), 1)
    await reads('triage', 'report_id', report, false)
    assert.equal(await as('triage', ordinary('reports', report)), 1)
    await asOwner('delete from kernel.readers where user_id = any ($1)', [[cast.triage.id, cast.officer.id]])
  })

  test('a case opened of a report is no less restricted than the report', async () => {
    const id = idOf('case', 'X')
    await reads('triage', 'report_id', idOf('report', 'C'), false)
    const opened = (sensitivity: string) =>
      as(
        'triage',
        `select set_config('safekeep.opening', '${id}', true)`,
        `insert into kernel.cases (id, reference, programme, state, seen_by, report_id, sensitivity, opened_at)
         values ('${id}', 'CA-X', 'umbrellas', 'lost', 'partners', '${idOf('report', 'C')}', '${sensitivity}', now())`,
      )
    await assert.rejects(opened('ordinary'), refused)
    await assert.rejects(opened('restricted'), refused)
    assert.equal(await opened('sealed'), 1)
    await asOwner('delete from kernel.readers where user_id = $1', [cast.triage.id])
  })
})

describe('the public adds to the report it sends and to nothing else (C2)', () => {
  const sending = `select set_config('safekeep.receiving', '${idOf('report', 'X')}', true)`
  const report = (letter: string) => `
    insert into kernel.reports (id, reference, kind, source, wording_version, language, received_at, recorded_at, anonymous, contactable)
    values ('${idOf('report', letter)}', 'SK-NEW-${letter}', 'umbrellas', 'public', 'v', 'en', now(), now(), true, false)`
  const record = `insert into kernel.person_records (id, source, recorded_at) values ('${idOf('record', 'X')}', 'report', now())`
  const named = (letter: string) =>
    `insert into kernel.person_names (id, record_id) values (gen_random_uuid(), '${idOf('record', letter)}')`
  const inPart = (reported: string, person: string) =>
    `insert into kernel.report_people (id, report_id, record_id, part) values (gen_random_uuid(), '${idOf('report', reported)}', '${idOf('record', person)}', 'owner')`

  test('the report, the people it tells of, and their names', async () => {
    assert.equal(await as('public', sending, report('X'), record, named('X'), inPart('X', 'X')), 1)
  })
  test('nothing at all without a report being received', async () => {
    for (const statement of [report('X'), record, inPart('A', 'A'), named('A')])
      await assert.rejects(as('public', statement), refused, statement)
  })
  test('no other report, and nobody told of before', async () => {
    await assert.rejects(as('public', sending, report('Y')), refused)
    await assert.rejects(as('public', sending, report('X'), inPart('A', 'X')), refused)
    await assert.rejects(as('public', sending, report('X'), named('A')), refused)
  })
  const work = (letter: string) => `
    insert into kernel.work (id, queue, kind, title, programme, report_id, reference, due_at, added_at)
    values (gen_random_uuid(), 'hub:triage', 'triage', 'x', 'umbrellas', '${idOf('report', letter)}', 'x', now(), now())`
  const news = (letter: string) =>
    `insert into kernel.outbox (id, event, subject, at) values (gen_random_uuid(), 'x', '${idOf('report', letter)}', now())`
  test('work, alerts and news only of that report', async () => {
    const alert = (letter: string) =>
      `insert into kernel.alerts (id, report_id, raised_at) values (gen_random_uuid(), '${idOf('report', letter)}', now())`
    for (const statement of [work, news, alert]) {
      assert.equal(await as('public', sending, report('X'), statement('X')), 1)
      await assert.rejects(as('public', sending, report('X'), statement('A')), refused)
    }
  })
  test('and reads nothing back, not even that report', async () => {
    assert.equal(await as('public', sending, report('X'), 'select from kernel.reports'), 0)
  })
  test('no case, decision, share or document of a case', async () => {
    const opening = `select set_config('safekeep.opening', '${idOf('case', 'X')}', true)`
    const opened = `insert into kernel.cases (id, reference, programme, state, seen_by, opened_at) values ('${idOf('case', 'X')}', 'CA-X', 'umbrellas', 'lost', 'partners', now())`
    await assert.rejects(as('public', sending, opening, opened), refused)
    await assert.rejects(
      as(
        'public',
        sending,
        `insert into kernel.documents (id, case_id, title, file_name, type, bytes, sha256, added_at) values (gen_random_uuid(), '${idOf('case', 'A')}', 'x', 'x', 'x', 1, '', now())`,
      ),
      refused,
    )
  })
})

describe('nobody writes in another’s name (C3)', () => {
  const [mine, theirs] = [cast.officer.id, cast.triage.id]
  const writes: Readonly<Record<string, (by: string) => string>> = {
    chronology: by =>
      `insert into kernel.chronology (id, case_id, step, from_state, to_state, by_user, happened_at, recorded_at) values (gen_random_uuid(), '${idOf('case', 'A')}', 'note', 'lost', 'lost', '${by}', now(), now())`,
    shares: by =>
      `insert into kernel.shares (id, case_id, to_agency, what, power, purpose, by_user, at) values (gen_random_uuid(), '${idOf('case', 'A')}', 'probation', 'x', 'x', 'x', '${by}', now())`,
    actions: by =>
      `insert into kernel.actions (id, case_id, owner_agency, what, due_on, set_by, set_at) values (gen_random_uuid(), '${idOf('case', 'A')}', 'probation', 'x', '2026-12-01', '${by}', now())`,
    checks: by =>
      `insert into kernel.checks (id, case_id, record_id, agency_id, requested_by, requested_at, due_at) values (gen_random_uuid(), '${idOf('case', 'A')}', '${idOf('record', 'A')}', 'probation', '${by}', now(), now())`,
    documents: by =>
      `insert into kernel.documents (id, case_id, title, file_name, type, bytes, sha256, added_at, by_user) values (gen_random_uuid(), '${idOf('case', 'A')}', 'x', 'x', 'x', 1, '', now(), '${by}')`,
    audit: by =>
      `insert into kernel.audit (at, actor, action, purpose, regime, result) values (now(), 'user:${by}', 'x', 'x', 'general', 'done')`,
  }
  for (const [name, write] of Object.entries(writes))
    test(name, async () => {
      assert.equal(await as('officer', write(mine)), 1)
      await assert.rejects(as('officer', write(theirs)), refused)
      if (name !== 'audit')
        await assert.rejects(as('officer', write(mine).replace(idOf('case', 'A'), idOf('case', 'D'))), refused)
    })
  test('decisions, which only the hub makes', async () => {
    const decided = (
      by: string,
    ) => `insert into kernel.decisions (id, report_id, record_id, what, rationale, lawful_basis, told, view, by_user, at, recorded_at)
      values (gen_random_uuid(), '${idOf('report', 'A')}', '${idOf('record', 'A')}', 'signpost', 'x', 'public-task', 'yes', 'agrees', '${by}', now(), now())`
    assert.equal(await as('triage', decided(theirs)), 1)
    await assert.rejects(as('triage', decided(mine)), refused)
    await assert.rejects(as('officer', decided(mine)), refused)
  })
  test('that a report is a hoax, which a supervisor agrees to of what somebody else has decided of it', async () => {
    const supervisor = cast.hubSupervisor.id
    const decided = (letter: 'A' | 'B', what: string, by: string, id: string, supersedes: string | null = null) =>
      `insert into kernel.decisions (id, report_id, record_id, what, rationale, lawful_basis, told, view, supersedes, by_user, at, recorded_at)
       values ('${id}', '${idOf('report', letter)}', '${idOf('record', letter)}', '${what}', 'x', 'public-task', 'not-yet', 'not-known', ${supersedes && `'${supersedes}'`}, '${by}', now(), now())`
    const id = idOf('report', 'Y')
    const agreed = (by: string, thought: string) => decided('A', 'hoax-agreed', by, id, thought)
    const [anothers, own, ofAnother, noHoax] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
    await asOwner(decided('A', 'hoax', cast.triageToo.id, anothers))
    await asOwner(decided('A', 'hoax', supervisor, own))
    await asOwner(decided('B', 'hoax', cast.triageToo.id, ofAnother))
    await asOwner(decided('A', 'signpost', cast.triageToo.id, noHoax))
    assert.equal(await as('hubSupervisor', agreed(supervisor, anothers)), 1)
    await assert.rejects(as('triage', agreed(cast.triage.id, anothers)), refused, 'by somebody who supervises nobody')
    for (const [thought, why] of [
      [own, 'their own'],
      [ofAnother, 'of another report'],
      [noHoax, 'of what is no hoax'],
      [id, 'of itself'],
    ] as const)
      await assert.rejects(as('hubSupervisor', agreed(supervisor, thought)), refused, why)
    await assert.rejects(as('hubSupervisor', agreed(cast.triage.id, anothers)), refused, 'in the name of another')
  })
})

describe('what was recorded stays recorded (C4)', () => {
  for (const name of ['chronology', 'decisions', 'shares', 'audit', 'disposals'])
    test(name, async () => {
      for (const change of [
        `update kernel.${name} set at = at`.replace('chronology set at = at', 'chronology set step = step'),
        `delete from kernel.${name}`,
        `truncate kernel.${name} cascade`,
      ]) {
        await assert.rejects(as('hubSupervisor', change), refused, change)
        await assert.rejects(asOwner(change), { code: 'SK001' }, change)
      }
    })
  test('reports: what was told, though not how widely it may be seen', async () => {
    for (const change of [
      "update kernel.reports set codes = '{}'",
      'update kernel.reports set sealed = null',
      'delete from kernel.reports',
      'truncate kernel.reports cascade',
    ]) {
      await assert.rejects(as('hubSupervisor', change), refused, change)
      await assert.rejects(asOwner(change), { code: 'SK001' }, change)
    }
  })
})

/** Tables that stand without row security, each with its reason. */
const open: Readonly<Record<string, string>> = {
  installation: 'one row: which area this is',
  agencies: 'organisations, whose names are public',
  limits: 'law and local promises, which are public',
  wordings: 'questions as they were put to the public',
  persons: 'an identity and nothing else: whose it is, only the links say',
}

describe('the application’s role (C5, C6)', () => {
  test('every table has row security, or stands in the list with its reason', async () => {
    const rows = await asOwner(
      "select relname as name, relrowsecurity as secured from pg_class where relnamespace = 'kernel'::regnamespace and relkind in ('r', 'p') order by 1",
    )
    assert.ok(rows.length > 35)
    assert.deepEqual(
      rows.filter(row => !row.secured).map(row => row.name),
      Object.keys(open).sort(),
    )
  })
  test('owns nothing, is nobody’s superior, and passes no policy by', async () => {
    const [role] =
      await asOwner(`select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication as powerful,
      (select count(*)::int from pg_class where relowner = r.oid) + (select count(*)::int from pg_proc where proowner = r.oid) as owns from pg_roles r where rolname = '${house.db.app}'`)
    assert.deepEqual(role, { powerful: false, owns: 0 })
  })
  test('changes no users, grants, rota, agreements, agencies or limits, and makes none', async () => {
    const closed = 'users teams team_members grants duty agreements agencies limits installation disposals'
    for (const name of closed.split(' ')) {
      await assert.rejects(as('hubSupervisor', `insert into kernel.${name} default values`), refused, name)
      await assert.rejects(as('hubSupervisor', `delete from kernel.${name}`), refused, name)
    }
    await assert.rejects(as('hubSupervisor', "update kernel.users set name = 'x'"), refused)
    await assert.rejects(as('hubSupervisor', "update kernel.grants set role = 'supervisor'"), refused)
  })
  test('cannot take the guards away', async () => {
    for (const change of [
      'alter table kernel.audit disable trigger all',
      'alter table kernel.cases disable row level security',
      'drop policy seen on kernel.cases',
      'create table kernel.x ()',
      'set role postgres',
      'set row_security = off; select from kernel.cases',
    ])
      await assert.rejects(as('hubSupervisor', change), change)
  })
  test('the functions that look with the owner’s eyes search no path but their own, and temporary tables last', async () => {
    const rows = await asOwner(
      `select proname from pg_proc where pronamespace = 'kernel'::regnamespace and prosecdef and not coalesce(proconfig @> '{"search_path=kernel, pg_temp"}', false)`,
    )
    assert.deepEqual(rows, [])
  })
  test('has the owner run nothing, by a temporary view with the name of a table', async () => {
    const trap = `create function pg_temp.trap() returns text language plpgsql as $$ begin raise exception 'run by %', current_user; end $$`
    const view = `create temporary view users as select pg_temp.trap() as agency_id, '${cast.officer.id}'::uuid as id, null::date as leaves_on`
    const open = 'grant select on pg_temp.users to public'
    assert.equal(await as('officer', trap, view, open, 'select kernel.my_agency()'), 1)
  })
})
