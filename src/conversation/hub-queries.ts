/* Conversations as staff see them: row security decides which. */
import { sql } from 'kysely'
import { NotFound, newId, type ReportId, type Tx } from '#kernel'
import { type MessageRow, messageIn } from './queries.ts'
import type { Message } from './said.ts'

/** A message with who wrote it or, of one by whoever reported, who read it first. */
export type MessageShown = Message & Readonly<{ by: string | null; byUser: string | null; seenBy: string | null }>

/** A conversation as whoever sees the report sees it, the latest first. */
export type Conversation = Readonly<{
  reportId: ReportId
  /** What the report's own key opens; nothing once it is gone. */
  key: Buffer | null
  kind: string
  reference: string
  district: string | null
  /** In which language they told us, and read. */
  language: string
  /** The code still opens it: it has not been stopped. */
  hasCode: boolean
  legalHold: boolean
  /** A threat to life in it that nobody has yet said they have seen. */
  threatUnseen: boolean
  /** They may write: they work on it, and do not only read. */
  mayWrite: boolean
  messages: readonly MessageShown[]
  answerDue: Date | null
  deletionDue: Date | null
}>

type Row = Readonly<{
  kind: string
  reference: string
  district: string | null
  language: string
  sealed_key: Buffer | null
  has_code: boolean
  legal_hold: boolean
  threat_unseen: boolean
  works: boolean
  answer_due: Date | null
  deletion_due: Date | null
}>

/** Throws `NotFound` for a report that is not there or not theirs. */
export async function conversationOf(tx: Tx, reportId: ReportId): Promise<Conversation> {
  tx.looksAt('reports', reportId)
  const [report, messages] = await Promise.all([
    sql<Row>`
      select r.kind, r.reference, r.district, r.language, r.sealed_key, r.receipt_hash is not null as has_code, r.legal_hold,
             conversation.works_on(r.id) as works,
             exists (select from kernel.clocks k where k.report_id = r.id and k.clock = 'threat-seen' and k.ended_at is null) as threat_unseen,
             (select k.due_at from kernel.clocks k where k.report_id = r.id and k.clock = 'reply' and k.ended_at is null) as answer_due,
             (select k.due_at from kernel.clocks k where k.report_id = r.id and k.clock = 'deletion' and k.ended_at is null) as deletion_due
        from kernel.reports r where r.id = ${reportId}`.execute(tx.db),
    sql<MessageRow & Readonly<{ by: string | null; by_user: string | null; seen_by_name: string | null }>>`
      select m.*, u.name as by, s.name as seen_by_name
        from conversation.messages m left join kernel.users u on u.id = m.by_user left join kernel.users s on s.id = m.seen_by
       where m.report_id = ${reportId} order by m.at desc, m.id desc`.execute(tx.db),
  ])
  const [row] = report.rows
  if (!row) throw new NotFound('report')
  const key = row.sealed_key
  return {
    reportId,
    key,
    kind: row.kind,
    reference: row.reference,
    district: row.district,
    language: row.language,
    hasCode: row.has_code,
    legalHold: row.legal_hold,
    threatUnseen: row.threat_unseen,
    mayWrite: row.works,
    messages: messages.rows.map(one => ({
      ...messageIn(tx, { reportId, key }, one),
      by: one.by,
      byUser: one.by_user,
      seenBy: one.seen_by_name,
    })),
    answerDue: row.answer_due,
    deletionDue: row.deletion_due,
  }
}

/** Says that what whoever reported wrote has been read, by the first who works on it and reads it. */
export async function seeMessages(tx: Tx, reportId: ReportId): Promise<void> {
  await sql`
    update conversation.messages set seen_at = ${tx.at}, seen_by = ${tx.user}
     where report_id = ${reportId} and side = 'reporter' and seen_at is null`.execute(tx.db)
}

/** True where the same was sent before, because its answer was lost. Holds the report against another who writes. */
export async function cameBefore(tx: Tx, reportId: ReportId, send: Buffer): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(26, hashtext(${reportId}))`.execute(tx.db)
  const { rows } = await sql`select from conversation.messages where send_hash = ${send}`.execute(tx.db)
  return rows.length > 0
}

/** How many messages wait to be read in what is in this actor's queues. */
export async function unreadMessages(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from conversation.messages m
     where m.side = 'reporter' and m.seen_at is null
       and m.report_id in (select w.report_id from kernel.work w
             where w.queue = any ((select kernel.my_queues())::text[]) and w.kind in ('reply', 'deletion'))`.execute(
    tx.db,
  )
  return rows[0]?.n ?? 0
}

/** How whoever reported may be reached is known to be safe in one way at least; and whether one of them is under 16. */
export async function reporterKnown(tx: Tx, reportId: ReportId): Promise<{ safeContact: boolean; under16: boolean }> {
  const { rows } = await sql<{ safe: boolean; under_16: boolean }>`
    select coalesce(bool_or(exists (select from kernel.person_contacts c
                where c.record_id = p.record_id and c.ends_on is null and c.safe_to_use = 'yes')), false) as safe,
           coalesce(bool_or(x.born_to > kernel.today() - interval '16 years'), false) as under_16
      from kernel.report_people p join kernel.person_records x on x.id = p.record_id
     where p.report_id = ${reportId} and p.reporter`.execute(tx.db)
  return { safeContact: rows[0]?.safe ?? false, under16: rows[0]?.under_16 ?? false }
}

/** From now on the report's code opens nothing: somebody else may have it. */
export async function stopCodeOf(tx: Tx, reportId: ReportId): Promise<void> {
  const { rows } = await sql`
    update kernel.reports set receipt_hash = null where id = ${reportId} returning id`.execute(tx.db)
  if (rows.length === 0) throw new NotFound('report')
}

/** Disposes of a report that somebody else has said may be deleted. The database refuses what nobody granted. */
export async function disposeAsGranted(tx: Tx, reportId: ReportId): Promise<void> {
  await sql`select conversation.dispose_as_granted(${reportId}, ${newId()})`.execute(tx.db)
}
