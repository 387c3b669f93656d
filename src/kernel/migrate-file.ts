import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { stepsIn } from './migrate-statements.ts'

export type File = Readonly<{ file: string; sha256: string; text: string }>

export type Applying = Readonly<{
  client: pg.Client
  /** Another connection, by which what the first does can be cancelled. */
  watcher: pg.Client
  file: File
  /** The database is being made, so that nobody works in it. */
  isNew: boolean
  log: (sentence: string) => void
}>

/** How long, in milliseconds, one lock is waited for: everybody who comes later waits behind us, so at first hardly at all. */
const waitOf = (tries: number): number => Math.min(100 * tries, 600)
/** How long, in milliseconds, a transaction may take that others may have to wait for, its own waiting included. */
const longestHold = 800
/** How often one is tried before it is given up. */
const mostTries = 300

/**
 * Applies a file in one transaction, or not at all. Where others work in the database it gives way: a lock it does not get
 * at once, or work that takes too long, undoes it, and it is tried again a little later. Throws when it never comes through.
 */
export async function applyWhole(applying: Applying): Promise<void> {
  await inOneTransaction(applying, applying.file.text, noteOf(applying.file))
}

type Noted = Readonly<{ text: string; values: unknown[] }>

async function inOneTransaction(applying: Applying, text: string, noted: Noted): Promise<void> {
  const { client, watcher, file, isNew, log } = applying
  await inTurn(client, file, isNew, log, async (isAlone, wait) => {
    const letGo = isAlone ? () => {} : await cancelAfter(longestHold, client, watcher)
    try {
      await client.query(`begin; set local lock_timeout = ${isAlone ? 0 : wait}`)
      await client.query(text)
      await client.query(noted)
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
 * Applies a file step by step: a statement each, or whatever stands between `begin;` and `commit;`. A step is noted as it is
 * done, so that a file that was cut short goes on from where it was. What PostgreSQL takes in no transaction (building an
 * index beside others, batches that commit) is noted afterwards and must bear being done again.
 */
export async function applyInSteps({ client, watcher, file, isNew, log }: Applying): Promise<void> {
  const { rows } = await client.query<{ step: string }>('select step from migrations.steps where file = $1', [
    file.file,
  ])
  const done = new Set(rows.map(row => row.step))
  for (const step of stepsIn(file.text).filter(one => !done.has(one.sha256))) {
    const noted = {
      text: 'insert into migrations.steps (file, step) values ($1, $2)',
      values: [file.file, step.sha256],
    }
    if (!step.isByItself) await inOneTransaction({ client, watcher, file, isNew, log }, step.text, noted)
    else
      await inTurn(client, file, isNew, log, async () => {
        await dropHalfBuilt(client)
        await client.query('set lock_timeout = 0') // it waits for others, and lets them by
        await client.query(step.text)
        await client.query(noted)
      })
  }
  await inOneTransaction(
    { client, watcher, file, isNew, log },
    `delete from migrations.steps where file = ${pg.escapeLiteral(file.file)}`,
    noteOf(file),
  )
}

const noteOf = ({ file, sha256 }: File): Noted => ({
  text: 'insert into migrations.applied (file, sha256) values ($1, $2)',
  values: [file, sha256],
})

/** Does a piece of work that gives way to others, and does it again until it is through. */
async function inTurn(
  client: pg.Client,
  { file, text }: File,
  isNew: boolean,
  log: (sentence: string) => void,
  work: (isAlone: boolean, wait: number) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(isNew || (await isAloneIn(client)), waitOf(tries))
    } catch (fault) {
      if (!gaveWay(fault))
        throw new Error(`The migration ${file} failed${isInSteps(text) ? '' : ' and was undone'}`, { cause: fault })
      if (tries === mostTries) throw new Error(`${neverThrough(file)} ${await inTheWay(client)}`, { cause: fault })
      if (tries % 60 === 3) log(`The migration ${file} gives way to others who are at work, and is tried again.`)
      await pause(Math.min(100 * tries, 2_000))
    }
  }
}

/** Whether a file is taken step by step: its first line says so. */
export const isInSteps = (text: string): boolean => text.startsWith('-- in steps')

const neverThrough = (file: string) =>
  `The migration ${file} needs the database for longer than others may be made to wait. Stop Safekeep, and run "npx safekeep migrate" alone.`

// Lock not available, query cancelled (by ourselves), deadlock detected.
const gaveWay = (fault: unknown) =>
  fault instanceof pg.DatabaseError && ['55P03', '57014', '40P01'].includes(fault.code ?? '')

/** What the connections of a migration are called, so that they are not taken for somebody at work. */
export const applicationName = 'safekeep migrate'

/** Whether nobody else is connected; a server's own processes are nobody's. */
async function isAloneIn(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
      where datname = current_database() and usesysid is not null and application_name <> $1`,
    [applicationName],
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
async function cancelAfter(milliseconds: number, client: pg.Client, watcher: pg.Client): Promise<() => void> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  const cancel = () => {
    watcher.query('select pg_cancel_backend($1)', [rows[0]?.pid]).catch(() => {}) // it then takes longer, and is still right
  }
  const timer = setTimeout(cancel, milliseconds)
  return () => clearTimeout(timer)
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
