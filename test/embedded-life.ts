import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import pg from 'pg'

/** A new folder that only its owner may enter, removed when the test file is over. */
export function closedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-embedded-'))
  folders.push(folder)
  return folder
}

const folders: string[] = []
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

export type Said = { readonly ownerUrl?: string; readonly adopted?: boolean; readonly refused?: string }

/** A process of its own that starts the PostgreSQL of a folder; `said` is what it answered. */
export async function another(
  folder: string,
  options: SpawnOptions = {},
): Promise<Said & { readonly child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'embedded-child.ts'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...options,
  })
  after(() => finish(child))
  if (!child.stdout) throw new Error('The child has no standard output.')
  const [line] = await once(createInterface(child.stdout), 'line')
  const said: Said = JSON.parse(String(line))
  return { child, ...said }
}

/** Lets a process from `another` stop its database in good order. */
export async function finish(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.stdin?.end()
  await ended
}

/** Makes a process from `another` end without stopping its database, as an error nobody caught would. */
export async function endAbruptly(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.stdin?.write('end')
  await ended
}

/** Kills a process outright, as a power cut or the kernel would. */
export async function killOutright(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** The rows of one statement, over a connection of its own. */
export async function rowsOf(
  connectionString: string | undefined,
  sql: string,
): Promise<readonly Record<string, unknown>[]> {
  if (!connectionString) throw new Error('There is no database to ask.')
  const client = new pg.Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

/** The process number of a folder's postmaster. */
export function postmasterOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

/** Whether a process runs, in whatever state short of having ended. */
export function runs(pid: number): boolean {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
