import type { Tx } from '../database.ts'
import { type ActionId, type CaseId, newId, type ReportId } from '../ids.ts'
import { NotFound, Refused } from '../refusals.ts'
import { startOfDay } from '../time.ts'
import { addWork, clearWork } from '../work/work.ts'

export type ToSet = Readonly<{
  caseId?: CaseId | undefined
  reportId?: ReportId | undefined
  decisionId?: string
  programme: string
  reference: string
  district: string | null
  ownerAgency: string
  what: string
  dueOn: string
}>

/** Sets an action: an agency has said that it would do something, by a day. It appears in that agency's queue. */
export async function setAction(tx: Tx, action: ToSet): Promise<ActionId> {
  const id = newId<'action'>()
  await tx.db
    .insertInto('actions')
    .values({
      id,
      case_id: action.caseId ?? null,
      report_id: action.reportId ?? null,
      decision_id: action.decisionId ?? null,
      owner_agency: action.ownerAgency,
      what: action.what,
      due_on: action.dueOn,
      set_by: tx.user,
      set_at: tx.at,
    })
    .execute()
  const endOfDay = new Date(startOfDay(nextDay(action.dueOn), tx.house).getTime() - 1)
  await addWork(tx, {
    queue: `agency:${action.ownerAgency}`,
    kind: 'action',
    title: 'Action',
    programme: action.programme,
    caseId: action.caseId,
    reportId: action.reportId,
    actionId: id,
    reference: action.reference,
    district: action.district,
    dueAt: endOfDay,
  })
  return id
}

/** Records that an action was done, with the evidence. */
export async function doAction(tx: Tx, id: ActionId, evidence: string): Promise<void> {
  const action = await tx.db
    .selectFrom('actions')
    .select(['done_at', 'case_id', 'report_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!action) throw new NotFound('action')
  if (action.done_at) throw new Refused('already-done')
  if (action.case_id) tx.looksAt('cases', action.case_id)
  else if (action.report_id) tx.looksAt('reports', action.report_id)
  await tx.db.updateTable('actions').where('id', '=', id).set({ done_at: tx.at, done_by: tx.user, evidence }).execute()
  await clearWork(tx, { actionId: id })
}

export type ActionShown = Readonly<{
  id: ActionId
  what: string
  ownerAgency: string
  dueOn: string
  setBy: string
  setAt: Date
  doneAt: Date | null
  doneBy: string | null
  evidence: string | null
}>

/** Actions of a case or a report, the open ones first, by the day they are due. */
export async function actionsOf(
  tx: Tx,
  of: { caseId: CaseId } | { reportId: ReportId },
): Promise<readonly ActionShown[]> {
  const query = tx.db
    .selectFrom('actions as a')
    .innerJoin('users as s', 's.id', 'a.set_by')
    .leftJoin('users as d', 'd.id', 'a.done_by')
    .selectAll('a')
    .select(['s.name as set_by_name', 'd.name as done_by_name'])
  const rows = await ('caseId' in of
    ? query.where('a.case_id', '=', of.caseId)
    : query.where('a.report_id', '=', of.reportId)
  )
    .orderBy('a.done_at', order => order.asc().nullsFirst())
    .orderBy('a.due_on')
    .execute()
  return rows.map(row => ({
    id: row.id as ActionId,
    what: row.what,
    ownerAgency: row.owner_agency,
    dueOn: row.due_on,
    setBy: row.set_by_name,
    setAt: row.set_at,
    doneAt: row.done_at,
    doneBy: row.done_by_name,
    evidence: row.evidence,
  }))
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
