import type pg from 'pg'
import { type DocumentStore, type Migration, migrate, migrationsIn, type Sealer } from '#kernel'
import { unpack } from './documents.ts'
import { load } from './load.ts'
import { BackupFault, type Manifest, readManifest } from './manifest.ts'
import { mustBeThere, take } from './stored.ts'
import { connectAsOwner, ourSchemas } from './tables.ts'

export type ToRestore = Readonly<{
  /** The backup's own folder. */
  folder: string
  /** An empty database, and the names of the two roles that own nothing in it. */
  ownerUrl: string
  app: string
  measures: string
  sealer: Sealer
  /** An empty store. */
  documents: DocumentStore
  at: Date
  log?: (sentence: string) => void
}>

/** What was restored, and which migrations were applied to it afterwards. */
export type Restored = Readonly<{ manifest: Manifest; migrated: readonly string[] }>

/**
 * Restores a backup into an empty database and an empty store: first at the backup's own migrations, where counts and
 * digests of every table must equal its manifest, then migrated to this release. Everybody signs in anew. Throws
 * `BackupFault` for another key, a later release, a damaged file or a difference, and leaves the database empty.
 */
export async function restore(asked: ToRestore): Promise<Restored> {
  const manifest = await readManifest(asked.folder, asked.sealer)
  const shelf = { folder: asked.folder, id: manifest.id, sealer: asked.sealer }
  await mustKnow(manifest.migrations)
  await mustBeThere(shelf, [...manifest.tables, manifest.documents])
  const client = await connectAsOwner(asked.ownerUrl)
  try {
    await mustBeEmpty(client)
    return await intoEmpty(client, asked, manifest)
  } finally {
    await client.end()
  }
}

async function intoEmpty(client: pg.Client, asked: ToRestore, manifest: Manifest): Promise<Restored> {
  const { ownerUrl, app, measures, sealer, documents, at, log = () => {} } = asked
  const shelf = { folder: asked.folder, id: manifest.id, sealer }
  try {
    await migrate({ ownerUrl, app, measures, only: manifest.migrations.map(one => one.file), log })
    log(`Loading ${manifest.tables.length} tables and ${manifest.documents.files} files of documents.`)
    await take(shelf, manifest.documents, async source => {
      const files = await unpack(source, documents)
      if (files !== manifest.documents.files)
        throw new BackupFault(`${files} files of documents were restored, of ${manifest.documents.files}`)
    })
    await load(client, shelf, manifest)
    await endSessions(client, at)
    const migrated = await migrate({ ownerUrl, app, measures, log })
    await client.query('analyze')
    return { manifest, migrated }
  } catch (fault) {
    await emptyAgain(client).catch(() => {}) // a server that is gone is said by the fault itself
    throw fault
  }
}

/** Throws unless each migration of a backup is one of ours, unaltered. */
async function mustKnow(migrations: readonly Migration[]): Promise<void> {
  const ours = new Map((await migrationsIn()).map(one => [one.file, one.sha256]))
  const unknown = migrations.find(one => !ours.has(one.file))
  if (unknown)
    throw new BackupFault(
      `This backup was made by a later release, which had ${unknown.file}. Take that release or a later one`,
    )
  const other = migrations.find(one => ours.get(one.file) !== one.sha256)
  if (other) throw new BackupFault(`${other.file} is not the migration that this backup was made under. Put it back`)
}

async function mustBeEmpty(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'public')
     union all select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where nspname = 'public' and relkind in ('r', 'p')`,
  )
  if (rows[0]) throw new BackupFault(`This database is not empty: it holds "${rows[0].name}". Restore into a new one`)
}

/** Takes away what a restore made that did not come to its end; nothing else was there when it began. */
async function emptyAgain(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(nspname) as name from pg_namespace n where ${await ourSchemas()}`,
  )
  if (rows.length > 0) await client.query(`drop schema ${rows.map(row => row.name).join(', ')} cascade`)
}

/** Whoever was signed in when the backup was made may have left since, or have lost the device. */
async function endSessions(client: pg.Client, at: Date): Promise<void> {
  await client.query('delete from kernel.openings')
  await client.query('update kernel.sessions set ended_at = $1 where ended_at is null', [at])
}
