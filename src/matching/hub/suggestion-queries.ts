import { type RawBuilder, sql } from 'kysely'
import type { PersonId, RecordId, Tx, UserId } from '#kernel'
import type { Because } from './likeness.ts'
import type { Suggestion, Verdict } from './review-queries.ts'

/** Who a record may be, to whoever sees both records of a pair; and the kinds of agency to be asked, of which no more is told. */
export type Suggested = Readonly<{
  suggestions: readonly (Suggestion & { readonly other: RecordId })[]
  /** There are more, less likely than these or said to be others. */
  hasMore: boolean
  ask: readonly string[]
}>

/**
 * At most 20 records that may be of the same person as this one, the likeliest first, those said to be others last: who was
 * said to be another is `different` here, though somebody doubts it.
 */
export async function suggestionsFor(tx: Tx, recordId: RecordId): Promise<Suggested> {
  const each = await suggestionsForEach(tx, [recordId])
  return each.get(recordId) ?? { suggestions: [], hasMore: false, ask: [] }
}

/** The same of each of several records, such as all that a report tells of. */
export async function suggestionsForEach(
  tx: Tx,
  recordIds: readonly RecordId[],
): Promise<ReadonlyMap<RecordId, Suggested>> {
  const ids = [...recordIds]
  tx.looksAt('records', ...ids)
  const [found, pointers] = await Promise.all([
    sql<Row & { of: RecordId }>`
      select of.id as of, s.* from unnest(${ids}::uuid[]) of (id) cross join lateral (
        select ${columnsWith(sql`case when d.record_a is null then s.state else 'different' end`)}
          from matching.suggestions s left join kernel.person_differences d on d.record_a = s.record_a and d.record_b = s.record_b
         where s.record_a = of.id or s.record_b = of.id
         order by d.record_a is not null, s.probability desc, s.weight desc, s.id limit ${sql.lit(mostOfOne + 1)}) s
       order by s.state = 'different', s.probability desc, s.weight desc, s.id`.execute(tx.db),
    sql<{ id: string; kind: string }>`
      select record_id as id, agency_kind as kind from matching.pointers
       where record_id = any (${ids}::uuid[]) order by 2`.execute(tx.db),
  ])
  const each = new Map(
    ids.map(id => {
      const its = found.rows.filter(row => row.of === id)
      const suggestions = its
        .slice(0, mostOfOne)
        .map(({ of, ...row }) => ({ ...shown(row), other: otherThan(of, row) }))
      const ask = pointers.rows.flatMap(row => (row.id === id ? [row.kind] : []))
      return [id, { suggestions, hasMore: its.length > mostOfOne, ask }]
    }),
  )
  tx.looksAt('records', ...[...each.values()].flatMap(({ suggestions }) => suggestions.flatMap(one => one.records)))
  return each
}

const otherThan = (id: RecordId, { a, b }: Row): RecordId => (a === id ? b : a)
const mostOfOne = 20

/** Where the last page of the queue ended. */
export type AfterWaiting = Readonly<{ worth: number; id: string }>
export type Waiting = Suggestion & Readonly<{ worth: number }>

/** Part of what waits: what nobody has looked at, what somebody could not tell, or what the own agency's index is in. */
export type WaitingOnly = 'open' | 'unsure' | 'index'

/** What waits to be looked at by somebody: the greatest consequence times doubt first; one page, and where the next begins. */
export async function reviewQueue(
  tx: Tx,
  { size = 20, after, only }: Readonly<{ size?: number; after?: AfterWaiting; only?: WaitingOnly | undefined }> = {},
): Promise<Readonly<{ waiting: readonly Waiting[]; next: AfterWaiting | undefined }>> {
  const beyond = after
    ? sql`(s.worth < ${after.worth}::real or (s.worth = ${after.worth}::real and s.id > ${after.id}::uuid))`
    : sql`true`
  const states = only === 'open' || only === 'unsure' ? [only] : ['open', 'unsure']
  const indexed =
    only === 'index' ? sql`(matching.is_indexed(s.record_a) or matching.is_indexed(s.record_b))` : sql`true`
  const rows = await read(
    tx,
    sql`s.state in ('open', 'unsure') and s.state = any (${states}) and s.worth > 0 and ${indexed} and ${apart} and ${beyond}`,
    sql`s.worth desc, s.id`,
    size + 1,
  )
  const waiting = rows.slice(0, size).map(row => ({ ...shown(row), worth: row.worth }))
  tx.looksAt('records', ...waiting.flatMap(one => one.records))
  const last = waiting.at(-1)
  return { waiting, next: rows.length > size && last ? { worth: last.worth, id: last.id } : undefined }
}

/** Not said to be one person already, by way of another record of theirs; unless somebody is not sure of it. */
const apart = sql`not exists (
  select from kernel.person_links l join kernel.person_links m on m.person_id = l.person_id
   where s.state <> 'unsure' and l.record_id = s.record_a and m.record_id = s.record_b and l.ends_at is null and m.ends_at is null)`

/** A record that is of a person: since when, and by whose word, or by which model where no person said so. */
export type PartOfPerson = Readonly<{
  recordId: RecordId
  from: Date
  decidedBy: UserId | null
  modelId: string | null
  weight: number | null
  reason: string
}>

/** Of which records a person is made now, as far as this actor sees them, the oldest link first. */
export async function personMadeOf(tx: Tx, personId: PersonId): Promise<readonly PartOfPerson[]> {
  const { rows } = await sql<PartOfPerson>`
    select record_id as "recordId", starts_at as "from", decided_by as "decidedBy", model_version as "modelId", weight, reason
      from kernel.person_links where person_id = ${personId} and ends_at is null order by starts_at, id`.execute(tx.db)
  tx.looksAt('records', ...rows.map(row => row.recordId))
  return rows
}

type Row = Readonly<{
  id: string
  a: RecordId
  b: RecordId
  weight: number
  probability: number
  modelId: string
  because: Because
  state: 'open' | Verdict
  madeAt: Date
  worth: number
}>

async function read(
  tx: Tx,
  which: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
  most: number,
): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`
    select ${columnsWith(sql`s.state`)} from matching.suggestions s where ${which} order by ${order} limit ${sql.lit(most)}`.execute(
    tx.db,
  )
  return rows
}

const columnsWith = (state: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  s.id, s.record_a as a, s.record_b as b, s.weight, s.probability, s.model_id as "modelId", s.because, ${state} as state,
  s.made_at as "madeAt", s.worth`

function shown({ a, b, worth: _, ...row }: Row): Suggestion {
  return { ...row, records: [a, b] }
}
