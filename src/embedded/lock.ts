import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

/**
 * Makes this process the only Safekeep at work in a data folder until the returned function is called or the process
 * ends, however it ends; rejects with a sentence naming the folder and the process that has it.
 *
 * The lock is a socket in Linux's abstract namespace, named after the folder's device and inode: the kernel grants it
 * to one process and takes it back when that process dies, so there is no stale lock to judge. The file beside it only
 * says who holds it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { dev, ino } = statSync(folder)
  const file = join(folder, 'safekeep.pid')
  const socket = createServer(connection => connection.destroy())
  await new Promise<void>((resolve, reject) => {
    socket.once('error', error => reject('code' in error && error.code === 'EADDRINUSE' ? taken(folder, file) : error))
    socket.listen(`\0safekeep:${dev}:${ino}`, resolve)
  })
  socket.unref()
  writeFileSync(file, `${process.pid}\n`, { mode: 0o600 })
  return async () => {
    if (!socket.listening) return
    rmSync(file, { force: true })
    await new Promise(resolve => socket.close(resolve))
  }
}

function taken(folder: string, file: string): Error {
  const pid = holder(file)
  const who = pid ? `the process ${pid}` : 'another process'
  return new Error(
    `Safekeep is already running on the data folder ${folder} (${who}). ` +
      'Stop it first, or set SAFEKEEP_DATA to another folder.',
  )
}

function holder(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch {
    return undefined
  }
}
