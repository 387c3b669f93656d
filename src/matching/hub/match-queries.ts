import { type RawBuilder, sql } from 'kysely'
import { queueJob, type Tx } from '#kernel'
import type { Likeness, Profiled } from './likeness.ts'

/**
 * A key that more records bear tells too little to be asked by: a common name in a common year. Of a million records fifty
 * bearers a key leave some hundred to be compared with each, which is what keeps it to milliseconds.
 */
export const mostBearers = 50

/** Records not compared yet as they stand, at most so many, which no other worker has in hand. */
export async function recordsPending(tx: Tx, most: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select record_id as id from matching.profiles where pending order by record_id limit ${sql.lit(most)} for update skip locked`.execute(
    tx.db,
  )
  return rows.map(row => row.id)
}

/** The records that bear a key of one of these, and of which. */
export async function bearersOfKeys(
  tx: Tx,
  asked: readonly string[],
): Promise<readonly (readonly [asked: string, found: string])[]> {
  // Asked for by one key after another, so that what is read is bounded and the plan cannot be to read them all.
  const { rows } = await sql<{ asked: string; found: string }>`
    select distinct p.record_id as asked, k.record_id as found
      from matching.profiles p cross join lateral unnest(p.keys) as of_it (key)
      cross join lateral (select x.record_id, count(*) over () as bearers
        from (select record_id from matching.keys where keys.key = of_it.key limit ${sql.lit(mostBearers + 1)}) x) k
     where p.record_id = any (${[...asked]}::uuid[]) and k.bearers <= ${sql.lit(mostBearers)} and k.record_id <> p.record_id
     order by 1, 2`.execute(tx.db)
  return rows.map(row => [row.asked, row.found])
}

/** Profiles by the ids of their records, in ascending order. */
export async function profilesOf(tx: Tx, ids: readonly string[]): Promise<readonly Profiled[]> {
  const { rows } = await sql<Profiled>`
    select record_id as id, indexed, given from matching.profiles
     where record_id = any (${[...ids]}::uuid[]) order by record_id`.execute(tx.db)
  return rows
}

/**
 * Writes down what was found of these records, over what had been found of them before; what people have said stays. What
 * is there already just so is not written again, so that a job done twice changes nothing.
 */
export async function keepSuggestions(
  tx: Tx,
  modelId: string,
  asked: readonly string[],
  found: readonly Likeness[],
): Promise<void> {
  const which = sql`(s.record_a = any (${[...asked]}::uuid[]) or s.record_b = any (${[...asked]}::uuid[]))`
  const compared = sql`update matching.profiles set pending = false where record_id = any (${[...asked]}::uuid[])`
  await Promise.all([replace(tx, modelId, which, found), compared.execute(tx.db)])
}

/** The same of pairs whose first record is one of these: a part of everybody compared anew. */
export async function keepSuggestionsFrom(
  tx: Tx,
  modelId: string,
  firsts: readonly string[],
  found: readonly Likeness[],
): Promise<void> {
  await replace(tx, modelId, sql`s.record_a = any (${[...firsts]}::uuid[]) and s.made_at <= ${tx.at}`, found)
}

/** Lets everybody be compared anew, one batch after another. */
export async function pendAll(tx: Tx): Promise<void> {
  await sql`update matching.profiles set pending = true where cardinality(keys) > 0`.execute(tx.db)
  await queueJob(tx, 'match')
}

async function replace(tx: Tx, modelId: string, which: RawBuilder<unknown>, found: readonly Likeness[]): Promise<void> {
  const [a, b] = [found.map(one => one.a), found.map(one => one.b)]
  const gone = sql`
    delete from matching.suggestions s where ${which} and s.state = 'open'
       and not exists (select from unnest(${a}::uuid[], ${b}::uuid[]) as f (a, b) where f.a = s.record_a and f.b = s.record_b)`
  // Sent together, in this order.
  await Promise.all([gone.execute(tx.db), found.length > 0 ? upsert(tx, modelId, found) : undefined])
}

/** The state of a suggestion that is new follows what was said of the two before. */
async function upsert(tx: Tx, modelId: string, found: readonly Likeness[]): Promise<void> {
  await sql`
    insert into matching.suggestions as s (id, record_a, record_b, weight, probability, model_id, because, state, made_at)
    select gen_random_uuid(), f.a, f.b, f.weight, f.probability, ${modelId}, f.because,
           coalesce((select r.verdict from matching.standing(f.a, f.b) r), 'open'), ${tx.at}
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb)
        as f (a uuid, b uuid, weight double precision, probability double precision, because jsonb)
     order by f.a, f.b
    on conflict (record_a, record_b) do update set weight = excluded.weight, probability = excluded.probability,
      model_id = excluded.model_id, because = excluded.because, made_at = excluded.made_at
     where (s.weight, s.probability, s.model_id, s.because)
       is distinct from (excluded.weight, excluded.probability, excluded.model_id, excluded.because)`.execute(tx.db)
}
