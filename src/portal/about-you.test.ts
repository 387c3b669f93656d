import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { fromOnePlace } from '#web'
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

const send = async (given: Readonly<Record<string, string>>, url = '/report/4/you') =>
  await server.inject({
    method: 'POST',
    url,
    payload: new URLSearchParams(given).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
const counts = () => rowsOf(home.db.ownerUrl, 'select * from kernel.monitoring order by kind, question, answer')

test('what people say of themselves is added up, and no row is about anybody', async () => {
  await send({ age: 'from18', disabled: 'yes', do: 'send' })
  await send({ age: 'from18', do: 'send' })
  const quarter = '2026-Q4'
  assert.deepEqual(await counts(), [
    { quarter, kind: 'hate', question: 'age', answer: 'from18', n: 2 },
    { quarter, kind: 'hate', question: 'disabled', answer: 'yes', n: 1 },
  ])
  const [columns] = await rowsOf(
    home.db.ownerUrl,
    "select string_agg(column_name, ' ' order by column_name) as names from information_schema.columns where table_name = 'monitoring' and table_schema = 'kernel'",
  )
  assert.equal(columns?.names, 'answer kind n quarter question')
})

test('whoever leaves everything out, or sends nonsense, is thanked, and nothing is counted', async () => {
  const before = await counts()
  for (const given of [{ do: 'send' }, { age: '<b>', do: 'send' }, { __proto__x: 'y' }]) {
    const answer = await send(given as Record<string, string>)
    assert.equal(answer.statusCode, 200)
    assert.match(answer.body, /Thank you/)
  }
  assert.deepEqual(await counts(), before)
})

test('a machine that sends it all day moves no figure, and is thanked like anybody', async () => {
  const own = await home.server(portalRoutes({ house: home.house, area: home.built.area }))
  const total = async () => {
    const [row] = await rowsOf(
      home.db.ownerUrl,
      "select coalesce(sum(n), 0)::int as n from kernel.monitoring where kind = 'stalking'",
    )
    return Number(row?.n)
  }
  for (let sent = 0; sent < fromOnePlace + 5; sent++) {
    const answer = await own.inject({
      method: 'POST',
      url: '/report/5/you',
      payload: 'age=from65&do=send',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    assert.match(answer.body, /Thank you/)
  }
  assert.equal(await total(), fromOnePlace)
})

test('nobody of the house can read the counts but as figures, and the audit says only that somebody was counted', async () => {
  const app = await rowsOf(home.db.appUrl, 'select * from kernel.monitoring')
  assert.deepEqual(app, [])
  const [audit] = await rowsOf(
    home.db.ownerUrl,
    "select count(*)::int as n, bool_and(not (a::text ~ 'from18|disabled')) as silent from kernel.audit a where action = 'monitoring.count'",
  )
  assert.deepEqual(audit, { n: 2 + fromOnePlace, silent: true })
})

test('the questions stand at an address that says nothing, with no cookie, and in other languages too', async () => {
  const page = await server.inject({ url: '/ur/report/4/you' })
  assert.equal(page.statusCode, 200)
  assert.equal(page.headers['set-cookie'], undefined)
  assert.match(page.body, /dir="rtl"/)
  assert.equal((await server.inject({ url: '/report/99/you' })).statusCode, 404)
})
