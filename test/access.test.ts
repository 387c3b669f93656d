import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { idOf, type Letter, letters, makeWorld, moment } from './access-world.ts'
import { cast, owner, type Part, seen } from './cast.ts'
import { type TestHouse, testHouse } from './house.ts'

/* Row security held to docs/access.md by SQL of the tests' own, under the role that the application works under. */

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

type Asker = Part | 'public' | 'job' | 'nobody'
const nameOf = (asker: Asker) =>
  asker === 'nobody' ? '' : asker === 'public' ? 'public' : asker === 'job' ? 'job:sweep' : `user:${cast[asker].id}`

/** Runs statements as somebody, in one transaction that is always undone; the last one's result. */
async function as(asker: Asker, statements: string | readonly string[], at = moment): Promise<pg.QueryResult> {
  await app.query('begin')
  try {
    await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      nameOf(asker),
      at,
    ])
    let result: pg.QueryResult | undefined
    for (const statement of [statements].flat()) result = await app.query(statement)
    return result!
  } finally {
    await app.query('rollback')
  }
}
const asOwner = (statement: string, values: readonly unknown[] = []) => seen(house.db.ownerUrl, statement, values)

/** Which letters' rows somebody sees in a table, by a column that says whose each is. */
async function sees(asker: Asker, table: string, column: string, at = moment): Promise<string> {
  const { rows } = await as(asker, `select distinct ${column}::text as id from kernel.${table}`, at)
  const whose = (id: string) => letters.find(letter => id.endsWith(letter.charCodeAt(0).toString(16))) ?? '?'
  return both('', rows.map(row => whose(row.id)).join(''))
}
const cases = (asker: Asker, at?: string) => sees(asker, 'cases', 'id', at)
const reports = (asker: Asker, at?: string) => sees(asker, 'reports', 'id', at)

/** The expected answers, worked out by hand from docs/access.md: letters of cases, then of reports. */
const table: Readonly<Record<Asker, readonly [cases: string, reports: string]>> = {
  nobody: ['', ''],
  public: ['', ''],
  job: ['', ''],
  triage: ['A', 'APU'],
  triageToo: ['A', 'APU'],
  hubSupervisor: ['AC', 'ACPU'],
  officer: ['A', 'A'],
  officerToo: ['AB', 'AB'],
  hateSupervisor: ['A', 'A'],
  inspector: ['A', 'APU'],
  inspectorToo: ['A', 'APU'],
  inspectorThree: ['E', ''],
  community: ['AE', 'AP'],
  refuge: ['D', ''],
  auditor: ['', ''],
  analyst: ['', ''],
  ordersOfficer: ['', ''],
  ordersSupervisor: ['', ''],
  slaveryLead: ['', ''],
  domesticAdviser: ['', ''],
  domesticLead: ['', ''],
  honourLead: ['', ''],
  behaviourLead: ['', ''],
  sexualLead: ['', ''],
  stalkingLead: ['', ''],
  childrenLead: ['', ''],
  exploitationLead: ['', ''],
  adultsLead: ['', ''],
  preventLead: ['', ''],
  roadsLead: ['', ''],
  directoryKeeper: ['', ''],
  recordsKeeper: ['A', 'APU'],
}
const both = (one: string, other: string) => [...new Set([...one, ...other])].sort().join('')
const onReports = ['report_people', 'decisions']
const onCases = ['case_people', 'chronology']
const onEither = ['clocks', 'actions', 'checks', 'shares', 'documents', 'work']
const ofPeople = [
  'person_names',
  'person_addresses',
  'person_contacts',
  'person_identifiers',
  'person_record_versions',
  'person_links',
]

describe('who sees which matter, and what hangs on it', () => {
  for (const [asker, [theirCases, theirReports]] of Object.entries(table) as [Asker, readonly [string, string]][]) {
    test(`${asker} sees the cases "${theirCases}" and the reports "${theirReports}" (A1 to A8)`, async () => {
      assert.equal(await cases(asker), theirCases)
      assert.equal(await reports(asker), theirReports)
    })
    test(`${asker} sees what hangs on those, and nothing else (B1, B2, B4)`, async () => {
      for (const name of onReports) assert.equal(await sees(asker, name, 'report_id'), theirReports, name)
      for (const name of onCases) assert.equal(await sees(asker, name, 'case_id'), theirCases, name)
      for (const name of onEither)
        assert.equal(await sees(asker, name, 'coalesce(case_id, report_id)'), both(theirCases, theirReports), name)
      assert.equal(await sees(asker, 'person_records', 'id'), both(theirCases, theirReports), 'person_records')
      for (const name of ofPeople)
        assert.equal(await sees(asker, name, 'record_id'), both(theirCases, theirReports), name)
    })
  }
})

describe('agencies and agreements', () => {
  const part = (change: string) =>
    asOwner(`update kernel.case_agencies set ${change} where case_id = $1`, [idOf('case', 'A')])
  after(() => part('agreement_id = null, ends_at = null'))

  test('an agency that no longer takes part sees nothing of the case (A4)', async () => {
    await part(`ends_at = '${moment}'::timestamptz + interval '1 hour'`)
    assert.equal(await cases('community'), 'AE')
    assert.equal(await cases('community', '2026-11-18T11:30:00Z'), 'E')
    await part('ends_at = null')
  })

  test('an agreement lets in from its first day to its last, those it names (A5)', async () => {
    const id = idOf('agreement', 'A')
    await asOwner(
      `insert into kernel.agreements (id, title, parties, purposes, kinds, power, starts_on, ends_on) values ($1, 'x', $2, '{}', '{}', 'x', '2026-11-01', '2026-11-18')`,
      [id, [cast.community.agency, cast.triage.agency]],
    )
    await part(`agreement_id = '${id}'`)
    assert.equal(await cases('community', '2026-11-18T23:59:59Z'), 'AE')
    assert.equal(await cases('community', '2026-11-19T00:00:01Z'), 'E')
    assert.equal(await cases('community', '2026-10-31T12:00:00Z'), 'E')
    await asOwner('update kernel.agreements set parties = $2 where id = $1', [id, [cast.triage.agency]])
    assert.equal(await cases('community'), 'E')
  })
})

describe('people who come and go', () => {
  test('somebody who has left sees nothing, and a grant counts from its first day to its last', async () => {
    const grant = (from: string, until: string | null) =>
      asOwner('update kernel.grants set starts_on = $2, ends_on = $3 where user_id = $1', [cast.refuge.id, from, until])
    await grant('2026-11-18', '2026-11-18')
    assert.deepEqual(
      [
        await cases('refuge'),
        await cases('refuge', '2026-11-19T09:00:00Z'),
        await cases('refuge', '2026-11-17T09:00:00Z'),
      ],
      ['D', '', ''],
    )
    await grant('2020-01-01', null)
    await asOwner("update kernel.users set leaves_on = '2026-11-17' where id = $1", [cast.refuge.id])
    assert.equal(await cases('refuge'), '')
    await asOwner('update kernel.users set leaves_on = null where id = $1', [cast.refuge.id])
  })
})

describe('named readers, broken glass and conflicts', () => {
  const broken = (asker: Part, letter: Letter, until: string) => `
    insert into kernel.readers (id, user_id, case_id, why, glass_broken, starts_at, ends_at)
    values (gen_random_uuid(), '${cast[asker].id}', '${idOf('case', letter)}', 'He is at her door', true, '${moment}', '${until}')`
  const inADay = '2026-11-19T10:30:00Z'

  test('a reader reads until it was said, and no longer (A6)', async () => {
    await asOwner('update kernel.readers set ends_at = $2 where user_id = $1', [
      cast.officerToo.id,
      '2026-11-18T12:00:00Z',
    ])
    assert.deepEqual([await cases('officerToo'), await cases('officerToo', '2026-11-18T12:00:00Z')], ['AB', 'A'])
    await asOwner('update kernel.readers set ends_at = null where user_id = $1', [cast.officerToo.id])
  })

  test('whoever would see a matter were it ordinary may break the glass, for a day at most (A7)', async () => {
    const open = `select id from kernel.cases where id = '${idOf('case', 'B')}'`
    assert.equal((await as('officer', [broken('officer', 'B', inADay), open])).rowCount, 1)
    await assert.rejects(as('officer', broken('officer', 'B', '2026-11-19T10:30:01Z')), /row-level security/)
    await assert.rejects(as('officer', broken('officer', 'D', inADay)), /row-level security/)
    await assert.rejects(as('community', broken('community', 'B', inADay)), /row-level security/)
    await assert.rejects(as('officer', broken('officerToo', 'B', inADay)), /row-level security/)
  })

  test('only a supervisor of the hub names a reader or reviews a broken glass (A7, B8)', async () => {
    const named = broken('community', 'B', inADay).replace('true', 'false')
    await assert.rejects(as('triage', named), /row-level security/)
    assert.equal((await as('hubSupervisor', named)).rowCount, 1)
    assert.equal(
      (await as('officerToo', "update kernel.readers set review = 'fine' where user_id = kernel.actor_user()"))
        .rowCount,
      0,
    )
    assert.equal((await as('hubSupervisor', "update kernel.readers set review = 'fine'")).rowCount, 2)
    assert.equal((await as('officerToo', 'select from kernel.readers')).rowCount, 1)
    assert.equal((await as('triage', 'select from kernel.readers')).rowCount, 0)
  })

  test('a conflict locks out of everything that concerns the person, a named reader too (A10)', async () => {
    const conflict = (user: string, letter: string) =>
      asOwner(
        "insert into kernel.conflicts (id, user_id, person_id, reason, starts_at) values (gen_random_uuid(), $1, $2, 'Her brother', '2026-01-01')",
        [user, idOf('person', letter)],
      )
    for (const letter of ['A', 'U']) await conflict(cast.triage.id, letter)
    await conflict(cast.officerToo.id, 'B')
    await asOwner("update kernel.work set queue = 'hub:triage' where case_id = $1", [idOf('case', 'A')])
    assert.deepEqual([await cases('triage'), await reports('triage')], ['', 'P'])
    assert.deepEqual([await cases('officerToo'), await reports('officerToo')], ['A', 'A'])
    for (const name of onEither) assert.equal(await sees('triage', name, 'coalesce(case_id, report_id)'), 'P', name)
    assert.equal(await sees('triage', 'person_names', 'record_id'), 'P')
    assert.equal((await as('triage', 'select from kernel.conflicts')).rowCount, 2)
    assert.equal((await as('hubSupervisor', 'select from kernel.conflicts')).rowCount, 3)
    assert.equal((await as('officer', 'select from kernel.conflicts')).rowCount, 0)
    await asOwner("update kernel.conflicts set ends_at = '2026-11-18T12:00:00Z'")
    assert.equal(await cases('triage', '2026-11-18T12:00:00Z'), 'A')
    await asOwner('delete from kernel.conflicts')
    await asOwner("update kernel.work set queue = 'nobody:here'")
  })
})

describe('what is seen in other ways', () => {
  test('an entry hidden from a role is not there for it (B3)', async () => {
    const entry = [
      'alter table kernel.chronology disable trigger append_only',
      `update kernel.chronology set hidden_from = '{umbrellas:keeper}'`,
      'alter table kernel.chronology enable trigger append_only',
    ]
    for (const statement of entry) await asOwner(statement)
    assert.deepEqual([await sees('hateSupervisor', 'chronology', 'case_id'), await cases('hateSupervisor')], ['', 'A'])
    assert.equal(await sees('officer', 'chronology', 'case_id'), 'A')
  })

  for (const [name, column] of [
    ['actions', 'owner_agency'],
    ['checks', 'agency_id'],
  ] as const)
    test(`an agency sees the ${name} it owes, and nothing else of the matter (B5)`, async () => {
      await asOwner(`update kernel.${name} set ${column} = $1 where case_id = $2`, [
        cast.refuge.agency,
        idOf('case', 'C'),
      ])
      assert.equal(await sees('refuge', name, 'coalesce(case_id, report_id)'), 'CD')
      assert.equal(await cases('refuge'), 'D')
      assert.equal(await sees('refuge', 'person_records', 'id'), 'D')
      await asOwner(`update kernel.${name} set ${column} = 'kingfisher-homes'`)
    })

  test('a line of the worklist is seen by whoever’s queue it is in (B6)', async () => {
    for (const queue of ['umbrellas:clerk', `user:${cast.officer.id}`, `agency:${cast.officer.agency}`]) {
      await asOwner('update kernel.work set queue = $1 where case_id = $2', [queue, idOf('case', 'C')])
      assert.equal(await sees('officer', 'work', 'coalesce(case_id, report_id)'), 'AC', queue)
      assert.equal(await sees('refuge', 'work', 'coalesce(case_id, report_id)'), 'D', queue)
    }
    await asOwner("update kernel.work set queue = 'nobody:here'")
  })

  test('alerts and threats are seen by whoever is on duty, until their shift ends (A9, B7)', async () => {
    assert.deepEqual(
      [await sees('triage', 'alerts', 'report_id'), await sees('community', 'alerts', 'report_id')],
      ['ABCPU', ''],
    )
    await owner(house.db.ownerUrl, async client => {
      await client.query('alter table kernel.reports disable trigger append_only')
      await client.query('update kernel.reports set threat = true where id = any($1)', [
        [idOf('report', 'U'), idOf('report', 'C')],
      ])
      await client.query('alter table kernel.reports enable trigger append_only')
    })
    await asOwner(
      "insert into kernel.duty (id, user_id, starts_at, ends_at) values (gen_random_uuid(), $1, '2026-11-18T07:00Z', '2026-11-18T19:00Z')",
      [cast.analyst.id],
    )
    assert.deepEqual([await reports('analyst'), await cases('analyst')], ['U', ''])
    assert.equal(await reports('analyst', '2026-11-18T19:00:00Z'), '')
  })

  test('staff know one another; the public knows nobody (B10)', async () => {
    for (const name of ['users', 'grants', 'duty']) {
      assert.ok((await as('refuge', `select from kernel.${name}`)).rowCount, name)
      assert.equal((await as('public', `select from kernel.${name}`)).rowCount, 0, name)
      assert.equal((await as('nobody', `select from kernel.${name}`)).rowCount, 0, name)
    }
  })

  test('only those who hold the audit read it (B9)', async () => {
    await asOwner(
      "insert into kernel.audit (at, actor, action, purpose, regime, result) values (now(), 'x', 'x', 'x', 'general', 'done')",
    )
    for (const asker of Object.keys(table) as Asker[])
      assert.equal(Boolean((await as(asker, 'select from kernel.audit')).rowCount), asker === 'auditor', asker)
  })
})
