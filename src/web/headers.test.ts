import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { startSession } from '#kernel'
import { cast, gather, seen } from '../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../test/house.ts'
import { form, goTo, json, page } from './route.ts'
import { serve } from './server.ts'

let home: TestHouse
let server: FastifyInstance
let cookie: string
before(async () => {
  home = await testHouse()
  await gather(home.db.ownerUrl)
  const token = await home.database.as(
    { actor: { kind: 'user', id: cast.refuge.id }, action: 'session.start', purpose: 'sign-in', at: aWednesday },
    tx => startSession(tx, cast.refuge.id),
  )
  cookie = `safekeep=${token}`
  const answer = async () => json({ it: 'ran' })
  const hub = { holds: ['hub'] }
  server = await home.server([
    page({ at: '/hub/reports/:id/inner', who: hub, audit: 'report.read' }, answer),
    page({ at: '/hub/inner', who: hub, audit: 'nothing' }, answer),
    form({ at: '/hub/own', who: 'signed-in', audit: 'nothing' }, answer),
  ])
})
after(() => home.close())

const report = '00000000-0000-7000-8000-00000000abcd'
const lastAudit = async () =>
  (
    await seen(
      home.db.ownerUrl,
      'select actor, action, note, result, reports, shown from kernel.audit order by position desc limit 1',
    )
  )[0]

it('keeps in the audit of a record whom it turned away from it, as refused', async () => {
  const of = { actor: `user:${cast.refuge.id}`, note: 'not theirs to open', result: 'refused', shown: 0 }
  const answer = await server.inject({ url: `/hub/reports/${report}/inner?x=y`, headers: { cookie } })
  assert.equal(answer.statusCode, 404)
  assert.deepEqual(await lastAudit(), { ...of, action: 'report.read', reports: [report] })
  for (const [url, action] of [
    ['/hub/reports/not-an-id/inner', 'report.read'],
    ['/hub/inner', 'page.refused'],
  ] as const) {
    assert.equal((await server.inject({ url, headers: { cookie } })).statusCode, 404)
    assert.deepEqual(await lastAudit(), { ...of, action, reports: [] })
  }
})

it('takes a form from its own pages, and from no other site’s', async () => {
  const from = async (headers: Readonly<Record<string, string>>) =>
    (await server.inject({ method: 'POST', url: '/hub/own', headers: { cookie, host: 'here.example', ...headers } }))
      .statusCode
  for (const ours of [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'https://here.example' },
  ])
    assert.equal(await from(ours), 200, JSON.stringify(ours))
  for (const theirs of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://here.example' },
    { origin: 'https://there.example' },
    { origin: 'https://here.example.there.example' },
    { origin: 'null' },
    { origin: 'nonsense' },
  ])
    assert.equal(await from(theirs), 404, JSON.stringify(theirs))
})

it('sets a cookie that travels over HTTPS only where the settings say so, whatever a proxy says', async () => {
  const begin = form({ at: '/hub/begin', who: 'anyone', audit: 'nothing' }, async () => ({
    ...goTo('/hub'),
    startSession: 'x',
  }))
  const set = async (https: boolean, proto: string) => {
    const server = await serve({ house: home.house, database: home.database, routes: [begin], https })
    const headers = { 'x-forwarded-proto': proto }
    const answer = await server.inject({ method: 'POST', url: '/hub/begin', headers })
    await server.close()
    return String(answer.headers['set-cookie'])
  }
  for (const proto of ['https', 'http', '']) {
    assert.match(await set(true, proto), /^__Host-safekeep=x; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/, proto)
    assert.match(await set(false, proto), /^safekeep=x; .*Path=\/; HttpOnly; SameSite=Lax$/, proto)
  }
})

it('believes of where somebody comes from what the proxy before us says, and nothing that was said to the proxy', async () => {
  const where = page({ at: '/where', who: 'anyone', audit: 'nothing' }, async ({ source }) => json({ source }))
  const from = async (https: boolean, forwarded?: string) => {
    const server = await serve({ house: home.house, database: home.database, routes: [where], https })
    const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
    const answer = await server.inject({ url: '/where', headers })
    await server.close()
    return answer.json<{ source: string }>().source
  }
  const library = await from(true, '203.0.113.7')
  assert.notEqual(await from(true, '198.51.100.1'), library)
  // Whoever writes the library's address into the header themselves is still where they are.
  assert.equal(await from(true, '203.0.113.7, 198.51.100.1'), await from(true, '198.51.100.1'))
  assert.equal(await from(false, '203.0.113.7'), await from(false), 'without a proxy nobody is believed')
})
