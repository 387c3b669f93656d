import pg from 'pg'
import { cast } from '../cast.ts'
import type { Ask } from './database-asked.ts'

/** A few matters that nobody works on, of every sensitivity, to see after each misfortune whether the same people see them. */
export type Fixed = Readonly<{ reports: readonly string[]; cases: readonly string[]; at: Date }>

/** Makes of three cases an ordinary one, a restricted one with one reader and a sealed one; and a conflict in the first. */
export async function fixReaders(ask: Ask, cases: readonly string[], at: Date): Promise<Fixed> {
  const [first, second, third] = cases
  await ask("update kernel.cases set sensitivity = 'restricted' where id = $1", [second])
  await ask("update kernel.cases set sensitivity = 'sealed' where id = $1", [third])
  for (const [caseId, userId] of [
    [second, cast.officerToo.id],
    [third, cast.hubSupervisor.id],
  ])
    await ask(
      "insert into kernel.readers (id, user_id, case_id, why, starts_at) values (gen_random_uuid(), $1, $2, 'x', $3)",
      [userId, caseId, at],
    )
  const [{ person } = { person: '' }] = await ask<{ person: string }>(
    'insert into kernel.persons (id) values (gen_random_uuid()) returning id as person',
  )
  await ask(
    `insert into kernel.person_links (id, person_id, record_id, starts_at, reason)
     select gen_random_uuid(), $1, record_id, $3, 'x' from kernel.case_people where case_id = $2 and part = 'victim'`,
    [person, first, at],
  )
  await ask(
    "insert into kernel.conflicts (id, user_id, person_id, reason, starts_at) values (gen_random_uuid(), $1, $2, 'x', $3)",
    [cast.triageToo.id, person, at],
  )
  const rows = await ask<{ report_id: string }>('select report_id from kernel.cases where id = any($1)', [cases])
  return { reports: rows.map(row => row.report_id), cases, at }
}

const question = `select
  array(select id::text from kernel.cases where id = any($1::uuid[]) order by id) as cases,
  array(select id::text from kernel.reports where id = any($2::uuid[]) order by id) as reports,
  (select count(*)::int from kernel.chronology where case_id = any($1::uuid[])) as entries,
  (select count(*)::int from kernel.documents where case_id = any($1::uuid[])) as documents,
  (select count(*)::int from kernel.decisions where report_id = any($2::uuid[])) as decisions,
  (select count(*)::int from kernel.person_names n join kernel.case_people p using (record_id) where p.case_id = any($1::uuid[])) as names,
  (select count(*)::int from kernel.work where case_id = any($1::uuid[]) or report_id = any($2::uuid[])) as work,
  exists (select from kernel.audit) as audit`

/** What everybody sees of the fixed matters, asked by SQL as the role that obeys row security: a text to be compared. */
export async function whoSeesWhat(
  appUrl: string,
  { cases, reports, at }: Fixed,
): Promise<Readonly<Record<string, string>>> {
  const actors = ['', 'public', 'job:none', ...Object.values(cast).map(({ id }) => `user:${id}`)]
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    const seen: Record<string, string> = {}
    for (const actor of actors) {
      await client.query('begin read only')
      await client.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
        actor,
        at.toISOString(),
      ])
      seen[actor] = JSON.stringify((await client.query(question, [cases, reports])).rows[0])
      await client.query('rollback')
    }
    return seen
  } finally {
    await client.end()
  }
}
