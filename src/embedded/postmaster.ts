import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { environment, here, logOf, type Place } from './place.ts'
import { signal, until } from './processes.ts'

/** A postmaster at work, started by us or adopted. */
export type Running = {
  readonly port: number
  /** Resolves when the postmaster has ended, for whatever reason. */
  readonly ended: Promise<void>
  signal(name: NodeJS.Signals): void
  stop(): Promise<void>
}

const megabytes = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20

const ours: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  // An eighth of the machine, which Safekeep shares; the rest of it holds the files that were read last.
  shared_buffers: `${Math.min(2048, Math.max(128, Math.round(megabytes / 8)))}MB`,
  effective_cache_size: `${Math.round(megabytes / 2)}MB`,
  // Disks without arms: a page from anywhere costs little more than the next one.
  random_page_cost: '1.1',
  // Fewer checkpoints write each changed page whole less often.
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // The log says what the server did, never what anybody wrote: no statements, and no errors of statements, whose
  // messages quote values; "terse" also keeps back the statement that a crashed process was running.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

/** Starts the postmaster of a cluster, on the port named or a free one, and waits until it takes connections. */
export async function runPostmaster(place: Place, port?: number): Promise<Running> {
  // A free port may be taken between our looking and PostgreSQL's listening; a port just left, free again in a moment.
  for (let attempt = 1; attempt <= 5; attempt++) {
    const running = await start(place, port ?? (await freePort()))
    if (running) return running
    await pause(50 * attempt)
  }
  throw new Error(`The database in ${place.cluster} did not start. PostgreSQL says: ${lastFailure(place.home)}`)
}

/** What a postmaster says of itself in `postmaster.pid`; undefined when there is none, or it is not yet written. */
export function postmasterIn(cluster: string): { pid: number; port: number; status: string } | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 ? { pid, port, status: lines[7]?.trim() ?? '' } : undefined
  } catch {
    return undefined
  }
}

/** Stops a postmaster: in good order, else at once, else by force. */
export async function stopPostmaster(pid: number, isGone: () => boolean): Promise<void> {
  const ways = [
    { name: 'SIGINT', ms: 20_000 },
    { name: 'SIGQUIT', ms: 5_000 },
    { name: 'SIGKILL', ms: 5_000 },
  ] as const
  for (const { name, ms } of ways) {
    if (isGone()) return
    signal(pid, name)
    if (await until(isGone, ms)) return
  }
}

async function start(place: Place, port: number): Promise<Running | undefined> {
  const child = begin(place, port)
  const { pid } = child
  let over = false
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => {
      over = true
      resolve()
    })
  })
  if (pid === undefined) await ended
  const isReady = () => {
    const found = postmasterIn(place.cluster)
    return found?.pid === pid && found?.status === 'ready'
  }
  // A cluster that was killed replays its journal before it is ready, which may take minutes.
  await until(() => over || isReady(), 600_000)
  if (over || pid === undefined) return undefined
  child.unref()
  const tell = (name: NodeJS.Signals) => {
    if (!over) signal(pid, name)
  }
  return { port, ended, signal: tell, stop: () => stopPostmaster(pid, () => over) }
}

function begin({ cluster, native, identity, settings, home }: Place, port: number) {
  const values = Object.entries({ ...ours, ...settings, port: String(port) })
  const log = openSync(logOf(home), 'a', 0o600)
  try {
    return spawn(
      join(native, 'bin/postgres'),
      ['-D', here, ...values.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...identity,
        cwd: cluster,
        env: environment,
        // A session of its own: a Ctrl-C in the terminal reaches Safekeep, which then stops its database in good order.
        detached: true,
        stdio: ['ignore', log, log],
      },
    )
  } finally {
    closeSync(log)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = createServer().once('error', reject)
    socket.listen(0, '127.0.0.1', () => {
      const address = socket.address()
      socket.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('The system names no free port.')),
      )
    })
  })
}

function lastFailure(home: string): string {
  const lines = readFileSync(logOf(home), 'utf8').split('\n')
  return lines.findLast(line => /FATAL|PANIC|error/.test(line)) ?? `nothing; its log is ${logOf(home)}.`
}
