import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { startSession } from '#kernel'
import { acting, cast, gather } from '../../test/cast.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { html } from './html.ts'
import { form, page, show, type Who } from './route.ts'
import { cookieName } from './visit.ts'

const words = 'Somebody left an umbrella on the bus. '.repeat(200)
const long = (at: string, who: Who) =>
  page({ at, who, audit: 'nothing' }, async () =>
    show({ title: 'Lost', kind: 'public', content: html`<p>${words}</p>` }),
  )
const echo = form({ at: '/echo', who: 'anyone', audit: 'nothing' }, async visit =>
  show({ title: 'Told', kind: 'public', content: html`<p>${String(visit.given.told)}</p>` }),
)

let here: TestHouse
let server: FastifyInstance
before(async () => {
  here = await testHouse()
  server = await here.server([long('/open', 'anyone'), long('/hub/closed', 'signed-in'), echo])
})
after(() => here.close())

const get = (url: string, takes?: string) =>
  server.inject({ url, ...(takes && { headers: { 'accept-encoding': takes } }) })

test('a page that anybody may see is sent small, and is the same page', async () => {
  const plain = await get('/open')
  assert.equal(plain.headers['content-encoding'], undefined)
  for (const [takes, unpack] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const small = await get('/open', takes)
    assert.equal(small.headers['content-encoding'], takes)
    assert.match(String(small.headers.vary), /accept-encoding/i)
    assert.equal(unpack(small.rawPayload).toString(), plain.body)
    assert.ok(small.rawPayload.length < plain.rawPayload.length / 2)
  }
})

test('a page of the hub is never compressed, so that its length tells nothing', async () => {
  await gather(here.db.ownerUrl)
  const token = await acting(here.database, here.at)('triage', tx => startSession(tx, cast.triage.id))
  const cookie = `${cookieName(false)}=${token}`
  const answer = await server.inject({ url: '/hub/closed', headers: { cookie, 'accept-encoding': 'br, gzip' } })
  assert.ok(answer.body.includes(words))
  assert.equal(answer.headers['content-encoding'], undefined)
})

test('a body that arrives compressed is not unpacked', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/echo',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' },
    payload: 'told=in+plain+words',
  })
  assert.match(answer.body, /in plain words/)
})
