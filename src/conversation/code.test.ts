/* The code that opens a conversation: guessed, stopped, and gone with its report. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { asReceipt, hashed, holdsReceipt, sealer, withoutReceipts } from '#kernel'
import { newThrottle } from '#web'
import { owner } from '../../test/cast.ts'
import { haveDeleted, returning, rowsWith } from '../../test/returning.ts'
import { post } from '../../test/visitor.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { openPass, sealPass } from './pass.ts'

let hub: TestHub
let supervisor: Worker
let keeper: Worker
before(async () => {
  hub = await testHub({ whole: true })
  supervisor = await hub.worker('hubSupervisor')
  keeper = await hub.worker('recordsKeeper')
})
after(() => hub.it.close())

const { back, pressed } = returning(() => hub.server)
const conversation = (id: string) => `/hub/reports/${id}/conversation`
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const anyCode = fc
  .array(fc.constantFrom(...letters), { minLength: 16, maxLength: 16 })
  .map(all => all.join('').replace(/(.{4})(?=.)/g, '$1-'))
/** From another place each time, so that a pause of one test is not another's. */
let place = 0
const from = async (code: string, remoteAddress = `203.0.113.${(place++ % 250) + 1}`, more = {}) =>
  hub.server.inject({
    method: 'POST',
    url: '/return',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ code, do: 'open', ...more }).toString(),
  })

describe('a wrong code', () => {
  it('is answered to the letter like one that was stopped and one whose report is gone', async () => {
    const [stopped, gone] = [await hub.report(), await hub.report()]
    await pressed(await back(stopped.receipt), 'stop-yes')
    await haveDeleted(hub, gone, { grants: supervisor, deletes: keeper })
    const answers = await Promise.all([from('7F2K-9QXT-3MZA-B4C5'), from(stopped.receipt), from(gone.receipt)])
    assert.deepEqual(new Set(answers.map(one => one.statusCode)), new Set([422]))
    assert.equal(new Set(answers.map(one => one.body)).size, 1)
    assert.match(answers[0]!.body, /This code opens nothing/)
  })

  it('costs the database the same work, whichever it is: one look by the same index, and no row found', async () => {
    const [stopped, gone] = [await hub.report(), await hub.report()]
    await pressed(await back(stopped.receipt), 'stop-yes')
    await haveDeleted(hub, gone, { grants: supervisor, deletes: keeper })
    const plans = await owner(hub.it.db.ownerUrl, async client => {
      const found: unknown[] = []
      await client.query('set enable_seqscan = off')
      for (const code of ['7F2K-9QXT-3MZA-B4C5', stopped.receipt, gone.receipt]) {
        const { rows } = await client.query(
          'explain (analyze, costs off, timing off, summary off, buffers off, format json) select * from kernel.reports where receipt_hash = $1',
          [hashed(code)],
        )
        const { 'Node Type': node, 'Index Name': index, 'Actual Rows': rows_ } = rows[0]['QUERY PLAN'][0].Plan
        found.push({ node, index, rows: Number(rows_) })
      }
      return found
    })
    const same = { node: 'Index Scan', index: 'reports_receipt_hash_key', rows: 0 }
    assert.deepEqual(plans, [same, same, same])
  })

  it('leaves no row in the audit, and nothing of the code or of where it came from anywhere', async () => {
    const before = await hub.rows('select count(*)::int as n from kernel.audit')
    await from('7F2K-9QXT-3MZA-B4C5', '198.51.100.77')
    assert.deepEqual(await hub.rows('select count(*)::int as n from kernel.audit'), before)
    assert.equal(await rowsWith(hub, '198.51.100'), 0)
  })

  it('is looked at again after a pause, which grows for that place and for no other', async () => {
    const { receipt } = await hub.report()
    const here = '203.0.113.251'
    for (let i = 0; i < 6; i++) assert.equal((await from('7F2K-9QXT-3MZA-B4C5', here)).statusCode, 422)
    const paused = await from(receipt, here)
    assert.equal(paused.statusCode, 429)
    assert.match(paused.body, /Wait 15 seconds/)
    assert.equal((await from(receipt, '203.0.113.252')).statusCode, 200, 'nobody else waits')
    hub.clock.at = new Date(hub.clock.at.getTime() + 15_000)
    assert.equal((await from(receipt, here)).statusCode, 200)
    hub.clock.at = hub.it.at
  })
})

describe('whoever shares an address with a machine that guesses', () => {
  it('waits once, and is let in though the machine goes on', async () => {
    const { receipt } = await hub.report()
    const here = '203.0.113.253'
    const guess = () => from('7F2K-9QXT-3MZA-B4C5', here)
    for (let i = 0; i < 8; i++) await guess()
    const paused = await from(receipt, here)
    const seconds = Number(/Wait (\d+) seconds/.exec(paused.body)?.[1])
    const waited = /name="waited" value="([^"]+)"/.exec(paused.body)?.[1] ?? ''
    assert.equal((await from(receipt, here, { waited })).statusCode, 429, 'not before its time')
    hub.clock.at = new Date(hub.clock.at.getTime() + seconds * 1000)
    await guess()
    assert.equal((await from(receipt, here)).statusCode, 429, 'the machine made the address wait again')
    assert.equal((await from('8F2K-9QXT-3MZA-B4C5', here, { waited })).statusCode, 429, 'it is good for no other code')
    assert.equal((await from(receipt, here, { waited })).statusCode, 200)
    hub.clock.at = hub.it.at
  })
})

describe('guessing', () => {
  it('opens nothing, whatever sixteen letters are tried', async () => {
    await hub.report()
    await fc.assert(
      fc.asyncProperty(anyCode, async code => {
        assert.equal((await from(code)).statusCode, 422)
      }),
      { numRuns: 60, seed: 20261118 },
    )
  })

  it('waits ever longer and forgets nobody for long; a place that gave no wrong code never waits', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 0, max: 20_000 })), { maxLength: 400 }), tries => {
        const throttle = newThrottle()
        let now = hub.it.at.getTime()
        const longest = new Map<number, number>()
        for (const [source, later] of tries) {
          now += later
          const at = new Date(now)
          if (throttle.wait(`s${source}`, at) > 0) continue
          throttle.missed(`s${source}`, at)
          longest.set(source, throttle.wait(`s${source}`, at))
          assert.equal(throttle.wait('somebody else', at), 0)
        }
        for (const wait of longest.values()) assert.ok(wait <= 300, 'five minutes at most')
      }),
      { numRuns: 100, seed: 20261118 },
    )
  })

  it('from everywhere at once makes the second wrong code of a place wait, and the first of none', () => {
    const throttle = newThrottle()
    const at = hub.it.at
    for (let i = 0; i < 100; i++) throttle.missed(`bot ${i}`, at)
    assert.equal(throttle.wait('a person', at), 0)
    throttle.missed('a person', at)
    assert.equal(throttle.wait('a person', at), 0)
    throttle.missed('a person', at)
    assert.equal(throttle.wait('a person', at), 15)
  })
})

describe('a page behind the code', () => {
  it('is for an hour, for this installation, and not to be altered', () => {
    const [ours, other] = [sealer(Buffer.alloc(32, 1)), sealer(Buffer.alloc(32, 2))]
    const at = hub.it.at
    const hash = randomBytes(32)
    const text = sealPass(ours, hash, at)
    assert.deepEqual(openPass(ours, text, at)?.hash, hash)
    assert.equal(openPass(ours, text, new Date(at.getTime() + 3_600_001)), undefined)
    assert.equal(openPass(other, text, at), undefined)
    assert.notEqual(openPass(ours, sealPass(ours, hash, at), at)?.once, openPass(ours, text, at)?.once)
    fc.assert(
      fc.property(fc.nat(text.length - 2), fc.constantFrom('A', 'z', '-'), (index, letter) => {
        const altered = `${text.slice(0, index)}${letter}${text.slice(index + 1)}`
        const same = Buffer.from(altered, 'base64url').equals(Buffer.from(text, 'base64url'))
        assert.equal(openPass(ours, altered, at) === undefined, !same)
      }),
      { numRuns: 200, seed: 20261118 },
    )
  })

  it('opens nothing once the code was stopped, by them or by the hub, though it was open before', async () => {
    for (const by of ['them', 'hub'] as const) {
      const { receipt, id } = await hub.report()
      const page = await back(receipt)
      if (by === 'them') {
        const stopped = await pressed(await pressed(page, 'stop'), 'stop-yes')
        assert.match(stopped.words, /Your code has been stopped/)
        assert.equal(stopped.heading, 'Come back to a report')
      } else {
        await supervisor.open(conversation(id), 'triage')
        await supervisor.post(conversation(id), { do: 'stop', once: 'x' })
      }
      const late = await page.press({ words: 'Too late' }, 'Send')
      assert.match(late.words, /This code opens nothing/)
      assert.deepEqual(await hub.rows('select from conversation.messages where report_id = $1', [id]), [])
    }
  })
})

describe('a code', () => {
  it('is stopped for them by a supervisor alone: nothing gives it back', async () => {
    const { receipt, id } = await hub.report()
    const triage = await hub.worker('triage')
    const page = await triage.open(conversation(id), 'triage')
    assert.doesNotMatch(page.words, /Stop the code/)
    assert.equal((await triage.post(conversation(id), { do: 'stop', once: 'x' })).status, 404)
    assert.equal((await back(receipt)).heading, 'Your report')
    assert.match((await supervisor.open(conversation(id), 'triage')).words, /Stop the code/)
  })

  it('typed into a reason to delete is not shown again whole, in another language either', async () => {
    const { receipt } = await hub.report()
    const page = await pressed(await back(receipt), 'delete')
    const kept = page.filled.filter(([name]) => name !== 'why')
    const answer = await post(hub.server, '/pl/return', [...kept, ['why', `It is ${receipt}`], ['do', 'language']])
    assert.match(answer.body, /lang="pl"/)
    assert.ok(!answer.body.includes(receipt) && answer.body.includes(`It is ${receipt.slice(0, 4)}…`))
  })
})

describe('a code in text', () => {
  it('is found and left out wherever it stands, and other words are let be', () => {
    fc.assert(
      fc.property(
        anyCode,
        fc.constantFrom('', 'I said ', 'code:'),
        fc.constantFrom('', '.', ' thank you'),
        (code, a, b) => {
          if (!/[0-9]/.test(code) || !/[A-Z]/.test(code)) return
          for (const way of [code, code.toLowerCase(), code.replaceAll('-', ''), code.replaceAll('-', '–')]) {
            assert.ok(holdsReceipt(`${a}${way}${b}`), way)
            assert.ok(!JSON.stringify(withoutReceipts({ x: [`${a}${way}${b}`] })).includes(way.slice(4)))
            assert.equal(asReceipt(way), code)
          }
        },
      ),
      { numRuns: 300, seed: 20261118 },
    )
    for (const words of [
      'that when they went',
      '1234 5678 9012 3456',
      '4929123456781234',
      'characterizations were made',
      '07700 900 123',
      'SK-7F2K-9QXT',
      'https://example.org/2026-11-18-ab12',
    ])
      assert.ok(!holdsReceipt(words), words)
  })
})
