import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '#kernel'
import { page } from '#web'
import { type TestHouse, testHouse } from './house.ts'

/* What passes by itself is said to: no time, no room, or somebody in the way is not a fault of whoever asked, nor ours. */

let home: TestHouse
let server: FastifyInstance
const troubles: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  slow: async ({ db }) => {
    await sql`set local statement_timeout = 20`.execute(db)
    await sql`select pg_sleep(5)`.execute(db)
  },
  held: async ({ db }) => {
    await sql`set local lock_timeout = 20`.execute(db)
    await sql`select pg_advisory_xact_lock(7)`.execute(db)
  },
  full: async ({ db }) => {
    await sql`do $$ begin raise exception 'no room' using errcode = 'disk_full'; end $$`.execute(db)
  },
  noFile: async () => {
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  },
  wrong: async ({ db }) => sql`select 1 / 0`.execute(db),
}

before(async () => {
  home = await testHouse()
  server = await home.server([
    page({ at: '/trouble/:kind', who: 'anyone', audit: 'page.none' }, visit =>
      visit.as('report-harm', async tx => {
        await troubles[visit.params.kind ?? '']?.(tx)
        throw new Error('nothing went wrong')
      }),
    ),
  ])
})
after(() => home.close())

const status = async (kind: string) => (await server.inject({ url: `/trouble/${kind}` })).statusCode

test('a statement that takes too long, and a disk without room, are answered with "try again"', async () => {
  for (const kind of ['slow', 'full', 'noFile']) assert.equal(await status(kind), 503, kind)
})

test('a lock that somebody else holds is answered with "try again"', async () => {
  await home.database.as(
    { actor: { kind: 'job', name: 'holder' }, action: 'test.hold', purpose: 'keep-the-house', at: home.at },
    async ({ db }) => {
      await sql`select pg_advisory_xact_lock(7)`.execute(db)
      assert.equal(await status('held'), 503)
    },
  )
})

test('what is wrong in itself is not', async () => {
  assert.equal(await status('wrong'), 500)
})
