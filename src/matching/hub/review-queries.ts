import { sql } from 'kysely'
import { link, NotFound, newId, type PersonId, type RecordId, Refused, type Tx, type UserId } from '#kernel'
import type { Because } from './likeness.ts'
import { readPair } from './pair-queries.ts'

/** What a person says of two records: one person, two people, or that it cannot be told. */
export type Verdict = 'same' | 'different' | 'unsure'
/**
 * What was said once; `stands` where it holds now: said last of what was not taken back, and a "different" which only a
 * doubt came after. The latest that stands is the one that can be taken back.
 */
export type Review = Readonly<{
  id: string
  verdict: Verdict | 'undone'
  why: string
  byUser: UserId
  at: Date
  stands: boolean
}>

/** Two records that may be of one person, and what has been said of it. */
export type Suggestion = Readonly<{
  id: string
  records: readonly [RecordId, RecordId]
  weight: number
  probability: number
  modelId: string
  because: Because
  state: 'open' | Verdict
  madeAt: Date
}>

/** All that was said of two records, the latest first, to whoever sees both. */
export async function reviewsOf(tx: Tx, one: RecordId, other: RecordId): Promise<readonly Review[]> {
  const [a, b] = inOrder(one, other)
  const { rows } = await sql<Review>`
    select id, verdict, why, by_user as "byUser", at,
           id in (select s.id from matching.standing(${a}, ${b}) s
                  union select d.id from matching.decided(${a}, ${b}) d where d.verdict = 'different') as stands from matching.reviews
     where record_a = ${a} and record_b = ${b} order by id desc`.execute(tx.db)
  return rows
}

/**
 * Says what two suggested records are, or two that once were, with a reason, and does what follows from it; returns the review. See `reviewRecords`.
 * `seen` is the review that was the latest when they were looked at, or 'none': throws `Refused` where there is another by
 * now, so that nobody is overruled unread. The same said twice by one form is said once.
 */
export async function review(
  tx: Tx,
  suggestionId: string,
  verdict: Verdict,
  why: string,
  seen?: string,
): Promise<string> {
  const [a, b] = (await readPair(tx, suggestionId)).records
  await oneAtATime(tx, a, b)
  const [latest] = await reviewsOf(tx, a, b)
  if (latest && latest.id !== seen && latest.byUser === tx.user && latest.verdict === verdict && latest.why === why)
    return latest.id
  if (seen !== undefined && (latest?.id ?? 'none') !== seen)
    throw new Refused('already-done', 'Something was said of these two since you looked. Read it before you go on')
  return await reviewRecords(tx, a, b, verdict, why)
}

/** Two who speak of the same two records at once do so one after the other. */
async function oneAtATime(tx: Tx, a: RecordId, b: RecordId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${a} || ${b}, 0))`.execute(tx.db)
}

/**
 * Says what two records are, with a reason. `same` links both to one person, never merging them; `different` stands against
 * everybody from then on, and ends what a machine had linked; `unsure` lifts neither, and holds machines off. Throws `Refused` where links that people made speak
 * against it, or a "different" that stands of one of the two and a record of the other's person: those are undone first, by
 * somebody who says why.
 */
export async function reviewRecords(
  tx: Tx,
  one: RecordId,
  other: RecordId,
  verdict: Verdict,
  why: string,
): Promise<string> {
  const [a, b] = inOrder(one, other)
  tx.looksAt('records', a, b)
  const seen = await tx.db.selectFrom('person_records').select('id').where('id', 'in', [a, b]).execute()
  if (seen.length < 2) throw new NotFound('record')
  await oneAtATime(tx, a, b)
  const before = await openLinks(tx, a, b)
  if (verdict === 'same') await joinTwo(tx, before, a, b, why)
  if (verdict === 'different') await partTwo(tx, before, why)
  return await write(tx, { a, b, verdict, why, ...changes(before, await openLinks(tx, a, b)) })
}

/**
 * Takes back what was said last of two records, and puts back what stood before: links it made are ended, links it ended are
 * open again, where nobody has decided otherwise since. Throws `Refused` where something else stands by now, or where
 * "different" would stand again of two who were linked meanwhile.
 */
export async function undoReview(tx: Tx, reviewId: string, why: string): Promise<void> {
  const { rows: pairs } = await sql<{ a: RecordId; b: RecordId }>`
    select record_a as a, record_b as b from matching.reviews where id = ${reviewId}`.execute(tx.db)
  if (!pairs[0]) throw new NotFound('review')
  await oneAtATime(tx, pairs[0].a, pairs[0].b)
  const { rows } = await sql<{ a: RecordId; b: RecordId; stands: boolean }>`
    select record_a as a, record_b as b, coalesce(id = (select s.id from matching.standing(record_a, record_b) s), false) as stands
      from matching.reviews where id = ${reviewId}`.execute(tx.db)
  const [found] = rows
  if (!found) throw new NotFound('review')
  tx.looksAt('records', found.a, found.b)
  if (!found.stands) throw new Refused('already-done')
  await write(tx, { a: found.a, b: found.b, verdict: 'undone', why, made: [], ended: [], undoes: reviewId })
  const [one, other] = await openLinks(tx, found.a, found.b)
  const isDifferent = (await reviewsOf(tx, found.a, found.b)).some(each => each.stands && each.verdict === 'different')
  if (isDifferent && one && one.person === other?.person) throw new Refused('linked-to-one')
}

const inOrder = <T extends string>(one: T, other: T): readonly [T, T] => (one < other ? [one, other] : [other, one])

type Written = Readonly<{
  a: RecordId
  b: RecordId
  verdict: Review['verdict']
  why: string
  made: readonly string[]
  ended: readonly string[]
  undoes?: string
}>

async function write(tx: Tx, { a, b, verdict, why, made, ended, undoes }: Written): Promise<string> {
  const id = newId()
  await sql`
    insert into matching.reviews (id, record_a, record_b, verdict, why, shown, links_made, links_ended, undoes, by_user, at)
    values (${id}, ${a}, ${b}, ${verdict}, ${why},
      (select to_jsonb(s) from matching.suggestions s where s.record_a = ${a} and s.record_b = ${b}),
      ${[...made]}::uuid[], ${[...ended]}::uuid[], ${undoes ?? null}, ${tx.user}, ${tx.at})`.execute(tx.db)
  return id
}

type Open = Readonly<{ id: string; record: RecordId; person: PersonId; byMachine: boolean }>

async function openLinks(tx: Tx, a: RecordId, b: RecordId): Promise<readonly Open[]> {
  const rows = await tx.db
    .selectFrom('person_links')
    .select(['id', 'record_id', 'person_id', 'decided_by'])
    .where('record_id', 'in', [a, b])
    .where('ends_at', 'is', null)
    .execute()
  return rows.map(row => ({
    id: row.id,
    record: row.record_id as RecordId,
    person: row.person_id as PersonId,
    byMachine: row.decided_by === null,
  }))
}

function changes(before: readonly Open[], now: readonly Open[]) {
  const without = (those: readonly Open[], these: readonly Open[]) =>
    those.filter(one => !these.some(other => other.id === one.id)).map(one => one.id)
  return { made: without(now, before), ended: without(before, now) }
}

/** Both by somebody's word from now on: what only a machine had linked, it could part again. */
async function joinTwo(tx: Tx, links: readonly Open[], a: RecordId, b: RecordId, why: string): Promise<void> {
  const byPeople = links.filter(one => !one.byMachine)
  const [one, other] = byPeople
  if (one && other) {
    if (one.person === other.person) return
    throw new Refused('already-linked', 'Somebody linked these records to two people. Undo one of those links first')
  }
  for (const each of links) if (each.byMachine) await end(tx, each, why)
  let person = (one ?? links[0])?.person
  // What was said of these two this word takes back; what was said of others it may not.
  for (const record of [a, b])
    if (one?.record !== record) person = await link(tx, record, person ?? 'new', why, record === a ? b : a)
}

async function partTwo(tx: Tx, links: readonly Open[], why: string): Promise<void> {
  const [one, other] = links
  if (!one || !other || one.person !== other.person) return
  const parted = [other, one].find(each => each.byMachine)
  if (!parted) throw new Refused('linked-to-one')
  await end(tx, parted, why)
}

async function end(tx: Tx, { id }: Open, why: string): Promise<void> {
  await tx.db
    .updateTable('person_links')
    .set({ ends_at: tx.at, ended_by: tx.user, ended_reason: why })
    .where('id', '=', id)
    .execute()
}
