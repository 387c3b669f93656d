import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { renameDurably } from './durable.ts'
import { giveTo, type Identity } from './identity.ts'
import { environment, here, type Place } from './place.ts'

type Creation = Place & {
  readonly owner: string
  readonly password: string
  readonly log: (sentence: string) => void
}

/** Makes an empty cluster with checksums, UTF-8 and password authentication, unless there is one; whole or not at all. */
export async function createCluster({ owner, password, log, ...place }: Creation): Promise<void> {
  if (existsSync(place.cluster)) return
  log('Making a new database. This takes a moment, once.')
  const unfinished = `${place.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  giveTo(place.identity, unfinished)
  const secret = openOnce(join(place.home, 'postgres.password'), `${password}\n`, place.identity)
  try {
    await initdb(place, unfinished, owner, secret)
  } finally {
    closeSync(secret)
  }
  renameDurably(unfinished, place.cluster)
}

async function initdb(
  { native, identity, settings }: Place,
  cwd: string,
  owner: string,
  secret: number,
): Promise<void> {
  const options = ['-D', here, '-U', owner, '--auth=scram-sha-256', '--pwfile=/proc/self/fd/0', '--encoding=UTF8']
  // The order of text is part of the data's meaning: the built-in locale never changes with the system's libraries.
  options.push('--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8')
  if (settings.fsync === 'off') options.push('--no-sync')
  const child = spawn(join(native, 'bin/initdb'), options, {
    ...identity,
    cwd,
    env: environment,
    stdio: [secret, 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const [code, said] = await Promise.all([ended, child.stderr ? text(child.stderr) : ''])
  if (code !== 0) throw new Error(`The database could not be made. PostgreSQL says: ${said.trim()}`)
}

// A password on the command line could be read by every user of the machine. The file is gone from the folder before
// anything runs; initdb reads it through the descriptor, which works below a closed folder too.
function openOnce(file: string, content: string, identity: Identity | undefined): number {
  rmSync(file, { force: true })
  writeFileSync(file, content, { mode: 0o600 })
  giveTo(identity, file)
  const descriptor = openSync(file, 'r')
  rmSync(file)
  return descriptor
}
