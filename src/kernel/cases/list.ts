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
  filter: CaseFilter,
  before?: Before,
  size = 25,
): Promise<{ cases: readonly CaseListed[]; next: Before | undefined }> {
  const { rows } = await sql<CaseRow>`
    select ${shown},
           (select min(w.due_at) from kernel.work w where w.case_id = c.id) as due_at
      from (${firstOfEach(tx, filter, before, size + 1)}) as c
     order by c.opened_at desc, c.id desc limit ${sql.lit(size + 1)}`.execute(tx.db)
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

const shown = sql`c.id, c.reference, c.programme, c.state, c.opened_at, c.closed_at`
type CaseRow = Readonly<{
  id: string
  reference: string
  programme: string
  state: string
  opened_at: Date
  closed_at: Date | null
  due_at: Date | null
}>

/**
 * The first cases of each way in which they may be this actor's to see, each by an index that is in the order of the list.
 * Asked for without saying which ways there are, the database would look at every case of the county for the few of a
 * small agency. It says who may see what all the same: these only narrow it.
 */
function firstOfEach(tx: Tx, { programme, closed }: CaseFilter, before: Before | undefined, size: number) {
  const toPartners = [...tx.house.programmes.values()].filter(one => one.case?.seenBy === 'partners').map(one => one.id)
  const wanted = sql`c.closed_at ${closed ? sql`is not null` : sql`is null`} ${programme ? sql`and c.programme = ${programme}` : sql``}`
  const earlier = (openedAt: string, id: string) =>
    before ? sql`and (${sql.ref(openedAt)}, ${sql.ref(id)}) < (${before.openedAt}, ${before.id}::uuid)` : sql``
  return sql`
    select ${shown} from (
      select unnest(kernel.my_programmes()) as id
      union select unnest(${toPartners}::text[]) where kernel.i_hold('hub')) as p,
      lateral (select ${shown} from kernel.cases c where c.programme = p.id and ${wanted} ${earlier('c.opened_at', 'c.id')}
        order by c.opened_at desc, c.id desc limit ${sql.lit(size)}) as c
    union
    (select ${shown} from kernel.case_agencies a join kernel.cases c on c.id = a.case_id
      where a.agency_id = kernel.my_agency() and ${wanted} ${earlier('a.opened_at', 'a.case_id')}
      order by a.opened_at desc, a.case_id desc limit ${sql.lit(size)})
    union
    select ${shown} from kernel.cases c where c.id = any ((select kernel.my_readings())::uuid[]) and ${wanted} ${earlier('c.opened_at', 'c.id')}`
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
