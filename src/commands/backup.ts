import { join, resolve } from 'node:path'
import { backUp, type Manifest } from '../backup/index.ts'
import { argumentsIn } from './arguments.ts'
import { endWhenTold, minutes, reachExisting, release } from './existing.ts'

/** Backs up the installation, at work or not, into a new folder within the one named, and says what is in it. */
export async function backup(args: readonly string[]): Promise<void> {
  const { given } = argumentsIn(args, ['to'], 0, 'backup [--to FOLDER]')
  endWhenTold()
  const began = performance.now()
  const existing = await reachExisting(say)
  try {
    const into = given.to === undefined ? join(existing.config.dataFolder, 'backups') : resolve(given.to)
    say(`Backing up into ${into}.`)
    const { folder, manifest } = await backUp({ ...existing, into, release: release(), at: new Date(), log: say })
    say(`Backed up ${contents(manifest)} in ${minutes(performance.now() - began)}:`)
    say(`  ${folder}`)
    say('It is sealed with the key of this installation, which is not in it: keep that apart.')
    if (into.startsWith(existing.config.dataFolder)) say('Take it to another machine: here it is lost with the rest.')
    complainOf(manifest)
  } finally {
    await existing.leave()
  }
}

/** What a backup holds, in words and numbers that name nobody. */
export function contents({ area, takenAt, tables, documents }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = tables.reduce((sum, table) => sum + table.bytes, documents.bytes)
  return (
    `${area} as it was at ${takenAt}: ${count(rows)} rows of ${tables.length} tables, ` +
    `${filesOf(documents.files)}, ${count(Math.ceil(bytes / 1_000_000))} MB`
  )
}

export const filesOf = (files: number): string => `${count(files)} ${files === 1 ? 'file' : 'files'} of documents`

export const count = (number: number): string => number.toLocaleString('en-GB')

function complainOf({ documents: { missing } }: Manifest): void {
  if (missing.length === 0) return
  say(`Files that the database names are not in the documents folder: ${missing.join(', ')}.`)
  say('The backup is whole but for them. Look for them in an earlier one.')
  process.exitCode = 1
}

const say = (sentence: string): void => console.log(sentence)
