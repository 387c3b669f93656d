import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { diskStore } from '../adapters/index.ts'
import { backUp, type Manifest, type Opened, openSome, restore } from '../backup/index.ts'
import { startPostgres } from '../embedded/index.ts'
import { argumentsIn } from './arguments.ts'
import { count, filesOf } from './backup.ts'
import { documentsIn, type Existing, endWhenTold, minutes, reachExisting, release } from './existing.ts'

/** How many reports are opened, and how many documents read, to see that the key still opens them. */
const sampled = 50

type Drilled = Readonly<{ manifest: Manifest; reports: Opened; documents: Opened; restoredIn: string }>

/**
 * Practises: backs the installation up, or takes the backup named, restores it into a scratch folder with a PostgreSQL
 * of its own, compares, opens some of what is sealed, takes the scratch away, and prints a line to keep. Whatever is not
 * as it was makes it fail.
 */
export async function drill(args: readonly string[]): Promise<void> {
  const { words } = argumentsIn(args, [], 1, 'drill [BACKUP]')
  const at = new Date()
  const began = performance.now()
  const existing = await reachExisting(say)
  await mkdir(existing.config.dataFolder, { recursive: true, mode: 0o700 })
  const scratch = await mkdtemp(join(existing.config.dataFolder, 'drill-'))
  // A copy of everything is in it, so that it must not outlive a Ctrl-C.
  endWhenTold(() => rmSync(scratch, { recursive: true, force: true }))
  try {
    const [named] = words
    const made =
      named === undefined ? await backUp({ ...existing, into: scratch, release: release(), at, log: say }) : undefined
    const took = made ? `made in ${minutes(performance.now() - began)}` : 'as it was found'
    conclude(at, took, await restored(existing, made?.folder ?? resolve(named ?? ''), join(scratch, 'data'), at))
  } finally {
    await existing.leave()
    await rm(scratch, { recursive: true, force: true })
  }
}

async function restored({ sealer }: Existing, folder: string, data: string, at: Date): Promise<Drilled> {
  const began = performance.now()
  const documents = diskStore(documentsIn(data))
  const postgres = await startPostgres({ folder: data, log: say })
  try {
    const { ownerUrl, app, measures } = postgres
    const { manifest } = await restore({ folder, sealer, documents, ownerUrl, app, measures, at, log: say })
    const restoredIn = minutes(performance.now() - began)
    return {
      manifest,
      restoredIn,
      ...(await openSome({ ownerUrl, sealer, documents, seed: at.toISOString(), most: sampled })),
    }
  } finally {
    await postgres.stop()
  }
}

function conclude(at: Date, took: string, { manifest, reports, documents, restoredIn }: Drilled): void {
  const { missing } = manifest.documents
  const faults = [
    missing.length > 0 && `files missing from the documents folder: ${missing.join(', ')}`,
    reports.shut.length > 0 && `reports that do not open: ${reports.shut.join(', ')}`,
    documents.shut.length > 0 && `documents that cannot be read: ${documents.shut.join(', ')}`,
  ].filter(fault => fault !== false)
  say(
    `Drill ${faults.length === 0 ? 'passed' : 'FAILED'} ${at.toISOString()}, Safekeep ${release()}, ${manifest.area}, ` +
      `backup ${manifest.id} of ${manifest.takenAt}: ${compared(manifest)}; ` +
      `${opened(reports)} reports opened, ${opened(documents)} documents read; backup ${took}, restored in ${restoredIn}.`,
  )
  for (const fault of faults) say(`  ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}

function compared({ tables, documents }: Manifest): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const histories = tables.filter(one => ['kernel.chronology', 'kernel.audit'].includes(one.table))
  const digests = histories.map(one => `${one.table} ${count(one.rows)} rows sha256 ${one.sha256}`)
  return [`${count(rows)} rows of ${tables.length} tables and ${filesOf(documents.files)} equal`, ...digests].join('; ')
}

const opened = ({ tried, shut }: Opened) => `${tried - shut.length} of ${tried}`

const say = (sentence: string): void => console.log(sentence)
