/* The commands as somebody runs them, beside a Safekeep at work on its own PostgreSQL, and on a folder that is new. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { examine, keepDocument, openDatabase, receive } from '#kernel'
import { diskStore, installationKey } from '../src/adapters/index.ts'
import { buildHouse, project } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { type Embedded, startPostgres } from '../src/embedded/index.ts'
import { cast, gather, seen } from './cast.ts'
import { closedFolder, rowsOf } from './embedded-life.ts'

const run = promisify(execFile)
const home = closedFolder()
const [data, backups, elsewhere] = ['data', 'backups', 'elsewhere'].map(name => join(home, name))
let postgres: Embedded
let document = ''

before(async () => {
  postgres = await startPostgres({ folder: data! })
  const { house } = buildHouse(
    { area: 'warwickshire', madeUp: true },
    await installationKey(data!),
    diskStore(join(data!, 'documents')),
  )
  await prepare(postgres, house)
  await gather(postgres.ownerUrl)
  const database = openDatabase({ url: postgres.appUrl, measures: postgres.measures, house, most: 2 })
  const [kind = '', programme] = [...house.programmes].find(([, one]) => one.report)!
  const [example] = Object.values(programme?.report?.examples ?? {})
  const at = new Date('2026-11-18T10:30:00Z')
  const told = { kind, raw: { ...example!.answers }, source: 'public', language: 'en', sendKey: 'one' } as const
  await receive(database, { actor: { kind: 'public' }, at }, told)
  const [report] = await seen<{ id: never }>(postgres.ownerUrl, 'select id from kernel.reports')
  const bytes = Buffer.from('Dear all')
  const found = await examine({}, bytes)
  document = await database.as(
    { actor: { kind: 'user', id: cast.triage.id }, action: 'test.keep', purpose: 'work-on-case', at },
    tx => keepDocument(tx, { reportId: report!.id, title: 'A letter', fileName: 'letter.txt', bytes, found }),
  )
  await database.close()
})
after(() => postgres.stop())

type Ran = Readonly<{ code: number; said: string }>

async function safekeep(args: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const env = { PATH: process.env.PATH, SAFEKEEP_DATA: data, ...settings }
  try {
    const { stdout } = await run(process.execPath, [join(project, 'src', 'main.ts'), ...args], { env })
    return { code: 0, said: stdout }
  } catch (fault) {
    if (!(fault instanceof Error && 'code' in fault && 'stdout' in fault && 'stderr' in fault)) throw fault
    return { code: Number(fault.code), said: `${fault.stdout}${fault.stderr}` }
  }
}

test('a backup is made while Safekeep has its database running, and what it holds is restored elsewhere and started there', async t => {
  const backup = await safekeep(['backup', '--to', backups!])
  assert.equal(backup.code, 0, backup.said)
  assert.match(backup.said, /^Backed up warwickshire as it was at .*, 1 file of documents, /m)
  const [made = ''] = readdirSync(backups!)
  const restored = await safekeep(['restore', join(backups!, made), '--data', elsewhere!, '--key', join(data!, 'key')])
  assert.equal(restored.code, 0, restored.said)
  assert.match(restored.said, /equal in number and digest/)
  const other = await startPostgres({ folder: elsewhere! })
  t.after(() => other.stop())
  const reports = 'select reference from kernel.reports'
  assert.deepEqual(await rowsOf(other.ownerUrl, reports), await rowsOf(postgres.ownerUrl, reports))
  assert.deepEqual(readFileSync(join(elsewhere!, 'key')), readFileSync(join(data!, 'key')))
  assert.notDeepEqual(readFileSync(join(elsewhere!, 'postgres.json')), readFileSync(join(data!, 'postgres.json')))
})

test('a restore asks for the key, and refuses a folder in which anything is', async () => {
  const [made = ''] = readdirSync(backups!)
  const without = await safekeep(['restore', join(backups!, made), '--data', join(home, 'keyless')])
  assert.match(without.said, /There is no key in .*keyless/)
  assert.equal(existsSync(join(home, 'keyless')), false)
  const full = join(home, 'full')
  mkdirSync(full)
  writeFileSync(join(full, 'thesis.txt'), 'mine')
  const refused = await safekeep(['restore', join(backups!, made), '--data', full, '--key', join(data!, 'key')])
  assert.match(refused.said, /not empty: it holds "thesis\.txt"/)
  assert.deepEqual([without.code, refused.code, readdirSync(full)], [1, 1, ['thesis.txt']])
})

test('a restore that fails takes away what it made', async () => {
  const [made = ''] = readdirSync(backups!)
  const spoilt = join(home, 'spoilt', made)
  mkdirSync(spoilt, { recursive: true })
  for (const name of readdirSync(join(backups!, made))) {
    const bytes = readFileSync(join(backups!, made, name))
    if (name === 'kernel.reports.sealed') bytes[30]! ^= 1
    writeFileSync(join(spoilt, name), bytes)
  }
  const into = join(home, 'failing')
  const failed = await safekeep(['restore', spoilt, '--data', into, '--key', join(data!, 'key')])
  assert.deepEqual([failed.code, existsSync(into)], [1, false])
  assert.match(failed.said, /kernel\.reports\.sealed is damaged/)
})

test('a drill passes, prints a line to keep and leaves nothing; and fails where a document was altered before the backup', async t => {
  const before = readdirSync(data!).sort()
  const [made = ''] = readdirSync(backups!)
  const passed = await safekeep(['drill', join(backups!, made)])
  assert.equal(passed.code, 0, passed.said)
  assert.match(
    passed.said,
    /^Drill passed \d{4}-.*equal; kernel\.audit \d+ rows sha256 [0-9a-f]{64}; .*1 of 1 reports opened, 1 of 1 documents read; .* min\.$/m,
  )
  assert.deepEqual(readdirSync(data!).sort(), before)

  const file = join(data!, 'documents', document.slice(34), document)
  const whole = readFileSync(file)
  t.after(() => writeFileSync(file, whole))
  writeFileSync(file, Buffer.concat([whole.subarray(0, 20), Buffer.from([whole[20]! ^ 1]), whole.subarray(21)]))
  const failed = await safekeep(['drill'])
  assert.equal(failed.code, 1)
  assert.match(
    failed.said,
    new RegExp(`Drill FAILED .*0 of 1 documents read[^]*documents that cannot be read: ${document}`),
  )
  assert.deepEqual(readdirSync(data!).sort(), before)
})

test('a drill of a backup that was altered fails, and says which file', async () => {
  const [made = ''] = readdirSync(backups!)
  const failed = await safekeep(['drill', join(home, 'spoilt', made)])
  assert.equal(failed.code, 1)
  assert.match(failed.said, /kernel\.reports\.sealed is damaged/)
})

test('how a command is said is told to whoever says it otherwise', async () => {
  for (const args of [
    ['restore'],
    ['restore', 'a', 'b', '--data', 'c'],
    ['backup', '--onto', 'x'],
    ['drill', 'a', 'b'],
  ]) {
    const { code, said } = await safekeep(args)
    assert.match(said, /Say it so: npx safekeep (backup|restore|drill)/)
    assert.equal(code, 1)
  }
})
