import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pieceLength } from '#kernel'
import { form, html, show } from '#web'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { fileRoutes, filesGiven, filesQuestion, mostFiles } from './index.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  // A page that does nothing but ask for files, and says which it has.
  const page = form(
    { at: '/report/try', who: 'anyone', audit: 'nothing', most: 200 * 1024 * 1024, holdsFiles: true },
    async visit => {
      const { held, problems } = filesGiven(visit, [])
      return show({
        title: 'Files',
        kind: 'public',
        content: html`<ol>${held.map(one => html`<li>${one.name} ${String(one.bytes)}</li>`)}</ol>${filesQuestion({ language: visit.language, held, problems })}`,
      })
    },
  )
  server = await home.server([...fileRoutes, page])
})
after(() => home.close())

const json = (url: string, body: unknown) =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const put = (piece: number, token: string, bytes: Buffer) =>
  server.inject({
    method: 'PUT',
    url: `/files/${piece}`,
    headers: { 'content-type': 'application/octet-stream', 'x-held': token },
    payload: bytes,
  })

async function sentAhead(name: string, bytes: Buffer): Promise<string> {
  const { token } = (await json('/files', { name, bytes: bytes.length })).json<{ token: string }>()
  for (let at = 0; at * pieceLength < bytes.length; at++)
    assert.equal((await put(at, token, bytes.subarray(at * pieceLength, (at + 1) * pieceLength))).statusCode, 200)
  return (await json('/files/whole', { token })).json<{ token: string }>().token
}

function multipart(parts: readonly (readonly [name: string, value: string | Buffer, fileName?: string])[]) {
  const line = '----what-stands-between'
  const payload = Buffer.concat([
    ...parts.flatMap(([name, value, fileName]) => [
      Buffer.from(
        `--${line}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${line}--\r\n`),
  ])
  return server.inject({
    method: 'POST',
    url: '/report/try',
    headers: { 'content-type': `multipart/form-data; boundary=${line}` },
    payload,
  })
}

test('a file sent ahead in pieces and one chosen without script are both in the form', async () => {
  const long = Buffer.alloc(pieceLength + 5, 'recording ')
  const token = await sentAhead('recording.ogg', long)
  const page = await multipart([
    ['held', token],
    ['files', 'what I wrote down', 'notes.txt'],
    ['files', '', ''],
  ])
  assert.match(page.payload, new RegExp(`<li>recording.ogg ${long.length}</li><li>notes.txt 17</li>`))
})

test('what is refused is said by its name, and the others are kept', async () => {
  const page = await multipart([
    ['files', '', 'empty.txt'],
    ['files', 'words', 'kept.txt'],
  ])
  assert.match(page.payload, /empty.txt: This file is empty/)
  assert.match(page.payload, /<li>kept.txt 5<\/li>/)
})

test('no more files are taken than anybody can look at', async () => {
  const many = Array.from({ length: mostFiles + 2 }, (_, at) => ['files', 'words', `${at}.txt`] as const)
  const page = await multipart(many.slice(0, 10))
  assert.doesNotMatch(page.payload, /There is a problem/)
  const tokens = await Promise.all(many.map((_, at) => sentAhead(`${at}.txt`, Buffer.from('words'))))
  const over = await multipart(tokens.map(token => ['held', token] as const))
  assert.match(over.payload, /You can add at most 10 files/)
  assert.equal(over.payload.match(/<li>\d+.txt 5<\/li>/g)?.length, mostFiles)
})

test('one file that is too large, or more than anybody can look at, take no word of the form with them', async () => {
  const heavy = await multipart([
    ['files', Buffer.alloc(51 * 1024 ** 2), 'film.mp4'],
    ['files', 'words', 'kept.txt'],
  ])
  assert.equal(heavy.statusCode, 200)
  assert.match(heavy.payload, /film.mp4: This file is too large/)
  assert.match(heavy.payload, /<li>kept.txt 5<\/li>/)
  const many = await multipart(Array.from({ length: 40 }, (_, at) => ['files', 'words', `${at}.txt`] as const))
  assert.match(many.payload, /You can add at most 10 files/)
  assert.equal(many.payload.match(/<li>\d+.txt 5<\/li>/g)?.length, mostFiles)
})

test('a name is shown as letters, whatever it is', async () => {
  const page = await multipart([['files', 'words', '<img src=x onerror=alert(1)>\u202egpj.exe']])
  assert.match(page.payload, /<li>&lt;img src=x onerror=alert\(1\)&gt;gpj.exe 5<\/li>/)
  assert.doesNotMatch(page.payload, /<img/)
})

test('a token made up, of another place or altered holds nothing, and nonsense gets an answer', async () => {
  assert.doesNotMatch((await multipart([['held', 'made up']])).payload, /<li>made/)
  for (const body of ['', '[]', 'null', '{"bytes": "many"}', '{"name": {"a": 1}, "bytes": 1e99}', '{'])
    assert.equal((await json('/files', body)).statusCode, 422, body)
  assert.equal((await put(0, 'made up', Buffer.from('x'))).statusCode, 422)
  assert.equal((await put(0, '', Buffer.alloc(3 * 1024 * 1024))).statusCode, 413)
  assert.equal((await json('/files/whole', { token: 'made up' })).statusCode, 422)
})

test('the words are in the language of the page', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/pl/files',
    headers: { 'content-type': 'application/json' },
    payload: '{"name":"a","bytes":0}',
  })
  assert.equal(answer.statusCode, 422)
})
