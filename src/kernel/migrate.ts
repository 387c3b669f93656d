import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { applicationName, applyInSteps, applyWhole, type File, isInSteps } from './migrate-file.ts'

export type Migrating = Readonly<{
  ownerUrl: string
  app: string
  measures: string
  folder?: string
  /** Only these files, such as those a backup was made at; all when not given. */
  only?: readonly string[]
  log?: (sentence: string) => void
}>

/** A file of SQL and the digest it is known by. */
export type Migration = Readonly<{ file: string; sha256: string }>

const ours = fileURLToPath(new URL('../../migrations/', import.meta.url))

/**
 * Brings a database up to date, while it is worked in: plain SQL, numbered, forward only, each file once. A file is one
 * transaction, which gives way rather than let anybody wait for a second; one whose first line is `-- in steps` is taken
 * step by step. `app` and `measures` are the names of the two roles that own nothing. Returns the files applied
 * now. Throws when a file already applied has been altered since.
 */
export async function migrate(migrating: Migrating): Promise<readonly string[]> {
  const client = await connected(migrating.ownerUrl)
  try {
    // Where nothing is to be done no lock is asked for: a start must not wait for a backup to end.
    if ((await pendingIn(client, migrating)).length === 0) return []
    await lockMigrations(client, 'alone', migrating.log)
    await client.query('create schema if not exists migrations')
    await client.query(
      `create table if not exists migrations.applied (file text primary key, sha256 text not null, at timestamptz not null default now());
       create table if not exists migrations.steps (file text not null, step text not null, primary key (file, step))`,
    )
    return await applyAll(client, await pendingIn(client, migrating), migrating)
  } finally {
    await client.end()
  }
}

/** The migrations of a folder, in their order; this release's own when none is named. */
export async function migrationsIn(folder = ours): Promise<readonly (Migration & { text: string })[]> {
  const files = (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()
  return await Promise.all(
    files.map(async file => {
      const text = await readFile(`${folder}/${file}`, 'utf8')
      return { file, text, sha256: createHash('sha256').update(text).digest('hex') }
    }),
  )
}

/** The schemas that the product's own migrations make, and the one that keeps count of them. */
export async function schemasMade(): Promise<readonly string[]> {
  const made = (await migrationsIn()).flatMap(({ text }) => [...text.matchAll(/^create schema (\w+)/gm)])
  return [...made.map(([, name = '']) => name), 'migrations'].sort()
}

/** The migrations that a database has had, in their order; none where it was never made ready. */
export async function appliedIn(client: pg.Client): Promise<readonly Migration[]> {
  const { rows: there } = await client.query("select to_regclass('migrations.applied') is not null as is_there")
  if (!there[0]?.is_there) return []
  return (await client.query<Migration>('select file, sha256 from migrations.applied order by file')).rows
}

/**
 * Waits until nobody migrates, and with `beside` sees that nobody begins to: what a backup needs, of which there may be
 * several. Held until the connection ends.
 */
export async function lockMigrations(
  client: pg.Client,
  how: 'alone' | 'beside',
  log: (sentence: string) => void = () => {},
): Promise<void> {
  const lock = how === 'alone' ? 'pg_try_advisory_lock' : 'pg_try_advisory_lock_shared'
  for (let tries = 0; ; tries++) {
    // Asked again and again rather than waited for: whoever waits holds a snapshot, and an index that is being built
    // concurrently would wait for that in turn, for ever.
    const { rows } = await client.query<{ locked: boolean }>(`select ${lock}(hashtext('safekeep migrate')) as locked`)
    if (rows[0]?.locked) return
    if (tries === 20) log('Waiting for a backup or another migration of this database to end.')
    await pause(100)
  }
}

async function pendingIn(client: pg.Client, { folder, only }: Migrating): Promise<readonly File[]> {
  const applied = new Map((await appliedIn(client)).map(one => [one.file, one.sha256]))
  const files = (await migrationsIn(folder)).filter(one => only?.includes(one.file) ?? true)
  const altered = files.find(one => applied.has(one.file) && applied.get(one.file) !== one.sha256)
  if (altered)
    throw new Error(
      `The migration ${altered.file} was altered after it had been applied. Put it back, and write a new one`,
    )
  return files.filter(one => !applied.has(one.file))
}

async function applyAll(client: pg.Client, pending: readonly File[], migrating: Migrating): Promise<string[]> {
  const { app, measures, log = () => {} } = migrating
  const roles = { app: pg.escapeIdentifier(app), measures: pg.escapeIdentifier(measures) }
  // Nobody can be working in a database that is being made.
  const isNew = (await appliedIn(client)).length === 0
  const watcher = await connected(migrating.ownerUrl)
  try {
    for (const one of pending) {
      const text = one.text.replace(/(?<!:):(app|measures)\b/g, (_, role: 'app' | 'measures') => roles[role])
      const apply = isInSteps(text) ? applyInSteps : applyWhole
      await apply({ client, watcher, file: { ...one, text }, isNew, log })
    }
  } finally {
    await watcher.end()
  }
  return pending.map(one => one.file)
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: applicationName })
  await client.connect()
  return client
}
