import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'
import { postmasterIn, type Running, stopPostmaster } from './postmaster.ts'
import { isAlive, signal, until, workersIn, worksIn } from './processes.ts'

type Leftover = Place & {
  /** Whether the server on a port of this machine is ours and takes our password. */
  readonly answers: (port: number) => Promise<boolean>
  readonly log: (sentence: string) => void
}

/**
 * Deals with what a Safekeep that was killed left in its cluster, which must be locked by us: a PostgreSQL that still
 * runs is adopted; one that does not answer is ended, with its children; a stale `postmaster.pid` is removed. A process
 * is touched only when it is a PostgreSQL whose working folder is this very cluster. Undefined when there is nothing to
 * adopt and a new postmaster may start.
 */
export async function recover({ cluster, identity, answers, log }: Leftover): Promise<Running | undefined> {
  const found = postmasterIn(cluster)
  if (!found) return undefined
  const isOurs = () => worksIn(found.pid, cluster, identity)
  if (isOurs()) {
    const status = () => postmasterIn(cluster)?.status
    await until(() => !isOurs() || status() === 'ready' || status() === 'stopping', 600_000)
    if (isOurs() && status() === 'ready' && (await answers(found.port))) {
      log('Taking over the database that an earlier run left running.')
      return adopted(found.pid, found.port)
    }
    if (isOurs()) {
      if (status() !== 'stopping' || !(await until(() => !isOurs(), 20_000))) {
        log(`Ending a database (process ${found.pid}) that an earlier run left and that does not answer.`)
        signal(found.pid, 'SIGQUIT')
        if (!(await until(() => !isOurs(), 3_000))) signal(found.pid, 'SIGKILL')
        await until(() => !isOurs(), 5_000)
      }
    }
  }
  await endWorkers(cluster, identity)
  // PostgreSQL would refuse to start while the process of that number lives, though it is somebody else's.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  return undefined
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
