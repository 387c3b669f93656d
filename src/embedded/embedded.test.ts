import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { closedFolder, postmasterOf, rowsOf, runs } from '../../test/embedded-life.ts'
import { startPostgres } from './index.ts'

const folder = join(closedFolder(), 'data')
let database = await startPostgres({ folder })
after(() => database.stop())

test('a new database keeps what is committed, checks its pages and listens to this machine only', async () => {
  const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'listen_addresses', 'TimeZone']
  const settings = await rowsOf(
    database.ownerUrl,
    `select ${names.map(name => `current_setting('${name}') as "${name}"`)}`,
  )
  assert.deepEqual(settings, [
    {
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      listen_addresses: '127.0.0.1',
      TimeZone: 'UTC',
    },
  ])
  const [made] = await rowsOf(
    database.ownerUrl,
    `select datlocale, pg_encoding_to_char(encoding) as encoding
    from pg_database where datname = current_database()`,
  )
  assert.deepEqual(made, { datlocale: 'C.UTF-8', encoding: 'UTF8' })
})

test('nobody comes in without the password', async () => {
  const stranger = new URL(database.ownerUrl)
  stranger.password = 'guessed'
  await assert.rejects(rowsOf(stranger.href, 'select 1'), { code: '28P01' })
})

test('the passwords and the log are for their owner only', () => {
  for (const file of ['postgres.json', 'postgres.log', 'safekeep.pid']) {
    assert.equal(statSync(join(folder, file)).mode & 0o077, 0, file)
  }
  assert.equal(statSync(join(folder, 'postgres')).mode & 0o077, 0)
})

test('the application role has no powers and takes the measures role only by asking', async () => {
  const [role] = await rowsOf(
    database.appUrl,
    `select current_user as name, rolsuper, rolbypassrls, rolcreatedb,
    rolcreaterole, rolinherit, pg_has_role('safekeep_measures', 'usage') as inherits,
    pg_has_role('safekeep_measures', 'set') as "maySet" from pg_roles where rolname = current_user`,
  )
  assert.deepEqual(role, {
    name: 'safekeep_app',
    rolsuper: false,
    rolbypassrls: false,
    rolcreatedb: false,
    rolcreaterole: false,
    rolinherit: false,
    inherits: false,
    maySet: true,
  })
  const owned = await rowsOf(database.ownerUrl, `select from pg_class where relowner = 'safekeep_app'::regrole`)
  assert.equal(owned.length, 0)
  await assert.rejects(rowsOf(database.appUrl, 'create table public.mine ()'), { code: '42501' })
})

test('what people write never reaches the log, whatever goes wrong', async () => {
  await rowsOf(database.ownerUrl, 'create table named (name text primary key, born date)')
  await rowsOf(database.ownerUrl, `insert into named values ('Wilhelmina Zephyr')`)
  const refused = [
    `insert into named values ('Wilhelmina Zephyr')`,
    `insert into named values ('Zephyr', 'Wilhelmina')`,
    `select 'Wilhelmina Zephyr' from`,
    `do $$ begin raise warning 'Wilhelmina'; raise log 'kept'; raise exception 'Zephyr'; end $$`,
  ]
  for (const statement of refused) await assert.rejects(rowsOf(database.ownerUrl, statement))

  const crashed = rowsOf(database.ownerUrl, `select pg_sleep(60), 'Wilhelmina Zephyr'`)
  const seen = assert.rejects(crashed)
  process.kill(await backendAtSleep(), 'SIGKILL')
  await seen

  const log = () => readFileSync(join(folder, 'postgres.log'), 'utf8')
  const recovered = () => /ready to accept/.test(log().split('signal 9')[1] ?? '')
  while (!recovered()) await pause(10)
  assert.match(log(), /kept/, 'the log is written at all')
  assert.doesNotMatch(log(), /Wilhelmina|Zephyr/)
})

test('a database that dies is noticed, and restarted on the same port with all that was committed', async () => {
  await rowsOf(database.ownerUrl, 'create table kept as select 42 as answer')
  const ended = new Promise<void>(resolve => database.onExit(resolve))
  process.kill(postmasterOf(folder), 'SIGKILL')
  await ended
  await database.restart()
  assert.deepEqual(await rowsOf(database.ownerUrl, 'select answer from kept'), [{ answer: 42 }])
})

test('a stop that is asked for during a restart leaves no database behind', async () => {
  const apart = join(closedFolder(), 'apart')
  const short = await startPostgres({ folder: apart, settings: { shared_buffers: '16MB', fsync: 'off' } })
  const restarted = Promise.all([short.restart(), short.restart()])
  await Promise.all([short.stop(), restarted])
  await assert.rejects(rowsOf(short.ownerUrl, 'select 1'), { code: 'ECONNREFUSED' })
  assert.equal(existsSync(join(apart, 'postgres/postmaster.pid')), false)
})

test('stopping is not taken for dying, may be asked for twice, and ends the process', async () => {
  const pid = postmasterOf(folder)
  database.onExit(() => assert.fail('a wanted end is no accident'))
  await Promise.all([database.stop(), database.stop()])
  await database.stop()
  assert.equal(runs(pid), false)
  await assert.rejects(database.restart(), /has been stopped/)
})

test('a second start finds everything as it was left', async () => {
  database = await startPostgres({ folder })
  assert.equal(database.adopted, false)
  assert.deepEqual(await rowsOf(database.ownerUrl, 'select answer from kept'), [{ answer: 42 }])
  await rowsOf(database.appUrl, 'select 1')
})

async function backendAtSleep(): Promise<number> {
  for (;;) {
    const [found] = await rowsOf(
      database.ownerUrl,
      `select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
    )
    if (found) return Number(found.pid)
  }
}
