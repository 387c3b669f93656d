import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { after, before, test } from 'node:test'
import { countMeasure, dueAt, workingHoursBetween } from '#kernel'
import { fillCounty } from '../simulate/bulk.ts'
import { seedCounty, smallCounty } from '../simulate/county.ts'
import { orphansIn } from '../simulate/indexes.ts'
import { reckonerOf } from '../simulate/reckoner.ts'
import { seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'

/** The same lives: walked through the functions that the pages call, and copied straight into the tables. */
let walked: TestHouse
let copied: TestHouse
const months = 5
const truths = { ...smallCounty(months), slow: { district: 'E07000219', from: 2, inTime: 0.4 } }
before(async () => {
  walked = await testHouse()
  copied = await testHouse()
  const same = { until: aWednesday, months, truths, seed: 5 }
  await seedCounty({
    ...same,
    stories: false,
    ownerUrl: walked.db.ownerUrl,
    database: walked.database,
    house: walked.house,
  })
  const alone = { staff: 0, extras: false, fresh: true, audited: 99 }
  await fillCounty({ ...same, ...alone, ownerUrl: copied.db.ownerUrl, house: copied.house })
})
after(async () => {
  await walked?.close()
  await copied?.close()
})

const both = async (statement: string) => {
  const [one, other] = await Promise.all([walked, copied].map(house => seen(house.db.ownerUrl, statement)))
  assert.ok(one!.length > 0, `nothing to compare: ${statement}`)
  assert.deepEqual(other, one, statement)
}

/** Every table by what its rows say: ids are put as the moment, or the person, that they stand for. */
const ofReport = '(select r.received_at from kernel.reports r where r.id = report_id)'
const ofCase = '(select c.opened_at from kernel.cases c where c.id = case_id)'
const ofRecord = `(select json_build_array(r.received_at, p.part, n.given, n.family, s.description, s.born_from)
   from kernel.report_people p join kernel.reports r on r.id = p.report_id join kernel.person_records s on s.id = p.record_id
   left join kernel.person_names n on n.record_id = s.id where p.record_id = it.record_id)::text`
const says: Readonly<Record<string, string>> = {
  reports:
    'kind, source, agency_id, wording_version, language, happened_from, happened_to, happened_precision, received_at, recorded_at, place_id, district, lsoa, codes::text, anonymous, contactable, threat, sensitivity, length(sealed), length(sealed_key), send_hash',
  person_records: 'source, description, born_from, born_to, born_precision, recorded_at',
  person_names: 'kind, given, family, given_key, family_key',
  person_contacts: 'kind, value, value_key, safe_to_use, safe_times, safe_words, never_leave_message',
  report_people: `${ofReport} as report, part, reporter, ${ofRecord} as record`,
  person_links: `${ofRecord} as record, starts_at, ends_at, decided_by, reason, (select count(*)::int from kernel.person_links o where o.person_id = it.person_id) as of_person`,
  decisions: `${ofReport} as report, ${ofCase} as of_case, ${ofRecord} as record, what, programme, rationale, lawful_basis, told, not_told_why, view, override_why, by_user, at, recorded_at`,
  cases: `${ofReport} as report, programme, state, seen_by, sensitivity, district, codes::text, contactable, opened_at, closed_at`,
  case_people: `${ofCase} as of_case, ${ofRecord} as record, part, starts_at`,
  case_agencies: `${ofCase} as of_case, agency_id, programme, seen_by, sensitivity, agreement_id, starts_at, ends_at, opened_at`,
  chronology: `${ofCase} as of_case, step, from_state, to_state, answers::text, codes::text, decision, rationale, lawful_basis, hidden_from, by_user, happened_at, recorded_at`,
  clocks: `${ofReport} as report, ${ofCase} as of_case, programme, clock, limit_id, limit_version, started_at, due_at, ended_at, result, lifted_why, working_seconds`,
  actions: `${ofReport} as report, ${ofCase} as of_case, owner_agency, what, due_on, set_by, set_at, done_at, done_by, evidence`,
  shares: `${ofReport} as report, ${ofCase} as of_case, ${ofRecord} as record, to_agency, what, power, purpose, by_user, at`,
  alerts: `${ofReport} as report, raised_at, seen_by, seen_at`,
  work: `${ofReport} as report, ${ofCase} as of_case, queue, kind, title, programme, district, threat, due_at, owner, added_at, clock_id is null as no_clock, action_id is null as no_action`,
  outbox: 'event, at',
  audit:
    'at, actor, agency_id, action, purpose, regime, result, cardinality(reports) as reports, cardinality(cases) as cases, cardinality(records) as records, shown',
  wordings: 'version, language, kind, wording::text',
}

for (const [table, columns] of Object.entries(says)) {
  test(`what is copied into ${table} is what the real functions wrote`, async () => {
    await both(`select * from (select ${columns} from kernel.${table} it) as rows order by rows::text`)
  })
}

test('no table that the real functions write to is left out', async () => {
  const written = await seen(
    walked.db.ownerUrl,
    `select relname from pg_class where relnamespace = 'kernel'::regnamespace and relkind = 'r' and reltuples > 0 order by 1`,
  )
  const named = new Set([...Object.keys(says), ...standing])
  assert.deepEqual(
    written.map(row => row.relname).filter(name => !named.has(String(name))),
    [],
  )
})

/**
 * Written by whoever fills, not by lives; persons, who are an id and nothing else; and what people are found and compared by,
 * which jobs work out for whoever lacks it.
 */
const standing = [
  ...['installation', 'agencies', 'users', 'teams', 'team_members', 'grants', 'duty', 'limits', 'persons'],
  ...['person_scraps', 'jobs'],
]

test('no column that the real functions fill is left empty', async () => {
  const columns = await seen(
    walked.db.ownerUrl,
    `select c.relname as of_table, string_agg(format('count(%I)::int as %I', a.attname, a.attname), ', ') as counts
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'kernel'::regnamespace and c.relkind = 'r' group by 1 order by 1`,
  )
  for (const { of_table: table, counts } of columns) {
    // What the outbox told of, a full county's jobs have long handled.
    if (!Object.hasOwn(says, String(table)) || table === 'outbox') continue
    await both(`select '${table}' as of_table, ${counts} from kernel.${table}`)
  }
})

test('the facts are the same row for row', async () => {
  const views: Readonly<Record<string, string>> = {
    reports: 'report_ref',
    report_people: 'report_ref',
    cases: 'case_ref, report_ref',
    clocks: 'clock_ref, case_ref, report_ref',
    decisions: 'report_ref, record_ref',
    steps: 'case_ref',
    shares: 'case_ref, report_ref',
  }
  for (const [view, ids] of Object.entries(views)) {
    const without = ids
      .split(', ')
      .map(id => ` - '${id}'`)
      .join('')
    await both(`select (to_jsonb(it)${without})::text as fact from facts.${view} it order by 1`)
  }
})

test('every measure reads the same', async () => {
  const now = { at: aWednesday, zone: walked.house.zone }
  for (const programme of walked.house.programmes.values())
    for (const measure of programme.measures) {
      const [one, other] = await Promise.all(
        [walked, copied].map(house => countMeasure(house.database, measure, '2026-06-01', now)),
      )
      assert.deepEqual(other, one, measure.id)
    }
})

test('nothing that is copied refers to something that is not there', async () => {
  assert.deepEqual(await orphansIn(copied.db.ownerUrl), {})
})

test('what two threads copy has its indexes again, nothing broken or doubled, and what no life of ours does', async t => {
  const full = await testHouse()
  t.after(() => full.close())
  const indexes =
    'select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index order by 1'
  const before = await seen(full.db.ownerUrl, indexes)
  const { rows, reports, cases } = await fillCounty({
    ownerUrl: full.db.ownerUrl,
    house: full.house,
    until: aWednesday,
    cases: 700,
    months: 12,
    rebuild: true,
    again: {
      module: new URL('../bench/county-house.ts', import.meta.url).href,
      given: { documents: tmpdir(), key: Buffer.alloc(32, 7) },
    },
  })
  assert.deepEqual(await seen(full.db.ownerUrl, indexes), before)
  assert.deepEqual(await orphansIn(full.db.ownerUrl), {})
  assert.ok(reports > cases && cases > 600 && cases < 800)
  const [opened] = await seen(full.db.ownerUrl, 'select sealed, sealed_key, id from kernel.reports limit 1')
  const { sealed, sealed_key: key, id } = opened as { sealed: Buffer; sealed_key: Buffer; id: string }
  assert.match(full.house.sealer.open({ sealed, key }, id).toString(), /"who"/)
  for (const table of ['readers', 'person_addresses', 'case_agencies', 'audit', 'work'])
    assert.ok(rows[table]! > 0, table)
})

test('the quick reckoning of days and hours is the kernel’s own', () => {
  const { house } = walked
  const [since, until] = [new Date('2025-02-01T00:00:00Z'), new Date('2026-04-10T12:00:00Z')]
  const reckoner = reckonerOf(house, since, until)
  for (let hour = 0; hour < 24 * 400; hour += 13) {
    const at = new Date(since.getTime() + hour * 3_600_000 + hour * 1013)
    const later = new Date(at.getTime() + (hour % 97) * 3_600_000)
    for (const id of ['hub.triage', 'hate.contact', 'hate.support-offer', 'hub.threat-seen', 'hub.brag-red']) {
      const { limit, dueAt: due } = reckoner.due(id, at)
      assert.deepEqual(due, dueAt(limit.value, at, house.calendar(limit.calendar)), `${id} from ${at.toISOString()}`)
    }
    const hours = Math.round(workingHoursBetween(at, later, house.calendar('hub')) * 3600)
    assert.equal(reckoner.openSeconds(at, later, 'hub'), hours)
    assert.deepEqual(reckoner.after(7.5, at), dueAt({ workingHours: 7.5 }, at, house.calendar('hub')))
  }
})
