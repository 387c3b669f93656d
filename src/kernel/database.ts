import { setTimeout as pause } from 'node:timers/promises'
import { sql, type Transaction } from 'kysely'
import pg from 'pg'
import { type Purpose, purposes } from './audit/purposes.ts'
import { searchesShow } from './audit/queries.ts'
import { type Course, named, openPool, send, statementsOn } from './connection.ts'
import { isAftermath, isDisconnection, isOutdated, patience, patiently } from './disconnection.ts'
import type { UserId } from './ids.ts'
import type { Installation } from './installation.ts'
import { listenOn } from './listening.ts'
import { runMeasure } from './measures/run.ts'
import { Invalid, NotFound, Refused } from './refusals.ts'
import type { DB } from './schema.ts'
import { hashed } from './sealing.ts'
import type { SignedIn } from './sessions/sessions.ts'

/** Who is asking. */
export type Actor =
  | Readonly<{ kind: 'public' }>
  | Readonly<{ kind: 'user'; id: UserId }>
  | Readonly<{ kind: 'job'; name: string }>
  | Readonly<{ kind: 'api'; name: string }>

/** Who does what, why and when. No transaction begins without one, and each leaves a row in the audit. */
export type Occasion = Readonly<{
  actor: Actor
  action: string
  purpose: Purpose
  note?: string
  at: Date
  /** For what a page asks again and again by itself: a row is written only when something was there to be shown. */
  onlyIfShown?: true
  /**
   * For a search that is asked again at each key: a row is written unless rows of theirs since then, for the same purpose and
   * note, show everything that is shown now. Somebody to whom nothing is shown leaves one as well.
   */
  onlyIfNewSince?: Date
}>

type Shown = 'reports' | 'cases' | 'records' | 'documents'

/** One transaction, one actor. */
export type Tx = Readonly<{
  db: Transaction<DB>
  actor: Actor
  at: Date
  house: Installation
  /** The user acting; throws where the actor is not a user, since only a person may do what asks for this. */
  user: UserId
  /**
   * Sends a statement whose answer nobody waits for. The transaction ends only when it is answered, and where it failed the
   * transaction is undone, whatever was made of it meanwhile.
   */
  write(statement: Readonly<{ execute(): Promise<unknown> }>): void
  /** Notes for the audit what is looked at, found or not. */
  looksAt(kind: Shown, ...ids: readonly string[]): void
}>

export type Database = Readonly<{
  /** The only way to the database: one transaction in somebody's name, with its row in the audit, or nothing at all. */
  as<T>(occasion: Occasion, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs one statement over the facts as the role that can read nothing else, read only. */
  measure<Row>(statement: string, values: readonly unknown[], at: Date): Promise<readonly Row[]>
  /** Who a session's token belongs to and what they hold now, or nobody. */
  whoIs(token: string, at: Date): Promise<SignedIn | undefined>
  /** Why they said they were opening a record, if they have said so lately in this session. */
  openingOf(token: string, subject: string, at: Date): Promise<{ purpose: Purpose; note: string } | undefined>
  /** Calls `hear` whenever something is told on that channel, until it is stopped. */
  listen(channel: string, hear: () => void): { stop(): Promise<void> }
  /** Whether the database answers now. */
  answers(): Promise<boolean>
  close(): Promise<void>
}>

export type Connecting = Readonly<{ url: string; measures: string; house: Installation; most?: number }>

/** Opens a pool of connections as the role that owns nothing. */
export function openDatabase({ url, measures, house, most = 20 }: Connecting): Database {
  const pool = openPool(url, most)
  return {
    as: (occasion, work) => inTransaction(pool, house, occasion, work),
    measure: (statement, values, at) => runMeasure(pool, measures, statement, values, at),
    whoIs: (token, at) => whoIs(pool, token, at),
    openingOf: (token, subject, at) => openingOf(pool, token, subject, at),
    listen: (channel, hear) => listenOn(url, channel, hear),
    answers: async () => (await pool.query('select 1').catch(() => undefined)) !== undefined,
    close: () => pool.end(),
  }
}

export const actorName = (actor: Actor): string =>
  actor.kind === 'public' ? 'public' : `${actor.kind}:${actor.kind === 'user' ? actor.id : actor.name}`

async function inTransaction<T>(
  pool: pg.Pool,
  house: Installation,
  occasion: Occasion,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const stillWorth = patience()
  for (let tries = 0; ; tries++) {
    const looked: Looked = { reports: [], cases: [], records: [], documents: [] }
    const outcome = await onConnection(pool, occasion, async (db, write) => {
      const result = await work(txOf(db, write, house, occasion, looked))
      if (await isWorthARow(db, occasion, looked)) write(auditRow(db, occasion, looked, 'done'))
      return result
    })
    if ('result' in outcome) return outcome.result
    if (isOutdated(outcome.fault) && tries < 40) continue // undone, and the next connection may be another that was open
    if (!outcome.begun && isDisconnection(outcome.fault) && stillWorth()) await pause(150)
    else {
      const fault = asRefused(outcome.fault)
      if (outcome.begun) await noteFailure(pool, occasion, looked, fault)
      throw fault
    }
  }
}

type Outcome<T> = Readonly<{ result: T } | { fault: unknown; begun: boolean }>
type Work<T> = (db: Transaction<DB>, write: Tx['write']) => Promise<T>

/**
 * One transaction in somebody's name on a connection of its own. Its beginning travels with the first statement, and its
 * end with the last; where that fails, so does the commit behind it.
 */
async function onConnection<T>(pool: pg.Pool, occasion: Occasion, work: Work<T>): Promise<Outcome<T>> {
  let client: pg.PoolClient
  try {
    client = await pool.connect()
  } catch (fault) {
    return { fault, begun: false }
  }
  const course: Course = { sent: 0, isOver: false }
  const sent: Promise<unknown>[] = []
  const keep = (answer: Promise<unknown>) => {
    answer.catch(() => {}) // heard at the end; until then nobody may be listening
    sent.push(answer)
  }
  keep(begin(client, occasion))
  try {
    const result = await work(statementsOn(client, course), statement => {
      const before = course.sent
      keep(statement.execute())
      // The database would not know that anything is missing, and keep the rest.
      if (course.sent === before) throw new Error('A statement could not be sent')
    })
    course.isOver = true
    const ended = send(client, { text: 'commit' })
    keep(ended)
    await Promise.all(sent)
    // A commit of what failed half-way is answered without a fault, and has kept nothing.
    if ((await ended).command !== 'COMMIT')
      throw new Error('Nothing was kept: a statement of this transaction had failed')
    client.release()
    return { result }
  } catch (thrown) {
    const mayBeKept = course.isOver // its end was sent, and only the answer may be missing
    course.isOver = true
    const fallen = await undone(client, sent, thrown)
    return mayBeKept ? { ...fallen, begun: true } : fallen
  }
}

async function undone(client: pg.PoolClient, sent: readonly Promise<unknown>[], thrown: unknown) {
  const cut = await client.query('rollback').then(
    () => undefined,
    (fault: Error) => fault,
  )
  const answers = await Promise.allSettled(sent)
  // What failed first is why the rest did, whoever of them was heard first.
  const cause = answers.find(one => one.status === 'rejected' && !isAftermath(one.reason))
  const fault = cause?.status === 'rejected' ? cause.reason : thrown
  client.release(cut ?? isOutdated(fault))
  return { fault, begun: answers[0]?.status === 'fulfilled' }
}

/** The actor lives inside the transaction: outside it, or on the next borrower's connection, there is nobody. */
function begin(client: pg.PoolClient, { actor, at }: Occasion): Promise<unknown> {
  const speaking = "select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)"
  return Promise.all([
    send(client, { text: 'begin' }),
    send(client, named(speaking, [actorName(actor), at.toISOString()])),
  ])
}

function txOf(
  db: Transaction<DB>,
  write: Tx['write'],
  house: Installation,
  { actor, at }: Occasion,
  looked: Looked,
): Tx {
  return {
    db,
    write,
    actor,
    at,
    house,
    get user() {
      if (actor.kind !== 'user') throw new Error('Only a person may do this')
      return actor.id
    },
    looksAt: (kind, ...ids) => looked[kind].push(...ids),
  }
}

type Looked = Record<Shown, string[]>

async function isWorthARow(trx: Transaction<DB>, occasion: Occasion, looked: Looked): Promise<boolean> {
  const ids = Object.values(looked).flat()
  if (occasion.onlyIfShown) return ids.length > 0
  const since = occasion.onlyIfNewSince
  return !since || !(await searchesShow(trx, since, occasion.purpose, occasion.note ?? '', ids))
}

function auditRow(trx: Transaction<DB>, occasion: Occasion, looked: Looked, result: string) {
  const unique = (ids: string[]) => [...new Set(ids)]
  const ids = {
    reports: unique(looked.reports),
    cases: unique(looked.cases),
    records: unique(looked.records),
    documents: unique(looked.documents),
  }
  return trx.insertInto('audit').values({
    at: occasion.at,
    actor: actorName(occasion.actor),
    agency_id: occasion.actor.kind === 'user' ? sql<string | null>`kernel.my_agency()` : null,
    action: occasion.action,
    purpose: occasion.purpose,
    note: occasion.note ?? '',
    regime: purposes[occasion.purpose].regime,
    result,
    ...ids,
    shown: result === 'done' ? Object.values(ids).flat().length : 0,
  })
}

/** A refusal outlives the transaction that it undid: who asked for what they may not have is worth knowing. */
async function noteFailure(pool: pg.Pool, occasion: Occasion, looked: Looked, fault: unknown): Promise<void> {
  const result =
    fault instanceof NotFound
      ? 'not-found'
      : fault instanceof Refused || fault instanceof Invalid
        ? 'refused'
        : 'failed'
  const noted = await onConnection(pool, occasion, async (db, write) => write(auditRow(db, occasion, looked, result)))
  if ('fault' in noted && !isDisconnection(noted.fault))
    throw new AggregateError([fault, noted.fault], 'the audit could not be written')
}

type SessionRow = Readonly<{
  user_id: UserId
  name: string
  job_title: string
  agency_id: string
  agency: string
  roles: string[]
  on_duty: boolean
}>

async function whoIs(pool: pg.Pool, token: string, at: Date): Promise<SignedIn | undefined> {
  const asked = named('select * from kernel.session_of($1, $2)', [hashed(token), at])
  const [row] = (await patiently(() => pool.query<SessionRow>(asked))).rows
  return (
    row && {
      userId: row.user_id,
      name: row.name,
      jobTitle: row.job_title,
      agencyId: row.agency_id,
      agency: row.agency,
      roles: row.roles,
      onDuty: row.on_duty,
    }
  )
}

async function openingOf(pool: pg.Pool, token: string, subject: string, at: Date) {
  const asked = named('select * from kernel.opening_of($1, $2::uuid, $3)', [hashed(token), subject, at])
  const [row] = (await patiently(() => pool.query<{ purpose: string; note: string }>(asked))).rows
  return row && Object.hasOwn(purposes, row.purpose) ? { purpose: row.purpose as Purpose, note: row.note } : undefined
}

/** What only the end of a transaction shows, because another was under way: it is said as it would have been said before. */
function asRefused(fault: unknown): unknown {
  const code = fault instanceof pg.DatabaseError ? fault.code : undefined
  if (code === 'SK004') return new Refused('said-different')
  return code === 'SK006' ? new Refused('linked-to-one') : fault
}

/** The unique constraint that refused a row, if that is what happened. */
export function constraintBroken(fault: unknown): string | undefined {
  if (!(fault instanceof pg.DatabaseError) || fault.code !== '23505') return undefined
  return fault.constraint
}
