/*
 * Writes what the migrations make of an empty database: `docs/schema.sql`, to be read, and `src/kernel/schema.ts`, the
 * types that queries are held to. `node bin/schema.ts --check` writes nothing, and fails when either is out of date.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { serverForTests, type TestDatabase, testDatabase } from '../test/database.ts'
import { schemaDocument } from './documents/schema.ts'

const root = join(import.meta.dirname, '..')
const given = process.env.SAFEKEEP_TEST_POSTGRES
const server = given ? undefined : await serverForTests()
if (server) process.env.SAFEKEEP_TEST_POSTGRES = server.url
const db = await testDatabase()
try {
  const made = { 'docs/schema.sql': await documentOf(db), 'src/kernel/schema.ts': typesOf(db) }
  const stale = Object.entries(made).filter(([path, text]) => current(path) !== text)
  if (process.argv.includes('--check')) {
    for (const [path] of stale) console.error(`${path} is not what the migrations make: run node bin/schema.ts`)
    process.exitCode = stale.length > 0 ? 1 : 0
  } else for (const [path, text] of stale) writeFileSync(join(root, path), text)
} finally {
  await db.close()
  await server?.stop()
}

function current(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8')
  } catch {
    return '' // not written yet
  }
}

async function documentOf({ ownerUrl, app, measures }: TestDatabase): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await schemaDocument(client, { [app]: ':app', [measures]: ':measures' })
  } finally {
    await client.end()
  }
}

function typesOf({ ownerUrl }: TestDatabase): string {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-schema-'))
  const file = join(folder, 'schema.ts')
  const wanted = [
    '--dialect',
    'postgres',
    '--default-schema',
    'kernel',
    '--include-pattern',
    'kernel.*',
    '--date-parser',
    'string',
  ]
  const program = join(root, 'node_modules/kysely-codegen/dist/cli/bin.js')
  try {
    execFileSync(process.execPath, [program, ...wanted, '--url', ownerUrl, '--out-file', file], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return readFileSync(file, 'utf8')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
