import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type ReportId, readReport } from '#kernel'
import { serve } from '#web'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { openPost, type Post } from '../../test/post.ts'
import { allRoutes } from '../commands/routes.ts'
import { shownCarrier } from './index.ts'

const token = 'a-token-that-only-a-carrier-knows'
let post: Post
let server: FastifyInstance
let cookie: string
const now = aWednesday
before(async () => {
  const opened: { database?: Post['database'] } = {}
  post = await openPost(shownCarrier(() => opened.database!))
  opened.database = post.database
  const routes = allRoutes({ ...post.built, house: post.house, receiptToken: token })
  server = await serve({ house: post.house, database: post.database, routes, now: () => now })
  const signedIn = await send('/hub/sign-in', { user: cast.triage.id })
  cookie = String(signedIn.headers['set-cookie']).split(';')[0]!
})
after(async () => {
  await server.close()
  await post.close()
})

const send = (url: string, form: Record<string, string>) =>
  server.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie }),
    },
  })
const look = async (url: string) => (await server.inject({ url, headers: { cookie } })).body
const open = (id: string) => send('/hub/open', { subject: id, purpose: 'triage', to: '/hub' })

/** A professional's report of which everybody has been decided on, by the hub's own form. */
async function referred(key: string, more = {}): Promise<ReportId> {
  const id = await post.report(key, { who: 'professional', ...more })
  await open(id)
  const { people } = await post.as('triage', tx => readReport(tx, id))
  for (const { record, part } of people) {
    if (part !== 'victim') continue
    const decision = {
      what: 'no-further-action',
      rationale: 'Known already',
      lawfulBasis: 'public-task',
      told: 'not-yet',
      view: 'not-known',
    }
    const answer = await send(`/hub/reports/${id}/people/${record.id}/decide`, decision)
    assert.equal(answer.statusCode, 303, answer.body.slice(0, 3000))
  }
  return id
}
const duty = async (id: string) =>
  (
    await post.seen(
      "select c.result, c.due_at, (select count(*)::int from kernel.work w where w.clock_id = c.id) as work from kernel.clocks c where report_id = $1 and clock = 'feedback'",
      [id],
    )
  )[0]

test('a professional who referred is owed what came of it, on the worklist, within a working day of the decision', async () => {
  const id = await referred('owed')
  assert.deepEqual(await duty(id), { result: null, due_at: new Date('2026-11-19T23:59:59.999Z'), work: 1 })
  const list = await look('/hub?kind=feedback')
  assert.match(list, /Tell whoever referred what came of it/)
  assert.match(list, new RegExp(`/hub/reports/${id}/feedback`))
})

test('nobody else is owed it: not of a report by the public, and not before everybody has been decided on', async () => {
  const id = await post.report('public')
  assert.equal(await duty(id), undefined)
  await open(id)
  assert.match(await look(`/hub/reports/${id}/feedback`), /nobody is owed this/)
  assert.equal((await send(`/hub/reports/${id}/feedback`, { told: 'x', how: 'called' })).statusCode, 404)
})

test('to send what came of it meets the duty when it has been taken, once, however often the form is sent', async () => {
  const id = await referred('sent')
  const page = await look(`/hub/reports/${id}/feedback`)
  assert.match(page, /Send an email to ada\.galoshes@example\.org/)
  assert.match(page, /Can be sent at any time/)
  const key = /name="key" value="([^"]+)"/.exec(page)![1]!
  const form = { key, told: 'Thank you. Somebody is in touch with the family.', how: await post.contact(id) }
  for (const _ of [1, 2]) assert.equal((await send(`/hub/reports/${id}/feedback`, form)).statusCode, 303)
  assert.equal((await duty(id))!.result, null)
  await post.work()
  assert.deepEqual({ ...(await duty(id)), due_at: 0 }, { result: 'met', due_at: 0, work: 0 })
  const sent = await post.seen("select state from messages.messages where report_id = $1 and template = 'feedback'", [
    id,
  ])
  assert.deepEqual(sent, [{ state: 'sent' }])
  // Gone back to, bettered and sent again: those are other words, and they go as well.
  await send(`/hub/reports/${id}/feedback`, { ...form, told: 'Thank you. A worker is in touch.' })
  await post.work()
  assert.match(await look(`/hub/reports/${id}/messages`), /A worker is in touch/)
  const messages = await look(`/hub/reports/${id}/messages`)
  assert.match(messages, /Tells a professional what came of their referral/)
  assert.match(messages, /Somebody is in touch with the family/)
  assert.match(await look(`/hub/reports/${id}`), /All messages, and how they may be reached/)
})

test('a receipt that comes before we could note that it was taken meets the duty too', async () => {
  const id = await referred('overtaken')
  await send(`/hub/reports/${id}/feedback`, { told: 'Somebody is in touch.', how: await post.contact(id) })
  // As a worker leaves it that was killed when the carrier had it.
  await post.seen(
    "update messages.messages set begun_at = queued_at, state = 'delivered', sent_at = queued_at where report_id = $1 and template = 'feedback'",
    [id],
  )
  assert.equal((await duty(id))!.result, null)
  await post.work()
  assert.deepEqual({ ...(await duty(id)), due_at: 0 }, { result: 'met', due_at: 0, work: 0 })
})

test('to record that they were told meets it too, with who told them and how', async () => {
  const id = await referred('told', { email: '' })
  const wrong = await send(`/hub/reports/${id}/feedback`, { told: '', how: '' })
  assert.equal(wrong.statusCode, 422)
  assert.match(wrong.body, /Enter what you are telling them/)
  assert.match(wrong.body, /Select how they are told/)
  await send(`/hub/reports/${id}/feedback`, { told: 'It was looked at the same day', how: 'called' })
  assert.deepEqual({ ...(await duty(id)), due_at: 0 }, { result: 'met', due_at: 0, work: 0 })
  assert.match(await look(`/hub/reports/${id}/messages`), /By telephone, Wren Quillfeather/)
})

test('the page says how the safe times were understood, and what could not be sent waits there for somebody', async () => {
  const id = await post.report('times', {
    safeTimes: 'weekdays before 3pm',
    safeWords: 'Say that it is about a parcel',
  })
  await open(id)
  const page = await look(`/hub/reports/${id}/messages`)
  assert.match(page, /Can be sent Mon–Fri until 15:00/)
  assert.match(page, /Say: Say that it is about a parcel/)
  const other = await post.report('held', { safeTimes: 'when the car is gone' })
  await post.work()
  await open(other)
  assert.match(await look('/hub?kind=message'), new RegExp(`/hub/reports/${other}/messages`))
  const held = await look(`/hub/reports/${other}/messages`)
  assert.match(held, /When it is safe was written in words that only a person can judge/)
  const action = new RegExp(`action="(/hub/reports/${other}/messages/[^"]+)"`).exec(held)![1]!
  assert.match((await send(action, { how: '' })).headers.location as string, /unsaid=/)
  assert.equal((await send(action, { how: 'called' })).statusCode, 303)
  assert.match(await look(`/hub/reports/${other}/messages`), /By telephone, Wren Quillfeather/)
  assert.deepEqual(await post.seen("select from kernel.work where report_id = $1 and kind = 'message'", [other]), [])
})

test('the outbox of the demonstration shows what would have been sent, and a house that is none has no such page', async () => {
  await post.report('shown', { email: 'shown@example.org' })
  await post.work()
  const page = await look('/hub/outbox')
  assert.match(page, /To shown@example\.org/)
  assert.match(page, /A message about your enquiry/)
  const real = allRoutes({ ...post.built, house: { ...post.house, madeUp: false } })
  assert.ok(!real.some(one => one.at === '/hub/outbox'))
})

const receipt = (body: object, bearer = token) =>
  server.inject({
    ...{ method: 'POST', url: '/api/v1/messages/receipts', payload: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
  })

test('a receipt says what became of a message, by the token alone, and a wrong number marks the contact', async () => {
  const [one, two, three] = [await post.report('r1'), await post.report('r2'), await post.report('r3')]
  await post.work()
  const [ids, states] = [
    (
      await post.seen<{ id: string }>(
        'select id from messages.messages where report_id = any ($1) order by array_position($1, report_id)',
        [[one, two, three]],
      )
    ).map(row => row.id),
    () =>
      post.seen(
        'select state, why from messages.messages where report_id = any ($1) order by array_position($1, report_id)',
        [[one, two, three]],
      ),
  ]
  assert.equal((await receipt({ reference: ids[0], status: 'delivered' }, 'a-guess')).statusCode, 401)
  assert.equal((await receipt({ reference: ids[0], status: 'delivered', to: 'ada@example.org' })).json().is, 'noted')
  assert.equal((await receipt({ reference: ids[0], status: 'delivered' })).json().is, 'let-be')
  await receipt({ reference: ids[1], status: 'permanent-failure' })
  await receipt({ reference: ids[2], status: 'temporary-failure' })
  assert.deepEqual(await states(), [
    { state: 'delivered', why: null },
    { state: 'undeliverable', why: 'undeliverable' },
    { state: 'failed', why: 'not-delivered' },
  ])
  assert.equal((await receipt({ reference: 'x', status: 'delivered' })).statusCode, 422)
  assert.equal((await receipt({ reference: ids[0], status: 'sending' })).statusCode, 422)
  const [contact] = await post.seen(
    'select undeliverable_at is not null as marked from kernel.person_contacts where id = $1',
    [await post.contact(two)],
  )
  assert.deepEqual(contact, { marked: true })
  const audited = await post.seen("select distinct actor from kernel.audit where action = 'message.receipt'")
  assert.deepEqual(audited, [{ actor: 'api:carrier' }])
})
