import { type Installation, installInto, migrate, migrationsIn } from '#kernel'
import { gather, owner } from '../cast.ts'
import type { TestDatabase } from '../database.ts'

type Release = Pick<TestDatabase, 'ownerUrl' | 'app' | 'measures'>

/** The last migration of the release before this one. */
const last = '0009_records_by_row.sql'

/** The migrations that came with this release. */
export async function newMigrations(): Promise<readonly string[]> {
  return (await migrationsIn()).map(one => one.file).filter(file => file > last)
}

/** Makes a database as the release before this one left it, with its staff and so many cases, each of a report. */
export async function previousRelease(db: Release, house: Installation, cases: number): Promise<void> {
  const only = (await migrationsIn()).map(one => one.file).filter(file => file <= last)
  await migrate({ ...db, only })
  await installInto(db.ownerUrl, house)
  await gather(db.ownerUrl)
  await owner(db.ownerUrl, async client => {
    // The rows agree by how they are made, and a million need not be asked one by one.
    await client.query("set session_replication_role = replica; set timezone = 'UTC'")
    await client.query(ids)
    for (const rows of filling) await client.query(rows, rows.includes('$1') ? [cases] : [])
    await client.query('analyze')
  })
}

// One after the other, as real ones are, so that indexes grow at one end.
const ids = `create function pg_temp.id(n bigint, of int) returns uuid language sql immutable as
  $$ select (lpad(to_hex(n), 8, '0') || '-0000-7000-8000-' || lpad(of::text, 12, '0'))::uuid $$`

const triage = "(select id from kernel.users where job_title ilike '%triage%' order by id limit 1)"
const when = "timestamptz '2024-01-01T09:00Z' + n * interval '1 minute'"

const filling = [
  `insert into kernel.wordings values ('v', 'en', 'hate', '{}')`,
  `insert into kernel.reports (id, reference, kind, source, wording_version, language, received_at, recorded_at, codes, anonymous, contactable, sealed, sealed_key)
     select pg_temp.id(n, 1), 'R' || n, 'hate', 'public', 'v', 'en', ${when}, ${when}, '{"where": "street"}', false, true, decode(md5(n::text), 'hex'), decode(md5(n::text), 'hex') from generate_series(1, $1::bigint) n`,
  `insert into kernel.person_records (id, source, recorded_at) select pg_temp.id(n, 2), 'report', ${when} from generate_series(1, $1::bigint) n`,
  `insert into kernel.person_names (id, record_id, given, family, given_key, family_key)
     select pg_temp.id(n, 3), pg_temp.id(n, 2), 'Given', 'Family' || n % 9000, 'given', 'family' || n % 9000 from generate_series(1, $1::bigint) n`,
  `insert into kernel.report_people (id, report_id, record_id, part) select pg_temp.id(n, 4), pg_temp.id(n, 1), pg_temp.id(n, 2), 'victim' from generate_series(1, $1::bigint) n`,
  `insert into kernel.cases (id, reference, programme, state, seen_by, report_id, opened_at, closed_at)
     select pg_temp.id(n, 5), 'C' || n, 'hate', 'open', 'partners', pg_temp.id(n, 1), ${when}, null from generate_series(1, $1::bigint) n`,
  `insert into kernel.case_people (id, case_id, record_id, part, starts_at) select pg_temp.id(n, 6), pg_temp.id(n, 5), pg_temp.id(n, 2), 'victim', ${when} from generate_series(1, $1::bigint) n`,
  `insert into kernel.chronology (id, case_id, step, from_state, to_state, by_user, happened_at, recorded_at)
     select pg_temp.id(n, 10 + of), pg_temp.id(n, 5), 'note', 'open', 'open', ${triage}, ${when}, ${when} from generate_series(1, $1::bigint) n, generate_series(1, 3) of`,
  `insert into kernel.clocks (id, case_id, programme, clock, limit_id, limit_version, started_at, due_at)
     select pg_temp.id(n, 20), pg_temp.id(n, 5), 'hate', 'contact', l.id, l.version, ${when}, ${when} + interval '1 day'
       from generate_series(1, $1::bigint) n, (select id, version from kernel.limits order by 1, 2 limit 1) l`,
  `insert into kernel.work (id, queue, kind, title, programme, case_id, reference, due_at, added_at)
     select pg_temp.id(n, 21), 'hate:officer', 'step', 'contact', 'hate', pg_temp.id(n, 5), 'C' || n, ${when}, ${when} from generate_series(1, $1::bigint) n where n % 10 = 0`,
  `insert into kernel.audit (at, actor, action, purpose, regime, result, cases)
     select ${when}, 'user:' || ${triage}, 'case.read', 'work-on-case', 'general', 'done', array[pg_temp.id(n, 5)] from generate_series(1, $1::bigint) n`,
]
