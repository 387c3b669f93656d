import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { migrate } from '#kernel'
import { seen } from '../../test/cast.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'

async function empty(t: TestContext): Promise<TestDatabase> {
  const db = await testDatabase({ migrate: async () => {} })
  t.after(() => db.close())
  return db
}
function folderOf(t: TestContext, files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

test('the product’s migrations make a database ready, and a second time do nothing', async t => {
  const db = await empty(t)
  const applied = await migrate(db)
  assert.ok(applied.length >= 5 && applied.every((file, index) => index === 0 || applied[index - 1]! < file))
  const before = await seen(db.ownerUrl, 'select * from migrations.applied order by 1')
  assert.deepEqual(await migrate(db), [])
  assert.deepEqual(await seen(db.ownerUrl, 'select * from migrations.applied order by 1'), before)
})

test('a file is applied in its order, once, and a new one is applied to what is there', async t => {
  const db = await empty(t)
  const folder = folderOf(t, {
    '0002_b.sql': 'insert into t values (2)',
    '0001_a.sql': 'create table t (n int)',
    'notes.txt': 'not this',
  })
  assert.deepEqual(await migrate({ ...db, folder }), ['0001_a.sql', '0002_b.sql'])
  writeFileSync(join(folder, '0003_c.sql'), 'insert into t values (3)')
  assert.deepEqual(await migrate({ ...db, folder }), ['0003_c.sql'])
  assert.deepEqual(await seen(db.ownerUrl, 'select n from t order by 1'), [{ n: 2 }, { n: 3 }])
})

test('a file that was altered after it had been applied is refused, by its name', async t => {
  const db = await empty(t)
  const folder = folderOf(t, { '0001_a.sql': 'create table t (n int)' })
  await migrate({ ...db, folder })
  writeFileSync(join(folder, '0001_a.sql'), 'create table t (n bigint)')
  await assert.rejects(migrate({ ...db, folder }), /0001_a\.sql was altered/)
})

test('a file that fails is undone whole, and those before it stand', async t => {
  const db = await empty(t)
  const folder = folderOf(t, {
    '0001_a.sql': 'create table t (n int)',
    '0002_b.sql': 'create table u (n int); insert into nowhere values (1)',
  })
  await assert.rejects(migrate({ ...db, folder }), /0002_b\.sql failed and was undone/)
  assert.deepEqual(await seen(db.ownerUrl, "select tablename as name from pg_tables where tablename in ('t', 'u')"), [
    { name: 't' },
  ])
  writeFileSync(join(folder, '0002_b.sql'), 'create table u (n int)')
  assert.deepEqual(await migrate({ ...db, folder }), ['0002_b.sql'])
})

test('four that start at once migrate once', async t => {
  const db = await empty(t)
  const folder = folderOf(t, {})
  cpSync(join(import.meta.dirname, '../../migrations'), folder, { recursive: true })
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate({ ...db, folder })))
  assert.equal(applied.filter(files => files.length > 0).length, 1)
})

test('the names of the roles are put in whole, whatever is in them, and casts are let be', async t => {
  const db = await empty(t)
  const folder = folderOf(t, {
    '0001_a.sql': "create table t (n text default 'a'::text); grant select on t to :app, :measures",
  })
  await migrate({ ...db, folder })
  const grants = await seen(
    db.ownerUrl,
    "select grantee from information_schema.role_table_grants where table_name = 't' and grantee like '%test_%' order by 1",
  )
  assert.deepEqual(
    grants.map(row => row.grantee),
    [db.app, db.measures].sort(),
  )
})
