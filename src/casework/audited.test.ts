import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { personIn, referred } from '../../test/decided.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let officer: Worker
before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
})
after(() => hub.it.close())

/** What the audit says was done while something else goes on, in order. */
async function during(work: () => Promise<unknown>): Promise<readonly string[]> {
  const [last] = await hub.rows<{ position: string }>('select coalesce(max(position), 0) as position from kernel.audit')
  await work()
  const rows = await hub.rows<{ action: string; result: string }>(
    'select action, result from kernel.audit where position > $1 order by position',
    [last!.position],
  )
  return rows.map(row => `${row.action} ${row.result}`)
}

test('a form that is only shown again is not in the audit as the deed it is for', async () => {
  const { caseId } = await referred(hub, triage)
  await officer.open(`/hub/cases/${caseId}`)
  for (const [form, refused] of [
    ['steps/note', ['case.take refused']],
    ['actions', []],
    ['shares', []],
  ] as const) {
    const found = await during(() => officer.post(`/hub/cases/${caseId}/${form}`, {}))
    assert.deepEqual(
      found.filter(row => row !== 'case.read done'),
      refused,
      form,
    )
  }
  const report = await hub.report()
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const person = `/hub/reports/${report.id}/people/${await personIn(hub, report.id)}`
  assert.deepEqual(await during(() => triage.post(`${person}/decide`, {})), ['report.read done'])
  assert.deepEqual(await during(() => triage.post(`${person}/link`, {})), ['person.identify done'])
})

test('a deed that is done is in the audit once, by its own name', async () => {
  const { caseId } = await referred(hub, triage)
  await officer.open(`/hub/cases/${caseId}`)
  const note = { note: 'Rang her sister', 'take.seen': 'referred' }
  const found = await during(() => officer.post(`/hub/cases/${caseId}/steps/note`, note))
  assert.deepEqual(found, ['case.read done', 'case.take done'])
})
