import { setTimeout as pause } from 'node:timers/promises'
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely'
import pg from 'pg'
import { type Purpose, purposes } from './audit/purposes.ts'
import { isDisconnection, patiently } from './disconnection.ts'
import type { UserId } from './ids.ts'
import type { Installation } from './installation.ts'
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
  /** Whether the database answers now. */
  answers(): Promise<boolean>
  close(): Promise<void>
}>

export type Connecting = Readonly<{ url: string; measures: string; house: Installation; most?: number }>

/** Opens a pool of connections as the role that owns nothing. */
export function openDatabase({ url, measures, house, most = 20 }: Connecting): Database {
  pg.types.setTypeParser(pg.types.builtins.DATE, text => text) // a day is not an instant
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    // A connection let go takes with it the plans it has made, each of which costs more than the question itself.
    idleTimeoutMillis: 10 * 60_000,
    // Row security makes plans look dear; compiling them would take far longer than running them.
    options: '-c jit=off',
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  pool.on('error', () => {}) // an idle connection was cut: the pool drops it, and the next request opens another
  // One cut between two statements of a transaction says so before anybody asks; unheard, it would end the process.
  pool.on('connect', client => client.on('error', () => {}))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: namingStatements(pool) }) }).withSchema('kernel')
  return {
    as: (occasion, work) => inTransaction(db, house, occasion, work),
    measure: (statement, values, at) => runMeasure(pool, measures, statement, values, at),
    whoIs: (token, at) => whoIs(db, token, at),
    openingOf: (token, subject, at) => openingOf(db, token, subject, at),
    answers: async () => (await pool.query('select 1').catch(() => undefined)) !== undefined,
    // Kysely ends the pool only where it has used it.
    close: async () => {
      await db.destroy()
      if (!pool.ending) await pool.end()
    },
  }
}

export const actorName = (actor: Actor): string =>
  actor.kind === 'public' ? 'public' : `${actor.kind}:${actor.kind === 'user' ? actor.id : actor.name}`

async function inTransaction<T>(
  db: Kysely<DB>,
  house: Installation,
  occasion: Occasion,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const looked: Looked = { reports: [], cases: [], records: [], documents: [] }
  for (let tries = 0; ; tries++) {
    let begun = false
    try {
      return await db.transaction().execute(async trx => {
        await speakAs(trx, occasion)
        begun = true
        const result = await work(txOf(trx, house, occasion, looked))
        if (!occasion.onlyIfShown || Object.values(looked).some(ids => ids.length))
          await writeAudit(trx, occasion, looked, 'done')
        return result
      })
    } catch (fault) {
      if (!begun && isDisconnection(fault) && tries < 40) await pause(150)
      else {
        if (begun) await noteFailure(db, occasion, looked, fault)
        throw fault
      }
    }
  }
}

/** The actor lives inside the transaction: outside it, or on the next borrower's connection, there is nobody. */
async function speakAs(trx: Transaction<DB>, { actor, at }: Occasion): Promise<void> {
  await sql`select set_config('safekeep.actor', ${actorName(actor)}, true), set_config('safekeep.at', ${at.toISOString()}, true)`.execute(
    trx,
  )
}

function txOf(db: Transaction<DB>, house: Installation, { actor, at }: Occasion, looked: Looked): Tx {
  return {
    db,
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

async function writeAudit(trx: Transaction<DB>, occasion: Occasion, looked: Looked, result: string): Promise<void> {
  const unique = (ids: string[]) => [...new Set(ids)]
  const [reports, cases, records, documents] = [
    unique(looked.reports),
    unique(looked.cases),
    unique(looked.records),
    unique(looked.documents),
  ]
  await trx
    .insertInto('audit')
    .values({
      at: occasion.at,
      actor: actorName(occasion.actor),
      agency_id: sql<string | null>`kernel.my_agency()`,
      action: occasion.action,
      purpose: occasion.purpose,
      note: occasion.note ?? '',
      regime: purposes[occasion.purpose].regime,
      result,
      reports,
      cases,
      records,
      documents,
      shown: result === 'done' ? reports.length + cases.length + records.length + documents.length : 0,
    })
    .execute()
}

/** A refusal outlives the transaction that it undid: who asked for what they may not have is worth knowing. */
async function noteFailure(db: Kysely<DB>, occasion: Occasion, looked: Looked, fault: unknown): Promise<void> {
  const result =
    fault instanceof NotFound
      ? 'not-found'
      : fault instanceof Refused || fault instanceof Invalid
        ? 'refused'
        : 'failed'
  try {
    await db.transaction().execute(async trx => {
      await speakAs(trx, occasion)
      await writeAudit(trx, occasion, looked, result)
    })
  } catch (second) {
    if (!isDisconnection(second)) throw new AggregateError([fault, second], 'the audit could not be written')
  }
}

async function whoIs(db: Kysely<DB>, token: string, at: Date): Promise<SignedIn | undefined> {
  const { rows } = await patiently(() =>
    sql<{
      user_id: UserId
      name: string
      job_title: string
      agency_id: string
      agency: string
      roles: string[]
      on_duty: boolean
    }>`select * from kernel.session_of(${hashed(token)}, ${at})`.execute(db),
  )
  const row = rows[0]
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

async function openingOf(db: Kysely<DB>, token: string, subject: string, at: Date) {
  const { rows } = await patiently(() =>
    sql<{ purpose: string; note: string }>`
      select * from kernel.opening_of(${hashed(token)}, ${subject}::uuid, ${at})`.execute(db),
  )
  const [row] = rows
  return row && Object.hasOwn(purposes, row.purpose) ? { purpose: row.purpose as Purpose, note: row.note } : undefined
}

/** The unique constraint that refused a row, if that is what happened. */
export function constraintBroken(fault: unknown): string | undefined {
  if (!(fault instanceof pg.DatabaseError) || fault.code !== '23505') return undefined
  return fault.constraint
}

async function runMeasure<Row>(
  pool: pg.Pool,
  role: string,
  statement: string,
  values: readonly unknown[],
  at: Date,
): Promise<readonly Row[]> {
  const client = await pool.connect()
  let fault: Error | undefined
  try {
    await client.query('begin read only')
    await client.query("select set_config('safekeep.at', $1, true)", [at.toISOString()])
    await client.query(`set local role ${pg.escapeIdentifier(role)}`)
    return (await client.query(statement, [...values])).rows as Row[]
  } catch (thrown) {
    fault = thrown instanceof Error ? thrown : new Error(String(thrown))
    throw thrown
  } finally {
    await client.query('rollback').catch((thrown: Error) => {
      fault = thrown
    })
    client.release(fault && isDisconnection(fault) ? fault : undefined)
  }
}

/** Kysely sends statements without a name, so that each is planned anew; named by their text they cost a third. */
function namingStatements(pool: pg.Pool): pg.Pool {
  const names = new Map<string, string>()
  const nameOf = (text: string): string | undefined => {
    if (!names.has(text) && names.size < 1_000) names.set(text, `s${names.size}`)
    return names.get(text)
  }
  const named = (client: pg.PoolClient) => ({
    query: (text: string, values: unknown[]) => {
      const name = values?.length ? nameOf(text) : undefined
      return client.query({ text, values, ...(name && { name }) })
    },
    release: () => client.release(),
  })
  // The driver asks no more of a pool than these two, and of a client no more than query and release.
  return { connect: async () => named(await pool.connect()), end: () => pool.end() } as unknown as pg.Pool
}
