import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { parse } from 'parse5'
import { rowsOf } from '../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { portalRoutes } from './index.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  server = await home.server(portalRoutes({ house: home.house, area: home.built.area }))
})
after(() => home.close())

const send = async (given: Readonly<Record<string, string | readonly string[]>>, at = '/report/which') => {
  const fields = Object.entries(given).flatMap(([name, values]) =>
    [values].flat().map((value): [string, string] => [name, value]),
  )
  const payload = new URLSearchParams(fields).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return await server.inject({ method: 'POST', url: at, payload, headers })
}

/** Where the cards of a page lead, in order. */
const formsOn = (body: string) => [...body.matchAll(/sk-card__link" href="([^"]+)"/g)].map(([, href]) => href)
/** The code under which a sign is sent, found on the page by its words. */
async function codeOf(whom: string, words: string): Promise<string> {
  const { body } = await send({ asked: 'whom', whom })
  const label = new RegExp(`value="([^"]+)"[^>]*>\\s*<label[^>]*>\\s*${words}`).exec(body)
  assert.ok(label?.[1], words)
  return label[1]
}

test('plain signs lead to the form that they point to, the most ticked first', async () => {
  const [afraid, careful, followed] = await Promise.all([
    codeOf('me', 'Somebody close to me hurts me'),
    codeOf('me', 'I have to be careful at home'),
    codeOf('me', 'Somebody keeps turning up'),
  ])
  const { body } = await send({ asked: 'signs', whom: 'me', signs: [followed, afraid, careful] })
  assert.deepEqual(formsOn(body), ['/report/2', '/report/5'])
})

test('a child who is used by others and a girl who may be cut are found without their names', async () => {
  const used = await codeOf('child', 'They have new things or money')
  const cut = await codeOf('child', 'A girl may be cut')
  assert.deepEqual(formsOn((await send({ asked: 'signs', whom: 'child', signs: used })).body), ['/report/6'])
  assert.deepEqual(formsOn((await send({ asked: 'signs', whom: 'child', signs: cut })).body), ['/report/8'])
})

test('whoever ticks nothing is shown all that may be about them, and never a dead end', async () => {
  const { body } = await send({ asked: 'signs', whom: 'adult' })
  assert.ok(formsOn(body).length >= 5)
  assert.match(body, /href="\/help"/)
  assert.deepEqual(formsOn((await send({ asked: 'signs', whom: 'road' })).body), ['/report/12'])
})

test('whoever chooses nobody is asked again, kindly, and what was ticked is there on the way back', async () => {
  const empty = await send({ asked: 'whom' })
  assert.equal(empty.statusCode, 422)
  assert.match(empty.body, /Select who it is about/)
  const sign = await codeOf('me', 'Somebody keeps turning up')
  const back = await send({ asked: 'found', whom: 'me', signs: sign, do: 'back' })
  assert.match(back.body, new RegExp(`value="${sign}" checked`))
})

test('nothing that somebody ticks is kept, set in a cookie or put into an address', async () => {
  const sign = await codeOf('me', 'Somebody did something sexual')
  const answer = await send({ asked: 'signs', whom: 'me', signs: sign })
  assert.equal(answer.headers['set-cookie'], undefined)
  assert.equal(answer.headers['cache-control'], 'no-store')
  assert.equal(answer.headers.location, undefined)
  assert.match(answer.body, /<title>Tell us<\/title>/)
  const [rows] = await rowsOf(
    home.db.ownerUrl,
    'select (select count(*) from kernel.reports)::int as reports, (select count(*) from kernel.audit)::int as audit',
  )
  assert.deepEqual(rows, { reports: 0, audit: 0 })
})

test('the same page in another language keeps what was ticked', async () => {
  const sign = await codeOf('me', 'Somebody keeps turning up')
  const polish = await send({ asked: 'signs', whom: 'me', signs: sign, do: 'language' }, '/pl/report/which')
  assert.match(polish.body, /lang="pl"/)
  assert.match(polish.body, new RegExp(`value="${sign}" checked`))
  assert.ok(parse(polish.body))
})

test('nonsense sent to it is answered with a page, and shown nowhere', async () => {
  for (const given of [
    { whom: '__proto__' },
    { asked: 'found', whom: 'me', signs: '<b>x' },
    { asked: 'x', whom: 'me' },
  ]) {
    const answer = await send(given as Record<string, string>)
    assert.ok(answer.statusCode < 500)
    assert.doesNotMatch(answer.body, /<b>x/)
  }
})
