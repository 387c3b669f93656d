import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { statementsIn } from './migrate-statements.ts'

export type File = Readonly<{ file: string; sha256: string; text: string }>

export type Applying = Readonly<{
  client: pg.Client
  ownerUrl: string
  file: File
  /** The database is being made, so that nobody works in it. */
  isNew: boolean
  log: (sentence: string) => void
}>

/** How long, in milliseconds, one lock is waited for, since everybody who comes later waits behind us. */
const longestWait = 200
/** How long, in milliseconds, a transaction may take that others may have to wait for, its own waiting included. */
const longestHold = 700
/** How often one is tried before it is given up. */
const mostTries = 40

/**
 * Applies a file in one transaction, or not at all. Where others work in the database it gives way: a lock it does not get
 * at once, or work that takes too long, undoes it, and it is tried again a little later. Throws when it never comes through.
 */
export async function applyWhole({ client, ownerUrl, file, isNew, log }: Applying): Promise<void> {
  await inTurn(client, file, isNew, log, async isAlone => {
    const letGo = isAlone ? () => {} : cancelAfter(longestHold, client, ownerUrl)
    try {
      await client.query(`begin; set local lock_timeout = ${isAlone ? 0 : longestWait}`)
      await client.query(file.text)
      await note(client, file)
      await client.query('commit')
    } catch (fault) {
      await client.query('rollback')
      throw fault
    } finally {
      letGo()
    }
  })
}

/**
 * Applies a file statement by statement, each by itself, and notes the file when all are done. It must bear being begun
 * again, since it may be cut short anywhere; an index that was left half built is taken away first.
 */
export async function applyInSteps({ client, file, isNew, log }: Applying): Promise<void> {
  for (const statement of statementsIn(file.text)) {
    await inTurn(client, file, isNew, log, async () => {
      await dropHalfBuilt(client)
      // What waits for others and lets them by may wait for as long as it takes.
      const isPatient = /\bconcurrently\b|\bvalidate\s+constraint\b/i.test(statement)
      await client.query(`set lock_timeout = ${isPatient ? 0 : longestWait}`)
      await client.query(statement)
    })
  }
  await inTurn(client, file, isNew, log, () => note(client, file))
}

async function note(client: pg.Client, { file, sha256 }: File): Promise<void> {
  await client.query('insert into migrations.applied (file, sha256) values ($1, $2)', [file, sha256])
}

/** Does a piece of work that gives way to others, and does it again until it is through. */
async function inTurn(
  client: pg.Client,
  { file, text }: File,
  isNew: boolean,
  log: (sentence: string) => void,
  work: (isAlone: boolean) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(isNew || (await isAloneIn(client)))
    } catch (fault) {
      if (!gaveWay(fault))
        throw new Error(`The migration ${file} failed${isInSteps(text) ? '' : ' and was undone'}`, { cause: fault })
      if (tries === mostTries) throw new Error(`${neverThrough(file)} ${await inTheWay(client)}`, { cause: fault })
      if (tries === 3) log(`The migration ${file} gives way to others who are at work, and is tried again.`)
      await pause(Math.min(100 * tries, 2_000))
    }
  }
}

/** Whether a file is taken statement by statement: its first line says so. */
export const isInSteps = (text: string): boolean => text.startsWith('-- in steps')

const neverThrough = (file: string) =>
  `The migration ${file} needs the database for longer than others may be made to wait. Stop Safekeep, and run "npx safekeep migrate" alone.`

// Lock not available, query cancelled (by ourselves), deadlock detected.
const gaveWay = (fault: unknown) =>
  fault instanceof pg.DatabaseError && ['55P03', '57014', '40P01'].includes(fault.code ?? '')

/** Whether nobody else is connected; a server's own processes are nobody's. */
async function isAloneIn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
      where datname = current_database() and usesysid is not null and pid <> pg_backend_pid()`,
  )
  return rows[0]?.others === 0
}

/** Who has had a transaction open for longest, by number alone: what they do is not for a log. */
async function inTheWay(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ pid: number; seconds: number }>(
    `select pid, extract(epoch from clock_timestamp() - xact_start)::int as seconds from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null order by xact_start limit 1`,
  )
  const [oldest] = rows
  return oldest ? `The oldest transaction is ${oldest.seconds} s old (process ${oldest.pid}).` : ''
}

/** Cancels what the connection does if it has not ended by then; returns what takes that back. */
function cancelAfter(milliseconds: number, client: pg.Client, ownerUrl: string): () => void {
  const own = client.query<{ pid: number }>('select pg_backend_pid() as pid')
  let over = false
  const cancel = async () => {
    const { rows } = await own
    const other = new pg.Client({ connectionString: ownerUrl })
    await other.connect()
    try {
      if (!over) await other.query('select pg_cancel_backend($1)', [rows[0]?.pid])
    } finally {
      await other.end()
    }
  }
  const timer = setTimeout(() => void cancel().catch(() => {}), milliseconds) // it then takes longer, and is still right
  return () => {
    over = true
    clearTimeout(timer)
  }
}

/** An index whose building was cut short is there, is kept up to date, and is used by nobody. */
async function dropHalfBuilt(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
       from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
      where not i.indisvalid and c.relkind = 'i' and n.nspname !~ '^pg_'`,
  )
  for (const { name } of rows) {
    await client.query('set lock_timeout = 0')
    await client.query(`drop index concurrently if exists ${name}`)
  }
}
