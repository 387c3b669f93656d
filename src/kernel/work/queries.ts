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
  /** A service of the directory that somebody is to check. */
  serviceId: string | null
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
    .where(sql<boolean>`work.queue = mine.queue`)
    .where(eb => eb.or([eb('starts_at', 'is', null), eb('starts_at', '<=', tx.at)]))
  if (filter.programme) query = query.where('programme', '=', filter.programme)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.district) query = query.where('district', '=', filter.district)
  if (filter.mine) query = query.where('owner', '=', tx.user)
  if (after) query = query.where(sql<boolean>`(due_at, id) > (${after.dueAt}, ${after.id}::uuid)`)
  const first = (of: typeof query) =>
    of
      .orderBy('due_at')
      .orderBy('id')
      .limit(sql.lit(size + 1))
  // The first of each queue, by an index in the order of the list; all queues at once would be read whole and sorted.
  const rows = await tx.db
    .selectFrom(sql<{ queue: string }>`unnest(kernel.my_queues())`.as<'mine'>(sql`mine(queue)`))
    .innerJoinLateral(first(query).as('w'), join => join.onTrue())
    .leftJoin('users as u', 'u.id', 'w.owner')
    .selectAll('w')
    .select('u.name as owner_name')
    .orderBy('w.due_at')
    .orderBy('w.id')
    .limit(sql.lit(size + 1))
    .execute()
  const work = rows.slice(0, size).map(workShown)
  tx.looksAt('reports', ...work.flatMap(one => (one.reportId && !one.caseId ? [one.reportId] : [])))
  tx.looksAt('cases', ...work.flatMap(one => (one.caseId ? [one.caseId] : [])))
  const last = work.at(-1)
  return { work, next: rows.length > size && last ? { dueAt: last.dueAt, id: last.id } : undefined }
}

const workShown = (row: Selectable<DB['work']> & { readonly owner_name: string | null }): WorkShown => ({
  id: row.id,
  queue: row.queue,
  kind: row.kind,
  title: row.title,
  programme: row.programme,
  reportId: row.report_id,
  caseId: row.case_id,
  actionId: row.action_id,
  serviceId: row.service_id,
  reference: row.reference,
  district: row.district,
  threat: row.threat,
  dueAt: row.due_at,
  addedAt: row.added_at,
  owner: row.owner && row.owner_name !== null ? { id: row.owner, name: row.owner_name } : null,
})

/** How much waits, and how much of it is late; counted no further than `most`, so that a page never scans. */
export async function workWaiting(tx: Tx, most = 500): Promise<{ all: number; late: number }> {
  const { rows } = await sql<{ all: string; late: string }>`
    select count(*) as all, count(*) filter (where due_at < ${tx.at}) as late
      from (select w.due_at from unnest(kernel.my_queues()) as mine(queue), lateral (
              select due_at from kernel.work where queue = mine.queue and (starts_at is null or starts_at <= ${tx.at})
               order by due_at limit ${sql.lit(most)}) as w
             order by w.due_at limit ${sql.lit(most)}) as first`.execute(tx.db)
  return { all: Number(rows[0]!.all), late: Number(rows[0]!.late) }
}
