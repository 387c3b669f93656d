import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { startSession } from '#kernel'
import { cast, gather } from '../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../test/house.ts'
import { form, json, type Visit } from './route.ts'

let home: TestHouse
let server: FastifyInstance
let visited: Visit[] = []
before(async () => {
  home = await testHouse()
  const answer = async (visit: Visit) => {
    visited.push(visit)
    return json({})
  }
  server = await home.server([
    form({ at: '/open', who: 'anyone', audit: 'nothing' }, answer),
    form({ at: '/hub/inner', who: 'signed-in', audit: 'nothing' }, answer),
  ])
})
after(() => home.close())

const send = (url: string, body: string, cookie = '') =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'multipart/form-data; boundary=x', cookie },
    payload: body,
  })
const part = (name: string, file: string, words: string): string =>
  `--x\r\ncontent-disposition: form-data; name="${name}"${file}\r\n\r\n${words}\r\n`
const whole = `${part('title', '', 'A canary')}${part('file', '; filename="a.txt"', 'sang')}--x--\r\n`

it('takes no files where anybody may come, and the route never runs', async () => {
  visited = []
  assert.equal((await send('/open', whole)).statusCode, 415)
  assert.deepEqual(visited, [])
})

it('keeps the words, and not the file, of a form sent when nobody is signed in any more', async () => {
  const answer = await send('/hub/inner', whole)
  assert.equal(answer.statusCode, 401)
  assert.match(answer.body, /What you typed is safe/)
  const sealed = /name="kept" value="([^"]+)"/.exec(answer.body)?.[1] ?? ''
  assert.deepEqual(home.house.sealer.unwrap(sealed, 'kept form'), {
    path: '/hub/inner',
    pairs: [['title', 'A canary']],
  })
})

it('says that a form cannot be read when its parts cannot be told apart', async () => {
  assert.equal((await send('/hub/inner', 'nothing like it')).statusCode, 400)
})

it('takes no more words with files than without, from whoever is not signed in least of all', async () => {
  const words = part('why', '', 'x'.repeat(400_000))
  assert.equal((await send('/hub/inner', `${words}${words}--x--\r\n`)).statusCode, 401)
  assert.equal((await send('/hub/inner', `${words}${words}${words}--x--\r\n`)).statusCode, 413)
  assert.equal((await send('/hub/inner', `${part('why', '', 'x'.repeat(2_000_000))}--x--\r\n`)).statusCode, 413)
  assert.equal((await send('/hub/inner', whole)).statusCode, 401)
})

it('keeps of several files together no more than of one', async () => {
  await gather(home.db.ownerUrl)
  const token = await home.database.as(
    { actor: { kind: 'user', id: cast.officer.id }, action: 'session.start', purpose: 'sign-in', at: aWednesday },
    tx => startSession(tx, cast.officer.id),
  )
  const bytes = 'x'.repeat(30 * 1024 * 1024)
  const files = `${part('one', '; filename="a.txt"', bytes)}${part('two', '; filename="b.txt"', bytes)}${whole}`
  visited = []
  assert.equal((await send('/hub/inner', files, `safekeep=${token}`)).statusCode, 200)
  assert.deepEqual(
    visited[0]?.uploads.map(({ field, bytes, tooLarge }) => [field, bytes.length, tooLarge]),
    [
      ['one', bytes.length, false],
      ['two', 0, true],
      ['file', 4, false],
    ],
  )
})
