import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type TestHouse, testHouse } from '../../test/house.ts'
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

const send = (url: string, body: string) =>
  server.inject({ method: 'POST', url, headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: body })
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
