import { type RawBuilder, sql } from 'kysely'
import { NotFound, type RecordId, type Tx } from '#kernel'
import type { Because } from './likeness.ts'
import type { Suggestion } from './review-queries.ts'

/** Two records side by side; `isFormer` where they are compared no more, and what was found is from when something was said of them. */
export type Paired = Suggestion & Readonly<{ isFormer: boolean }>

/**
 * Two records by the address of their page, to whoever sees both: the suggestion as it stands, or else as it stood when
 * somebody last said of it what they are. Throws `NotFound` otherwise.
 */
export async function readPair(tx: Tx, id: string): Promise<Paired> {
  const { rows } = await sql<Row>`
    select p.record_a as a, p.record_b as b, s.id is null as "isFormer", coalesce(to_jsonb(s), f.shown) as found,
           coalesce((select v.verdict from matching.standing(p.record_a, p.record_b) v), 'open') as state
      from (select record_a, record_b from matching.suggestions where id = ${id}
            union select record_a, record_b from matching.reviews where suggestion_id = ${id}) p
      left join matching.suggestions s on s.record_a = p.record_a and s.record_b = p.record_b
      left join lateral (${lastShown(sql`p`)}) f on true`.execute(tx.db)
  const [row] = rows
  if (!row) throw new NotFound('suggestion')
  const { a, b, isFormer, state, found } = row
  const { weight, probability, because } = found
  const madeAt = new Date(found.made_at)
  return {
    id: found.id,
    records: [a, b],
    weight,
    probability,
    modelId: found.model_id,
    because,
    state,
    madeAt,
    isFormer,
  }
}

/** The suggestion as it stood when something was last said of these two, as `suggestion_id` and `shown`; nothing where there was none. */
export const lastShown = (pair: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select r.suggestion_id, r.shown from matching.reviews r
   where r.record_a = ${pair}.record_a and r.record_b = ${pair}.record_b and r.suggestion_id is not null
   order by r.id desc limit 1`

type Row = Readonly<{
  a: RecordId
  b: RecordId
  isFormer: boolean
  state: Suggestion['state']
  found: Readonly<{
    id: string
    weight: number
    probability: number
    model_id: string
    because: Because
    made_at: string
  }>
}>
