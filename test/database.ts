/**
 * A database for a test file: migrated once into a template, cloned in some 60 ms, dropped at the end. All test files of
 * `npm test` share one PostgreSQL, whose URL they find in SAFEKEEP_TEST_POSTGRES (any superuser's URL will do there); a
 * file run by hand with `node --test` starts one of its own and stops it when its tests are over.
 */
import { createHash, randomBytes } from 'node:crypto'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { provision, startPostgres } from '../src/embedded/index.ts'

export type TestDatabase = {
  readonly ownerUrl: string
  readonly appUrl: string
  /** The names of the roles, which all test databases share. */
  readonly app: string
  readonly measures: string
  /** Drops the database, ending any connection that a test left open. */
  close(): Promise<void>
}

export type Migrate = (target: {
  readonly ownerUrl: string
  readonly app: string
  readonly measures: string
}) => Promise<unknown>

export type TestOptions = {
  /** What brings an empty database up to date; the product's own migration when not given. */
  readonly migrate?: Migrate
}

// Roles belong to the server, not to a database, so all test databases share these.
const app = 'safekeep_test_app'
const measures = 'safekeep_test_measures'
const appPassword = 'only-for-tests'

/** A new, migrated, empty database; the caller closes it in `after`. */
export async function testDatabase({ migrate }: TestOptions = {}): Promise<TestDatabase> {
  const server = await theServer()
  const template = await migratedTemplate(server, migrate)
  const name = `safekeep_test_${randomBytes(6).toString('hex')}`
  await query(server, `create database ${name} template ${template}`)
  const login = new URL(atDatabase(server, name))
  login.username = app
  login.password = appPassword
  return {
    ownerUrl: atDatabase(server, name),
    appUrl: login.href,
    app,
    measures,
    close: () => query(server, `drop database if exists ${name} with (force)`),
  }
}

/** Starts a PostgreSQL for tests in a folder of its own, without fsync; `stop` takes the folder away too. */
export async function serverForTests(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-test-'))
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
  const server = await startPostgres({ folder, settings })
  return {
    url: atDatabase(server.ownerUrl, 'postgres'),
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

let starting: Promise<string> | undefined

function theServer(): Promise<string> {
  const given = process.env.SAFEKEEP_TEST_POSTGRES
  starting ??= given ? Promise.resolve(given) : ownServer()
  return starting
}

async function ownServer(): Promise<string> {
  const server = await serverForTests()
  // Node says this when nothing is left to do: the tests are over and their connections closed.
  process.once('beforeExit', () => void server.stop())
  return server.url
}

// Another process of the same run may be making the template: one makes it, under a lock, and gives it its name when it
// is whole.
async function migratedTemplate(server: string, migrate: Migrate | undefined): Promise<string> {
  const template = `safekeep_template_${fingerprint(migrate)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [template])
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      await provision(server, { app, measures, appPassword })
      const draft = `${template}_draft`
      await client.query(`drop database if exists ${draft} with (force)`)
      await client.query(`create database ${draft}`)
      const run = migrate ?? (await ownMigration())
      await run({ ownerUrl: atDatabase(server, draft), app, measures })
      // Nothing may connect to a template while it is being cloned.
      await client.query(`alter database ${draft} with allow_connections false`)
      await client.query(`alter database ${draft} rename to ${template}`)
    }
    return template
  } finally {
    await client.end()
  }
}

async function ownMigration(): Promise<Migrate> {
  const { migrate } = await import('../src/kernel/migrate.ts')
  return migrate
}

function fingerprint(migrate: Migrate | undefined): string {
  const hash = createHash('sha256').update(String(migrate))
  const root = join(import.meta.dirname, '..')
  for (const file of globSync(['migrations/*.sql', 'src/kernel/migrate.ts'], { cwd: root }).sort()) {
    hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function atDatabase(url: string, name: string): string {
  const at = new URL(url)
  at.pathname = `/${name}`
  return at.href
}
