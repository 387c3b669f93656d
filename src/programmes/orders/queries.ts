import { sql } from 'kysely'
import { type CaseId, instantOn, localDate, type Tx } from '#kernel'

/** An order as a list shows it: what, where it stands and until when, and nobody's name. */
export type OrderListed = Readonly<{
  id: CaseId
  reference: string
  state: string
  kind: string | null
  interim: boolean
  district: string | null
  expiresOn: string | null
  hearingAt: Date | null
  reviewed: boolean
  openedAt: Date
}>

export const attentions = ['unserved', 'notification', 'untold', 'unreviewed', 'breached', 'past'] as const
export type Attention = (typeof attentions)[number]
export type OrderFilter = Readonly<{
  kind?: string | undefined
  state?: string | undefined
  district?: string | undefined
  /** In force, and ending within so many days from today. */
  within?: number | undefined
  needs?: Attention | undefined
}>
/** Where the last page ended: the last day (`infinity` where there is none) and the case. */
export type AfterOrder = Readonly<{ expires: string; id: string }>

/** Orders before their last day has been looked at are warned of from so many days before it. */
export const lookAgainDays = 60

/** One page of the orders that this actor may see, the nearest end or hearing first; the open ones, unless a state is asked for. */
export async function ordersSeen(
  tx: Tx,
  filter: OrderFilter,
  after?: AfterOrder,
  size = 25,
): Promise<{ orders: readonly OrderListed[]; next: AfterOrder | undefined }> {
  const today = localDate(tx.at, tx.house)
  const ends = sql<string>`coalesce(case when o.state in ('active', 'granted') then o.expires_on end, o.hearing_at::date, 'infinity'::date)`
  let query = registerOf(tx)
    .select(['o.case_id', 'o.reference', 'o.state', 'o.kind', 'o.interim', 'o.district', 'o.expires_on'])
    .select(['o.hearing_at', 'o.reviewed', 'o.opened_at', sql<string>`${ends}::text`.as('ends')])
  query = filter.state ? query.where('o.state', '=', filter.state) : query.where('o.closed_at', 'is', null)
  if (filter.kind) query = query.where('o.kind', '=', filter.kind)
  if (filter.district) query = query.where('o.district', '=', filter.district)
  if (filter.within)
    query = query
      .where('o.state', '=', 'active')
      .where(sql<boolean>`o.expires_on between ${today}::date and ${today}::date + ${filter.within}::int`)
  if (filter.needs) query = query.where(needing[filter.needs](today))
  if (after) query = query.where(sql<boolean>`(${ends}, o.case_id) > (${after.expires}::date, ${after.id}::uuid)`)
  const rows = await query
    .orderBy(ends)
    .orderBy('o.case_id')
    .limit(size + 1)
    .execute()
  tx.looksAt('cases', ...rows.slice(0, size).map(row => row.case_id))
  const last = rows[size - 1]
  return {
    orders: rows.slice(0, size).map(listedFrom),
    next: rows.length > size && last ? { expires: last.ends, id: last.case_id } : undefined,
  }
}

const running = (...clocks: readonly string[]) =>
  sql<boolean>`exists (select from kernel.clocks k where k.case_id = o.case_id and k.ended_at is null and k.clock in (${sql.join(clocks)}))`

const needing: Readonly<Record<Attention, (today: string) => ReturnType<typeof running>>> = {
  unserved: () => sql<boolean>`o.state in ('issued', 'granted')`,
  notification: () => running('notifyAbuse', 'notifyStalking'),
  untold: () => running('tell'),
  unreviewed: today =>
    sql<boolean>`o.state = 'active' and not o.reviewed and o.expires_on <= ${today}::date + ${lookAgainDays}::int`,
  breached: () =>
    sql<boolean>`exists (select from kernel.cases b where b.opened_from = o.case_id and b.opened_as = 'breach' and b.closed_at is null)`,
  past: today => sql<boolean>`o.state in ('active', 'granted') and o.expires_on < ${today}::date`,
}

/** Something with a day to it: a promise that runs, a hearing, or the last day of an order. */
export type OrderEvent = Readonly<{
  at: Date
  what: 'clock' | 'hearing' | 'ends'
  clock: string | undefined
  programme: string
  id: CaseId
  reference: string
  kind: string | null
}>

/** What is due, heard or ends from one instant until before another, the earliest first; at most `most`. */
export async function orderEvents(tx: Tx, from: Date, until: Date, most = 400): Promise<readonly OrderEvent[]> {
  const clocks = await tx.db
    .selectFrom('clocks as k')
    .innerJoin('cases as c', 'c.id', 'k.case_id')
    .select(['k.due_at', 'k.clock', 'c.programme', 'c.id', 'c.reference'])
    .select(sql<string | null>`c.codes ->> 'kind'`.as('kind'))
    .where('c.programme', 'in', ['orders', 'order-breaches'])
    .where('c.closed_at', 'is', null)
    .where('k.ended_at', 'is', null)
    .where('k.due_at', '>=', from)
    .where('k.due_at', '<', until)
    .orderBy('k.due_at')
    .limit(most)
    .execute()
  const days = [localDate(from, tx.house), localDate(new Date(until.getTime() - 1), tx.house)] as const
  const rows = await registerOf(tx)
    .select(['o.case_id', 'o.reference', 'o.kind', 'o.state', 'o.hearing_at', 'o.expires_on'])
    .where('o.closed_at', 'is', null)
    .where(({ eb, or, and }) =>
      or([
        and([eb('o.hearing_at', '>=', from), eb('o.hearing_at', '<', until)]),
        and([eb('o.state', '=', 'active'), eb('o.expires_on', '>=', days[0]), eb('o.expires_on', '<=', days[1])]),
      ]),
    )
    // Where there are too many, those long past are left out, which only their clocks still show.
    .orderBy(sql`coalesce(o.hearing_at, o.expires_on::timestamptz) desc`)
    .limit(most)
    .execute()
  const events: readonly OrderEvent[] = [
    ...clocks.map(row => ({ ...row, what: 'clock' as const, at: row.due_at, id: row.id as CaseId })),
    ...rows.map(row => ({
      ...{ id: row.case_id as CaseId, reference: row.reference, kind: row.kind, programme: 'orders', clock: undefined },
      ...(row.hearing_at
        ? { what: 'hearing' as const, at: row.hearing_at }
        : { what: 'ends' as const, at: instantOn(row.expires_on ?? days[1], '23:59', tx.house) }),
    })),
  ]
  tx.looksAt('cases', ...new Set(events.map(event => event.id)))
  return events.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** The view as migration 15 makes it: a programme's own tables are no part of the spine's types. */
type Register = {
  'orders.register': {
    case_id: string
    reference: string
    state: string
    district: string | null
    kind: string | null
    interim: string | null
    made_on: string | null
    expires_on: string | null
    hearing_at: Date | null
    reviewed: boolean
    opened_at: Date
    closed_at: Date | null
  }
}
const registerOf = (tx: Tx) => tx.db.withTables<Register>().selectFrom('orders.register as o')

type Row = Pick<Register['orders.register'], 'case_id' | 'reference' | 'state' | 'kind' | 'interim' | 'district'> &
  Pick<Register['orders.register'], 'expires_on' | 'hearing_at' | 'reviewed' | 'opened_at'>

const listedFrom = (row: Row): OrderListed => ({
  id: row.case_id as CaseId,
  reference: row.reference,
  state: row.state,
  kind: row.kind,
  interim: row.interim === 'interim',
  district: row.district,
  expiresOn: row.expires_on,
  hearingAt: row.hearing_at,
  reviewed: row.reviewed,
  openedAt: row.opened_at,
})
