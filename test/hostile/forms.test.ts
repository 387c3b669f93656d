/* Whatever anybody may send to the front door in place of a form, over real lines: an answer, never a fault, in little room. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { allRoutes } from '../../src/commands/routes.ts'
import { rowsOf } from '../embedded-life.ts'
import { type TestHouse, testHouse } from '../house.ts'
import { filesAsked, type Seen, visit } from '../visitor.ts'
import { cutAt, type Heard, headOf, sendRaw } from './raw.ts'
import { grownBy } from './room.ts'
import { spoilt } from './spoilt.ts'

let home: TestHouse
let server: FastifyInstance
let origin: string
let files: Seen
before(async () => {
  home = await testHouse()
  server = await home.server(allRoutes(home.built))
  origin = await server.listen({ port: 0, host: '127.0.0.1' })
  files = await untilFiles()
})
after(() => home?.close())

const seed = 20261122
const line = '----what-stands-between'
const typed = { 'content-type': `multipart/form-data; boundary=${line}` }

async function untilFiles(): Promise<Seen> {
  let page = await visit(server, '/report/4/1')
  for (const answer of [
    ...[{ who: 'victim' }, { danger: 'no' }, { what: 'He shouted' }, { kinds: 'words' }, { strands: 'race' }],
    ...[{ 'when.precision': 'unknown' }, { 'where.kind': 'unknown' }, { harm: 'upset' }, { before: 'no' }, {}],
    { named: 'no' },
  ])
    page = await page.press(answer)
  assert.equal(page.heading, filesAsked)
  return page
}

type Part = Readonly<{ head: string; body: Buffer | string }>
const named = (name: string, body: Buffer | string, fileName?: string): Part => ({
  head: `content-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}`,
  body,
})
const multipart = (parts: readonly Part[], end = `--${line}--\r\n`): Buffer =>
  Buffer.concat([
    ...parts.flatMap(({ head, body }) => [
      Buffer.from(`--${line}\r\n${head}\r\n\r\n`),
      Buffer.from(body),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(end),
  ])
const whole = (...more: readonly Part[]): Buffer =>
  multipart([...files.filled.filter(([name]) => name !== 'files').map(([name, value]) => named(name, value)), ...more])

const send = (body: Buffer, headers: Readonly<Record<string, string | number>> = typed, path = files.action ?? '') =>
  sendRaw(origin, [headOf('POST', path, { ...headers, 'content-length': body.length }), body])

/** An answer that a person or a program can make something of; the line may be cut on what is no HTTP at all. */
function answered({ status, text }: Heard, what: string): void {
  assert.ok(status >= 200 && status < 500, `${what}: ${status} ${text.slice(0, 300)}`)
}

test('a form of files is the same form wherever the line cuts it', async () => {
  const bytes = whole(
    named('files', 'what I wrote', 'notes.txt'),
    named('files', Buffer.alloc(3000, 7), 'b.bin'),
    named('do', 'add'),
  )
  const head = headOf('POST', files.action ?? '', { ...typed, 'content-length': bytes.length })
  const places = fc.array(fc.nat({ max: bytes.length }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(places, async at => {
      const { status, text } = await sendRaw(origin, [head, ...cutAt(bytes, at)])
      assert.equal(status, 200, text.slice(0, 300))
      assert.match(text, /notes\.txt/)
      assert.match(text, /b\.bin/)
    }),
    { numRuns: 40, seed },
  )
})

test('a form of files that was spoilt on its way is answered', async () => {
  const bytes = whole(named('files', 'what I wrote', 'notes.txt'), named('do', 'add'))
  await fc.assert(
    fc.asyncProperty(spoilt(bytes, [`--${line}`, `--${line}--`]), async body => answered(await send(body), 'spoilt')),
    { numRuns: 120, seed },
  )
})

test('a form of files that ends before its end, or never had one, is answered or cut', async () => {
  const bytes = whole(named('files', Buffer.alloc(2000, 1), 'notes.txt'), named('do', 'add'))
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async at => {
      const head = headOf('POST', files.action ?? '', { ...typed, 'content-length': bytes.length })
      const { status } = await sendRaw(origin, [head, bytes.subarray(0, at)], { ends: true })
      assert.ok(status < 500, String(status))
    }),
    { numRuns: 30, seed },
  )
})

test('names that mean something to the language, parts by the thousand and heads that never end are answered', async () => {
  const field = (name: string, value = 'x') => whole(named(name, value), named('do', 'add'))
  const many = (one: (at: number) => Part, count: number) => whole(...Array.from({ length: count }, (_, at) => one(at)))
  const headed = (head: string) => whole({ head, body: 'x' }, named('do', 'add'))
  const bodies: Readonly<Record<string, Buffer>> = {
    proto: field('__proto__'),
    'proto, nested': field('__proto__.polluted'),
    constructor: field('constructor.prototype.polluted'),
    toString: field('toString'),
    hasOwnProperty: field('hasOwnProperty'),
    'a file of that name': whole(named('__proto__', 'x', '__proto__'), named('do', 'add')),
    'the draft as a file': multipart([named('draft', 'x', 'draft'), named('do', 'add', 'do')]),
    'the draft twice': whole(named('draft', 'other')),
    'held as a file': whole(named('held', 'x', 'held.txt')),
    'a name of 100 kB': field('n'.repeat(100_000)),
    'a name of nothing': field(''),
    'a value of 2 MB': field('x', 'v'.repeat(2_000_000)),
    'deed by the hundred': whole(...Array.from({ length: 90 }, () => named('do', 'add'))),
    '5,000 fields': many(at => named(`n${at}`, 'x'), 5000),
    '5,000 files': many(at => named('files', 'x', `${at}.txt`), 5000),
    '5,000 empty parts': multipart(Array.from({ length: 5000 }, () => ({ head: '', body: '' }))),
    'a head of 5 MB': headed(`x-long: ${'h'.repeat(5_000_000)}`),
    '20,000 heads': headed(Array.from({ length: 20_000 }, (_, at) => `x-${at}: y`).join('\r\n')),
    'a head that is none': headed('nonsense'),
    'no disposition': headed('content-type: text/plain'),
    'another disposition': headed('content-disposition: attachment; filename="a"'),
    'a name cut short': headed('content-disposition: form-data; name="'),
    'a name in another alphabet': headed(
      "content-disposition: form-data; name*=utf-16''%00a%ff; filename*=utf-8''%ff%fe",
    ),
    'form in a form': headed(
      `content-disposition: form-data; name="a"\r\ncontent-type: multipart/mixed; boundary=${line}`,
    ),
    'another encoding': headed('content-disposition: form-data; name="a"\r\ncontent-transfer-encoding: base64'),
    'a path for a name': whole(named('files', 'x', '../../../etc/passwd'), named('do', 'add')),
    'a name with NUL': whole(named('files', 'x', 'a\0b.txt'), named('do', 'add')),
    'a file name of 300 kB': whole(named('files', 'x', 'f'.repeat(300_000)), named('do', 'add')),
    'script for a name': whole(named('files', 'x', '<script>alert(1)</script>.jpg'), named('do', 'add')),
    'only the end': Buffer.from(`--${line}--\r\n`),
    'only the beginning': Buffer.from(`--${line}\r\n`),
    'no boundary in it': Buffer.alloc(500_000, 'there is none here '),
    'boundaries and nothing between': Buffer.from(`--${line}\r\n`.repeat(20_000)),
    nothing: Buffer.alloc(0),
  }
  const grown = await grownBy(async () => {
    for (const [what, body] of Object.entries(bodies)) {
      const heard = await send(body)
      answered(heard, what)
      assert.doesNotMatch(heard.text, /<script>alert/, what)
    }
  })
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
  assert.ok(grown < 250, `${grown} MB`)
  for (const type of [
    ...['multipart/form-data', 'multipart/form-data; boundary=', 'multipart/form-data; boundary="', 'multipart/mixed'],
    ...[
      `multipart/form-data; boundary=${'b'.repeat(5000)}`,
      'multipart/form-data; boundary=a; boundary=b',
      'multipart/',
    ],
  ])
    answered(await send(bodies.proto ?? Buffer.alloc(0), { 'content-type': type }), type)
})

test('four people who each send forty megabytes at once take the room of little more than one', async () => {
  const large = whole(named('files', Buffer.alloc(40 * 1024 ** 2, 'sound'), 'long.wav'), named('do', 'add'))
  const grown = await grownBy(async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => send(large)))
    for (const heard of all) {
      assert.equal(heard.status, 200, heard.text.slice(0, 300))
      assert.match(heard.text, /long\.wav/)
    }
  })
  assert.ok(grown < 350, `${grown} MB`)
})

test('what no page takes is not waited for: a body without end is cut off where the most is reached', async () => {
  const some = Buffer.alloc(64 * 1024, 'x=y&')
  let sent = 0
  function* endless() {
    for (; sent < 2000; sent++) yield some
  }
  const long = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': 2000 * some.length }
  const grown = await grownBy(async () => {
    const { status } = await sendRaw(origin, [headOf('POST', '/report/4/1', long), ...endless()])
    assert.ok(status === 413 || status === 0, String(status))
  })
  assert.ok(grown < 250, `${grown} MB`)
  const { status } = await send(
    Buffer.alloc(600_000, 'x=y&'),
    { 'content-type': 'application/x-www-form-urlencoded' },
    '/report/4/1',
  )
  assert.ok(status < 500)
})

test('pairs of any kind, at every address that takes a form, are answered', async () => {
  const addresses = allRoutes(home.built)
    .filter(({ method, who, api }) => method === 'POST' && who === 'anyone' && !api)
    .map(({ at }) => at.replace(/:(\w+)/g, '1'))
  assert.ok(addresses.length > 5)
  const name = fc.constantFrom(
    ...[
      'draft',
      'do',
      'code',
      'pass',
      'typed',
      'words',
      'email',
      'need',
      'person',
      'place',
      'who',
      'what',
      'page',
      'once',
    ],
    ...[
      '__proto__.x',
      'a.b.c.d.e.f.g',
      '0.0.0.0',
      'who.0',
      'where.typed',
      'when.day.year',
      'challenge',
      'answer',
      'token',
    ],
  )
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', '\0', '\uD800', '1e999', '-0', 'next', 'send', 'language', 'back', 'x'.repeat(20_000)),
    fc.constantFrom(...'send reach named delete stop survey open yes no'.split(' ')),
    fc.constantFrom('2ABC-DEFG-HJKM-NPQR', 'SW1A 1AA', 'a@b.c'),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...addresses),
      fc.array(fc.tuple(name, value), { maxLength: 8 }),
      async (at, pairs) => {
        const payload = new URLSearchParams(pairs.map(([one, other]): [string, string] => [one, other])).toString()
        const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
        const answer = await server.inject({ method: 'POST', url: at, headers, payload })
        assert.ok(answer.statusCode < 500, `${at} ${answer.statusCode} ${payload.slice(0, 300)}`)
      },
    ),
    { numRuns: 250, seed },
  )
  for (const payload of [
    '&'.repeat(900_000),
    'a='.repeat(400_000),
    '%'.repeat(900_000),
    '%zz=%u1234',
    `${'a.'.repeat(400_000)}=1`,
  ]) {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await server.inject({ method: 'POST', url: '/report/4/1', headers, payload })
    assert.ok(answer.statusCode < 500, payload.slice(0, 20))
  }
})

test('what is no HTTP is turned away, and the next who come are served', async () => {
  for (const words of [
    ...[
      '\0\0\0\0',
      'GET / HTTP/9.9\r\n\r\n',
      'GET /%00 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'NONSENSE\r\n\r\n',
    ],
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\n${'x-y: z\r\n'.repeat(20_000)}\r\n`,
    'POST /report/4/1 HTTP/1.1\r\nhost: x\r\ncontent-length: -5\r\n\r\n',
    'POST /report/4/1 HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    'POST /report/4/1 HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n\r\n',
  ]) {
    const { status } = await sendRaw(origin, [words], { ends: true })
    assert.ok(status < 500, `${status} ${words.slice(0, 40)}`)
  }
  assert.equal((await server.inject('/')).statusCode, 200)
})

test('of all this nothing was kept', async () => {
  assert.deepEqual(await rowsOf(home.db.ownerUrl, 'select count(*)::int as n from kernel.reports'), [{ n: 0 }])
  assert.deepEqual(await rowsOf(home.db.ownerUrl, 'select count(*)::int as n from kernel.documents'), [{ n: 0 }])
})
