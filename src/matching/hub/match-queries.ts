import { type RawBuilder, sql } from 'kysely'
import { queueJob, type Tx } from '#kernel'
import type { Likeness, Profiled } from './likeness.ts'

/**
 * A key that more records bear tells too little to be asked by alone: a common name in a common year. Of a million records
 * fifty bearers a key leave some hundred to be compared with each, which is what keeps it to milliseconds. Of those that bear
 * such a key the first one more than so many are looked at all the same, and count where they are among the first of two such
 * keys: somebody told of more often than that bears little but keys of their own.
 */
export const mostBearers = 50

/** Of a record whose keys lead to nobody so, those count that share two of them, of keys that at most so many bear. */
export const mostSharing = 500

/** A record as it is compared, and which of those that wait share a key with it: one that waits itself is among its own. */
export type Candidate = Profiled & Readonly<{ askedBy: readonly string[] }>

/**
 * Records not compared yet as they stand, at most so many, which no other worker has in hand, and all whom their keys lead
 * to; in ascending order of their ids.
 */
export async function candidatesPending(tx: Tx, most: number): Promise<readonly Candidate[]> {
  // Asked for by one key, and then by one record, after another, so that what is read is bounded and the plan cannot be to
  // read them all.
  const { rows } = await sql<Candidate>`
    with waiting as materialized (
      select record_id, keys from matching.profiles where pending order by record_id limit ${sql.lit(most)} for update skip locked),
    borne as materialized (
      select w.record_id as asked, k.record_id, k.bearers
        from waiting w cross join lateral unnest(w.keys) as of_it (key)
        cross join lateral (select x.record_id, count(*) over () as bearers
          from (select record_id from matching.keys where keys.key = of_it.key order by record_id limit ${sql.lit(mostBearers + 1)}) x) k),
    found as (select asked, record_id from borne where bearers <= ${sql.lit(mostBearers)}),
    lonely as (
      select w.* from waiting w where not exists (select from found f where f.asked = w.record_id and f.record_id <> w.record_id)),
    met as (
      select record_id, record_id as other from waiting union select asked, record_id from found
      union select asked, record_id from borne where bearers > ${sql.lit(mostBearers)} group by 1, 2 having count(*) >= 2
      union select l.record_id, k.record_id
        from lonely l cross join lateral unnest(l.keys) as of_it (key)
        cross join lateral (select x.record_id, count(*) over () as bearers
          from (select record_id from matching.keys where keys.key = of_it.key limit ${sql.lit(mostSharing + 1)}) x) k
       where k.bearers <= ${sql.lit(mostSharing)} group by 1, 2 having count(*) >= 2)
    select p.record_id as id, p.indexed, p.given, f.asked as "askedBy"
      from (select other, array_agg(record_id) as asked from met group by other) f
      cross join lateral (select * from matching.profiles where profiles.record_id = f.other limit 1) p
     order by p.record_id`.execute(tx.db)
  return rows
}

/** Records that waited to be compared, and who may be of one person with one of them, by which model. */
export type Found = Readonly<{ modelId: string; asked: readonly string[]; alike: readonly Likeness[] }>

/**
 * Writes down what was found of these records, over what had been found of them before; what people have said stays. What
 * is there already just so is not written again, so that a job done twice changes nothing.
 */
export function keepSuggestions(tx: Tx, { modelId, asked, alike }: Found): void {
  if (asked.length === 0) return
  replace(
    tx,
    modelId,
    sql`(s.record_a = any (${[...asked]}::uuid[]) or s.record_b = any (${[...asked]}::uuid[]))`,
    alike,
  )
  write(tx, sql`update matching.profiles set pending = false where record_id = any (${[...asked]}::uuid[])`)
}

/** The same of pairs whose first record is one of these: a part of everybody compared anew. */
export function keepSuggestionsFrom(
  tx: Tx,
  modelId: string,
  firsts: readonly string[],
  found: readonly Likeness[],
): void {
  replace(tx, modelId, sql`s.record_a = any (${[...firsts]}::uuid[]) and s.made_at <= ${tx.at}`, found)
}

/** Lets everybody be compared anew, one batch after another. */
export async function pendAll(tx: Tx): Promise<void> {
  await sql`update matching.profiles set pending = true where cardinality(keys) > 0`.execute(tx.db)
  await queueJob(tx, 'match')
}

/** Lets whoever came since then be compared anew: by a model that was in use until now. */
export async function pendSince(tx: Tx, since: Date): Promise<void> {
  await sql`update matching.profiles set pending = true where kept_at >= ${since} and cardinality(keys) > 0`.execute(
    tx.db,
  )
  await queueJob(tx, 'match')
}

function replace(tx: Tx, modelId: string, which: RawBuilder<unknown>, found: readonly Likeness[]): void {
  const [a, b] = [found.map(one => one.a), found.map(one => one.b)]
  // As a list of them all, which is looked up: joined, each would be held against each, since how many they are is not known.
  write(
    tx,
    sql`
    delete from matching.suggestions s where ${which} and s.state = 'open'
       and (s.record_a, s.record_b) not in (select a, b from unnest(${a}::uuid[], ${b}::uuid[]) as f (a, b))`,
  )
  if (found.length > 0) write(tx, upsert(tx, modelId, found))
}

const write = (tx: Tx, statement: RawBuilder<unknown>): void => tx.write({ execute: () => statement.execute(tx.db) })

/** The state of a suggestion that is new follows what was said of the two before. */
const upsert = (tx: Tx, modelId: string, found: readonly Likeness[]) => sql`
    insert into matching.suggestions as s (id, record_a, record_b, weight, probability, model_id, because, state, made_at)
    select gen_random_uuid(), f.a, f.b, f.weight, f.probability, ${modelId}, f.because,
           coalesce((select r.verdict from matching.standing(f.a, f.b) r), 'open'), ${tx.at}
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as f (a uuid, b uuid, weight double precision, probability double precision, because jsonb)
     order by f.a, f.b
    on conflict (record_a, record_b) do update set weight = excluded.weight, probability = excluded.probability,
      model_id = excluded.model_id, because = excluded.because, made_at = excluded.made_at
     where (s.weight, s.probability, s.model_id, s.because)
       is distinct from (excluded.weight, excluded.probability, excluded.model_id, excluded.because)`
