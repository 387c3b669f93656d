/* The tables of conversations: as whoever has a code may see them, by functions that take its hash; and as staff do. */
import { sql } from 'kysely'
import { type ContactTold, newId, type ReportId, type Tx } from '#kernel'
import { type Body, bodyIn, type Kind, type Message } from './said.ts'

/** A report that somebody has come back to with its code: what a page and a deed need of it, and no word of it. */
export type Returned = Readonly<{
  reportId: ReportId
  reference: string
  kind: string
  language: string
  receivedAt: Date
  key: Buffer
  district: string | null
  anonymous: boolean
  /** When a person first read it or did anything about it. */
  readAt: Date | null
  /** Those in which somebody works on it: the programmes of its open cases. */
  programmes: readonly string[]
  answerDue: Date | null
  deletionDue: Date | null
  /** Whoever reported is known to be under 16. */
  under16: boolean
  /** What is being sent has come already. */
  cameBefore: boolean
}>

type ReturnedRow = Readonly<{
  report_id: ReportId
  reference: string
  kind: string
  language: string
  received_at: Date
  sealed_key: Buffer
  district: string | null
  anonymous: boolean
  read_at: Date | null
  programmes: readonly string[]
  answer_due: Date | null
  deletion_due: Date | null
  under_16: boolean
  came_before: boolean
}>

/**
 * The report of a code, by the code's hash; nothing for one that never was, was stopped, or whose report is gone, which are
 * looked for in the same way. From then on the transaction may add to that report; with `send` nobody else adds meanwhile.
 */
export async function comeBack(tx: Tx, hash: Buffer, send?: Buffer): Promise<Returned | undefined> {
  const { rows } = await sql<ReturnedRow>`
    select * from conversation.come_back(${hash}, ${send !== undefined}, ${send ?? null})`.execute(tx.db)
  const [row] = rows
  if (!row) return undefined
  tx.looksAt('reports', row.report_id)
  return {
    reportId: row.report_id,
    reference: row.reference,
    kind: row.kind,
    language: row.language,
    receivedAt: row.received_at,
    key: row.sealed_key,
    district: row.district,
    anonymous: row.anonymous,
    readAt: row.read_at,
    programmes: row.programmes,
    answerDue: row.answer_due,
    deletionDue: row.deletion_due,
    under16: row.under_16,
    cameBefore: row.came_before,
  }
}

export type MessageRow = Readonly<{
  id: string
  side: 'reporter' | 'service'
  kind: Kind
  outcome: string | null
  sealed: Buffer | null
  at: Date
  seen_at: Date | null
  helpful: boolean | null
  survey: Message['survey']
}>

type Report = Readonly<{ reportId: string; key: Buffer | null }>

export const messageIn = (tx: Tx, { reportId, key }: Report, row: MessageRow): Message => ({
  id: row.id,
  side: row.side,
  kind: row.kind,
  outcome: row.outcome,
  at: row.at,
  seenAt: row.seen_at,
  helpful: row.helpful,
  survey: row.survey,
  body:
    row.sealed && key
      ? bodyIn(tx.house.sealer.openUnder(key, reportId, row.sealed, placeOf(row.id)).toString('utf8'))
      : undefined,
})

const placeOf = (messageId: string): string => `message ${messageId}`

/** What was said so far, the latest first, to whoever has the code; what was written to them is then seen. */
export async function toldSoFar(tx: Tx, hash: Buffer, report: Report): Promise<readonly Message[]> {
  const { rows } = await sql<MessageRow>`select * from conversation.told(${hash})`.execute(tx.db)
  return rows.map(row => messageIn(tx, report, row))
}

export type ToKeep = Readonly<{
  side: Message['side']
  kind: Kind
  outcome?: string
  body: Body
  send: Buffer
  survey?: 'offered'
}>

/** Keeps what somebody says, sealed under the report's own key. */
export function keepMessage(tx: Tx, { reportId, key }: Report & { readonly key: Buffer }, one: ToKeep): void {
  const id = newId()
  const by = one.side === 'service' ? tx.user : null
  const sealed = tx.house.sealer.sealUnder(key, reportId, Buffer.from(JSON.stringify(one.body)), placeOf(id))
  const statement = sql`
    insert into conversation.messages (id, report_id, side, kind, outcome, sealed, send_hash, by_user, at, survey)
      values (${id}, ${reportId}, ${one.side}, ${one.kind}, ${one.outcome ?? null}, ${sealed}, ${one.send}, ${by}, ${tx.at},
              ${one.survey ?? null})`
  tx.write({ execute: () => statement.execute(tx.db) })
}

/** Tells others that something happened to a report, and nothing else of it. */
export function tellOf(tx: Tx, event: `conversation.${string}`, reportId: string): void {
  tx.write(tx.db.insertInto('outbox').values({ id: newId(), event, subject: reportId, at: tx.at }))
}

/** Puts somebody into the report that was come back to. */
export function putInReport(tx: Tx, reportId: string, recordId: string): void {
  const row = { id: newId(), report_id: reportId, record_id: recordId, part: 'reporter', reporter: true }
  tx.write(tx.db.insertInto('report_people').values(row))
}

/** A way to reach whoever reported, by a hint at which it is; and the rules for using it. */
export type WayHinted = Readonly<{ id: string; kind: string; hint: string }> &
  Required<Pick<ContactTold, 'safeToUse' | 'safeTimes' | 'safeWords' | 'neverLeaveMessage'>>

export async function waysToReach(tx: Tx, hash: Buffer): Promise<readonly WayHinted[]> {
  const { rows } = await sql<{
    id: string
    kind: string
    hint: string
    safe_to_use: WayHinted['safeToUse']
    safe_times: string
    safe_words: string
    never_leave_message: boolean
  }>`select * from conversation.reached_by(${hash})`.execute(tx.db)
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    hint: row.hint,
    safeToUse: row.safe_to_use,
    safeTimes: row.safe_times,
    safeWords: row.safe_words,
    neverLeaveMessage: row.never_leave_message,
  }))
}

export async function reachOtherwise(tx: Tx, hash: Buffer, way: Omit<WayHinted, 'kind' | 'hint'>): Promise<void> {
  await sql`select conversation.reach_otherwise(${hash}, ${way.id}, ${way.safeToUse}, ${way.safeTimes}, ${way.safeWords},
    ${way.neverLeaveMessage})`.execute(tx.db)
}

export async function foundHelpful(tx: Tx, hash: Buffer, messageId: string, was: boolean): Promise<void> {
  await sql`select conversation.found_helpful(${hash}, ${messageId}, ${was})`.execute(tx.db)
}

/** From now on the code opens nothing, as if it had never been. */
export async function stopCode(tx: Tx, hash: Buffer): Promise<void> {
  await sql`select conversation.stop_code(${hash})`.execute(tx.db)
}

/** How often whoever has the code has written, or sent files, since. */
export async function wroteSince(tx: Tx, hash: Buffer, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select conversation.wrote_since(${hash}, ${since}) as n`.execute(tx.db)
  return rows[0]?.n ?? 0
}

/** Adds answers, 1 to 5 and nought where there is none, to the counts; false where there is nothing to answer any more. */
export async function answerSurvey(tx: Tx, hash: Buffer, answers: readonly number[]): Promise<boolean> {
  const { rows } = await sql<{ given: boolean }>`
    select conversation.answer_survey(${hash}, ${[...answers]}::int[]) as given`.execute(tx.db)
  return rows[0]?.given ?? false
}
