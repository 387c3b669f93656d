import type { Tx } from '../database.ts'
import type { Limit } from '../limits.ts'
import type { Result } from './clocks.ts'

export type ClockShown = Readonly<{
  id: string
  programme: string
  clock: string
  startedAt: Date
  dueAt: Date
  endedAt: Date | null
  result: Result | null
  liftedWhy: string | null
  /** The limit in the version it started under; nothing only when the packs no longer hold that version. */
  limit: Limit | undefined
}>

/** The clocks of a report or a case, the earliest due first. */
export async function clocksOf(tx: Tx, of: { reportId?: string; caseId?: string }): Promise<readonly ClockShown[]> {
  const column = of.caseId ? 'case_id' : 'report_id'
  const rows = await tx.db
    .selectFrom('clocks')
    .selectAll()
    .where(column, '=', of.caseId ?? of.reportId ?? '')
    .orderBy('due_at')
    .execute()
  return rows.map(row => ({
    id: row.id,
    programme: row.programme,
    clock: row.clock,
    startedAt: row.started_at,
    dueAt: row.due_at,
    endedAt: row.ended_at,
    result: row.result as Result | null,
    liftedWhy: row.lifted_why,
    limit: tx.house.limits.find(limit => limit.id === row.limit_id && limit.version === row.limit_version),
  }))
}
