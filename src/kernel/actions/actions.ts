import type { Selectable } from 'kysely'
import type { Tx } from '../database.ts'
import { type ActionId, type CaseId, newId, type ReportId } from '../ids.ts'
import { NotFound, Refused } from '../refusals.ts'
import type { DB } from '../schema.ts'
import { startOfDay } from '../time.ts'
import { addWork, clearWork } from '../work/work.ts'

export type ToSet = Readonly<{
  id?: ActionId | undefined
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
export function setAction(tx: Tx, action: ToSet): ActionId {
  const { id = newId<'action'>() } = action
  tx.write(
    tx.db.insertInto('actions').values({
      id,
      case_id: action.caseId ?? null,
      report_id: action.reportId ?? null,
      decision_id: action.decisionId ?? null,
      owner_agency: action.ownerAgency,
      what: action.what,
      due_on: action.dueOn,
      set_by: tx.user,
      set_at: tx.at,
    }),
  )
  const endOfDay = new Date(startOfDay(nextDay(action.dueOn), tx.house).getTime() - 1)
  addWork(tx, {
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
  tx.write(tx.db.updateTable('actions').where('id', '=', id).set({ done_at: tx.at, done_by: tx.user, evidence }))
  clearWork(tx, { actionId: id })
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

/** One action, with the case or report it belongs to as far as this actor may see that. Throws `NotFound`. */
export async function readAction(
  tx: Tx,
  id: ActionId,
): Promise<ActionShown & { readonly case: Of | undefined; readonly report: Of | undefined }> {
  const row = await tx.db
    .selectFrom('actions as a')
    .innerJoin('users as s', 's.id', 'a.set_by')
    .leftJoin('users as d', 'd.id', 'a.done_by')
    .leftJoin('cases as c', 'c.id', 'a.case_id')
    .leftJoin('reports as r', 'r.id', 'a.report_id')
    .selectAll('a')
    .select(['s.name as set_by_name', 'd.name as done_by_name', 'c.reference as of_case', 'r.reference as of_report'])
    .where('a.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('action')
  if (row.case_id) tx.looksAt('cases', row.case_id)
  else if (row.report_id) tx.looksAt('reports', row.report_id)
  return {
    ...actionShown(row),
    case: row.case_id && row.of_case ? { id: row.case_id, reference: row.of_case } : undefined,
    report: row.report_id && row.of_report ? { id: row.report_id, reference: row.of_report } : undefined,
  }
}

type Of = Readonly<{ id: string; reference: string }>

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
  return rows.map(actionShown)
}

type ActionRow = Selectable<DB['actions']> & { readonly set_by_name: string; readonly done_by_name: string | null }

const actionShown = (row: ActionRow): ActionShown => ({
  id: row.id as ActionId,
  what: row.what,
  ownerAgency: row.owner_agency,
  dueOn: row.due_on,
  setBy: row.set_by_name,
  setAt: row.set_at,
  doneAt: row.done_at,
  doneBy: row.done_by_name,
  evidence: row.evidence,
})

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
