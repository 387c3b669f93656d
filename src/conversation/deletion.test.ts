/* Deletion, asked for by whoever reported, decided by one person and done by another. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { seeAlert } from '#kernel'
import { cast } from '../../test/cast.ts'
import { decideDeletion, haveDeleted, returning, rowsWith } from '../../test/returning.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

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

describe('deletion', () => {
  it('is asked for, decided by a supervisor with a reason, told back, and done by somebody else', async () => {
    const { receipt, id } = await hub.report()
    const page = await pressed(await back(receipt), 'delete')
    assert.match(page.words, /which district, and what was chosen from lists/, 'what stays is said before they ask')
    const asked = await pressed(page, 'delete-ask', { why: 'I am afraid' })
    assert.match(asked.words, /We will tell you here what we decided, by 18 December 2026/)
    assert.deepEqual(
      await hub.rows(`select queue, kind from kernel.work where report_id = $1 and kind = 'deletion'`, [id]),
      [{ queue: 'hub:supervisor', kind: 'deletion' }],
    )
    await supervisor.open(conversation(id), 'triage')
    const unsaid = await supervisor.post(conversation(id), { do: 'deletion', once: 'a', decision: 'granted' })
    assert.equal(unsaid.status, 422)
    await decideDeletion(supervisor, id, 'refused')
    assert.match((await back(receipt)).words, /We decided to keep your report.*Because of the court/)
    assert.ok((await hub.rows('select from kernel.reports where id = $1 and sealed is not null', [id])).length)
  })

  it('takes the words, the key, the code and who was told of, wherever they stood', async () => {
    const canary = `canary${randomBytes(6).toString('hex')}`
    const report = await hub.report({ what: `What happened: ${canary}`, given: canary, family: 'Examplewick' })
    await (await back(report.receipt)).press({ words: `He said ${canary}` }, 'Send')
    await supervisor.open(conversation(report.id), 'triage')
    await supervisor.post(conversation(report.id), { do: 'words', once: 'k', words: `About ${canary}` })
    assert.ok((await rowsWith(hub, canary)) > 0, 'the name is in the clear while the report stands')
    assert.equal(await rowsWith(hub, canary, 'conversation.messages'), 0, 'what was said never is')
    await haveDeleted(hub, report, { grants: supervisor, deletes: keeper })
    assert.equal(await rowsWith(hub, canary), 0)
    assert.deepEqual(
      await hub.rows(
        'select sealed, seen_at is not null as seen from conversation.messages where report_id = $1 and sealed is not null',
        [report.id],
      ),
      [],
    )
    assert.match((await keeper.open(`/hub/reports/${report.id}`, 'triage')).words, /disposed of/)
  })

  it('ends every limit of the report before anybody has triaged it, with the reason', async () => {
    const report = await hub.report()
    await haveDeleted(hub, report, { grants: supervisor, deletes: keeper })
    const clocks = await hub.rows<{ clock: string; result: string; why: string }>(
      'select clock, result, lifted_why as why from kernel.clocks where report_id = $1 order by clock',
      [report.id],
    )
    assert.deepEqual(
      clocks.filter(one => one.clock === 'triage'),
      [{ clock: 'triage', result: 'lifted', why: 'The report has been deleted' }],
    )
    assert.ok(clocks.every(one => one.result !== null))
  })

  it('is granted of no threat to life that nobody has seen', async () => {
    const { receipt, id } = await hub.report({ danger: 'yes' })
    await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask')
    await supervisor.open(conversation(id), 'triage')
    const granted = { do: 'deletion', once: 'a', decision: 'granted', told: 'It will be deleted', why: 'The law' }
    const unseen = await supervisor.post(conversation(id), granted)
    assert.equal(unseen.status, 409)
    assert.match(unseen.words, /Nobody has said yet that they have seen the threat to life/)
    assert.equal(
      (await hub.rows('select from kernel.clocks where report_id = $1 and ended_at is null', [id])).length,
      3,
    )
    const [alert] = await hub.rows<{ id: string }>('select id from kernel.alerts where report_id = $1', [id])
    await hub.it.database.as(
      { actor: { kind: 'user', id: cast.inspector.id }, action: 'test.see', purpose: 'triage', at: hub.clock.at },
      tx => seeAlert(tx, alert!.id),
    )
    assert.equal((await supervisor.post(conversation(id), granted)).to, `${conversation(id)}?done=granted`)
    await keeper.open(conversation(id), 'triage')
    assert.equal((await keeper.post(conversation(id), { do: 'dispose', once: 'x' })).to, `/hub/reports/${id}`)
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
    const page = await back(receipt)
    assert.match(page.words, /going to be deleted/)
    assert.ok(!page.buttons.some(one => one.value === 'delete'), 'what was granted need not be asked for again')
    await pressed(page, 'delete-ask', { why: 'Once more' })
    const decided = await hub.rows(
      `select side from conversation.messages where report_id = $1 and kind = 'deletion' order by at desc, id desc limit 1`,
      [id],
    )
    assert.deepEqual(decided, [{ side: 'service' }], 'the decision stands')
  })
})
