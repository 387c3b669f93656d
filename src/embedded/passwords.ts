import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { renameDurably } from './durable.ts'

export type Passwords = { readonly owner: string; readonly app: string }

/**
 * The passwords of a data folder's database, made with it and kept in a file that only its owner can read; throws when
 * there is a database without them.
 */
export function passwordsIn(home: string, cluster: string): Passwords {
  const file = join(home, 'postgres.json')
  if (existsSync(file)) return read(file)
  if (existsSync(cluster)) {
    throw new Error(
      `The database in ${cluster} cannot be opened: its passwords, ${file}, are missing. Restore that file.`,
    )
  }
  const made = { owner: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') }
  write(file, JSON.stringify(made, null, 2))
  return made
}

function read(file: string): Passwords {
  const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (typeof found === 'object' && found && 'owner' in found && 'app' in found) {
    if (typeof found.owner === 'string' && typeof found.app === 'string') return { owner: found.owner, app: found.app }
  }
  throw new Error(`${file} does not hold the database's passwords. Restore that file.`)
}

// Whole or not at all, and on disk before the database that depends on it is made.
function write(file: string, text: string): void {
  const descriptor = openSync(`${file}.new`, 'w', 0o600)
  try {
    writeSync(descriptor, `${text}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameDurably(`${file}.new`, file)
}
