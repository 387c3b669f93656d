import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { openDatabase } from '#kernel'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { json, page } from './route.ts'
import { serve } from './server.ts'

let home: TestHouse
before(async () => {
  home = await testHouse()
})
after(() => home.close())

it('says in the log where a fault was, and nothing of what was typed, even typed as a fault is written', async t => {
  const typed = 'Ada Galoshes\n    at 12 Rain Road, Rugby (her mother’s)\n    at Thimble Hall:12:1'
  const server = await home.server([
    page({ at: '/broken', who: 'anyone', audit: 'nothing' }, async () => {
      throw new Error(`cannot read ${typed}`)
    }),
  ])
  const log = t.mock.method(console, 'error', () => {})
  const answer = await server.inject('/broken')
  assert.equal(answer.statusCode, 500)
  const lines = log.mock.calls.map(call => call.arguments.join(' ')).join('\n')
  assert.match(lines, /^fault [0-9a-f]{8} GET \/broken: Error at .*errors\.test\.ts/)
  assert.doesNotMatch(`${lines} ${answer.body}`, /Galoshes|Rain Road|Thimble/)
})

it('says the same to whoever is signed in as to others while the database is away, and not where it is', async () => {
  const database = openDatabase({ url: 'postgres://a:b@127.0.0.1:1/c', measures: 'm', house: home.house })
  const inner = page({ at: '/hub/inner', who: 'signed-in', audit: 'nothing' }, async () => json({}))
  const server = await serve({ house: home.house, database, routes: [inner] })
  try {
    const answer = await server.inject({ url: '/hub/inner', headers: { cookie: 'safekeep=abc' } })
    assert.equal(answer.statusCode, 503)
    assert.match(String(answer.headers['content-type']), /^text\/html/)
    assert.match(answer.body, /Try again in a moment/)
    assert.doesNotMatch(answer.body, /ECONNREFUSED|127\.0\.0\.1/)
  } finally {
    await server.close()
    await database.close()
  }
})
