/* A database brought up to date while others work in it: they wait for moments, and the migration for its turn. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { seen } from '../../test/cast.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { lockMigrations, migrate } from './migrate.ts'
import { statementsIn, stepsIn } from './migrate-statements.ts'

type Bench = Readonly<{
  db: TestDatabase
  apply(name: string, text: string): Promise<readonly string[]>
  said: string[]
  /** Another connection, which fails where it has to wait a second for a lock. */
  other(): Promise<pg.Client>
}>

async function database(t: TestContext): Promise<Bench> {
  const db = await testDatabase({ migrate: async () => {} })
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-migrations-'))
  const clients: pg.Client[] = []
  const said: string[] = []
  t.after(async () => {
    await Promise.all(clients.map(client => client.end()))
    await db.close()
    rmSync(folder, { recursive: true })
  })
  const apply = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return migrate({ ...db, folder, log: sentence => said.push(sentence) })
  }
  await apply('0001_a.sql', 'create table t (n int); insert into t select generate_series(1, 100)')
  const other = async () => {
    const client = new pg.Client({ connectionString: db.ownerUrl, lock_timeout: 1_000 })
    await client.connect()
    clients.push(client)
    return client
  }
  return { db, apply, said, other }
}

test('a migration that does not get its lock steps aside: those who come after it are served, and it comes through later', async t => {
  const { apply, other, said } = await database(t)
  const [holder, passer] = [await other(), await other()]
  await holder.query('begin; select from t')
  let isDone = false
  const migrating = apply('0002_b.sql', 'alter table t add column m int').then(() => {
    isDone = true
  })
  while (said.length === 0) assert.equal((await passer.query('select n from t')).rowCount, 100)
  assert.match(said.join(), /0002_b\.sql gives way/)
  assert.equal(isDone, false)
  await holder.query('commit')
  await migrating
  assert.equal((await passer.query('select n, m from t')).rowCount, 100)
})

test('work that keeps others waiting is undone before they have waited a second, and tried again', async t => {
  const { apply, other, said } = await database(t)
  const passer = await other()
  await passer.query('create table slow (is_slow boolean); insert into slow values (true)')
  const migrating = apply(
    '0002_b.sql',
    `alter table t add column m int;
     do $$ begin if (select is_slow from slow) then perform pg_sleep(600); end if; end $$`,
  )
  while (said.length === 0) assert.equal((await passer.query('select n from t')).rowCount, 100)
  await passer.query('update slow set is_slow = false')
  assert.deepEqual(await migrating, ['0002_b.sql'])
})

test('a file in steps builds its index beside others, and one that was cut short is begun again', async t => {
  const { db, apply, other } = await database(t)
  const passer = await other()
  await passer.query('insert into t values (1)')
  await assert.rejects(passer.query('create unique index concurrently t_n on t (n)'), { code: '23505' })
  const isValid = async () =>
    (await seen(db.ownerUrl, "select indisvalid from pg_index where indrelid = 't'::regclass"))[0]
  assert.deepEqual(await isValid(), { indisvalid: false })
  await apply(
    '0002_b.sql',
    '-- in steps\n-- A comment; with a semicolon.\ncreate index concurrently if not exists t_n on t (n);',
  )
  assert.deepEqual(await isValid(), { indisvalid: true })
})

test('a file in steps that failed half way is not noted, and goes on from where it was when it is put right', async t => {
  const { db, apply } = await database(t)
  const first = '-- in steps\ncreate table u (n int);\n'
  await assert.rejects(apply('0002_b.sql', `${first} insert into nowhere values (1);`), /0002_b\.sql failed$/)
  assert.equal((await seen(db.ownerUrl, 'select from migrations.applied')).length, 1)
  assert.deepEqual(await apply('0002_b.sql', `${first} insert into u values (1);`), ['0002_b.sql'])
})

test('rows are changed in batches, each committed by itself', async t => {
  const { db, apply } = await database(t)
  await apply(
    '0002_b.sql',
    `-- in steps
     alter table t add column if not exists m xid8;
     do $$ begin loop
       update t set m = pg_current_xact_id() where n in (select n from t where m is null limit 40);
       exit when not found;
       commit;
     end loop; end $$;`,
  )
  const [row] = await seen(
    db.ownerUrl,
    'select count(*)::int as rows, count(distinct m)::int as batches from t where m is not null',
  )
  assert.deepEqual(row, { rows: 100, batches: 3 })
})

test('a start with nothing to migrate does not wait for a backup, and one with something does', async t => {
  const { apply, other, said } = await database(t)
  const backup = await other()
  await lockMigrations(backup, 'beside')
  assert.deepEqual(
    await apply('0001_a.sql', 'create table t (n int); insert into t select generate_series(1, 100)'),
    [],
  )
  let isDone = false
  const migrating = apply('0002_b.sql', 'create table u (n int)').then(() => {
    isDone = true
  })
  while (said.length === 0) await pause(20)
  assert.match(said.join(), /Waiting for a backup/)
  assert.equal(isDone, false)
  await backup.query('select pg_advisory_unlock_all()')
  await migrating
})

test('a statement ends at a semicolon, unless that stands in quotes, in dollars or in a comment', () => {
  const statements = [
    `insert into t values ('a;b', 'it''s; so')`,
    'create table "a;b" (n int)',
    'do $$ begin perform 1; commit; end $$',
    'do $body$ begin perform $$;$$; end $body$',
    "select 'a-b'::text, 4 / 2 - 1",
    'prepare p as select $1',
  ]
  assert.deepEqual(statementsIn(statements.join(';\n')), statements)
  assert.deepEqual(statementsIn(`${statements.join('; -- no; not here\n')};\n/* nor; here */`), statements)
  assert.deepEqual(statementsIn('-- nothing;\n'), [])
})

test('a step is a statement, or all that is begun and committed together, and knows whether it must be by itself', () => {
  const steps = stepsIn(`begin; drop policy a on t; create policy a on t; commit; create index concurrently i on t (n);
    alter table t validate constraint c; alter table t validate constraint c; do $$ begin commit; end $$; do $$ begin perform 1; end $$`)
  assert.deepEqual(
    steps.map(step => step.isByItself),
    [false, true, true, true, true, false],
  )
  assert.match(steps[0]!.text, /^drop policy a on t;\ncreate policy/)
  assert.equal(new Set(steps.map(step => step.sha256)).size, steps.length)
  assert.throws(() => stepsIn('begin; select 1'), /does not commit/)
})
