import { sql } from 'kysely'
import { type PersonFound, type RecordId, type RecordShown, recordsById, type Tx } from '#kernel'
import type { PersonGiven } from '../people.ts'
import { type Asked, askedFor } from './asked.ts'
import { scrapsOf } from './scraps.ts'

/** Whom a search found, those nearest first; or that it asks too little, in words. At most twenty records, and whether there were more. */
export type Searched = Readonly<
  { is: 'found'; people: readonly PersonFound[]; more: boolean } | Exclude<Asked, { is: 'questions' }>
>

const most = 20

/**
 * Finds people by whatever was typed into one box, among what this actor may see: all scraps must be met, by their very
 * words before their beginnings before their sound, the latest told of first.
 */
export async function searchPeople(tx: Tx, typed: string): Promise<Searched> {
  const asked = askedFor(typed)
  if (asked.is !== 'questions') return asked
  const [first, rest] = [asked.questions.map(one => one.first), asked.questions.map(one => one.rest)]
  const { rows } = await sql<{ record_id: string }>`
    select record_id from kernel.people_sought(${first}::text[], ${rest}::text[], ${most + 1})`.execute(tx.db)
  const ids = rows.slice(0, most).map(row => row.record_id)
  return { is: 'found', people: byPerson(await recordsById(tx, ids)), more: rows.length > most }
}

/** Writes down what a record is found by, in the transaction that writes the record; a job may do so at any time. */
export function keepScraps(tx: Tx, recordId: RecordId, given: readonly PersonGiven[]): void {
  const kept = sql`select kernel.keep_scraps(${recordId}, ${[...scrapsOf(given)]}::text[])`
  tx.write({ execute: () => kept.execute(tx.db) })
}

/** The records of one person stand together, at the place of the nearest. */
function byPerson(records: readonly RecordShown[]): readonly PersonFound[] {
  const people = Map.groupBy(records, record => record.personId ?? record.id)
  return [...people.values()].map(theirs => ({ personId: theirs[0]!.personId, records: theirs }))
}
