import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { CaseId, ReportId } from '../ids.ts'
import { asReference } from '../reports/references.ts'

/** A case as a list shows it: nobody's name, and the nearest instant at which anything in it is due. */
export type CaseListed = Readonly<{
  id: CaseId
  reference: string
  programme: string
  state: string
  openedAt: Date
  closedAt: Date | null
  dueAt: Date | null
}>

export type CaseFilter = Readonly<{ programme?: string | undefined; closed: boolean }>
/** Where the last page ended. */
export type Before = Readonly<{ openedAt: Date; id: string }>

/** One page of the cases that this actor may see, the latest opened first; `next` when there is more. */
export async function casesSeen(
  tx: Tx,
  { programme, closed }: CaseFilter,
  before?: Before,
  size = 25,
): Promise<{ cases: readonly CaseListed[]; next: Before | undefined }> {
  let query = tx.db
    .selectFrom('cases as c')
    .select(['c.id', 'c.reference', 'c.programme', 'c.state', 'c.opened_at', 'c.closed_at'])
    .select(eb =>
      eb
        .selectFrom('work as w')
        .select(({ fn }) => fn.min('w.due_at').as('due_at'))
        .whereRef('w.case_id', '=', 'c.id')
        .as('due_at'),
    )
    .where('c.closed_at', closed ? 'is not' : 'is', null)
  if (programme) query = query.where('c.programme', '=', programme)
  if (before) query = query.where(sql<boolean>`(c.opened_at, c.id) < (${before.openedAt}, ${before.id}::uuid)`)
  const rows = await query
    .orderBy('c.opened_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(size + 1)
    .execute()
  const cases = rows.slice(0, size).map(row => ({
    id: row.id as CaseId,
    reference: row.reference,
    programme: row.programme,
    state: row.state,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    dueAt: row.due_at,
  }))
  tx.looksAt('cases', ...cases.map(one => one.id))
  const last = cases.at(-1)
  return { cases, next: rows.length > size && last ? { openedAt: last.openedAt, id: last.id } : undefined }
}

/** The report or case that a reference names, however it was typed, if this actor may see it. */
export async function findByReference(
  tx: Tx,
  typed: string,
): Promise<{ is: 'report'; id: ReportId } | { is: 'case'; id: CaseId } | undefined> {
  const reference = asReference(typed)
  if (!reference) return undefined
  const table = reference.startsWith('SK') ? 'reports' : 'cases'
  const row = await tx.db.selectFrom(table).select('id').where('reference', '=', reference).executeTakeFirst()
  if (!row) return undefined
  tx.looksAt(table, row.id)
  return table === 'reports' ? { is: 'report', id: row.id as ReportId } : { is: 'case', id: row.id as CaseId }
}
