import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { decide, type ReportId, readReport, seeAlert } from '#kernel'
import { owner } from '../../../test/cast.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

async function waiting(many: number): Promise<void> {
  const asked = "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
  while ((await office.seen(asked)).length < many) await pause(10)
}

test('a threat is seen by one while another decides on its report: both are done, and nothing is left to triage', async () => {
  const { reference } = await office.send('both at once', { storm: 'yes' })
  const [alert] = await office.seen<{ id: string; reportId: ReportId }>(
    'select a.id, r.id as "reportId" from kernel.alerts a join kernel.reports r on r.id = a.report_id where r.reference = $1',
    [reference],
  )
  const { id, reportId } = alert!
  const { people } = await office.as('triage', tx => readReport(tx, reportId))
  const about = { reportId, recordId: people.find(person => person.part === 'owner')!.record.id }
  const decision = {
    what: 'signpost',
    rationale: 'She knows whom to ask',
    lawfulBasis: 'public-task',
    told: 'yes',
    view: 'agrees',
    tell: [],
    actions: [],
  } as const
  // Both are held up where the triage clock is ended, so that each has whatever it locks before that.
  const both = await owner(office.db.ownerUrl, async client => {
    await client.query('begin')
    await client.query("select from kernel.clocks where report_id = $1 and clock = 'triage' for update", [reportId])
    const deciding = office.as('triage', tx => decide(tx, { ...about, ...decision }))
    await waiting(1)
    const seeing = office.as('triageToo', tx => seeAlert(tx, id))
    await waiting(2)
    await client.query('rollback')
    return await Promise.allSettled([deciding, seeing])
  })
  assert.deepEqual(
    both.map(each => (each.status === 'rejected' ? each.reason : 'done')),
    ['done', 'done'],
  )
  const left = await office.seen("select id from kernel.work where report_id = $1 and kind = 'triage'", [reportId])
  const clocks = await office.seen(
    'select clock, result from kernel.clocks where report_id = $1 and case_id is null order by clock',
    [reportId],
  )
  assert.deepEqual(left, [])
  assert.deepEqual(clocks, [
    { clock: 'threat-seen', result: 'met' },
    { clock: 'triage', result: 'met' },
  ])
})
