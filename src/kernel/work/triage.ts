/* How a report waits until it is decided on: by its triage clock, in the queues of those who may decide. */
import type { Tx } from '../database.ts'
import { addWork, clearWork } from './work.ts'

type Queue = 'hub:triage' | 'hub:supervisor'
type By = Readonly<{ id: string | null; dueAt: Date }>
type Report = Readonly<{ id: string; reference: string; kind: string; district: string | null; threat: boolean }>

/**
 * The triage clock that runs, if one does; what the report's work is due by now, if there is any, which for a threat that
 * nobody has seen is sooner; and its queues. The clock is held, so that nobody else ends it or moves the work meanwhile.
 */
export async function triageOf(
  tx: Tx,
  reportId: string,
): Promise<{ clock: By | undefined; due: By | undefined; queues: readonly Queue[] }> {
  const clock = await tx.db
    .selectFrom('clocks')
    .select(['id', 'due_at'])
    .where('report_id', '=', reportId)
    .where('clock', '=', 'triage')
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  const rows = await tx.db
    .selectFrom('work')
    .select(['queue', 'clock_id', 'due_at'])
    .where('report_id', '=', reportId)
    .where('kind', '=', 'triage')
    .execute()
  return {
    clock: clock && { id: clock.id, dueAt: clock.due_at },
    due: rows[0] && { id: rows[0].clock_id, dueAt: rows[0].due_at },
    queues: rows.map(row => (row.queue === 'hub:supervisor' ? row.queue : 'hub:triage')),
  }
}

/** From now on the report waits to be decided on in these queues and in no other, taken on by nobody. */
export function waitIn(tx: Tx, report: Report, by: By, queues: readonly Queue[]): void {
  clearWork(tx, { reportId: report.id })
  for (const queue of new Set(queues)) {
    addWork(tx, {
      queue,
      kind: 'triage',
      title: tx.house.programmes.get(report.kind)?.title ?? report.kind,
      programme: report.kind,
      reportId: report.id,
      ...(by.id && { clockId: by.id }),
      reference: report.reference,
      district: report.district,
      threat: report.threat,
      dueAt: by.dueAt,
    })
  }
}
