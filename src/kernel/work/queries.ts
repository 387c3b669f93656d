import { type Selectable, sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { DB } from '../schema.ts'

export type WorkShown = Readonly<{
  id: string
  queue: string
  kind: string
  title: string
  programme: string
  reportId: string | null
  caseId: string | null
  actionId: string | null
  reference: string
  district: string | null
  threat: boolean
  dueAt: Date
  addedAt: Date
  /** Who has taken it on, if anybody has. */
  owner: Readonly<{ id: string; name: string }> | null
}>

export type WorkFilter = Readonly<{
  programme?: string | undefined
  kind?: string | undefined
  district?: string | undefined
  mine?: boolean
}>
/** Where the last page ended: the next begins after it, however much has come or gone meanwhile. */
export type After = Readonly<{ dueAt: Date; id: string }>

/** One page of what is waiting for this actor, nearest deadline first; `next` when there is more. */
export async function worklist(
  tx: Tx,
  filter: WorkFilter,
  after?: After,
  size = 25,
): Promise<{ work: readonly WorkShown[]; next: After | undefined }> {
  let query = tx.db
    .selectFrom('work')
    .selectAll()
    .where(sql<boolean>`queue = any ((select kernel.my_queues())::text[])`)
    .where(eb => eb.or([eb('starts_at', 'is', null), eb('starts_at', '<=', tx.at)]))
  if (filter.programme) query = query.where('programme', '=', filter.programme)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.district) query = query.where('district', '=', filter.district)
  if (filter.mine) query = query.where('owner', '=', tx.user)
  if (after) query = query.where(sql<boolean>`(due_at, id) > (${after.dueAt}, ${after.id}::uuid)`)
  const rows = await query
    .orderBy('due_at')
    .orderBy('id')
    .limit(size + 1)
    .execute()
  const work = await withOwners(tx, rows.slice(0, size))
  tx.looksAt('reports', ...work.flatMap(one => (one.reportId && !one.caseId ? [one.reportId] : [])))
  tx.looksAt('cases', ...work.flatMap(one => (one.caseId ? [one.caseId] : [])))
  const last = work.at(-1)
  return { work, next: rows.length > size && last ? { dueAt: last.dueAt, id: last.id } : undefined }
}

async function withOwners(tx: Tx, rows: readonly Selectable<DB['work']>[]): Promise<readonly WorkShown[]> {
  const ids = [...new Set(rows.flatMap(row => row.owner ?? []))]
  const owners = ids.length
    ? await tx.db.selectFrom('users').select(['id', 'name']).where('id', 'in', ids).execute()
    : []
  return rows.map(row => ({ ...workShown(row), owner: owners.find(one => one.id === row.owner) ?? null }))
}

const workShown = (row: Selectable<DB['work']>): Omit<WorkShown, 'owner'> => ({
  id: row.id,
  queue: row.queue,
  kind: row.kind,
  title: row.title,
  programme: row.programme,
  reportId: row.report_id,
  caseId: row.case_id,
  actionId: row.action_id,
  reference: row.reference,
  district: row.district,
  threat: row.threat,
  dueAt: row.due_at,
  addedAt: row.added_at,
})

/** How much waits, and how much of it is late; counted no further than `most`, so that a page never scans. */
export async function workWaiting(tx: Tx, most = 500): Promise<{ all: number; late: number }> {
  const { rows } = await sql<{ all: string; late: string }>`
    select count(*) as all, count(*) filter (where due_at < ${tx.at}) as late
      from (select due_at from kernel.work where queue = any ((select kernel.my_queues())::text[])
             and (starts_at is null or starts_at <= ${tx.at}) order by due_at limit ${most}) as first`.execute(tx.db)
  return { all: Number(rows[0]!.all), late: Number(rows[0]!.late) }
}
