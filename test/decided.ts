import assert from 'node:assert/strict'
import type { Fields, TestHub, Worker } from './worker.ts'

/** The record of somebody in a report, by their part. */
export async function personIn(hub: TestHub, report: string, part = 'victim'): Promise<string> {
  const [row] = await hub.rows<{ record_id: string }>(
    'select record_id from kernel.report_people where report_id = $1 and part = $2',
    [report, part],
  )
  assert.ok(row, `nobody is the ${part} of ${report}`)
  return row.record_id
}

/** A whole decision to refer, as the form sends it. */
export const decision = (hub: TestHub, more: Fields = {}): Fields => ({
  what: 'refer',
  programme: 'hate',
  rationale: 'She is frightened to go to work.',
  lawfulBasis: hub.it.house.lawfulBases[0]!.id,
  told: 'yes',
  view: 'agrees',
  ...more,
})

/** A new report that this worker has referred, and the case that was opened for it. */
export async function referred(hub: TestHub, by: Worker, more: Fields = {}) {
  const report = await hub.report()
  const record = await personIn(hub, report.id)
  await by.open(`/hub/reports/${report.id}`, 'triage')
  const decided = await by.post(`/hub/reports/${report.id}/people/${record}/decide`, decision(hub, more))
  assert.equal(decided.status, 303, decided.words)
  const [row] = await hub.rows<{ id: string }>('select id from kernel.cases where report_id = $1', [report.id])
  return { report: report.id, record, caseId: row!.id }
}
