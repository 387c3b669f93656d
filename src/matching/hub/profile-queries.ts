import { sql } from 'kysely'
import type { PersonTold, RecordId, Tx } from '#kernel'
import { keepScraps } from '../search/queries.ts'
import { type Profile, profileMethod, profilesOf } from './profile.ts'
import { type RecordTold, toldInReport, waysToRead } from './ways.ts'

/** Writes down, with a person who is just being recorded, how they are compared and found. Whoever compares is told of it. */
export function keepProfile(tx: Tx, recordId: RecordId, told: PersonTold): void {
  const [profile] = profilesOf([waysToRead(recordId, toldInReport(told))])
  if (!profile) return
  const statement = written(tx, recordId, 1, profile)
  tx.write({ execute: () => statement.execute(tx.db) })
  keepScraps(tx, recordId, profile.given)
}

/** Makes the profiles of these records anew from what they tell now; a record that is gone gets none. As the job `match`. */
export async function renewProfiles(tx: Tx, recordIds: readonly string[]): Promise<number> {
  const { rows } = await sql<{ id: RecordId; version: number; told: RecordTold }>`
    select record_id as id, version, told from matching.told_of(${[...recordIds]}::uuid[])`.execute(tx.db)
  const profiles = profilesOf(rows.map(({ id, told }) => waysToRead(id, told)))
  for (const [at, { id, version }] of rows.entries()) {
    await written(tx, id, version, profiles[at]!).execute(tx.db)
    keepScraps(tx, id, profiles[at]!.given)
  }
  return rows.length
}

/** Records that have no profile, or one of a former version or method; at most so many. As the job `match`. */
export async function recordsLacking(tx: Tx, most: number): Promise<readonly string[]> {
  await sql`select matching.use_method(${profileMethod})`.execute(tx.db)
  const { rows } = await sql<{ id: string }>`select lacking as id from matching.lacking(${most})`.execute(tx.db)
  return rows.map(row => row.id)
}

function written(tx: Tx, recordId: string, version: number, { given, keys }: Profile) {
  return sql`insert into matching.profiles (record_id, version, given, keys, pending, kept_at)
    values (${recordId}, ${version}, ${JSON.stringify(given)}, ${keys.map(String)}::bigint[], ${keys.length > 0}, ${tx.at})`
}
