import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  another,
  closedFolder,
  endAbruptly,
  finish,
  killOutright,
  postmasterOf,
  rowsOf,
  runs,
} from '../../test/embedded-life.ts'
import { startPostgres } from './index.ts'

const settings = { shared_buffers: '16MB' }
const folder = closedFolder()

test('a database left running by a killed process is taken over, with every committed row, and stopped at the end', async () => {
  const first = await another(folder)
  await rowsOf(first.ownerUrl, 'create table kept as select 1 as answer')
  const pid = postmasterOf(folder)
  await killOutright(first.child)
  assert.equal(runs(pid), true)

  const database = await startPostgres({ folder, settings })
  assert.equal(database.adopted, true)
  assert.equal(postmasterOf(folder), pid)
  assert.equal(database.ownerUrl, first.ownerUrl)
  assert.deepEqual(await rowsOf(database.ownerUrl, 'select answer from kept'), [{ answer: 1 }])
  await database.stop()
  assert.equal(runs(pid), false)
})

test('an adopted database that dies is noticed and restarted', async () => {
  const first = await another(folder)
  await killOutright(first.child)
  const database = await startPostgres({ folder, settings })
  const ended = new Promise<void>(resolve => database.onExit(resolve))
  process.kill(postmasterOf(folder), 'SIGKILL')
  await ended
  await database.restart()
  assert.deepEqual(await rowsOf(first.ownerUrl, 'select answer from kept'), [{ answer: 1 }])
  await database.stop()
})

test('a database left running that does not answer is ended, and a new one started on its data', async () => {
  const first = await another(folder)
  const pid = postmasterOf(folder)
  await killOutright(first.child)
  process.kill(pid, 'SIGSTOP')
  const database = await startPostgres({ folder, settings })
  assert.equal(database.adopted, false)
  assert.equal(runs(pid), false)
  assert.deepEqual(await rowsOf(database.ownerUrl, 'select answer from kept'), [{ answer: 1 }])
  await database.stop()
})

test('a database killed together with its process is recovered from its journal', async () => {
  const first = await another(folder)
  await rowsOf(first.ownerUrl, 'insert into kept values (2)')
  const pid = postmasterOf(folder)
  await killOutright(first.child)
  process.kill(pid, 'SIGKILL')
  const database = await startPostgres({ folder, settings })
  assert.equal(database.adopted, false)
  assert.deepEqual(await rowsOf(database.ownerUrl, 'select answer from kept order by 1'), [
    { answer: 1 },
    { answer: 2 },
  ])
  await database.stop()
})

test('a stale process number that now belongs to somebody else is neither believed nor touched', async () => {
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' })
  after(() => void bystander.kill())
  const file = join(folder, 'postgres/postmaster.pid')
  writeFileSync(file, `${bystander.pid}\n/proc/self/cwd\n1700000000\n5432\n\n127.0.0.1\n  1 1\nready   \n`)
  const database = await startPostgres({ folder, settings })
  assert.equal(database.adopted, false)
  assert.equal(runs(bystander.pid ?? 0), true)
  await database.stop()
  assert.equal(existsSync(file), false)
})

test('a neighbour with a folder of its own works beside us, and is not mistaken for ours by a stale file', async () => {
  const theirs = closedFolder()
  const neighbour = await another(theirs)
  const pid = postmasterOf(theirs)
  copyFileSync(join(theirs, 'postgres/postmaster.pid'), join(folder, 'postgres/postmaster.pid'))
  const database = await startPostgres({ folder, settings })
  assert.equal(database.adopted, false)
  assert.notEqual(postmasterOf(folder), pid)
  await rowsOf(neighbour.ownerUrl, 'select 1')
  await database.stop()
  assert.equal(runs(pid), true)
  await rowsOf(neighbour.ownerUrl, 'select 1')
  await finish(neighbour.child)
  assert.equal(runs(pid), false)
})

test('a second process on the same folder is refused by name, and the first one goes on', async () => {
  const first = await another(folder)
  const second = await another(folder)
  assert.match(second.refused ?? '', new RegExp(`already running on the data folder ${folder} .*${first.child.pid}`))
  await rowsOf(first.ownerUrl, 'select 1')
  await finish(first.child)
  assert.equal(existsSync(join(folder, 'safekeep.pid')), false)
})

test('of several processes that start at once on one folder, exactly one gets it', async () => {
  const all = await Promise.all([another(folder), another(folder), another(folder)])
  assert.equal(all.filter(({ ownerUrl }) => ownerUrl).length, 1)
  assert.equal(all.filter(({ refused }) => /already running/.test(refused ?? '')).length, 2)
  for (const { child, ownerUrl } of all) if (ownerUrl) await finish(child)
})

test('a process that ends without stopping its database asks it to stop', async () => {
  const first = await another(folder)
  const pid = postmasterOf(folder)
  await endAbruptly(first.child)
  const database = await startPostgres({ folder, settings })
  await rowsOf(database.ownerUrl, 'select 1')
  await database.stop()
  assert.equal(runs(pid), false)
  assert.match(readFileSync(join(folder, 'postgres.log'), 'utf8'), /database system is shut down\n$/)
})
