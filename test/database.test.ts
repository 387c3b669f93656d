import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Migrate, type TestDatabase, testDatabase } from './database.ts'
import { rowsOf } from './embedded-life.ts'

let migrations = 0
const migrate: Migrate = async ({ ownerUrl, app }) => {
  migrations += 1
  await rowsOf(ownerUrl, `create table umbrellas (colour text); grant select, insert on umbrellas to ${app}`)
}
let one: TestDatabase
let other: TestDatabase
before(async () => {
  ;[one, other] = await Promise.all([testDatabase({ migrate }), testDatabase({ migrate })])
})
after(() => Promise.all([one.close(), other.close()]))

test('each database is a copy of one that was migrated once, and its own', async () => {
  assert.equal(migrations, 1)
  await rowsOf(one.appUrl, `insert into umbrellas values ('red')`)
  assert.deepEqual(await rowsOf(one.appUrl, 'select colour from umbrellas'), [{ colour: 'red' }])
  assert.deepEqual(await rowsOf(other.appUrl, 'select colour from umbrellas'), [])
})

test('tests work under a role without powers, as the product does', async () => {
  const [role] = await rowsOf(
    one.appUrl,
    `select current_user as name, rolsuper or rolbypassrls as powerful,
    pg_has_role('${one.measures}', 'set') as "mayMeasure" from pg_roles where rolname = current_user`,
  )
  assert.deepEqual(role, { name: one.app, powerful: false, mayMeasure: true })
})

test('a closed database is gone, though a connection to it was left open', async () => {
  const third = await testDatabase({ migrate })
  const left = rowsOf(third.ownerUrl, 'select pg_sleep(60)')
  const ended = assert.rejects(left, { code: '57P01' })
  const isAsleep = `select from pg_stat_activity where datname = '${new URL(third.ownerUrl).pathname.slice(1)}' and query like '%pg_sleep%'`
  while ((await rowsOf(one.ownerUrl, isAsleep)).length === 0) {}
  await third.close()
  await ended
  await assert.rejects(rowsOf(third.ownerUrl, 'select 1'), { code: '3D000' })
})

test('the product’s own migration makes a database ready for both roles', async t => {
  const real = await testDatabase()
  t.after(() => real.close())
  assert.equal((await rowsOf(real.ownerUrl, 'select from migrations.applied')).length > 0, true)
  assert.equal((await rowsOf(real.ownerUrl, `select from pg_class where relowner = '${real.app}'::regrole`)).length, 0)
})
