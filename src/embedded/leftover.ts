import { rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { Place } from './place.ts'
import { postmasterIn, type Running, stopPostmaster } from './postmaster.ts'
import { isAlive, signal, until, workersIn, worksIn } from './processes.ts'

type Leftover = Place & {
  /** How to reach the server on a port of this machine with our password. */
  readonly url: (port: number) => string
  readonly log: (sentence: string) => void
}

/**
 * Deals with what a Safekeep that was killed left in its cluster, which must be locked by us: a PostgreSQL that still
 * runs is adopted; one that does not answer is ended, with its children; a stale `postmaster.pid` is removed. A process
 * is touched only when it is a PostgreSQL whose working folder is this very cluster. Undefined when there is nothing to
 * adopt and a new postmaster may start.
 */
export async function recover({ cluster, identity, url, log }: Leftover): Promise<Running | undefined> {
  const found = postmasterIn(cluster)
  if (!found) return undefined
  const isOurs = () => worksIn(found.pid, cluster, identity)
  const status = () => postmasterIn(cluster)?.status
  // It may be replaying its journal, or closing.
  await until(() => !isOurs() || status() === 'ready' || status() === 'stopping', 600_000)
  if (isOurs() && status() === 'ready' && (await answers(url(found.port)))) {
    log('Taking over the database that an earlier run left running.')
    return adopted(found.pid, found.port)
  }
  if (status() === 'stopping') await until(() => !isOurs(), 20_000)
  if (isOurs()) {
    log(`Ending a database (process ${found.pid}) that an earlier run left and that does not answer.`)
    await endPostmaster(found.pid, isOurs)
  }
  await clearAway({ cluster, identity })
  return undefined
}

/** Makes way for a new postmaster once the old one has ended: waits for its children, and removes its file. */
export async function clearAway({ cluster, identity }: Pick<Place, 'cluster' | 'identity'>): Promise<void> {
  await endWorkers(cluster, identity)
  // PostgreSQL would refuse to start while a process of that number lives, be it somebody else's, or one that has ended
  // and was never reaped.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
}

// Within three seconds; and scram proves that the server knows our password as much as it proves us to the server.
async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000, query_timeout: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    client.end().catch(() => {})
  }
}

async function endPostmaster(pid: number, isOurs: () => boolean): Promise<void> {
  for (const name of ['SIGQUIT', 'SIGKILL'] as const) {
    if (isOurs()) signal(pid, name)
    // A process that was halted hears nothing until it goes on.
    if (isOurs()) signal(pid, 'SIGCONT')
    if (await until(() => !isOurs(), 3_000)) return
  }
}

// The children of a killed postmaster end by themselves; a new postmaster beside one of them could ruin the data.
async function endWorkers(cluster: string, identity: Place['identity']): Promise<void> {
  const none = () => workersIn(cluster, identity).length === 0
  if (await until(none, 3_000)) return
  for (const pid of workersIn(cluster, identity)) signal(pid, 'SIGKILL')
  if (await until(none, 5_000)) return
  throw new Error(`Processes of an earlier database are still at work in ${cluster} and cannot be ended.`)
}

// Not a child of ours, so its end can only be seen by looking.
function adopted(pid: number, port: number): Running {
  const isGone = () => !isAlive(pid)
  const ended = new Promise<void>(resolve => {
    const look = setInterval(() => {
      if (!isGone()) return
      clearInterval(look)
      resolve()
    }, 250)
    look.unref()
  })
  return { port, ended, signal: name => signal(pid, name), stop: () => stopPostmaster(pid, isGone) }
}
