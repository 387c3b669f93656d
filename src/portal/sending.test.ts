import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { openDatabase } from '#kernel'
import { fromOnePlace, isWork, newFlood, serve, wait } from '#web'
import { rowsOf } from '../../test/embedded-life.ts'
import { aWednesday, type TestHouse, testHouse } from '../../test/house.ts'
import { type Given, post, type Seen, seen, visit, walk } from '../../test/visitor.ts'
import { sourceOf } from '../web/source.ts'
import { portalRoutes } from './index.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  server = await home.server(portalRoutes({ house: home.house, area: home.built.area }))
})
after(() => home.close())

const anonymous: readonly Given[] = [
  { who: 'victim' },
  { danger: 'no' },
  { what: 'He shouted at me' },
  { kinds: 'words' },
  { strands: 'race' },
  { 'when.precision': 'unknown' },
  { 'where.kind': 'unknown' },
  { harm: 'upset' },
  { before: 'no' },
  {},
  { named: 'no' },
  { police: 'no' },
  { support: 'no' },
]
const walked = async (answers: readonly Given[], from?: Seen): Promise<Seen> =>
  walk(from ?? (await visit(server, '/report/4/1')), answers)

const referenceOn = (page: Seen): string => /SK-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page.words)?.[0] ?? ''
const receiptOn = (page: Seen): string => /id="receipt">([0-9A-Z-]{19})</.exec(page.html)?.[1] ?? ''
const reports = () => rowsOf(home.db.ownerUrl, 'select reference from kernel.reports')

describe('sending', () => {
  it('more than once, at once or later, is one report with one reference and one receipt', async () => {
    const check = await walked(anonymous)
    const before = (await reports()).length
    const all = await Promise.all([1, 2, 3, 4, 5].map(() => check.press({}, 'Send my report')))
    all.push(await check.press({}, 'Send my report'))
    assert.deepEqual(new Set(all.map(page => page.status)), new Set([200]))
    assert.equal(new Set(all.map(referenceOn)).size, 1)
    assert.equal(new Set(all.map(receiptOn)).size, 1)
    assert.match(receiptOn(all[0]!), /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
    assert.equal((await reports()).length, before + 1)
    assert.match(all.at(-1)!.words, /already sent this report/)
  })

  it('after going back and changing an answer is another report, so that the change is not lost', async () => {
    const check = await walked(anonymous)
    const first = await check.press({}, 'Send my report')
    const change = check.buttons.find(
      button => button.words.startsWith('Change') && /He shouted|What happened/.test(button.words),
    )
    assert.ok(change, 'the answer can be changed')
    const question = seen(server, await post(server, check.action!, [...check.filled, [change.name!, change.value]]))
    const second = await (await question.press({ what: 'He shouted at me, and then he spat' })).press(
      {},
      'Send my report',
    )
    assert.equal(second.heading, 'We have your report')
    assert.notEqual(referenceOn(second), referenceOn(first))
    assert.notEqual(receiptOn(second), receiptOn(first))
  })

  it('while nothing can be kept loses nothing: the same page sends it later', async () => {
    const { house, built } = home
    const unreachable = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', measures: 'none', house })
    const routes = portalRoutes({ house, area: built.area })
    const cutOff = await serve({ house, database: unreachable, routes, now: () => aWednesday })
    const check = await walked(anonymous)
    const failed = seen(cutOff, await post(cutOff, check.action!, [...check.filled, ['do', 'send']]))
    assert.equal(failed.status, 503)
    assert.match(failed.words, /has not been sent/)
    const done = seen(server, await post(server, failed.action!, [...failed.filled, ['do', 'send']]))
    assert.equal(done.heading, 'We have your report')
    await cutOff.close()
    await unreachable.close()
  })

  it('before everything asked is answered asks it instead', async () => {
    const early = await walked([{ who: 'victim' }])
    const answer = seen(server, await post(server, '/report/4/28', [...early.filled, ['do', 'send']]))
    assert.equal(answer.heading, 'Is anybody in danger now?')
  })
})

describe('a flood of reports', () => {
  it('asks for a moment, loses nothing, and takes the report once the work is done or the wait is over', async () => {
    const clock = { at: aWednesday }
    const flooded = await home.server(portalRoutes({ house: home.house, area: home.built.area }), () => clock.at)
    const check = await walk(await visit(flooded, '/report/4/1'), anonymous)
    for (let sent = 0; sent < fromOnePlace; sent++)
      assert.equal(
        (await (await walk(await visit(flooded, '/report/4/1'), anonymous)).press({}, 'Send my report')).heading,
        'We have your report',
      )
    const before = (await reports()).length
    const moment = await check.press({}, 'Send my report')
    assert.equal(moment.heading, 'One moment')
    assert.match(moment.words, /If somebody is in danger now, call 999/)
    assert.equal((await moment.press({}, 'Send my report')).heading, 'One moment')
    assert.equal((await reports()).length, before)

    const [, challenge = ''] = moment.filled.find(([name]) => name === 'challenge') ?? []
    let answer = 0
    while (!isWork(challenge, String(answer))) answer++
    assert.equal((await moment.press({ answer: String(answer) }, 'Send my report')).heading, 'We have your report')

    const other = await (await walk(await visit(flooded, '/report/4/1'), anonymous)).press({}, 'Send my report')
    clock.at = new Date(clock.at.getTime() + 1000 * wait)
    assert.equal((await other.press({}, 'Send my report')).heading, 'We have your report')
    assert.equal((await reports()).length, before + 2)
  })

  it('takes a moment for what is sent, and not for whatever else is written into the same form afterwards', async () => {
    const clock = { at: aWednesday }
    const flood = newFlood()
    const flooded = await home.server(portalRoutes({ house: home.house, area: home.built.area, flood }), () => clock.at)
    const check = await walk(await visit(flooded, '/report/4/1'), anonymous)
    for (let sent = 0; sent < fromOnePlace; sent++) flood.note(sourceOf('127.0.0.1', clock.at), clock.at)
    const moment = await check.press({}, 'Send my report')
    assert.equal(moment.heading, 'One moment')
    clock.at = new Date(clock.at.getTime() + 1000 * wait)
    const waited = moment.filled.filter(([name]) => name === 'challenge')
    const before = (await reports()).length
    const change = check.buttons.find(({ words }) => /^Change.*What happened/.test(words))
    const question = seen(
      flooded,
      await post(flooded, check.action!, [...check.filled, [change!.name!, change!.value]]),
    )
    const other = await question.press({ what: 'Something else altogether' })
    const again = seen(flooded, await post(flooded, other.action!, [...other.filled, ...waited, ['do', 'send']]))
    assert.equal(again.heading, 'One moment', 'another report costs another moment')
    assert.equal((await reports()).length, before)
    assert.equal((await moment.press({}, 'Send my report')).heading, 'We have your report')
  })
})

describe('a fault of ours while it is sent', () => {
  it('costs nobody their words: the answers are shown again, and the log says where and nothing of them', async () => {
    const check = await walked(anonymous)
    const logged: string[] = []
    const told = console.error
    console.error = (line: string) => void logged.push(line)
    await rowsOf(home.db.ownerUrl, 'alter table kernel.reports rename to reports_elsewhere')
    try {
      const failed = await check.press({}, 'Send my report')
      assert.equal(failed.status, 500)
      assert.equal(failed.heading, 'Check your answers')
      assert.match(failed.words, /has not been sent/)
      assert.match(failed.words, /He shouted at me/)
      const [, reference = 'none'] = /say ([0-9a-f]{8})\./.exec(failed.words) ?? []
      assert.equal(logged.length, 1)
      assert.match(logged[0]!, new RegExp(`^fault ${reference} POST /report/:address/:number: `))
      assert.doesNotMatch(logged[0]!, /shouted/)
      await rowsOf(home.db.ownerUrl, 'alter table kernel.reports_elsewhere rename to reports')
      assert.equal((await failed.press({}, 'Send my report')).heading, 'We have your report')
    } finally {
      console.error = told
      await rowsOf(home.db.ownerUrl, 'alter table if exists kernel.reports_elsewhere rename to reports')
    }
  })
})

describe('a draft', () => {
  const later = (hours: number) => new Date(aWednesday.getTime() + hours * 3_600_000)

  it('is good for more than twenty hours, and not for more than a day', async () => {
    let now = aWednesday
    const own = await home.server(portalRoutes({ house: home.house, area: home.built.area }), () => now)
    const page = await visit(own, '/report/4/1')
    now = later(23)
    assert.equal((await page.press({ who: 'victim' })).status, 200)
    now = later(25)
    const late = await page.press({ who: 'victim' })
    assert.equal(late.status, 422)
    assert.equal(late.heading, 'Please start again')
  })

  it('that was altered, cut short, invented or made for another form is answered kindly and not echoed', async () => {
    const page = await walked([{ who: 'victim' }, { danger: 'no' }])
    const draft = page.filled.find(([name]) => name === 'draft')?.[1] ?? ''
    const foreign = home.house.sealer.wrap(
      { key: 'x', touched: aWednesday.getTime(), answers: {}, changing: false },
      'draft 5',
    )
    for (const wrong of [`${draft.slice(0, -2)}AA`, draft.slice(0, 40), '', 'canary', foreign]) {
      const answer = seen(
        server,
        await post(server, page.action!, [
          ['draft', wrong],
          ['what', 'canary'],
        ]),
      )
      assert.equal(answer.heading, 'Please start again')
      assert.doesNotMatch(answer.html, /canary/)
    }
  })

  it('opens no page by its address alone: all but the first question lead to the start', async () => {
    const answer = await server.inject({ url: '/report/4/7' })
    assert.equal(answer.statusCode, 303)
    assert.equal(answer.headers.location, '/report/4')
    for (const url of [
      '/report/99',
      '/report/4/0',
      '/report/4/99',
      '/report/4/x',
      '/report/__proto__',
      '/report/4/1e1',
    ])
      assert.equal((await server.inject({ url })).statusCode, 404, url)
  })
})
