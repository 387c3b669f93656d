import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Thrown when another Safekeep is at work in a data folder; the message names the folder and the process. */
export class FolderTaken extends Error {
  override readonly name = 'FolderTaken'
}

/**
 * Makes this process the only Safekeep at work in a data folder until the returned function is called or the process
 * ends, however it ends; throws `FolderTaken` where another has it.
 *
 * Node has no call to lock a file, but the SQLite within it locks its own: the kernel grants that lock to one process,
 * in whatever container, and takes it back when the process dies, so there is never a stale lock to judge. The file
 * holds nothing and stays; it must not be opened by other means, for closing it would give the lock away.
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const note = join(folder, 'safekeep.pid')
  const lock = take(folder, note)
  held.add(lock)
  writeFileSync(note, `${process.pid}\n`, { mode: 0o600 })
  return () => {
    if (!held.delete(lock)) return
    rmSync(note, { force: true })
    lock.close()
  }
}

// A lock that nobody refers to would be closed, and so released, by the garbage collector.
const held = new Set<DatabaseSync>()

function take(folder: string, note: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'safekeep.lock'))
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (cause) {
    lock?.close()
    if (cause instanceof Error && 'errcode' in cause && cause.errcode === busy) throw taken(folder, note)
    throw new Error(`The data folder ${folder} cannot be used by this user: its lock file cannot be written.`, {
      cause,
    })
  }
}

const busy = 5

function taken(folder: string, note: string): FolderTaken {
  const pid = holder(note)
  const who = pid ? `the process ${pid}` : 'another process'
  return new FolderTaken(
    `Safekeep is already running on the data folder ${folder} (${who}). ` +
      'Stop it first, or set SAFEKEEP_DATA to another folder.',
  )
}

function holder(note: string): string | undefined {
  try {
    return readFileSync(note, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
