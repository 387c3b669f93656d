import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

export type Migrating = Readonly<{ ownerUrl: string; app: string; measures: string; folder?: string }>

const ours = new URL('../../migrations/', import.meta.url)

/**
 * Brings a database up to date: plain SQL, numbered, forward only, each file in a transaction of its own and once only.
 * `app` and `measures` are the names of the two roles that own nothing. Returns the files applied now.
 * Throws when a file already applied has been altered since.
 */
export async function migrate({ ownerUrl, app, measures, folder }: Migrating): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // Two processes that start at once must not migrate at once.
    await client.query("select pg_advisory_lock(hashtext('safekeep migrate'))")
    await client.query('create schema if not exists migrations')
    await client.query(
      'create table if not exists migrations.applied (file text primary key, sha256 text not null, at timestamptz not null default now())',
    )
    return await applyAll(client, folder ?? fileURLToPath(ours), {
      app: pg.escapeIdentifier(app),
      measures: pg.escapeIdentifier(measures),
    })
  } finally {
    await client.end()
  }
}

async function applyAll(
  client: pg.Client,
  folder: string,
  roles: Record<'app' | 'measures', string>,
): Promise<string[]> {
  const { rows } = await client.query<{ file: string; sha256: string }>('select file, sha256 from migrations.applied')
  const applied = new Map(rows.map(row => [row.file, row.sha256]))
  const done: string[] = []
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.sql')).sort()) {
    const text = await readFile(`${folder}/${file}`, 'utf8')
    const sha256 = createHash('sha256').update(text).digest('hex')
    if (applied.get(file) === sha256) continue
    if (applied.has(file))
      throw new Error(`The migration ${file} was altered after it had been applied. Put it back, and write a new one`)
    await client.query('begin')
    try {
      await client.query(text.replace(/(?<!:):(app|measures)\b/g, (_, role: 'app' | 'measures') => roles[role]))
      await client.query('insert into migrations.applied (file, sha256) values ($1, $2)', [file, sha256])
      await client.query('commit')
    } catch (fault) {
      await client.query('rollback')
      throw new Error(`The migration ${file} failed and was undone`, { cause: fault })
    }
    done.push(file)
  }
  return done
}
