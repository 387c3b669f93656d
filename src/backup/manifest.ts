import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Migration, Sealer } from '#kernel'
import type { Counted, Sequence } from './tables.ts'

/** A file of a backup and its length in bytes. */
export type Stored = Readonly<{ file: string; bytes: number }>
export type StoredTable = Stored & Counted & Readonly<{ table: string }>

/** What a backup holds. It names nobody, so that it can be read without the key. */
export type Manifest = Readonly<{
  /** Of the way a backup is written, not of the product. */
  format: 1
  id: string
  release: string
  takenAt: string
  area: string
  madeUp: boolean
  keyFingerprint: string
  migrations: readonly Migration[]
  sequences: readonly Sequence[]
  tables: readonly StoredTable[]
  documents: Stored &
    Readonly<{
      files: number
      /** Ids of documents that the database names and the store does not hold. */
      missing: readonly string[]
    }>
}>

/** Thrown when a backup cannot be made, or cannot be believed; the message says which file or setting, and what to do. */
export class BackupFault extends Error {
  override readonly name = 'BackupFault'
}

/** The key that one file of one backup is sealed under, worked out from the installation's. */
export const keyOf = (sealer: Sealer, id: string, file: string): Buffer => sealer.code(`${id} ${file}`, 'backup')

/** The manifest as it is written: with a seal that only a holder of the key can make. */
export const written = (manifest: Manifest, sealer: Sealer): string =>
  `${JSON.stringify({ manifest, seal: sealOf(manifest, sealer) }, null, 2)}\n`

const sealOf = (manifest: unknown, sealer: Sealer) =>
  sealer.code(JSON.stringify(manifest), 'backup manifest').toString('hex')

export const manifestFile = 'manifest.json'

/** Reads the manifest of a backup; throws `BackupFault` for what is no backup, another key, a later release, or an alteration. */
export async function readManifest(folder: string, sealer: Sealer): Promise<Manifest> {
  const path = join(folder, manifestFile)
  const text = await readFile(path, 'utf8').catch(() => {
    throw new BackupFault(`${folder} is not a whole backup: it holds no ${manifestFile}`)
  })
  const found = parsed(text)
  const manifest = found?.manifest
  if (typeof manifest !== 'object' || manifest === null || !('format' in manifest) || !('keyFingerprint' in manifest))
    throw new BackupFault(`${path} is damaged`)
  if (manifest.format !== 1) throw new BackupFault(`${folder} was made by a later Safekeep. Take that release`)
  if (manifest.keyFingerprint !== sealer.fingerprint.toString('hex'))
    throw new BackupFault(
      'This backup was made with another key. Give the key of the installation that it was made of, from where you keep it apart',
    )
  if (found?.seal !== sealOf(manifest, sealer)) throw new BackupFault(`${path} was altered since it was written`)
  return manifest as Manifest // what bears our seal was written by us, from a Manifest
}

function parsed(text: string): { manifest?: unknown; seal?: unknown } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
