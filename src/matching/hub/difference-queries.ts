import { type RawBuilder, sql } from 'kysely'
import type { PersonId, RecordId, Tx } from '#kernel'
import { lastShown } from './pair-queries.ts'
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
    select x.record, x.other, l.person_id as person, coalesce(s.id, f.suggestion_id) as "pairId"
      from (select record_a as record, record_b as other, d.* from kernel.person_differences d where record_a = any (${ids}::uuid[])
            union all select record_b, record_a, d.* from kernel.person_differences d where record_b = any (${ids}::uuid[])) x
      left join kernel.person_links l on l.record_id = x.other and l.ends_at is null
      left join matching.suggestions s on s.record_a = x.record_a and s.record_b = x.record_b
      left join lateral (${lastShown(sql`x`)}) f on s.id is null
     order by x.decided_at, x.record, x.other`.execute(tx.db)
  tx.looksAt('records', ...rows.map(row => row.other))
  return rows
}

/**
 * Which of these records were compared with one another, the most in doubt first, and of which something stands that was
 * said when they were; to whoever sees both. At most a hundred. Where somebody doubts a "different" it is `different` still.
 */
export async function pairsAmong(
  tx: Tx,
  recordIds: readonly RecordId[],
): Promise<readonly Pick<Suggestion, 'id' | 'records' | 'state'>[]> {
  const ids = [...recordIds]
  const { rows } = await sql<{ id: string; a: RecordId; b: RecordId; state: Suggestion['state'] }>`
    with found as (
      select id, record_a as a, record_b as b, state, probability from matching.suggestions
       where record_a = any (${ids}::uuid[]) and record_b = any (${ids}::uuid[])
      union all
      select f.suggestion_id, v.record_a, v.record_b, v.verdict, 0
        from (select distinct record_a, record_b from matching.reviews
               where record_a = any (${ids}::uuid[]) and record_b = any (${ids}::uuid[])) p
        cross join lateral matching.standing(p.record_a, p.record_b) v
        cross join lateral (${lastShown(sql`p`)}) f
       where not exists (select from matching.suggestions s where s.record_a = p.record_a and s.record_b = p.record_b))
    select id, a, b, case when d.reason is null then state else 'different' end as state
      from found left join kernel.person_differences d on d.record_a = a and d.record_b = b
     order by d.reason is null, probability, id limit 100`.execute(tx.db)
  return rows.map(({ id, a, b, state }) => ({ id, records: [a, b], state }))
}

/** A record that somebody took from a person, and why. */
export type Taken = Readonly<{ recordId: RecordId; reason: string; at: Date }>

/** Which records somebody took from this person, who are not theirs now, the latest first; as far as this actor sees them. */
export async function takenFrom(tx: Tx, personId: PersonId): Promise<readonly Taken[]> {
  const { rows } = await sql<Taken>`
    select * from (
      select distinct on (l.record_id) l.record_id as "recordId", l.ended_reason as reason, l.ends_at as at from kernel.person_links l
       where l.person_id = ${personId} and ${wasTaken(sql`l`)}
         and not exists (select from kernel.person_links o where o.record_id = l.record_id and o.person_id = l.person_id and o.ends_at is null)
       order by l.record_id, l.ends_at desc) t
     order by at desc, "recordId" limit 20`.execute(tx.db)
  tx.looksAt('records', ...rows.map(row => row.recordId))
  return rows
}

/**
 * What may not be grouped, as the job `match`: records that people said are of two persons, or could not tell; and a record
 * with each that was of the person from whom somebody took it, who said that to link it was wrong. That may be said of what nobody
 * sees, and says nothing of two people, so that people may link them anew; once they do it is past.
 */
export async function keptApart(tx: Tx): Promise<readonly (readonly [string, string])[]> {
  const { rows } = await sql<{ a: string; b: string }>`
    select record_a as a, record_b as b from kernel.person_differences
    union ${inDoubt}
    union
    select least(l.record_id, o.record_id), greatest(l.record_id, o.record_id)
      from kernel.person_links l
      join kernel.person_links o on o.person_id = l.person_id and o.record_id <> l.record_id
       and o.starts_at <= l.ends_at and (o.ends_at is null or o.ends_at >= l.ends_at)
     where ${wasTaken(sql`l`)}
       and not exists (select from matching.reviews v where l.id = any (v.links_ended) and v.at = l.ends_at
             and (v.record_a = l.record_id or v.record_b = l.record_id) and v.verdict <> 'undone')
       and not exists (select from matching.standing(least(l.record_id, o.record_id), greatest(l.record_id, o.record_id)) s where s.verdict = 'same')
       and not exists (select from kernel.person_links a join kernel.person_links b on b.person_id = a.person_id
             where a.record_id = l.record_id and b.record_id = o.record_id and a.ends_at is null and b.ends_at is null
               and a.decided_by is not null)
     order by 1, 2`.execute(tx.db)
  return rows.map(({ a, b }) => [a, b])
}

/**
 * Of which two a person said last that it cannot be told, as `record_a` and `record_b`, as the job `match`: no program says
 * it in their place. It is past where people have linked both to one person, or one of them since.
 */
export const inDoubt: RawBuilder<unknown> = sql`
  select v.record_a, v.record_b from matching.reviews v
   where v.verdict = 'unsure' and v.id = (select s.id from matching.standing(v.record_a, v.record_b) s)
     and not exists (
       select from kernel.person_links a join kernel.person_links b on b.person_id = a.person_id
        where a.record_id = v.record_a and b.record_id = v.record_b and a.ends_at is null and b.ends_at is null
          and ((a.decided_by is not null and b.decided_by is not null)
            or (a.decided_by is not null and a.starts_at > v.at) or (b.decided_by is not null and b.starts_at > v.at)))`

/** Whether somebody ended this link because it was wrong, and not because what had made it was taken back. */
export const wasTaken = (link: RawBuilder<unknown>): RawBuilder<boolean> => sql<boolean>`
  (${link}.ended_by is not null and not exists (
    select from matching.reviews u
     where (u.record_a = ${link}.record_id or u.record_b = ${link}.record_id) and u.verdict = 'undone' and u.links_ended = '{}'
       and u.at = ${link}.ends_at and u.by_user = ${link}.ended_by))`
