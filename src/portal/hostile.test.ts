import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { rowsOf } from '../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { post, seen, visit } from '../../test/visitor.ts'
import { directoryRoutes } from '../directory/index.ts'
import { newDraft, sealDraft } from './draft.ts'
import { portalRoutes } from './index.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  const own = { house: home.house, area: home.built.area }
  server = await home.server([...portalRoutes(own), ...directoryRoutes(own)])
})
after(() => home.close())

const corpus = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\uD800',
  '\uDC00\uD800',
  '__proto__',
  'constructor',
  'toString',
  '<script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  "'; drop table kernel.reports; --",
  '../../etc/passwd',
  '%00%0a',
  '\r\nset-cookie: a=b',
  '{{7*7}}<%= 7*7 %>',
  '\u202Eelttil',
  '𝕱𝖔𝖔 👩‍👩‍👧‍👦 ﷽',
  '9'.repeat(400),
  '-1e309',
  '2026-02-30',
  'x'.repeat(50_000),
]

describe('hostile input', () => {
  it('in any question is a page that says what to do, never a fault, and never set loose in it', async () => {
    const names = Object.entries(home.house.programmes.get('hate')?.report?.ask ?? {}).map(([name]) => name)
    const path = fc.constantFrom(
      '',
      '.given',
      '.0.given',
      '.0.birth.year',
      '.precision',
      '.day.day',
      '.kind',
      '.typed',
      '.__proto__',
      '.0.__proto__.x',
      '.length',
      '.99',
      '.a.b.c.d.e',
    )
    const pair = fc.tuple(
      fc.constantFrom(...names),
      path,
      fc.oneof(fc.constantFrom(...corpus), fc.string({ unit: 'binary' })),
    )
    const deed = fc.constantFrom(
      'next',
      'back',
      'on',
      'add',
      'remove-1',
      'remove-999',
      'retype',
      'resume',
      'send',
      'change-3',
      'change-999',
      '__proto__',
      '',
    )
    const number = fc.integer({ min: 1, max: names.length + 1 })
    const draft = sealDraft(home.house.sealer, '4', newDraft(home.at), home.at)
    await fc.assert(
      fc.asyncProperty(number, deed, fc.array(pair, { maxLength: 6 }), async (at, pressed, pairs) => {
        let sealed = draft
        // Twice: what the first page kept must do no harm on the second.
        for (const _ of [1, 2]) {
          const sent = pairs.map(([name, rest, value]) => [`${name}${rest}`, value] as const)
          const page = seen(
            server,
            await post(server, `/report/4/${at}`, [['draft', sealed], ['do', pressed], ...sent]),
          )
          assert.ok(page.status < 500, `${page.status} ${page.heading}`)
          assert.doesNotMatch(page.html, /<script>alert|<svg onload/)
          sealed = page.filled.find(([name]) => name === 'draft')?.[1] ?? draft
        }
      }),
      { numRuns: 150, seed: 20261118 },
    )
  })

  it('in every question of every page is read as words or refused, and the walk goes on', async () => {
    const asked = [
      'who',
      'danger',
      'what',
      'kinds',
      'threat',
      'strands',
      'when',
      'where',
      'harm',
      'before',
      'targeted',
      'suspects',
    ]
    for (const value of corpus) {
      for (const [index, name] of asked.entries()) {
        const sealed = sealDraft(
          home.house.sealer,
          '4',
          { ...newDraft(home.at), answers: { who: 'witness', kinds: ['threats'] } },
          home.at,
        )
        const answer = await post(server, `/report/4/${index + 1}`, [
          ['draft', sealed],
          [name, value],
          [name, value],
        ])
        assert.ok([200, 422].includes(answer.statusCode), `${name} ${answer.statusCode}`)
      }
    }
  })

  it('of ten megabytes is refused with what to do, and the page before it still works', async () => {
    const page = await (await visit(server, '/report/4/1')).press({ who: 'victim' })
    const huge = await page.press({ danger: 'x'.repeat(10 * 1024 * 1024) })
    assert.equal(huge.status, 413)
    assert.match(huge.words, /larger than we can take/)
    assert.equal((await page.press({ danger: 'no' })).heading, 'What happened?')
  })

  it('that is no form at all, or goes to no address of ours, is answered with a page', async () => {
    const kinds = [
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'multipart/form-data',
      'application/x-www-form-urlencoded; charset=utf-16',
      'nonsense',
    ]
    for (const type of kinds) {
      const answer = await server.inject({
        method: 'POST',
        url: '/report/4/3',
        headers: { 'content-type': type },
        payload: '{"__proto__":{"draft":"x"}}',
      })
      assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, `${type} ${answer.statusCode}`)
    }
    for (const url of [
      '/report/%00',
      '/report/%zz',
      '/report/4/%e0%a4%a',
      '/report/../../etc/passwd',
      `/report/${'a'.repeat(500)}`,
      '/nothing',
      '//example.org',
      '/report/4/1?do=send',
    ]) {
      const answer = await server.inject({ url })
      assert.ok(answer.statusCode < 500, `${url} ${answer.statusCode}`)
      assert.equal(answer.headers['x-content-type-options'], 'nosniff', url)
    }
  })

  it('from somebody else’s page is turned away, and from an old browser’s own page is taken', async () => {
    const page = await visit(server, '/report/4/1')
    const payload = new URLSearchParams([
      ...page.filled.map(([name, value]): [string, string] => [name, value]),
      ['who', 'victim'],
    ]).toString()
    const send = (headers: Record<string, string>) =>
      server.inject({
        method: 'POST',
        url: '/report/4/1',
        payload,
        headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'front.test', ...headers },
      })
    assert.equal((await send({ 'sec-fetch-site': 'cross-site' })).statusCode, 404)
    assert.equal((await send({ origin: 'https://elsewhere.test' })).statusCode, 404)
    assert.equal((await send({ origin: 'http://front.test' })).statusCode, 200)
    assert.equal((await send({})).statusCode, 200)
  })

  it('has left nothing behind: nothing was sent, so nothing was kept', async () => {
    assert.deepEqual(await rowsOf(home.db.ownerUrl, 'select count(*)::int as n from kernel.reports'), [{ n: 0 }])
  })
})

describe('privacy', () => {
  it('keeps what somebody typed out of every address, header and cookie', async () => {
    let page = await visit(server, '/report/4/1')
    for (const given of [{ who: 'victim' }, { danger: 'no' }, { what: 'canary' }, { kinds: 'words' }]) {
      const { action = '', filled } = page
      const answer = await post(server, action, [
        ...filled.filter(([name]) => name === 'draft'),
        ...Object.entries(given),
      ])
      page = seen(server, answer)
      assert.doesNotMatch(JSON.stringify(answer.headers), /canary|victim|"location"/)
      assert.match(page.action ?? '', /^\/report\/4\/\d+$/)
      assert.equal(answer.headers['cache-control'], 'no-store')
    }
    assert.doesNotMatch(page.html, /canary/)
    assert.match(page.html, /<title>Question \d+<\/title>/)
  })

  it('looks at no cookie: with one, the page is the same', async () => {
    const [without, withOne] = await Promise.all([
      server.inject({ url: '/' }),
      server.inject({ url: '/', headers: { cookie: 'safekeep=canary' } }),
    ])
    assert.equal(withOne.body, without.body)
    assert.equal(withOne.headers['set-cookie'], undefined)
  })
})

describe('links', () => {
  it('of every page of the front door lead somewhere, save to rooms that this one does not hold', async () => {
    const pages = ['/', '/report', '/help', '/report/4', '/accessibility', '/privacy', '/contact', '/licence']
    for (const url of pages) {
      const { links, status, html } = await visit(server, url)
      assert.equal(status, 200, url)
      assert.match(html, /govuk-exit-this-page/)
      for (const link of links.filter(one => one.startsWith('/') && !/^\/(plan|return|news|refer)$/.test(one)))
        assert.equal((await server.inject({ url: link })).statusCode, 200, `${url} to ${link}`)
    }
  })
})
