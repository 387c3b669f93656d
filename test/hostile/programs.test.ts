/* What other programs, and our own script, may send in place of JSON or of a piece of a file: an answer, in little room. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { pieceLength } from '#kernel'
import { allRoutes } from '../../src/commands/routes.ts'
import { rowsOf } from '../embedded-life.ts'
import { type TestHouse, testHouse } from '../house.ts'
import { grownBy } from './room.ts'
import { spoilt } from './spoilt.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  server = await home.server(allRoutes(home.built))
})
after(() => home?.close())

const seed = 20261122
const json = (url: string, payload: string | Buffer, type = 'application/json') =>
  server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': type, 'idempotency-key': 'a-key-of-somebodys-program' },
    payload,
  })
const piece = (number: string, token: string, payload: Buffer) =>
  server.inject({
    method: 'PUT',
    url: `/files/${number}`,
    headers: { 'content-type': 'application/octet-stream', 'x-held': token },
    payload,
  })
const place = async (name: string, bytes: number): Promise<string> =>
  (await json('/files', JSON.stringify({ name, bytes }))).json<{ token: string }>().token

const bytesOf = (token: string): Buffer => Buffer.from(token, 'base64url')

const takesJson = ['/api/v1/reports', '/files', '/files/whole']
const whole = JSON.stringify({
  kind: 'hate',
  answers: { who: 'victim', danger: 'no', what: 'He shouted', kinds: ['words'], when: { precision: 'unknown' } },
})

test('JSON of any kind, spoilt or deeper than anybody nests it, is answered and no fault', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...takesJson),
      fc.oneof(
        fc.json({ maxDepth: 6 }).map(text => Buffer.from(text)),
        spoilt(Buffer.from(whole)),
      ),
      async (url, payload) => {
        const { statusCode } = await json(url, payload)
        assert.ok(statusCode < 500, `${url} ${statusCode} ${payload}`)
      },
    ),
    { numRuns: 200, seed },
  )
  const grown = await grownBy(async () => {
    for (const url of takesJson)
      for (const payload of [
        ...['['.repeat(500_000), '{"a":'.repeat(150_000), `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
        `{"kind":"hate","answers":${'{"who":'.repeat(50_000)}1${'}'.repeat(50_000)}}`,
        `{"kind":"hate","answers":{"suspects":[${'{},'.repeat(200_000)}{}]}}`,
        `{"kind":"hate","answers":{"kinds":[${'"words",'.repeat(100_000)}"words"]}}`,
        `{${Array.from({ length: 60_000 }, (_, at) => `"k${at}":1`).join()}}`,
        ...[
          '{"__proto__":{"kind":"hate"}}',
          '{"kind":"__proto__","answers":{}}',
          '{"kind":"constructor","answers":[]}',
        ],
        ...[
          '{"kind":"hate","answers":{"__proto__":{"who":"victim"}}}',
          '{"name":{"toString":1},"bytes":{"valueOf":2}}',
        ],
        ...[
          `{"name":"a","bytes":1e308}`,
          `{"name":"a","bytes":-1}`,
          `{"name":"a","bytes":1.5}`,
          '1e400',
          '"\\ud800"',
          '\ufeff{}',
        ],
      ]) {
        const { statusCode } = await json(url, payload)
        assert.ok(statusCode >= 400 && statusCode < 500, `${url} ${statusCode} ${payload.slice(0, 60)}`)
      }
  })
  assert.ok(grown < 250, `${grown} MB`)
})

test('an answer of any shape to any question of any form is refused with what is wrong, or read', async () => {
  const kinds = [...home.house.programmes.values()].flatMap(({ id, report }) =>
    report ? Object.keys(report.ask).map(name => [id, name] as const) : [],
  )
  const shape = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom('', '\0', '\ud800', 'x'.repeat(30_000), 1e308, -1, [[[]]], { length: 1e9 }, { 0: { 0: {} } }),
    fc.constantFrom(
      ...[{ precision: 'day', date: '2026-02-30' }, { precision: 'day', date: '9999-99-99' }, { precision: {} }],
      ...[{ kind: 'place', typed: { a: 1 } }, { kind: 'online', link: 'javascript:alert(1)' }, [{ given: ['a'] }]],
      ...[
        { precision: 'month', date: 202605 },
        { kind: 'place', place: { id: '__proto__' } },
        [null],
        [[{ birth: {} }]],
      ],
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...kinds), shape, async ([kind, name], given) => {
      const { statusCode, body } = await json('/api/v1/reports', JSON.stringify({ kind, answers: { [name]: given } }))
      assert.equal(statusCode, 422, `${kind} ${name} ${JSON.stringify(given).slice(0, 200)} ${body.slice(0, 200)}`)
    }),
    { numRuns: 400, seed },
  )
})

test('a piece that is too long, too short, of no number, or of no file of ours is refused, and the file is whole', async () => {
  const bytes = Buffer.alloc(pieceLength + 100, 'sound ')
  const token = await place('sound.ogg', bytes.length)
  for (const number of ['-1', '2', '1e3', '99999999999999999999', '0x7', 'NaN', '0%2f..', 'one', '1.5'])
    for (const payload of [bytes.subarray(0, pieceLength), bytes.subarray(pieceLength), Buffer.alloc(0)]) {
      const { statusCode } = await piece(number, token, payload)
      assert.ok(statusCode >= 400 && statusCode < 500, `piece ${number} of ${payload.length}: ${statusCode}`)
    }
  for (const long of [0, 1, 99, 101, pieceLength - 1, pieceLength + 1, 2 * 1024 * 1024, 3 * 1024 * 1024])
    for (const number of ['0', '1']) {
      const { statusCode } = await piece(number, token, Buffer.alloc(long))
      assert.ok(statusCode >= 400 && statusCode < 500, `piece ${number} of ${long}: ${statusCode}`)
    }
  assert.equal((await json('/files/whole', JSON.stringify({ token }))).statusCode, 422, 'nothing of it is there yet')
  await fc.assert(
    fc.asyncProperty(spoilt(Buffer.from(token)), async other => {
      const said = other.toString('latin1').replace(/[^\x20-\x7e]/g, '')
      // What is no letter of a token is passed over: the same bytes are the same token.
      if (bytesOf(said).equals(bytesOf(token))) return
      assert.equal((await piece('1', said, bytes.subarray(pieceLength))).statusCode, 422)
      assert.equal((await json('/files/whole', JSON.stringify({ token: said }))).statusCode, 422)
    }),
    { numRuns: 60, seed },
  )
  assert.equal((await piece('0', token, bytes.subarray(0, pieceLength))).statusCode, 200)
  assert.equal((await json('/files/whole', JSON.stringify({ token }))).statusCode, 422, 'half of it is there')
  assert.equal((await piece('1', token, bytes.subarray(pieceLength))).statusCode, 200)
  assert.equal((await json('/files/whole', JSON.stringify({ token }))).statusCode, 200)
})

test('a place for a file may have any name, and a place too large or for nothing is none', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 500 }), async name => {
      const { statusCode } = await json('/files', JSON.stringify({ name, bytes: 1 }))
      assert.equal(statusCode, 200, JSON.stringify(name))
    }),
    { numRuns: 60, seed },
  )
  for (const bytes of [0, -1, 0.5, 50 * 1024 * 1024 + 1, Number.MAX_SAFE_INTEGER])
    assert.equal((await json('/files', JSON.stringify({ name: 'a', bytes }))).statusCode, 422, String(bytes))
})

test('of all this nothing was kept', async () => {
  assert.deepEqual(await rowsOf(home.db.ownerUrl, 'select count(*)::int as n from kernel.reports'), [{ n: 0 }])
})
