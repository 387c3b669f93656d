/* The code that opens a conversation: guessed, stopped, and gone with its report. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { asReceipt, hashed, holdsReceipt, sealer, withoutReceipts } from '#kernel'
import { newThrottle } from '#web'
import { owner } from '../../test/cast.ts'
import { post, type Seen, seen, visit } from '../../test/visitor.ts'
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

const back = async (code: string): Promise<Seen> => (await visit(hub.server, '/return')).press({ code })
const pressed = async (page: Seen, value: string, given: Readonly<Record<string, string>> = {}): Promise<Seen> => {
  const kept = page.filled.filter(([name]) => !Object.hasOwn(given, name))
  return seen(hub.server, await post(hub.server, '/return', [...kept, ...Object.entries(given), ['do', value]]))
}
const conversation = (id: string) => `/hub/reports/${id}/conversation`
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const anyCode = fc
  .array(fc.constantFrom(...letters), { minLength: 16, maxLength: 16 })
  .map(all => all.join('').replace(/(.{4})(?=.)/g, '$1-'))
/** From another place each time, so that a pause of one test is not another's. */
let place = 0
const from = async (code: string, remoteAddress = `203.0.113.${(place++ % 250) + 1}`) =>
  hub.server.inject({
    method: 'POST',
    url: '/return',
    remoteAddress,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams({ code, do: 'open' }).toString(),
  })

describe('a wrong code', () => {
  it('is answered to the letter like one that was stopped and one whose report is gone', async () => {
    const [stopped, gone] = [await hub.report(), await hub.report()]
    await pressed(await back(stopped.receipt), 'stop-yes')
    await deleted(gone)
    const answers = await Promise.all([from('7F2K-9QXT-3MZA-B4C5'), from(stopped.receipt), from(gone.receipt)])
    assert.deepEqual(new Set(answers.map(one => one.statusCode)), new Set([422]))
    assert.equal(new Set(answers.map(one => one.body)).size, 1)
    assert.match(answers[0]!.body, /This code opens nothing/)
  })

  it('costs the database the same work, whichever it is: one look by the same index, and no row found', async () => {
    const [stopped, gone] = [await hub.report(), await hub.report()]
    await pressed(await back(stopped.receipt), 'stop-yes')
    await deleted(gone)
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
    assert.equal(await countOf(hub, '198.51.100'), 0)
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

describe('deletion', () => {
  it('is asked for, decided by a supervisor with a reason, told back, and done by somebody else', async () => {
    const { receipt, id } = await hub.report()
    const asked = await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask', { why: 'I am afraid' })
    assert.match(asked.words, /We will tell you here what we decided, by 18 December 2026/)
    assert.deepEqual(
      await hub.rows(`select queue, kind from kernel.work where report_id = $1 and kind = 'deletion'`, [id]),
      [{ queue: 'hub:supervisor', kind: 'deletion' }],
    )
    await supervisor.open(conversation(id), 'triage')
    const unsaid = await supervisor.post(conversation(id), { do: 'deletion', once: 'a', decision: 'granted' })
    assert.equal(unsaid.status, 422)
    await decide(id, 'refused')
    assert.match((await back(receipt)).words, /We decided to keep your report.*Because of the court/)
    assert.ok((await hub.rows('select from kernel.reports where id = $1 and sealed is not null', [id])).length)
  })

  it('takes the words, the key, the code and who was told of, wherever they stood', async () => {
    const canary = `canary${randomBytes(6).toString('hex')}`
    const report = await hub.report({ what: `What happened: ${canary}`, given: canary, family: 'Examplewick' })
    await (await back(report.receipt)).press({ words: `He said ${canary}` }, 'Send')
    await supervisor.open(conversation(report.id), 'triage')
    await supervisor.post(conversation(report.id), { do: 'words', once: 'k', words: `About ${canary}` })
    assert.ok((await countOf(hub, canary)) > 0, 'the name is in the clear while the report stands')
    assert.equal(await countOf(hub, canary, 'conversation.messages'), 0, 'what was said never is')
    await deleted(report)
    assert.equal(await countOf(hub, canary), 0)
    assert.deepEqual(
      await hub.rows(
        'select sealed, seen_at is not null as seen from conversation.messages where report_id = $1 and sealed is not null',
        [report.id],
      ),
      [],
    )
    assert.match((await keeper.open(`/hub/reports/${report.id}`, 'triage')).words, /disposed of/)
  })

  it('is done by nobody who granted it, and by nobody where nobody did', async () => {
    const { receipt, id } = await hub.report()
    await keeper.open(conversation(id), 'triage')
    const early = await keeper.post(conversation(id), { do: 'dispose', once: 'a' })
    assert.equal(early.status, 404)
    await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask')
    await keeper.post(conversation(id), {
      ...{ do: 'deletion', once: 'b', decision: 'granted' },
      ...{ told: 'It will be deleted', why: 'Nothing keeps it' },
    })
    const own = await keeper.post(conversation(id), { do: 'dispose', once: 'c' })
    assert.equal(own.status, 409)
    assert.match(own.words, /may not carry it out alone/)
    assert.deepEqual(await hub.rows('select from kernel.disposals where report_id = $1', [id]), [])
  })
})

async function decide(id: string, decision: 'granted' | 'refused'): Promise<void> {
  await supervisor.open(conversation(id), 'triage')
  const told = decision === 'refused' ? 'Because of the court' : 'It will be deleted'
  const answer = await supervisor.post(conversation(id), { do: 'deletion', once: id, decision, told, why: 'The law' })
  assert.equal(answer.to, `${conversation(id)}?done=${decision}`)
}

/** Asked for, granted by one and done by another. */
async function deleted({ receipt, id }: Readonly<{ receipt: string; id: string }>): Promise<void> {
  await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask')
  await decide(id, 'granted')
  await keeper.open(conversation(id), 'triage')
  assert.equal((await keeper.post(conversation(id), { do: 'dispose', once: 'x' })).to, `/hub/reports/${id}`)
}

/** In how many rows of all tables, or of one, a text stands, in words or in bytes. */
async function countOf({ it }: TestHub, text: string, only?: string): Promise<number> {
  return owner(it.db.ownerUrl, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    )
    let found = 0
    for (const { name } of rows.filter(one => !only || one.name === only)) {
      const hex = Buffer.from(text).toString('hex')
      const counted = await client.query(
        `select count(*)::int as n from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0`,
        [text, hex],
      )
      found += counted.rows[0].n
    }
    return found
  })
}
