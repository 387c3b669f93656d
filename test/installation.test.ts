/* What an installation is for: one area, and either made-up people or real ones, never both. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { ConfigFault, type Installation, InstallFault, installInto, readConfig, sealer } from '#kernel'
import { diskStore, installationKey } from '../src/adapters/index.ts'
import { buildHouse, project } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { allRoutes } from '../src/commands/routes.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import { type TestHouse, testHouse } from './house.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-installation-'))
const databases: TestDatabase[] = []
let home: TestHouse

before(async () => {
  home = await testHouse()
})
after(async () => {
  await home.close()
  for (const database of databases) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a database begun with made-up people is never used for real ones, nor the other way round', async () => {
  for (const madeUp of [true, false]) {
    const database = await emptyDatabase()
    await prepare(database, houseOf(madeUp))
    await prepare(database, houseOf(madeUp))
    await assert.rejects(prepare(database, houseOf(!madeUp)), InstallFault)
  }
})

test('a database serves one area', async () => {
  const database = await emptyDatabase()
  await prepare(database, houseOf(true))
  await assert.rejects(prepare(database, { ...houseOf(true), area: 'elsewhere' }), /serves the area/)
})

test('a key other than the one its reports were sealed with is refused, and says what to put back', async () => {
  const database = await emptyDatabase()
  await prepare(database, houseOf(true))
  const stranger = { ...houseOf(true), sealer: sealer(Buffer.alloc(32, 9)) }
  await assert.rejects(prepare(database, stranger), /Put back the file "key"/)
  await prepare(database, houseOf(true))
})

test('several processes that make the key at once have one key', async () => {
  const fresh = join(folder, 'at-once')
  const keys = await Promise.all([1, 2, 3, 4, 5].map(() => installationKey(fresh)))
  assert.equal(new Set(keys.map(key => key.toString('hex'))).size, 1)
})

test('a version of a limit that is in use is not given another value, and nothing of the attempt stays', async () => {
  const database = await emptyDatabase()
  const house = houseOf(true)
  await prepare(database, house)
  const [first, ...rest] = house.limits
  assert.ok(first)
  const rewritten = { ...house, limits: [{ ...first, value: { days: 999 } }, ...rest] }
  await assert.rejects(installInto(database.ownerUrl, rewritten), new RegExp(`Limit "${first.id}"`))
  const more = { ...rewritten, agencies: [...house.agencies, { id: 'lost', name: 'Lost property', kind: 'charity' }] }
  await assert.rejects(installInto(database.ownerUrl, more), InstallFault)
  assert.deepEqual(await agenciesNamed(database, 'lost'), [])
  await installInto(database.ownerUrl, { ...house, limits: [...house.limits, { ...first, version: 99 }] })
})

test('made-up people come into a database of one’s own only where they are asked for by name', () => {
  const own = { DATABASE_URL: 'postgres://somebody@localhost/safekeep' }
  const isMadeUp = (environment: Record<string, string>) => readConfig(environment, project, 'warwickshire').madeUp
  assert.equal(isMadeUp({}), true)
  assert.equal(isMadeUp({ SAFEKEEP_COUNTY: 'none' }), false)
  assert.equal(isMadeUp(own), false)
  assert.equal(isMadeUp({ ...own, SAFEKEEP_COUNTY: 'made-up' }), true)
  assert.throws(() => isMadeUp({ SAFEKEEP_COUNTY: 'yes' }), ConfigFault)
})

test('it listens to this machine only, unless it is told otherwise', () => {
  assert.equal(readConfig({}, project, 'warwickshire').host, '127.0.0.1')
})

test('every page of a made-up county says that everybody is made up and that no report reaches anybody', async () => {
  const { built } = home
  const routes = allRoutes(built)
  const server = await home.server(routes)
  const pages = routes.filter(route => route.method === 'GET' && route.who === 'anyone' && !route.at.includes(':'))
  const seen = await Promise.all([...pages.map(route => route.at), '/report/4', '/nowhere'].map(get))
  assert.ok(seen.filter(Boolean).length > 8)
  async function get(url: string): Promise<boolean> {
    const { headers, body } = await server.inject(url)
    if (!String(headers['content-type']).startsWith('text/html')) return false
    assert.match(body, /Everybody here is made up\.[^<]*no report reaches any service/, url)
    return true
  }
})

test('the key is made once, for its owner only, and one of another length is refused and left as it is', async () => {
  const data = join(folder, 'data')
  const key = await installationKey(data)
  assert.equal(key.length, 32)
  assert.deepEqual(await installationKey(data), key)
  assert.equal(statSync(join(data, 'key')).mode & 0o777, 0o600)
  writeFileSync(join(data, 'key'), 'too short')
  await assert.rejects(installationKey(data), /Put back the key from your backup/)
  assert.equal(readFileSync(join(data, 'key'), 'utf8'), 'too short')
})

test('documents are for their owner only, whole, and never named by a person', async () => {
  const store = diskStore(join(folder, 'documents'))
  const name = '01985f9e-6d7b-7cc0-9a55-1c2d3e4f5a6b'
  await store.write(name, Buffer.from('sealed'))
  assert.deepEqual(await store.read(name), Buffer.from('sealed'))
  const shelf = join(folder, 'documents', '6b')
  assert.deepEqual(readdirSync(shelf), [name])
  assert.equal(statSync(join(shelf, name)).mode & 0o777, 0o600)
  assert.equal(statSync(shelf).mode & 0o777, 0o700)
  for (const bad of ['../key', 'photo.jpg', `${name}/..`]) {
    assert.throws(() => store.read(bad), /not the name of a document/)
  }
})

async function agenciesNamed({ ownerUrl }: TestDatabase, id: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query('select id from kernel.agencies where id = $1', [id])
  await client.end()
  return rows
}

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await testDatabase()
  databases.push(database)
  return database
}

function houseOf(madeUp: boolean): Installation {
  return buildHouse({ area: 'warwickshire', madeUp }, Buffer.alloc(32, 1), diskStore(folder)).house
}
