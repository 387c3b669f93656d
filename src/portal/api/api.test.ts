import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { Validator } from '@seriousme/openapi-schema-validator'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { defineProgramme, happened, place, report, text } from '#kernel'
import { rowsOf } from '../../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { portalRoutes } from '../index.ts'

/** A kind of report that gives no examples of its own, as a new programme may not. */
const umbrellas = defineProgramme({
  id: 'umbrellas',
  title: 'Lost umbrellas',
  roles: {},
  report: report({
    address: '9',
    title: 'Report a lost umbrella',
    about: 'Umbrellas that are not where they were',
    ask: {
      colour: text('Which colour is it?', 'Enter its colour'),
      when: happened('When was it lost?', 'Select how exactly you know'),
      where: place('Where was it lost?', 'Select where'),
    },
    tell: ({ when, where }) => ({ anonymous: true, threat: false, people: [], happened: when, where }),
  }),
  measures: [],
  keep: { years: 1, after: 'closing', source: 'Made up' },
})

type Example = Readonly<{ kind: string; answers: Readonly<Record<string, unknown>> }>
let home: TestHouse
let server: FastifyInstance
let examples: Readonly<Record<string, { value: Example }>>
let keys = 0

before(async () => {
  home = await testHouse({ more: [umbrellas] })
  server = await home.server(portalRoutes({ house: home.house, area: home.built.area }))
  const document = (await server.inject({ url: '/api/v1/openapi.json' })).json()
  examples = document.paths['/api/v1/reports'].post.requestBody.content['application/json'].examples
})
after(() => home.close())

const send = (body: unknown, headers: Record<string, string> = {}) =>
  server.inject({
    method: 'POST',
    url: '/api/v1/reports',
    headers: { 'content-type': 'application/json', 'idempotency-key': `key ${++keys}`, ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const example = (name = 'hate-anonymous'): Example => structuredClone(examples[name]!.value)
const withAnswer = (name: string, answer: unknown): Example => {
  const { kind, answers } = example()
  return { kind, answers: { ...answers, [name]: answer } }
}
const count = async () => (await rowsOf(home.db.ownerUrl, 'select count(*)::int as n from kernel.reports'))[0]?.n

type Sent = Awaited<ReturnType<typeof send>>
function assertProblem(answer: Sent, status: number, pointer?: string): void {
  assert.equal(answer.statusCode, status, answer.body)
  assert.equal(answer.headers['content-type'], 'application/problem+json')
  const body = answer.json()
  assert.equal(body.status, status)
  assert.ok(body.title && body.detail && body.type)
  if (pointer !== undefined)
    assert.ok(
      body.errors.some((one: { pointer: string }) => one.pointer === pointer),
      `${pointer} in ${answer.body}`,
    )
}

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { body, headers } = await server.inject({ url: '/api/v1/openapi.json' })
    assert.match(String(headers['content-type']), /^application\/json/)
    const result = await new Validator().validate(JSON.parse(body))
    assert.deepEqual(result, { valid: true })
    assert.match(JSON.parse(body).openapi, /^3\.1/)
  })

  it('has an example for each kind of report, and each works as it stands', async () => {
    const kinds = new Set(Object.values(examples).map(one => one.value.kind))
    assert.deepEqual(
      [...kinds].sort(),
      [...home.house.programmes.values()].flatMap(one => (one.report ? [one.id] : [])).sort(),
    )
    assert.ok(examples['hate-named'] && examples['hate-anonymous'])
    for (const [name, { value }] of Object.entries(examples)) {
      const answer = await send(value)
      assert.equal(answer.statusCode, 201, `${name}: ${answer.body}`)
    }
  })
})

describe('a report from another program', () => {
  it('is kept, and answered with a reference, a receipt and an address that opens nothing', async () => {
    const answer = await send(example())
    assert.equal(answer.statusCode, 201)
    const { reference, receipt, ...rest } = answer.json()
    assert.match(reference, /^SK(-[0-9A-Z]{4}){2}$/)
    assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    assert.deepEqual(rest, {})
    assert.equal(answer.headers.location, `/api/v1/reports/${reference}`)
    for (const at of [reference, 'SK-0000-0000']) {
      const opened = await server.inject({ url: `/api/v1/reports/${at}` })
      assert.equal(opened.statusCode, 404)
      assert.doesNotMatch(opened.body, /SK-/)
    }
  })

  it('sent again with its key, at once or later, is one report', async () => {
    const before = await count()
    const again = { 'idempotency-key': 'the same key' }
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => send(example(), again)))
    answers.push(await send(example(), again))
    assert.deepEqual([...new Set(answers.map(one => one.statusCode))], [201])
    assert.equal(new Set(answers.map(one => one.body)).size, 1)
    assert.equal(await count(), Number(before) + 1)
  })

  it('with another’s key learns nothing of the other’s report, and is not lost in it', async () => {
    const theirs = (await send(example(), { 'idempotency-key': '1' })).json()
    const ours = await send(withAnswer('what', 'Something else altogether'), { 'idempotency-key': '1' })
    assertProblem(ours, 422)
    assert.ok(!ours.body.includes(theirs.receipt) && !ours.body.includes(theirs.reference))
  })

  it('says that a professional sends it when its answers say so', async () => {
    const { reference } = (
      await send({ kind: 'hate', answers: { ...example('hate-named').answers, who: 'professional' } })
    ).json()
    const rows = await rowsOf(home.db.ownerUrl, `select source from kernel.reports where reference = '${reference}'`)
    assert.deepEqual(rows, [{ source: 'professional' }])
  })
})

describe('what cannot be taken', () => {
  it('without a key, or with one too long, is told so', async () => {
    const { 'idempotency-key': _, ...headers } = { 'content-type': 'application/json', 'idempotency-key': '' }
    assertProblem(
      await server.inject({ method: 'POST', url: '/api/v1/reports', headers, payload: JSON.stringify(example()) }),
      400,
    )
    assertProblem(await send(example(), { 'idempotency-key': 'k'.repeat(201) }), 400)
    assertProblem(await send(example(), { 'idempotency-key': '   ' }), 400)
    assert.equal((await send(example(), { 'idempotency-key': 'k'.repeat(200) })).statusCode, 201)
  })

  it('that is not JSON is told so, without being quoted', async () => {
    for (const body of ['', '{', 'canary', '{"kind":"hate",}', '\uFEFF{}', "{'kind':1}", 'NaN']) {
      const answer = await send(body)
      assertProblem(answer, 400)
      assert.doesNotMatch(answer.body, /canary/)
    }
  })

  it('by another media type is told which to use', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/xml',
      'application/json; charset=utf-16',
      'multipart/form-data; boundary=x',
    ])
      assertProblem(await send(example(), { 'content-type': type }), 415)
    assert.equal((await send(example(), { 'content-type': 'application/json; charset=UTF-8' })).statusCode, 201)
  })

  it('of the wrong shape is told where, all at once', async () => {
    for (const body of [null, [], 1, '"text"', {}, { kind: 'hate' }]) assertProblem(await send(body), 422)
    assertProblem(await send({ kind: 'unheard', answers: {} }), 422, '/kind')
    assertProblem(await send({ ...example(), more: 1 }), 422, '/more')
    assertProblem(await send(withAnswer('hat', 'red')), 422, '/answers/hat')
    assertProblem(await send(withAnswer('who', 'nobody')), 422, '/answers/who')
    assertProblem(await send(withAnswer('what', 5)), 422, '/answers/what')
    assertProblem(await send(withAnswer('kinds', 'words')), 422, '/answers/kinds')
    assertProblem(await send(withAnswer('kinds', ['words', 'notSure'])), 422, '/answers/kinds')
    assertProblem(await send(withAnswer('suspects', [{ 'a/b': 1 }])), 422, '/answers/suspects/0/a~1b')
    assertProblem(await send(withAnswer('when', { precision: 'day', date: '2999-01-01' })), 422, '/answers/when')
    assertProblem(await send(withAnswer('when', { precision: 'day', date: '2026-02-30' })), 422, '/answers/when')
    const both = await send({ kind: 'hate', answers: { who: 'nobody', danger: 'perhaps' } })
    assertProblem(both, 422, '/answers/who')
    assertProblem(both, 422, '/answers/danger')
    assertProblem(both, 422, '/answers/what')
  })

  it('is a place with namesakes, until one of those it is told is chosen', async () => {
    const where = { kind: 'place', typed: 'High Street' }
    const answer = await send(withAnswer('where', where))
    assertProblem(answer, 422, '/answers/where')
    const chosen = /one of: "([^"]+)" for/.exec(answer.json().errors[0].detail)?.[1]
    assert.ok(chosen)
    assert.equal((await send(withAnswer('where', { ...where, chosen }))).statusCode, 201)
    assert.equal((await send(withAnswer('where', { ...where, chosen: 'as-typed' }))).statusCode, 201)
  })

  it('is an answer to a question that is not asked, since it would be lost', async () => {
    assertProblem(await send(withAnswer('phone', '01632 960 001')), 422, '/answers/phone')
  })

  it('is hostile, and does nothing', async () => {
    const text = JSON.stringify(example())
    const before = await count()
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    assertProblem(await send(deep), 422)
    assertProblem(await send(text.replace('"victim"', deep)), 422, '/answers/who')
    assertProblem(await send(text.replace('{', '{"__proto__":{"kind":"hate"},')), 422, '/__proto__')
    assertProblem(
      await send(text.replace('"who"', '"__proto__":{"who":"victim"},"constructor":1,"who"')),
      422,
      '/answers/__proto__',
    )
    assertProblem(await send(withAnswer('what', 'a\0b')), 422, '/answers/what')
    assertProblem(await send(text.replace('A man', '\\ud800A man')), 422, '/answers/what')
    assertProblem(await send(text.replace('"victim"', `1${'0'.repeat(400)}`)), 422, '/answers/who')
    assertProblem(await send(withAnswer('what', 'x'.repeat(10_001))), 422, '/answers/what')
    assertProblem(await send(withAnswer('what', 'x'.repeat(2 * 1024 * 1024))), 413)
    assertProblem(await send(`"${'x'.repeat(10 * 1024 * 1024)}"`), 413)
    assertProblem(
      await send(
        withAnswer(
          'suspects',
          Array.from({ length: 11 }, () => ({})),
        ),
      ),
      422,
      '/answers/suspects',
    )
    assert.equal(await count(), before)
  })

  it('by any means whatever is answered with a problem of the 400s', async () => {
    const names = Object.keys(example('hate-named').answers)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.jsonValue({ noUnicodeString: false }), async (name, value) => {
        const answer = await send(withAnswer(name, value))
        assert.ok(answer.statusCode === 201 || (answer.statusCode >= 400 && answer.statusCode < 500), answer.body)
      }),
      { numRuns: 150, seed: 20261118 },
    )
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async body => {
        const answer = await send(body)
        assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, answer.body)
      }),
      { numRuns: 60, seed: 20261118 },
    )
  })

  it('is at an address, or by a method, that there is not', async () => {
    for (const url of ['/api/', '/api/v1', '/api/v2/reports', '/api/v1/%zz', `/api/v1/reports/${'x'.repeat(400)}`]) {
      const answer = await server.inject({ url })
      assert.equal(answer.headers['content-type'], 'application/problem+json', url)
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, url)
    }
    for (const method of ['GET', 'PUT', 'DELETE', 'PATCH'] as const) {
      const answer = await server.inject({ method, url: '/api/v1/reports' })
      assertProblem(answer, 405)
      assert.equal(answer.headers.allow, 'POST')
    }
    const posted = await server.inject({ method: 'POST', url: '/api/v1/openapi.json' })
    assertProblem(posted, 405)
  })
})
