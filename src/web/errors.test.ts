import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { openDatabase } from '#kernel'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { form, json, page } from './route.ts'
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

it('gives back what was typed where a fault of ours stopped it, to be sent again as it was', async t => {
  t.mock.method(console, 'error', () => {})
  let broken = true
  let came: unknown
  const server = await home.server([
    form({ at: '/tell', who: 'anyone', audit: 'nothing' }, async ({ given }) => {
      if (broken) throw new Error('something of ours')
      came = given
      return json({})
    }),
  ])
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  const typed = { words: 'She said "no" &\n<then> left', 'people.0.given': 'Ada' }
  const post = (payload: Record<string, string>) =>
    server.inject({ method: 'POST', url: '/pl/tell', headers, payload: new URLSearchParams(payload).toString() })
  const answer = await post(typed)
  assert.equal(answer.statusCode, 500)
  const offered = formIn(answer.body)
  assert.equal(offered.action, '/pl/tell')
  broken = false
  await post(offered.typed)
  assert.deepEqual(JSON.parse(JSON.stringify(came)), { words: typed.words, people: [{ given: 'Ada' }] })
})

/** The form that stands on a page: where it goes, and what it holds. */
function formIn(page: string): { action: string | undefined; typed: Record<string, string> } {
  const all = within(parse(page))
  const value = (one: DefaultTreeAdapterTypes.Element | undefined, name: string) =>
    one?.attrs.find(attribute => attribute.name === name)?.value
  const hidden = all.filter(one => one.tagName === 'input' && value(one, 'type') === 'hidden')
  return {
    action: value(
      all.find(one => one.tagName === 'form'),
      'action',
    ),
    typed: Object.fromEntries(hidden.map(one => [value(one, 'name') ?? '', value(one, 'value') ?? ''])),
  }
}

const within = (node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] =>
  'childNodes' in node ? node.childNodes.flatMap(one => [...('tagName' in one ? [one] : []), ...within(one)]) : []
