import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Carrier, newId } from '#kernel'
import { serve } from '#web'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { openPost, type Post } from '../../test/post.ts'
import { allRoutes } from '../commands/routes.ts'
import { keepDraft, sendIssue } from './queries.ts'

let post: Post
let server: FastifyInstance
let now = aWednesday
let cookie = ''
before(async () => {
  const carrier: Carrier = { channels: ['email'], carry: async () => ({ is: 'taken' }) }
  post = await openPost(carrier, { address: 'https://tell.example.org' })
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

const send = (url: string, form: Record<string, string>) =>
  server.inject({
    ...{ method: 'POST', url, payload: new URLSearchParams(form).toString() },
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      ...(cookie && { cookie }),
    },
  })
const look = (url: string) => server.inject({ url, headers: { cookie } })
const seenOn = (page: string): string => /name="seen" value="([^"]*)"/.exec(page)![1]!

/** Writes in the editor, a minute later than whatever was written before, as its page was or is now. */
async function write(id: string, words: string, page?: string) {
  const seen = seenOn(page ?? (await look(id)).body)
  now = new Date(now.getTime() + 60_000)
  return await send(id, { title: 'Early spring', words, seen })
}

/** A draft with these words. */
async function draft(words: string): Promise<string> {
  const id = String((await look('/hub/newsletter/new')).headers.location)
  assert.equal((await write(id, words)).statusCode, 303)
  return id
}

const kept = async (id: string) =>
  (
    await post.seen<{ state: string; words: string }>('select state, words from newsletter.issues where id = $1', [
      id.split('/').at(-1),
    ])
  )[0]

test('of two who write in one draft neither writes over the other unread, and no word of either is lost', async () => {
  const id = await draft('As both opened it.')
  const both = (await look(id)).body
  assert.equal((await write(id, 'Hers.', both)).statusCode, 303)
  const his = await write(id, 'His.', both)
  assert.equal(his.statusCode, 422)
  assert.match(his.body, /Somebody else has written in this draft.*>His\.<\/textarea>.*As it stands.*Hers\./s)
  assert.deepEqual(await kept(id), { state: 'draft', words: 'Hers.' })
  assert.equal((await write(id, 'Hers, and his.', his.body)).statusCode, 303)
  assert.deepEqual(await kept(id), { state: 'draft', words: 'Hers, and his.' })
})

test('two who begin the same draft do not write over each other, and a button pressed twice is no matter', async () => {
  const id = String((await look('/hub/newsletter/new')).headers.location)
  const empty = (await look(id)).body
  for (const _ of [1, 2]) assert.equal((await write(id, 'The first.', empty)).statusCode, 303)
  assert.equal((await write(id, 'The second.', empty)).statusCode, 422)
  assert.deepEqual(await kept(id), { state: 'draft', words: 'The first.' })
})

test('an issue that somebody changed since its sender looked is not sent, and says why', async () => {
  const id = await draft('As it was looked at.')
  const seen = seenOn((await look(`${id}/preview`)).body)
  assert.equal((await write(id, 'Changed meanwhile.')).statusCode, 303)
  for (const form of [{ seen }, {}])
    assert.equal((await send(`${id}/send`, form)).headers.location, `${id}/preview?done=changed`)
  assert.match((await look(`${id}/preview?done=changed`)).body, /It was not sent: somebody has changed it/)
  assert.equal((await kept(id))?.state, 'draft')
})

test('a draft that somebody saves while it is being sent is not sent, and neither of the two fails', async () => {
  const id = (await draft('Seen.')).split('/').at(-1)!
  const looked = now
  const editor = { actor: { kind: 'user', id: cast.analyst.id }, action: 'try', purpose: 'keep-the-house' } as const
  const [sending] = await post.database.as({ ...editor, at: new Date(now.getTime() + 1) }, async tx => {
    await keepDraft(tx, newId(), { title: 'Another', words: 'Of the same editor.' })
    const sending = post.database.as({ ...editor, at: now }, other => sendIssue(other, id, looked))
    // Until the sender waits for us, with whatever it holds by then.
    const waiting = "select from pg_locks where not granted and relation = 'newsletter.issues'::regclass"
    while ((await post.seen(waiting)).length === 0);
    assert.equal(await keepDraft(tx, id, { title: 'Late spring', words: 'Changed meanwhile.' }, looked), undefined)
    return [sending]
  })
  assert.equal(await sending, undefined)
})
