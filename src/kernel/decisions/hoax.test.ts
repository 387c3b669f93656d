import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Decision, decide, type ReportShown, readReport, seeAlert, takeOn } from '#kernel'
import { cast, type Part } from '../../../test/cast.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

async function received(key: string, more: Record<string, unknown>): Promise<ReportShown> {
  const { reference } = await office.send(key, more)
  const [row] = await office.seen<{ id: ReportShown['id'] }>('select id from kernel.reports where reference = $1', [
    reference,
  ])
  return await office.as('triage', tx => readReport(tx, row!.id))
}

const usual = {
  programme: 'umbrellas',
  rationale: 'The same words came forty times',
  lawfulBasis: 'public-task',
  told: 'not-yet',
  view: 'not-known',
  tell: [],
  actions: [],
} as const

/** Decides about one of the owners, in the place of what was decided before. */
async function decided(by: Part, report: ReportShown, what: Decision['what'], index = 0): Promise<void> {
  const { people, decisions } = await office.as(by, tx => readReport(tx, report.id))
  const recordId = people.filter(person => person.part === 'owner')[index]!.record.id
  const supersedes = decisions.findLast(one => one.recordId === recordId)?.id
  await office.as(by, tx => decide(tx, { ...usual, what, reportId: report.id, recordId, supersedes }))
}

async function seen(report: ReportShown): Promise<void> {
  const [alert] = await office.seen<{ id: string }>('select id from kernel.alerts where report_id = $1', [report.id])
  await office.as('inspector', tx => seeAlert(tx, alert!.id))
}

const queues = async (report: ReportShown) =>
  (
    await office.seen<{ queue: string }>(
      "select queue from kernel.work where report_id = $1 and kind = 'triage' order by queue",
      [report.id],
    )
  ).map(one => one.queue)

for (const order of ['before', 'after'] as const)
  test(`a threat called a hoax ${order} it is seen waits for a supervisor, and for the others as well`, async () => {
    const report = await received(`threat ${order}`, { storm: 'yes' })
    if (order === 'after') await seen(report)
    await decided('triage', report, 'hoax')
    if (order === 'before') await seen(report)
    assert.deepEqual(await queues(report), ['hub:supervisor', 'hub:triage'])
    const [clock] = await office.seen<{ due_at: Date }>(
      "select due_at from kernel.clocks where report_id = $1 and clock = 'triage'",
      [report.id],
    )
    const dues = await office.seen('select distinct due_at from kernel.work where report_id = $1', [report.id])
    assert.deepEqual(dues, [clock])
    await decided('hubSupervisor', report, 'hoax-agreed')
    assert.deepEqual(await queues(report), [])
  })

test('whoever is still to be decided on goes back to triage once nobody is thought a hoax any more', async () => {
  const report = await received('of two', { owners: [{ given: 'Ada' }, { given: 'Bea' }] })
  await decided('triage', report, 'hoax')
  assert.deepEqual(await queues(report), ['hub:supervisor'])
  await decided('hubSupervisor', report, 'refer')
  assert.deepEqual(await queues(report), ['hub:triage'])
  await decided('triage', report, 'refer', 1)
  assert.deepEqual(await queues(report), [])
})

test('where one is decided on and another is thought a hoax, the report goes on waiting for a supervisor', async () => {
  const report = await received('one of two', { owners: [{ given: 'Ada' }, { given: 'Bea' }] })
  await decided('triage', report, 'hoax')
  await decided('triage', report, 'signpost', 1)
  assert.deepEqual(await queues(report), ['hub:supervisor'])
})

test('who has taken a report on keeps it while others in it are decided on', async () => {
  const report = await received('taken on', { owners: [{ given: 'Ada' }, { given: 'Bea' }] })
  const [work] = await office.seen<{ id: string }>('select id from kernel.work where report_id = $1', [report.id])
  await office.as('triage', tx => takeOn(tx, work!.id, true, null))
  await decided('triage', report, 'refer')
  const left = await office.seen("select owner from kernel.work where report_id = $1 and kind = 'triage'", [report.id])
  assert.deepEqual(left, [{ owner: cast.triage.id }])
})
