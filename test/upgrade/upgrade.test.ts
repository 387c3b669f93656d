/* The release before this one, its database full, brought up to date while everybody works in it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { migrate } from '#kernel'
import { diskStore } from '../../src/adapters/index.ts'
import { buildHouse } from '../../src/commands/house.ts'
import { seen } from '../cast.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { newMigrations, previousRelease } from './release.ts'
import { atWork } from './traffic.ts'

const cases = 3_000
let db: TestDatabase
before(async () => {
  db = await testDatabase({ migrate: async () => {} })
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore('/nowhere'))
  await previousRelease(db, house, cases)
})
after(() => db.close())

test('nobody waits a second for the migrations of this release, nothing fails, and nothing that was done is lost', async () => {
  const work = atWork({ ...db, cases })
  while (work.turns() < 50) await new Promise(resolve => setTimeout(resolve, 20))
  const applied = await migrate(db)
  const turns = work.turns()
  while (work.turns() < turns + 50) await new Promise(resolve => setTimeout(resolve, 20))
  const { failed, kept } = await work.stop()
  assert.deepEqual(failed, [])
  assert.deepEqual(applied, await newMigrations())
  const found = await seen<{ id: string }>(
    db.ownerUrl,
    'select id from kernel.reports where id = any($1) union all select id from kernel.chronology where id = any($1)',
    [kept],
  )
  assert.equal(found.length, kept.length)
  const count = async (table: string) =>
    Number((await seen(db.ownerUrl, `select count(*) from kernel.${table}`))[0]?.count)
  assert.equal((await count('reports')) + (await count('chronology')), cases + 3 * cases + kept.length)
})

test('it is then the same database as one that was made new', async t => {
  const fresh = await testDatabase()
  t.after(() => fresh.close())
  const shape = (url: string) =>
    seen(
      url,
      `select table_schema, table_name, column_name, data_type, column_default, is_nullable from information_schema.columns
         where table_schema in ('kernel', 'facts', 'orders') order by 1, 2, 3`,
    )
  const indexes = (url: string) => seen(url, "select indexdef from pg_indexes where schemaname !~ '^pg_' order by 1")
  assert.deepEqual(await shape(db.ownerUrl), await shape(fresh.ownerUrl))
  assert.deepEqual(await indexes(db.ownerUrl), await indexes(fresh.ownerUrl))
  assert.deepEqual(await seen(db.ownerUrl, 'select from pg_index where not indisvalid'), [])
  // What was said of a refuge can be neither changed nor taken away, so those two are asked of what is said from now on.
  assert.deepEqual(
    await seen(db.ownerUrl, 'select conname as name from pg_constraint where not convalidated order by 1'),
    [{ name: 'no_refuge_by_another_kind' }, { name: 'refuge_tells_no_place' }],
  )
})
