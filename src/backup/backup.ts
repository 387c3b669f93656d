import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { to } from 'pg-copy-streams'
import { appliedIn, type DocumentStore, lockMigrations, newId, type Sealer } from '#kernel'
import { filesOf, packed } from './documents.ts'
import { BackupFault, type Manifest, manifestFile, type StoredTable, written } from './manifest.ts'
import { flushFolder, type Shelf, store } from './stored.ts'
import { connectAsOwner, copyOut, sequencesIn, tablesIn } from './tables.ts'

export type ToBackUp = Readonly<{
  ownerUrl: string
  sealer: Sealer
  documents: DocumentStore
  /** The folder that the backup's own folder is made in. */
  into: string
  /** The release that makes it. */
  release: string
  at: Date
  log?: (sentence: string) => void
}>

export type Made = Readonly<{ folder: string; manifest: Manifest }>

/**
 * Backs up a database that is being worked in, with its documents, as they were at one instant: everything that was
 * acknowledged before is in it, and nothing in part. Sealed under the installation's key, which is not in it. The folder
 * bears its name only when it is whole and flushed; what was there before is not touched. Throws `BackupFault`.
 */
export async function backUp(asked: ToBackUp): Promise<Made> {
  const folder = join(asked.into, `safekeep-${asked.at.toISOString().replaceAll(':', '-').replace(/\..*/, 'Z')}`)
  const draft = `${folder}.part`
  await mkdir(asked.into, { recursive: true, mode: 0o700 })
  // The name is taken here, so that two that begin in one second are not made into one.
  await mkdir(draft, { mode: 0o700 }).catch(cause => {
    throw new BackupFault(`A backup cannot be begun in ${asked.into}: is one being made?`, { cause })
  })
  try {
    const manifest = await copyAll(asked, { folder: draft, id: newId(), sealer: asked.sealer })
    await writeManifest(draft, written(manifest, asked.sealer))
    await rename(draft, folder)
    await flushFolder(asked.into)
    return { folder, manifest }
  } catch (fault) {
    await rm(draft, { recursive: true, force: true })
    throw fault
  }
}

async function copyAll(asked: ToBackUp, shelf: Shelf): Promise<Manifest> {
  const client = await connectAsOwner(asked.ownerUrl)
  try {
    // While tables change their shape no snapshot of them all is whole.
    await lockMigrations(client, 'beside', asked.log)
    await client.query('begin isolation level repeatable read, read only')
    const { area, made_up, key_fingerprint } = await installationIn(client, asked.sealer)
    const kept = {
      ...{ format: 1 as const, id: shelf.id, release: asked.release, takenAt: asked.at.toISOString() },
      ...{ area, madeUp: made_up, keyFingerprint: key_fingerprint.toString('hex') },
      migrations: await appliedIn(client),
      sequences: await sequencesIn(client),
      tables: await copyTables(client, shelf),
    }
    await listDocuments(client, join(shelf.folder, listFile))
    // A document is on the disk before the commit that names it, so the snapshot's are all there and need hold it no longer.
    await client.query('commit')
    return { ...kept, documents: await copyDocuments(asked.documents, shelf) }
  } finally {
    await client.end()
  }
}

type Installed = Readonly<{ area: string; made_up: boolean; key_fingerprint: Buffer }>

async function installationIn(client: pg.Client, sealer: Sealer): Promise<Installed> {
  const { rows: there } = await client.query("select to_regclass('kernel.installation') is not null as is_there")
  const { rows } = there[0]?.is_there
    ? await client.query<Installed>('select area, made_up, key_fingerprint from kernel.installation')
    : { rows: [] }
  if (!rows[0]) throw new BackupFault('There is nothing to back up: this database has not been made ready')
  if (!rows[0].key_fingerprint.equals(sealer.fingerprint))
    throw new BackupFault(
      'The key is not the one that this database was sealed with: a backup under it could not be read',
    )
  return rows[0]
}

async function copyTables(client: pg.Client, shelf: Shelf): Promise<readonly StoredTable[]> {
  const stored: StoredTable[] = []
  for (const table of await tablesIn(client)) {
    let file = { file: '', bytes: 0 }
    const counted = await copyOut(client, table, async rows => {
      file = await store(shelf, `${table.name.replaceAll('"', '')}.sealed`, rows)
    })
    stored.push({ table: table.name, ...file, ...counted })
  }
  return stored
}

const listFile = 'documents.list'

/** Writes down which documents the snapshot names, by id alone: they may be more than fit into memory. */
async function listDocuments(client: pg.Client, path: string): Promise<void> {
  const copying = client.query(
    to(
      `copy (select id, display_type is not null from kernel.documents where disposed_at is null order by id) to stdout`,
    ),
  )
  await pipeline(copying, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
}

async function copyDocuments(documents: DocumentStore, shelf: Shelf): Promise<Manifest['documents']> {
  const list = join(shelf.folder, listFile)
  let files = 0
  const missing: string[] = []
  const names = async function* () {
    for await (const line of createInterface(createReadStream(list))) {
      const [id = '', hasDisplay] = line.split('\t')
      for (const name of filesOf(id, hasDisplay === 't')) {
        files += 1
        yield name
      }
    }
  }
  const stored = await store(
    shelf,
    'documents.sealed',
    packed(documents, names(), name => missing.push(name)),
  )
  await rm(list)
  return { ...stored, files: files - missing.length, missing }
}

async function writeManifest(folder: string, text: string): Promise<void> {
  const file = await open(join(folder, manifestFile), 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await flushFolder(folder)
}
