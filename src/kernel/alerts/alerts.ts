import { sql } from 'kysely'
import { endClocks } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import { NotFound, Refused } from '../refusals.ts'
import { triageOf, waitIn } from '../work/triage.ts'

/** A threat to life or limb that nobody has yet said they have seen. It carries no name. */
export type Alert = Readonly<{
  id: string
  reportId: string
  reference: string
  kind: string
  raisedAt: Date
  dueAt: Date | null
}>

/**
 * The unseen threats that are this person's to see: all of them for whoever is on duty at this hour; and for everyone
 * in the hub when the rota has nobody, or when whoever is on duty has let the time run out, so that neither an empty
 * rota nor somebody who does not answer hides a threat.
 */
export async function alertsFor(tx: Tx): Promise<readonly Alert[]> {
  const { rows } = await sql<{
    id: string
    report_id: string
    reference: string
    kind: string
    raised_at: Date
    due_at: Date | null
  }>`
    select a.id, a.report_id, r.reference, r.kind, a.raised_at, k.due_at
      from kernel.alerts a join kernel.reports r on r.id = a.report_id
      left join kernel.clocks k on k.report_id = a.report_id and k.clock = 'threat-seen'
     where a.seen_at is null and r.disposed_at is null
       and (kernel.actor_user() in (select kernel.on_duty(${tx.at})) or not exists (select from kernel.on_duty(${tx.at}))
         or k.due_at < ${tx.at})
     order by a.raised_at`.execute(tx.db)
  tx.looksAt('reports', ...rows.map(row => row.report_id))
  return rows.map(row => ({
    id: row.id,
    reportId: row.report_id,
    reference: row.reference,
    kind: row.kind,
    raisedAt: row.raised_at,
    dueAt: row.due_at,
  }))
}

/** "I have seen this and am acting on it": ends the clock. Throws `Refused` when somebody else already has. */
export async function seeAlert(tx: Tx, id: string): Promise<{ reportId: string }> {
  const alert = await tx.db.selectFrom('alerts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!alert) throw new NotFound('alert')
  tx.looksAt('reports', alert.report_id)
  if (alert.seen_at) throw new Refused('already-done')
  tx.write(tx.db.updateTable('alerts').where('id', '=', id).set({ seen_by: tx.user, seen_at: tx.at }))
  await endClocks(tx, { reportId: alert.report_id }, ['threat-seen'], 'stopped')
  await backToTriage(tx, alert.report_id)
  return { reportId: alert.report_id }
}

/** Seen, the report waits for triage by its triage clock, and goes on waiting for a supervisor where one was asked. */
async function backToTriage(tx: Tx, reportId: string): Promise<void> {
  const { clock, queues } = await triageOf(tx, reportId)
  if (!clock) return
  const report = await tx.db
    .selectFrom('reports')
    .select(['id', 'reference', 'kind', 'district', 'threat'])
    .where('id', '=', reportId)
    .executeTakeFirstOrThrow()
  waitIn(tx, report, clock, ['hub:triage', ...queues])
}
