import {
  type CompiledQuery,
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  Transaction,
} from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

/**
 * A pool of connections that do not wait. A statement is sent as soon as it is asked for, behind those not yet answered,
 * and answered in its turn: statements asked for together, with `Promise.all`, cost one journey instead of one each.
 */
export function openPool(url: string, most: number): pg.Pool {
  pg.types.setTypeParser(pg.types.builtins.DATE, text => text) // a day is not an instant
  const pool = new pg.Pool({
    connectionString: url,
    max: most,
    // When every connection is taken, whoever comes is told to try again rather than left waiting for ever.
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    // A connection let go takes with it the plans it has made, each of which costs more than the question itself.
    idleTimeoutMillis: 10 * 60_000,
    // Row security makes plans look dear: compiling them would take far longer than running them, and so would making them
    // anew for each question. One made for any value serves if it need not guess how much is wanted: limits are literals.
    options: '-c jit=off -c plan_cache_mode=force_generic_plan',
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 30_000,
  })
  pool.on('error', () => {}) // an idle connection was cut: the pool drops it, and the next request opens another
  // One cut between two statements of a transaction says so before anybody asks; unheard, it would end the process.
  pool.on('connect', client => client.on('error', () => {}))
  return pool
}

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
}
const [driver, config] = [new DummyDriver(), { dialect }]
const executor = new Kysely<DB>(config).withSchema('kernel').getExecutor()

/** How far a transaction has come: how many statements were sent, and whether none may follow. */
export type Course = { sent: number; isOver: boolean }

/**
 * Kysely over one connection, whose transaction is begun and ended by whoever asks for this. Once it is over nothing more
 * is sent: the connection may be in somebody else's transaction by then.
 */
export function statementsOn(client: pg.PoolClient, course: Course): Transaction<DB> {
  const connection: DatabaseConnection = {
    executeQuery: async query => {
      if (course.isOver) throw new Error('This transaction is over')
      return run(client, query, course)
    },
    // biome-ignore lint/correctness/useYield: nothing of ours is read row by row
    streamQuery: async function* () {
      throw new Error('Statements are not streamed')
    },
  }
  // At once and in the order asked for: Kysely's own transaction would wait for each before it sends the next.
  const provider = { provideConnection: <T>(use: (one: DatabaseConnection) => Promise<T>) => use(connection) }
  return new Transaction<DB>({ config, driver, dialect, executor: executor.withConnectionProvider(provider) })
}

async function run<Row>(
  client: pg.PoolClient,
  { sql, parameters }: CompiledQuery,
  course: Course,
): Promise<QueryResult<Row>> {
  const answer = send(client, named(sql, parameters.map(sayable)))
  course.sent++
  const { command, rowCount, rows } = await answer
  return { rows, ...(command !== 'SELECT' && { numAffectedRows: BigInt(rowCount ?? 0) }) }
}

/** As the driver would say it, but before anything is sent: what cannot be said must not leave half a statement behind. */
const sayable = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? JSON.stringify(value)
    : value

/** Sends a statement in one packet with those asked for in the same breath. */
export function send(client: pg.PoolClient, statement: pg.QueryConfig): Promise<pg.QueryResult> {
  const { stream } = client.connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return client.query(statement)
}

/** A statement under a name that its text gives it: sent without one it is planned anew, at three times the cost. */
export function named(text: string, values: readonly unknown[]): pg.QueryConfig {
  const known = names.get(text)
  if (known === undefined && names.size < 1_000) names.set(text, `s${names.size}`)
  const name = names.get(text)
  return { text, values: [...values], ...(name && { name }) }
}

const names = new Map<string, string>()
