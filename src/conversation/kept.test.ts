/* What stood on a page of a conversation when it had waited for too long, or could not be taken just now. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Database, openDatabase } from '#kernel'
import { serve } from '#web'
import { returning } from '../../test/returning.ts'
import { post, type Seen, seen } from '../../test/visitor.ts'
import { type TestHub, testHub } from '../../test/worker.ts'
import { returnRoutes } from './return.ts'

let hub: TestHub
let cutOff: FastifyInstance
let unreachable: Database
before(async () => {
  hub = await testHub({ whole: true })
  const { house } = hub.it.built
  unreachable = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', measures: 'none', house })
  cutOff = await serve({ house, database: unreachable, routes: returnRoutes(), now: () => hub.clock.at })
})
after(async () => {
  await cutOff.close()
  await unreachable.close()
  await hub.it.close()
})

const { back, pressed } = returning(() => hub.server)
const away = returning(() => cutOff)
const has = (page: Seen, name: string, value: string) => page.filled.some(one => one[0] === name && one[1] === value)
const messages = (id: string) => hub.rows('select kind from conversation.messages where report_id = $1', [id])
const later = async (work: () => Promise<void>) => {
  hub.clock.at = new Date(hub.it.at.getTime() + 61 * 60_000)
  try {
    await work()
  } finally {
    hub.clock.at = hub.it.at
  }
}

describe('a page that had waited for more than an hour', () => {
  it('goes on where it was after the code, with each answer on it and what was written before', async () => {
    const { receipt, id } = await hub.report({ named: 'no' })
    const reach = await pressed(await back(receipt), 'reach', { words: 'Half a sentence' })
    const why = await pressed(await back(receipt), 'delete')
    await later(async () => {
      const told = { given: 'Ottilie', phone: '01632 960 123', say: 'Say it is the library' }
      const waited = await pressed(reach, 'reach-save', told)
      assert.match(waited.words, /had waited for too long.*not lost/)
      assert.doesNotMatch(waited.html, /Ottilie|960 123|library|Half a sentence/, 'nobody else reads it there')
      const mistyped = await waited.press({ code: '7F2K' })
      assert.equal(mistyped.status, 422)
      const resumed = await mistyped.press({ code: receipt })
      assert.equal(resumed.heading, reach.heading)
      for (const [name, value] of Object.entries({ ...told, words: 'Half a sentence' }))
        assert.ok(has(resumed, name, value), name)
      const asked = await (await pressed(why, 'delete-ask', { why: 'I am afraid' })).press({ code: receipt })
      assert.equal(asked.heading, 'Ask us to delete your report')
      assert.ok(asked.html.includes('I am afraid'))
    })
    assert.deepEqual(await messages(id), [], 'nothing is done by the code alone')
  })

  it('does nothing but show a page, whatever it says that it was', async () => {
    const { receipt, id } = await hub.report()
    const page = await back(receipt)
    await later(async () => {
      const forged = page.filled.map(([name, value]) => [name, name === 'on' ? 'stop-yes' : value] as const)
      const waited = seen(hub.server, await post(hub.server, '/return', [...forged, ['words', 'x'], ['do', 'send']]))
      assert.equal((await waited.press({ code: receipt })).heading, 'Your report')
    })
    assert.equal((await back(receipt)).heading, 'Your report')
    assert.deepEqual(await messages(id), [])
  })

  it('leaves the code out that was typed on it, and takes no more than the next form may send', async () => {
    const { receipt } = await hub.report()
    const page = await pressed(await back(receipt), 'delete')
    await later(async () => {
      const waited = await pressed(page, 'delete-ask', { why: `It is ${receipt}` })
      const resumed = await waited.press({ code: receipt })
      assert.ok(!resumed.html.includes(receipt) && resumed.html.includes(`It is ${receipt.slice(0, 4)}…`))
      const long = await pressed(page, 'delete-ask', { why: 'x'.repeat(200_000), words: 'A short one' })
      assert.ok(has(await long.press({ code: receipt }), 'words', 'A short one'))
    })
  })
})

describe('a database that is away for a moment', () => {
  it('loses no message: the code takes it up again, asked as often as need be', async () => {
    const { receipt, id } = await hub.report()
    const failed = await away.pressed(await back(receipt), 'send', { words: 'A long story' })
    assert.equal(failed.status, 503)
    assert.match(failed.words, /could not do that just now.*not lost/)
    assert.doesNotMatch(failed.html, /A long story/)
    const still = await away.pressed(failed, 'open', { code: receipt })
    assert.equal(still.status, 503)
    assert.ok(!still.html.includes(receipt))
    const resumed = await pressed(still, 'open', { code: receipt })
    assert.ok(has(resumed, 'words', 'A long story'))
    await resumed.press({}, 'Send')
    assert.equal((await messages(id)).length, 1)
  })

  it('loses no name either', async () => {
    const { receipt } = await hub.report({ named: 'no' })
    const reach = await pressed(await back(receipt), 'reach')
    const failed = await away.pressed(reach, 'reach-save', { given: 'Ottilie', family: 'Examplewick' })
    const resumed = await pressed(failed, 'open', { code: receipt })
    assert.equal(resumed.heading, reach.heading)
    assert.ok(has(resumed, 'given', 'Ottilie') && has(resumed, 'family', 'Examplewick'))
  })
})
