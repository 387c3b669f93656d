import type { Tx } from '../database.ts'
import { type CaseId, newId, type RecordId, type ReportId } from '../ids.ts'

export type ToShare = Readonly<{
  id?: string | undefined
  reportId?: ReportId | undefined
  caseId?: CaseId | undefined
  recordId?: RecordId
  decisionId?: string
  toAgency: string
  what: string
  power: string
  purpose: string
}>

/** Records a disclosure: what was shown, to which agency, under which power and for what purpose. */
export function share(tx: Tx, shared: ToShare): void {
  tx.write(
    tx.db.insertInto('shares').values({
      id: shared.id ?? newId(),
      report_id: shared.reportId ?? null,
      case_id: shared.caseId ?? null,
      record_id: shared.recordId ?? null,
      decision_id: shared.decisionId ?? null,
      to_agency: shared.toAgency,
      what: shared.what,
      power: shared.power,
      purpose: shared.purpose,
      by_user: tx.user,
      at: tx.at,
    }),
  )
}

export type ShareShown = Readonly<{
  id: string
  toAgency: string
  what: string
  power: string
  purpose: string
  by: string
  at: Date
}>

/** What was disclosed of a report or a case, the latest last. */
export async function sharesOf(
  tx: Tx,
  of: { caseId: CaseId } | { reportId: ReportId },
): Promise<readonly ShareShown[]> {
  const query = tx.db
    .selectFrom('shares as s')
    .innerJoin('users as u', 'u.id', 's.by_user')
    .selectAll('s')
    .select('u.name')
  const rows = await ('caseId' in of
    ? query.where('s.case_id', '=', of.caseId)
    : query.where('s.report_id', '=', of.reportId)
  )
    .orderBy('s.at')
    .execute()
  return rows.map(row => ({
    id: row.id,
    toAgency: row.to_agency,
    what: row.what,
    power: row.power,
    purpose: row.purpose,
    by: row.name,
    at: row.at,
  }))
}
