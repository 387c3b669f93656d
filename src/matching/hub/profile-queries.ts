import { sql } from 'kysely'
import type { PersonTold, RecordId, Tx } from '#kernel'
import { keepScraps } from '../search/queries.ts'
import { type Profile, profileMethod, profilesOf } from './profile.ts'
import { type RecordTold, toldInReport, waysToRead } from './ways.ts'

/** Writes down, with a person who is just being recorded, how they are compared and found. Whoever compares is told of it. */
export function keepProfile(tx: Tx, recordId: RecordId, told: PersonTold): void {
  const [profile] = profilesOf([waysToRead(recordId, toldInReport(told))])
  if (!profile) return
  write(tx, [{ id: recordId, version: 1, profile }])
}

/** Makes the profiles of these records anew from what they tell now; a record that is gone gets none. As the job `match`. */
export async function renewProfiles(tx: Tx, recordIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: RecordId; version: number; told: RecordTold & { agency: string | null } }>`
    select record_id as id, version, told from matching.told_of(${[...recordIds]}::uuid[])`.execute(tx.db)
  const profiles = profilesOf(rows.map(({ id, told }) => waysToRead(id, told, told.agency)))
  write(
    tx,
    rows.map(({ id, version }, at) => ({ id, version, profile: profiles[at]! })),
  )
  return rows.length
}

/** Records that have no profile, or one of a former version or method; at most so many. As the job `match`. */
export async function recordsLacking(tx: Tx, most: number): Promise<readonly string[]> {
  await sql`select matching.use_method(${profileMethod})`.execute(tx.db)
  const { rows } = await sql<{ id: string }>`select lacking as id from matching.lacking(${most})`.execute(tx.db)
  return rows.map(row => row.id)
}

type Written = Readonly<{ id: RecordId; version: number; profile: Profile }>

/** All in one statement: each statement that gives profiles queues a job that compares. */
function write(tx: Tx, records: readonly Written[]): void {
  const rows = records.map(({ id, version, profile: { given, keys } }) => ({
    id,
    version,
    given,
    keys: keys.map(String),
  }))
  const profiles = sql`insert into matching.profiles (record_id, version, given, keys, pending, kept_at)
    select id, version, given, keys, cardinality(keys) > 0, ${tx.at}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, version int, given jsonb, keys bigint[])`
  tx.write({ execute: () => profiles.execute(tx.db) })
  for (const { id, profile } of records) keepScraps(tx, id, profile.given)
}
