import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { type Asking, asking, idOf, makeWorld } from './access-world.ts'
import { cast, seen } from './cast.ts'
import { type TestHouse, testHouse } from './house.ts'

/* What is somebody's own, and what they may not do with it: rules B11, C1 to C3 and C7 of docs/access.md. */

let house: TestHouse
let app: pg.Client
before(async () => {
  house = await testHouse()
  await makeWorld(house.db.ownerUrl)
  app = new pg.Client({ connectionString: house.db.appUrl })
  await app.connect()
})
after(async () => {
  await app.end()
  await house.close()
})
const as: Asking = (asker, ...statements) => asking(app)(asker, ...statements)
const asOwner = (statement: string) => seen(house.db.ownerUrl, statement)
const refused = { code: '42501' }

describe('sessions, conflicts, readers and alerts', () => {
  const session = (user: string, hash = 'x') =>
    `insert into kernel.sessions (token_hash, user_id, started_at, seen_at, ends_at) values ('${hash}', '${user}', now(), now(), now() + interval '1 hour')`
  const opening = (hash: string) =>
    `insert into kernel.openings (token_hash, subject, purpose, until) values ('${hash}', gen_random_uuid(), 'triage', now())`

  test('a session is begun, looked at and ended only by whoever it belongs to', async () => {
    assert.equal(await as('officer', session(cast.officer.id), 'update kernel.sessions set ended_at = now()'), 1)
    await assert.rejects(as('officer', session(cast.triage.id)), refused)
    await asOwner(session(cast.triage.id, 'theirs'))
    await asOwner(opening('theirs'))
    for (const name of ['sessions', 'openings']) {
      assert.equal(await as('triage', `select from kernel.${name}`), 1, name)
      for (const other of ['officer', 'hubSupervisor', 'public', 'nobody'] as const)
        assert.equal(await as(other, `select from kernel.${name}`), 0, `${name} ${other}`)
    }
    assert.equal(await as('officer', 'update kernel.sessions set ended_at = now()'), 0)
    await assert.rejects(as('officer', opening('theirs')), refused)
  })

  const conflict = (user: string, letter: string) =>
    `insert into kernel.conflicts (id, user_id, person_id, reason, starts_at) values (gen_random_uuid(), '${user}', '${idOf('person', letter)}', 'Her brother', '2026-01-01')`
  const over = 'update kernel.conflicts set ends_at = now()'

  test('a conflict is ended by a supervisor, and by nobody of themselves', async () => {
    const [mine, ours] = [conflict(cast.triage.id, 'A'), conflict(cast.hubSupervisor.id, 'A')]
    assert.equal(await as('triage', mine, over), 0)
    await asOwner(mine)
    assert.equal(await as('hubSupervisor', over), 1)
    assert.equal(await as('hubSupervisor', ours, over), 1)
    await asOwner('delete from kernel.conflicts')
    await assert.rejects(as('triage', ours), refused)
  })

  test('whoever knows the person neither learns of the threat nor makes it go away', async () => {
    const seen = `update kernel.alerts set seen_by = '${cast.triage.id}', seen_at = now()`
    const before = await as('triage', seen)
    await asOwner(conflict(cast.triage.id, 'U'))
    assert.equal(await as('triage', seen), before - 1)
    assert.equal(await as('triage', 'select from kernel.alerts'), before - 1)
    await asOwner('delete from kernel.conflicts')
  })

  test('a supervisor of the hub names no reader of what a programme keeps to itself', async () => {
    const reader = (letter: string) =>
      `insert into kernel.readers (id, user_id, case_id, why, starts_at) values (gen_random_uuid(), '${cast.hubSupervisor.id}', '${idOf('case', letter)}', 'x', now())`
    assert.equal(await as('hubSupervisor', reader('B')), 1)
    for (const letter of ['D', 'E']) await assert.rejects(as('hubSupervisor', reader(letter)), refused, letter)
  })

  test('work, a former version and a difference are written by whoever sees what they are about', async () => {
    const work = (letter: string) => `
      insert into kernel.work (id, queue, kind, title, programme, case_id, reference, due_at, added_at)
      values (gen_random_uuid(), 'hub:triage', 'step', 'x', 'umbrellas', '${idOf('case', letter)}', 'x', now(), now())`
    const version = (letter: string) =>
      `insert into kernel.person_record_versions values ('${idOf('record', letter)}', 2, '{}', '${cast.officer.id}', now(), 'x')`
    const difference = (one: string, other: string) =>
      `insert into kernel.person_differences values ('${idOf('record', one)}', '${idOf('record', other)}', '${cast.triage.id}', now(), 'x')`
    for (const write of [work, version]) {
      assert.equal(await as('officer', write('A')), 1)
      await assert.rejects(as('officer', write('D')), refused)
    }
    assert.equal(await as('triage', difference('A', 'U')), 1)
    await assert.rejects(as('triage', difference('A', 'D')), refused)
  })
})
