import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Identity } from './identity.ts'

/** Whether a process runs; one that has ended but was never reaped (a container without an init) does not. */
export function isAlive(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command's name stands in brackets and may itself hold spaces and brackets: the state follows the last one.
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

/** Whether a process is a PostgreSQL at work in a cluster folder, judged by the folder itself and never by its name. */
export function worksIn(pid: number, cluster: string, identity: Identity | undefined): boolean {
  const folder = statSync(cluster, { throwIfNoEntry: false })
  if (!folder || !isAlive(pid)) return false
  try {
    const at = statSync(`/proc/${pid}/cwd`)
    return at.dev === folder.dev && at.ino === folder.ino && isPostgres(readlinkSync(`/proc/${pid}/exe`))
  } catch (error) {
    if (!isDenied(error) || !identity) return false
    return asIdentity(pid, identity) === `${folder.dev}:${folder.ino}`
  }
}

/** Every PostgreSQL process at work in a cluster folder: the postmaster's children outlive it by a moment. */
export function workersIn(cluster: string, identity: Identity | undefined): readonly number[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).filter(pid => maybePostgres(pid) && worksIn(pid, cluster, identity))
}

/** Waits until a condition holds, looking every 10 ms for at most so many ms; says whether it came to hold. */
export async function until(holds: () => boolean, ms: number): Promise<boolean> {
  const deadline = performance.now() + ms
  while (!holds()) {
    if (performance.now() > deadline) return false
    await pause(10)
  }
  return true
}

/** Sends a signal, and minds nothing when the process has gone. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

// A replaced binary (an upgrade in place) reads "postgres (deleted)".
const isPostgres = (exe: string) => basename(exe).replace(/ \(deleted\)$/, '') === 'postgres'

const isDenied = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EACCES'

function maybePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false
  }
}

// Root inside a container usually lacks the right to look at another user's process; that user may look for us.
function asIdentity(pid: number, identity: Identity): string {
  const looked = spawnSync('stat', ['-L', '-c', '%d:%i', `/proc/${pid}/cwd`], { ...identity, cwd: '/' })
  return String(looked.stdout ?? '').trim()
}
