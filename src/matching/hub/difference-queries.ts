import { sql } from 'kysely'
import type { PersonId, RecordId, Tx } from '#kernel'
import type { Suggestion } from './review-queries.ts'

/** Somebody's word, which stands, that two records are of different people: whose the other is now, and the pair to read it by. */
export type SaidDifferent = Readonly<{
  record: RecordId
  other: RecordId
  person: PersonId | null
  pairId: string | null
}>

/** Of whom these records were said to be another, each as its `record`, to whoever sees both of two. */
export async function differencesOf(tx: Tx, recordIds: readonly RecordId[]): Promise<readonly SaidDifferent[]> {
  const ids = [...recordIds]
  const { rows } = await sql<SaidDifferent>`
    select x.record, x.other, l.person_id as person, s.id as "pairId"
      from (select record_a as record, record_b as other, d.* from kernel.person_differences d where record_a = any (${ids}::uuid[])
            union all select record_b, record_a, d.* from kernel.person_differences d where record_b = any (${ids}::uuid[])) x
      left join kernel.person_links l on l.record_id = x.other and l.ends_at is null
      left join matching.suggestions s on s.record_a = x.record_a and s.record_b = x.record_b
     order by x.decided_at, x.record, x.other`.execute(tx.db)
  tx.looksAt('records', ...rows.map(row => row.other))
  return rows
}

/** Which of these records were compared with one another, the most in doubt first, to whoever sees both; at most a hundred. */
export async function pairsAmong(
  tx: Tx,
  recordIds: readonly RecordId[],
): Promise<readonly Pick<Suggestion, 'id' | 'records' | 'state'>[]> {
  const ids = [...recordIds]
  const { rows } = await sql<{ id: string; a: RecordId; b: RecordId; state: Suggestion['state'] }>`
    select id, record_a as a, record_b as b, state from matching.suggestions
     where record_a = any (${ids}::uuid[]) and record_b = any (${ids}::uuid[])
     order by state <> 'different', probability, id limit 100`.execute(tx.db)
  return rows.map(({ id, a, b, state }) => ({ id, records: [a, b], state }))
}
