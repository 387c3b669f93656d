import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { newId } from '../ids.ts'
import { NotFound, Refused } from '../refusals.ts'

/** One thing to do, in somebody's queue. `title` is a code or a title of ours, never a person's words. */
export type WorkToAdd = Readonly<{
  queue: string
  kind: 'triage' | 'step' | 'action' | 'reply' | 'deletion' | 'message' | 'feedback'
  title: string
  programme: string
  reportId?: string | undefined
  caseId?: string | undefined
  actionId?: string
  clockId?: string
  reference: string
  district: string | null
  threat?: boolean
  dueAt: Date
  /** When it comes onto the worklist, if not at once. */
  startsAt?: Date
  owner?: string | null
}>

/** Puts work in a queue, in the transaction of the step that makes it. */
export function addWork(tx: Tx, work: WorkToAdd): void {
  tx.write(
    tx.db.insertInto('work').values({
      id: newId(),
      queue: work.queue,
      kind: work.kind,
      title: work.title,
      programme: work.programme,
      report_id: work.reportId ?? null,
      case_id: work.caseId ?? null,
      action_id: work.actionId ?? null,
      clock_id: work.clockId ?? null,
      reference: work.reference,
      district: work.district,
      threat: work.threat ?? false,
      due_at: work.dueAt,
      starts_at: work.startsAt ?? null,
      owner: work.owner ?? null,
      added_at: tx.at,
    }),
  )
}

/**
 * Says that this person has taken work on (`on`), or has put it back. `seen` is whoever had it when they looked: if that
 * has changed since, somebody else was quicker and it throws `Refused`. `NotFound` for work that is in no queue of theirs.
 */
export async function takeOn(tx: Tx, id: string, on: boolean, seen: string | null): Promise<void> {
  const work = await tx.db
    .selectFrom('work')
    .select(['owner', 'report_id', 'case_id'])
    .where('id', '=', id)
    .where(sql<boolean>`queue = any ((select kernel.my_queues())::text[])`)
    .forUpdate()
    .executeTakeFirst()
  if (!work) throw new NotFound('work')
  if (work.case_id) tx.looksAt('cases', work.case_id)
  else if (work.report_id) tx.looksAt('reports', work.report_id)
  if (work.owner !== seen) throw new Refused('already-done')
  tx.write(
    tx.db
      .updateTable('work')
      .where('id', '=', id)
      .set({ owner: on ? tx.user : null }),
  )
}

/** Takes work out of its queues once its clock has ended or its action is done. */
export function clearWork(
  tx: Tx,
  which:
    | { reportId: string; kind?: WorkToAdd['kind'] }
    | { actionId: string }
    | { caseId: string; endedClocks: true }
    | { caseId: string },
): void {
  let query = tx.db.deleteFrom('work')
  if ('reportId' in which)
    query = query.where('report_id', '=', which.reportId).where('kind', '=', which.kind ?? 'triage')
  else if ('actionId' in which) query = query.where('action_id', '=', which.actionId)
  else query = query.where('case_id', '=', which.caseId).where('kind', '=', 'step')
  if ('endedClocks' in which) {
    query = query.where(({ eb, selectFrom, ref }) =>
      eb(
        'clock_id',
        'in',
        selectFrom('clocks')
          .select('clocks.id')
          .where('clocks.case_id', '=', ref('work.case_id'))
          .where('clocks.ended_at', 'is not', null),
      ),
    )
  }
  tx.write(query)
}
