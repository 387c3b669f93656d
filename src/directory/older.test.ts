/* What was said of a refuge under the first rule, brought up to the second: it stops no upgrade, and the public reads none of it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { migrate, migrationsIn } from '#kernel'
import { owner, seen } from '../../test/cast.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { testDirectory } from '../../test/directory.ts'
import { tellsPlace } from './telling.ts'

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const older = {
  [id(1)]: { kind: 'refuge', state: 'published', said: { name: 'Told', about: 'In Hope Street' } },
  [id(2)]: { kind: 'refuge', state: 'draft', said: { name: 'Not yet', about: 'At 12 Mill Rd' } },
  [id(3)]: { kind: 'refuge', state: 'published', said: { name: 'Fine', about: 'A room for the night' } },
  [id(4)]: { kind: 'support', state: 'published', said: { name: 'Canary safe house', place: { town: 'Rugby' } } },
  [id(5)]: { kind: 'support', state: 'published', said: { name: 'Advice', place: { postcode: 'CV21 2AB' } } },
} as const

let db: TestDatabase
before(async () => {
  db = await testDatabase({ migrate: async () => {} })
  const files = (await migrationsIn()).map(one => one.file)
  await migrate({ ...db, only: files.filter(file => file < '0037') })
  await owner(db.ownerUrl, async client => {
    for (const [service, { kind, state, said }] of Object.entries(older)) {
      await client.query(
        `insert into directory.services (id, kind, made_at, changed_at) values ($1, $2, '2026-11-01', '2026-11-01')`,
        [service, kind],
      )
      await client.query(
        `insert into directory.versions (service_id, version, kind, said, at) values ($1, 1, $2, $3, '2026-11-01')`,
        [service, kind, said],
      )
      if (state === 'published')
        await client.query(`update directory.services set state = 'published', published = 1 where id = $1`, [service])
    }
  })
  await migrate(db)
})
after(() => db.close())

describe('what was said of a refuge before', () => {
  it('stops no upgrade, and is withdrawn where the public read where it is', async () => {
    const rows = await seen(db.ownerUrl, 'select id, state, published from directory.services order by id')
    const states = ['withdrawn', 'draft', 'published', 'withdrawn', 'published']
    assert.deepEqual(
      rows,
      states.map((state, n) => ({ id: id(n + 1), state, published: state === 'published' ? 1 : null })),
    )
    assert.deepEqual(
      await seen(db.ownerUrl, 'select service_id, deed, by_user from directory.deeds order by service_id'),
      [1, 4].map(n => ({ service_id: id(n), deed: 'withdrawn', by_user: null })),
    )
  })

  it('is published by nobody, however old it is', async () => {
    const publish = (n: number) =>
      owner(db.ownerUrl, client =>
        client.query(`update directory.services set state = 'published', published = 1 where id = $1`, [id(n)]),
      )
    for (const n of [1, 2, 4]) await assert.rejects(publish(n), /is not published/)
    await publish(3)
  })

  it('is not said again', async () => {
    for (const [service, { kind, said }] of Object.entries(older).filter((_, n) => [0, 1, 3].includes(n)))
      await assert.rejects(
        owner(db.ownerUrl, client =>
          client.query(
            'insert into directory.versions (service_id, version, kind, said, at) values ($1, 2, $2, $3, now())',
            [service, kind, said],
          ),
        ),
        /refuge_tells_no_place|no_refuge_by_another_kind/,
      )
  })

  it('is known to the page that would publish it as well', () => {
    const told = Object.values(older).filter(({ kind, said }) => tellsPlace(kind, said))
    assert.deepEqual(
      told.map(({ said }) => said.name),
      ['Told', 'Not yet', 'Canary safe house'],
    )
  })

  it('is not offered for publishing, and its keeper is told what to take out', async t => {
    const at = await testDirectory()
    t.after(() => at.home.close())
    const service = await at.add('directoryKeeper', {
      kind: 'refuge',
      name: 'Canary of old',
      first: 'housing',
      why: 'Why',
    })
    await owner(at.home.db.ownerUrl, async client => {
      await client.query('alter table directory.versions drop constraint refuge_tells_no_place')
      await client.query(
        `insert into directory.versions select service_id, 2, kind, said || '{"about": "In Hope Street"}', why, by_user, at
           from directory.versions where service_id = $1`,
        [service],
      )
    })
    const page = (await at.get('directoryKeeper', `/hub/services/${service}`)).body
    assert.match(page, /The latest version cannot be published\. Take out whatever says where the refuge is/)
    assert.doesNotMatch(page, /value="publish"/)
    assert.equal((await at.publish(service, '2')).statusCode, 404)
    assert.deepEqual(await at.rows('select state from directory.services where id = $1', [service]), [
      { state: 'draft' },
    ])
  })
})
