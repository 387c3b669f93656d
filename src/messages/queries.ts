/* The tables of messages, as the actor sees them. */
import { sql } from 'kysely'
import { type Channel, newId, type Tx } from '#kernel'
import type { Way, Why } from './may-go.ts'

/** A contact as somebody may be reached by it. */
export type Contact = Way & Readonly<{ id: string; recordId: string }>
/** A report and how whoever sent it may be reached. */
export type Reporter = Readonly<{ reference: string; language: string; ways: readonly Contact[] }>

type WayRow = Readonly<{
  id: string
  record_id: string
  kind: string
  value: string
  safe_to_use: string
  safe_times: string
  never_leave_message: boolean
  undeliverable: boolean
}>

const wayIn = (row: Omit<WayRow, 'id' | 'record_id'>): Way => ({
  kind: row.kind,
  value: row.value,
  safeToUse: row.safe_to_use,
  safeTimes: row.safe_times,
  neverLeaveMessage: row.never_leave_message,
  undeliverable: row.undeliverable,
})

/**
 * Who sent a report, `since` then where that is said, and every way to them: to a job by a function of its own, to a
 * person as far as they see the report.
 */
export async function reporterOf(tx: Tx, reportId: string, since?: Date): Promise<Reporter | undefined> {
  type Row = WayRow & Readonly<{ reference: string; language: string }>
  const { rows } = await (tx.actor.kind === 'job'
    ? sql<Row>`select * from messages.ways_to_reporter(${reportId}, ${since ?? '-infinity'})`
    : sql<Row>`
        select c.id, c.record_id, c.kind, c.value, c.safe_to_use, c.safe_times, c.never_leave_message,
               c.undeliverable_at is not null as undeliverable, r.reference, r.language
          from kernel.reports r
          join kernel.report_people p on p.report_id = r.id and p.reporter
          join kernel.person_contacts c on c.record_id = p.record_id
         where r.id = ${reportId} and (c.ends_on is null or c.ends_on >= kernel.today()) order by c.id`
  ).execute(tx.db)
  const [first] = rows
  if (!first) return undefined
  const ways = rows.map(row => ({ ...wayIn(row), id: row.id, recordId: row.record_id }))
  return { reference: first.reference, language: first.language, ways }
}

/** What stands of a message from the first. */
export type ToKeep = Readonly<{
  template: string
  version: string
  language: string
  reportId: string
  contact: Pick<Contact, 'id' | 'recordId'> | undefined
  channel: Channel | undefined
  /** Its words, to be sealed. */
  words: Readonly<{ subject: string; text: string; short: string }>
  queue: string
  dueAt: Date
  personBy: Date
  refused?: Readonly<{ state: 'held' | 'refused'; why: Why }>
  settledHow?: string
  /** Where a form brought one with it, the same form sent twice is one message. */
  id?: string
}>

/** Keeps a message: waiting, or refused with why, or done by somebody already. What follows from it the database does. */
export async function keepMessage(tx: Tx, one: ToKeep): Promise<string> {
  const id = one.id ?? newId()
  const { sealed, key } = tx.house.sealer.seal(Buffer.from(JSON.stringify(one.words)), id)
  const state = one.settledHow ? 'settled' : (one.refused?.state ?? 'waiting')
  await sql`
    insert into messages.messages (id, template, version, language, report_id, record_id, contact_id, channel, sealed, sealed_key,
        queue, queued_by, queued_at, state, why, due_at, person_by, settled_by, settled_at, settled_how)
      values (${id}, ${one.template}, ${one.version}, ${one.language}, ${one.reportId}, ${one.contact?.recordId ?? null},
        ${one.contact?.id ?? null}, ${one.channel ?? null}, ${sealed}, ${key}, ${one.queue}, kernel.actor(), ${tx.at},
        ${state}, ${one.refused?.why ?? null}, ${one.dueAt}, ${one.refused ? one.personBy : null},
        ${one.settledHow ? tx.user : null}, ${one.settledHow ? tx.at : null}, ${one.settledHow ?? null})
      on conflict do nothing`.execute(tx.db)
  return id
}

/** A message as it waits for the job that sends, with its contact as it stands now. */
export type Waiting = Readonly<{
  id: string
  template: string
  channel: Channel
  reportId: string
  dueAt: Date
  queuedAt: Date
  tries: number
  begunAt: Date | null
  toUnsure: boolean
  way: Way | undefined
  disposed: boolean
  words: Readonly<{ subject: string; text: string; short: string }> | undefined
}>

/** The message that a job was queued about, held against others who would send it; nothing where it waits no more. */
export async function waitingMessage(tx: Tx, id: string): Promise<Waiting | undefined> {
  type Row = Readonly<{
    template: string
    channel: Channel
    report_id: string
    due_at: Date
    queued_at: Date
    tries: number
    begun_at: Date | null
    to_unsure: boolean
    sealed: Buffer | null
    sealed_key: Buffer | null
  }>
  const message = await sql<Row>`
    select m.*, t.to_unsure from messages.messages m join messages.templates t on t.id = m.template
     where m.id = ${id} and m.state = 'waiting' for update of m`.execute(tx.db)
  const [row] = message.rows
  if (!row) return undefined
  const contact = await sql<
    Omit<WayRow, 'id' | 'record_id' | 'kind'> & { kind: string | null; disposed: boolean }
  >`select * from messages.contact_of(${id})`.execute(tx.db)
  const found = contact.rows[0]
  const { sealed, sealed_key: key } = row
  return {
    id,
    template: row.template,
    channel: row.channel,
    reportId: row.report_id,
    dueAt: row.due_at,
    queuedAt: row.queued_at,
    tries: row.tries,
    begunAt: row.begun_at,
    toUnsure: row.to_unsure,
    way: found?.kind ? wayIn({ ...found, kind: found.kind }) : undefined,
    disposed: found?.disposed ?? true,
    words: sealed && key ? JSON.parse(tx.house.sealer.open({ sealed, key }, id).toString('utf8')) : undefined,
  }
}

/** Notes that it is about to be handed over, and in which safe stretch; the database looks at the contact once more. */
export async function begin(tx: Tx, one: Waiting, window: Readonly<{ from: Date; until: Date }> | undefined) {
  await sql`
    update messages.messages set begun_at = ${tx.at}, tries = tries + 1, times_read = ${one.way?.safeTimes ?? null},
        may_from = ${window?.from ?? '-infinity'}, may_until = ${window?.until ?? 'infinity'}
     where id = ${one.id}`.execute(tx.db)
}

/** It was taken; a receipt that came sooner stands. */
export async function noteSent(tx: Tx, id: string, number: string | undefined): Promise<void> {
  await sql`
    update messages.messages set sent_at = ${tx.at}, carrier_ref = ${number ?? null},
        state = case when state = 'waiting' then 'sent' else state end
     where id = ${id} and state in ('waiting', 'delivered', 'failed', 'undeliverable')`.execute(tx.db)
}

/** The report that a message told a professional what came of, where somebody took it. */
export async function feedbackTaken(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ report_id: string }>`
    select report_id from messages.messages
     where id = ${id} and template = 'feedback' and state in ('sent', 'delivered')`.execute(tx.db)
  return rows[0]?.report_id
}

/** It is to be tried again then; `perhaps` where it may have been taken all the same. */
export async function postpone(tx: Tx, id: string, dueAt: Date, why?: string, perhaps = false): Promise<void> {
  await sql`update messages.messages set due_at = ${dueAt}, why = ${why ?? null},
      begun_at = case when ${perhaps} then begun_at end where id = ${id} and state = 'waiting'`.execute(tx.db)
}

/** It is not sent, and somebody must do instead what it was for. */
export async function giveUp(
  tx: Tx,
  id: string,
  state: 'held' | 'refused' | 'failed' | 'undeliverable',
  why: Why,
  personBy: Date,
): Promise<void> {
  await sql`update messages.messages set state = ${state}, why = ${why}, person_by = ${personBy}
    where id = ${id} and state = 'waiting'`.execute(tx.db)
}

/** Says what a carrier said later of a message that it took; false for one that it did not. */
export async function noteReceipt(tx: Tx, id: string, outcome: string, why: Why | undefined, personBy: Date) {
  const { rows } = await sql<{
    known: boolean
  }>`select messages.receipt(${id}, ${outcome}, ${why ?? null}, ${personBy}) as known`.execute(tx.db)
  return rows[0]?.known ?? false
}

/** A message as it is shown beside its report; `words` is nothing once the report has been disposed of. */
export type MessageShown = Readonly<{
  id: string
  template: string
  channel: Channel | null
  state: string
  why: string | null
  queuedAt: Date
  dueAt: Date
  sentAt: Date | null
  settledHow: string | null
  settledBy: string | null
  settledAt: Date | null
  words: Readonly<{ subject: string; text: string; short: string }> | undefined
}>

/** Every message about a report that this actor may see, the latest first. */
export async function messagesAbout(tx: Tx, reportId: string): Promise<readonly MessageShown[]> {
  type Row = Readonly<{
    id: string
    template: string
    channel: Channel | null
    state: string
    why: string | null
    queued_at: Date
    due_at: Date
    sent_at: Date | null
    settled_how: string | null
    settled_by_name: string | null
    settled_at: Date | null
    sealed: Buffer | null
    sealed_key: Buffer | null
  }>
  const { rows } = await sql<Row>`
    select m.*, u.name as settled_by_name from messages.messages m left join kernel.users u on u.id = m.settled_by
     where m.report_id = ${reportId} order by m.queued_at desc, m.id desc`.execute(tx.db)
  return rows.map(row => ({
    id: row.id,
    template: row.template,
    channel: row.channel,
    state: row.state,
    why: row.why,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    sentAt: row.sent_at,
    settledHow: row.settled_how,
    settledBy: row.settled_by_name,
    settledAt: row.settled_at,
    words:
      row.sealed && row.sealed_key
        ? JSON.parse(tx.house.sealer.open({ sealed: row.sealed, key: row.sealed_key }, row.id).toString('utf8'))
        : undefined,
  }))
}

/** Says how somebody did instead what could not be sent; false where somebody was quicker or it was sent after all. */
export async function settle(tx: Tx, reportId: string, id: string, how: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update messages.messages set state = 'settled', settled_how = ${how}, settled_by = ${tx.user}, settled_at = ${tx.at}
     where id = ${id} and report_id = ${reportId} and state in ('held', 'refused', 'failed', 'undeliverable')`.execute(
    tx.db,
  )
  return (numAffectedRows ?? 0n) > 0n
}
