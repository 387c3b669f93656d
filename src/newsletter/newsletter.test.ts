import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Carried, type Carrier, type Letter, workOnce } from '#kernel'
import { serve } from '#web'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { openPost, type Post } from '../../test/post.ts'
import { allRoutes } from '../commands/routes.ts'
import { newsletterJobs } from './index.ts'

const sent: Letter[] = []
const answers = new Map<string, Carried>()
const carrier: Carrier = {
  channels: ['email'],
  carry: async letter => {
    sent.push(letter)
    return answers.get(letter.to) ?? { is: 'taken' }
  },
}

const address = 'https://tell.example.org'
let post: Post
let server: FastifyInstance
let now = aWednesday
let cookie = ''
before(async () => {
  post = await openPost(carrier, { address })
  server = await serve({
    ...{ house: post.house, database: post.database, routes: allRoutes({ ...post.built, house: post.house }) },
    now: () => now,
  })
  cookie = String((await send('/hub/sign-in', { user: cast.analyst.id })).headers['set-cookie']).split(';')[0]!
})
after(async () => {
  await server.close()
  await post.close()
})

const send = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  server.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie }),
      ...headers,
    },
  })
const look = (url: string) => server.inject({ url, headers: cookie ? { cookie } : {} })
const work = async () => {
  while (
    await workOnce(post.database, newsletterJobs(post.database), now).then(
      done => done && (done.fault ? Promise.reject(done.fault) : true),
    )
  );
}
const linkIn = (letter: Letter | undefined, what: string): string =>
  new RegExp(`${address}(/[a-z/]*news/${what}/[\\w-]{43})`).exec(letter?.text ?? '')?.[1] ?? ''
const subscribers = () =>
  post.seen<{ state: string; gone: boolean }>(
    'select state, sealed is null and address_code is null as gone from newsletter.subscribers order by id',
  )

/** Asks, opens the letter and presses the button. */
async function subscribe(email: string): Promise<void> {
  assert.equal((await send('/news', { email })).headers.location, '/news/asked')
  await work()
  const letter = sent.findLast(one => one.to === email)
  assert.equal((await send(linkIn(letter, 'confirm'), {})).statusCode, 200)
}

async function write(title: string, words: string): Promise<string> {
  const id = String((await look('/hub/newsletter/new')).headers.location)
  assert.equal((await send(id, { title, words })).statusCode, 303)
  return id
}

/** Presses the button on an issue's page. */
async function sendOut(id: string) {
  const seen = /name="seen" value="([^"]*)"/.exec((await look(`${id}/preview`)).body)?.[1] ?? ''
  return await send(`${id}/send`, { seen })
}

test('an address is asked whether it was its owner, and a link that something opens confirms nothing', async () => {
  await send('/news', { email: 'ada@example.org' })
  await work()
  const [letter] = sent
  assert.equal(letter!.to, 'ada@example.org')
  const link = linkIn(letter, 'confirm')
  assert.ok(link)
  for (const _ of [1, 2]) assert.equal((await look(link)).statusCode, 200)
  assert.deepEqual(
    (await subscribers()).map(one => one.state),
    ['asked'],
  )
  const pressed = await send(link, {})
  assert.match(pressed.body, /You will get the newsletter/)
  assert.deepEqual(
    (await subscribers()).map(one => one.state),
    ['confirmed'],
  )
  assert.equal((await send(link, {})).statusCode, 200)
})

test('to ask again tells nobody whether an address is known, and writes to it no more than once a day', async () => {
  sent.length = 0
  const [known, unknown] = [
    await send('/news', { email: 'ADA@example.org' }),
    await send('/news', { email: 'bea@example.org' }),
  ]
  assert.equal(known.headers.location, unknown.headers.location)
  await send('/news', { email: 'bea@example.org' })
  await work()
  assert.deepEqual(
    sent.map(one => one.to),
    ['bea@example.org'],
  )
  now = new Date(aWednesday.getTime() + 25 * 3_600_000)
  await send('/news', { email: 'bea@example.org' })
  await work()
  assert.equal(sent.length, 2)
  now = aWednesday
})

test('what is no address is asked for again, with what was typed', async () => {
  const answer = await send('/news', { email: 'not an address' })
  assert.equal(answer.statusCode, 422)
  assert.match(answer.body, /Enter an email address in the correct format/)
  assert.match(answer.body, /value="not an address"/)
})

test('an issue is written, looked at, tried, sent once, and read by anybody', async () => {
  await subscribe('cleo@example.org')
  sent.length = 0
  const id = await write(
    'What was done this autumn',
    '## Streets\n\nWe met [the council](https://council.example.org/x).\n\n- one\n- two <b>',
  )
  const seen = await look(`${id}/preview`)
  assert.match(seen.body, /<h2 class="govuk-heading-m">Streets<\/h2>/)
  assert.match(seen.body, /two &lt;b&gt;/)
  assert.match(seen.body, /the council \(https:\/\/council\.example\.org\/x\)/)
  await send(`${id}/try`, { email: 'me@example.org' })
  await work()
  assert.deepEqual(
    sent.map(one => [one.to, one.stop]),
    [['me@example.org', undefined]],
  )
  assert.equal((await look('/news/1')).statusCode, 404)
  sent.length = 0
  for (const _ of [1, 2]) assert.equal((await sendOut(id)).statusCode, 303)
  await work()
  assert.deepEqual(sent.map(one => one.to).sort(), ['ada@example.org', 'cleo@example.org'])
  assert.match((await look('/news/1')).body, /We met/)
  assert.match((await look('/news')).body, /href="\/news\/1"/)
  const late = await send(id, { title: 'Otherwise', words: 'x' })
  assert.equal(late.statusCode, 422)
  assert.match(late.body, /has been sent meanwhile.*As it stands/s)
})

test('a letter carries one press that stops it, and nothing that tells who read it', async () => {
  const letter = sent.find(one => one.to === 'cleo@example.org')!
  assert.match(letter.stop ?? '', new RegExp(`^${address}/news/stop/[\\w-]{43}$`))
  assert.doesNotMatch(letter.html ?? '', /<img|<script|url\(|src=/)
  assert.match(letter.html ?? '', /href="https:\/\/council\.example\.org\/x"/)
  const path = letter.stop!.slice(address.length)
  assert.equal((await look(path)).statusCode, 200)
  assert.equal((await subscribers()).filter(one => one.state === 'stopped').length, 0)
  // As a mail program does it: from elsewhere, without a cookie, in one press.
  const press = await server.inject({
    ...{ method: 'POST', url: path, payload: 'List-Unsubscribe=One-Click' },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(press.statusCode, 200)
  assert.deepEqual(
    (await subscribers()).filter(one => one.gone),
    [{ state: 'stopped', gone: true }],
  )
  assert.match((await send(path, {})).body, /has stopped/)
})

test('who stopped is sent nothing more, who bounced is forgotten, and both are counted', async () => {
  await subscribe('dora@example.org')
  answers.set('ada@example.org', { is: 'refused', why: 'undeliverable', undeliverable: true })
  sent.length = 0
  await sendOut(await write('Winter', 'Cold.'))
  await work()
  assert.deepEqual(sent.map(one => one.to).sort(), ['ada@example.org', 'dora@example.org'])
  assert.equal((await subscribers()).filter(one => one.state === 'bounced' && one.gone).length, 1)
  const page = (await look('/hub/newsletter')).body
  assert.match(page, /One address takes it/)
  assert.match(page, /Winter<\/a><\/th>.*?<td[^>]*>1<\/td>\s*<td[^>]*>1<\/td>/s)
})

test('nobody reads who takes it: not its editor, not the public, not a job by another name', async () => {
  for (const actor of [
    { kind: 'user', id: cast.analyst.id } as const,
    { kind: 'public' } as const,
    { kind: 'job', name: 'sweep' } as const,
  ])
    await post.database.as({ actor, action: 'try', purpose: 'keep-the-house', at: now }, async tx => {
      const { sql } = await import('kysely')
      const { rows } = await sql`select from newsletter.subscribers`.execute(tx.db)
      assert.deepEqual(rows, [])
    })
  const letter = (await post.seen<{ id: string }>('select id from newsletter.letters limit 1'))[0]!.id
  await assert.rejects(
    post.database.as(
      { actor: { kind: 'user', id: cast.analyst.id }, action: 'try', purpose: 'keep-the-house', at: now },
      async tx => {
        const { sql } = await import('kysely')
        await sql`select * from newsletter.letter(${letter})`.execute(tx.db)
      },
    ),
    { code: '42501' },
  )
})

test('a link of a week ago, or one that is not whole, says that it is old and no more', async () => {
  sent.length = 0
  await send('/news', { email: 'late@example.org' })
  await work()
  const link = linkIn(sent[0], 'confirm')
  now = new Date(aWednesday.getTime() + 8 * 24 * 3_600_000)
  assert.equal((await send(link, {})).statusCode, 404)
  assert.equal((await send('/news/confirm/x', {})).statusCode, 404)
  assert.equal((await send(`/news/stop/${'A'.repeat(43)}`, {})).statusCode, 404)
  now = new Date(aWednesday.getTime() + 9 * 24 * 3_600_000)
  await post.database.as(
    { actor: { kind: 'job', name: 'newsletter-tidy' }, action: 'try', purpose: 'keep-the-house', at: now },
    tx => newsletterJobs(post.database)[1]!.run(tx, undefined),
  )
  assert.deepEqual(
    await post.seen("select from newsletter.subscribers where state = 'asked' and asked_at < '2026-11-19'"),
    [],
  )
  now = aWednesday
})

test('somebody without the role has no such pages in the hub', async () => {
  const was = cookie
  cookie = ''
  cookie = String((await send('/hub/sign-in', { user: cast.officer.id })).headers['set-cookie']).split(';')[0]!
  assert.equal((await look('/hub/newsletter')).statusCode, 404)
  cookie = was
})

test('whoever asks for letters to many addresses waits between them, and loses nothing that was typed', async () => {
  const from = (email: string, more = {}) =>
    server.inject({
      ...{ method: 'POST', url: '/news', remoteAddress: '203.0.113.9' },
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      payload: new URLSearchParams({ email, ...more }).toString(),
    })
  const asked = async () => (await subscribers()).length
  const before = await asked()
  for (let n = 0; n < 6; n++) assert.equal((await from(`many-${n}@example.org`)).statusCode, 303)
  assert.equal(await asked(), before + 6)
  const [waits, another] = [await from('many-6@example.org'), await from('many-7@example.org')]
  assert.equal(await asked(), before + 6)
  assert.deepEqual([waits.statusCode, another.statusCode], [429, 429])
  assert.match(waits.body, /Wait 15 seconds and then ask again/)
  assert.match(waits.body, /value="many-6@example.org"/)
  now = new Date(now.getTime() + 15_000)
  assert.equal((await from('many-6@example.org')).statusCode, 303)
  const waited = /name="waited" value="([^"]+)"/.exec(another.body)?.[1] ?? '' // none: one wait is good for one address
  assert.match((await from('many-7@example.org', { waited })).body, /Wait 30 seconds and then ask again/)
  assert.equal(await asked(), before + 7)
})
