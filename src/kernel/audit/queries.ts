import { sql, type Transaction } from 'kysely'
import type { Tx } from '../database.ts'
import type { DB } from '../schema.ts'

export type AuditRow = Readonly<{
  position: string
  at: Date
  actor: string
  agency: string | null
  action: string
  purpose: string
  note: string
  regime: string
  result: string
  reports: readonly string[]
  cases: readonly string[]
  records: readonly string[]
  shown: number
}>

/** Who looked at what, and why, the latest first; of one subject if asked. Only an auditor is shown any. */
export async function auditTrail(
  tx: Tx,
  of: { subject?: string | undefined; before?: string | undefined },
  size = 50,
): Promise<readonly AuditRow[]> {
  let query = tx.db
    .selectFrom('audit as a')
    .leftJoin('users as u', join => join.on(sql<boolean>`a.actor = 'user:' || u.id`))
    .selectAll('a')
    .select('u.name')
  if (of.subject)
    query = query.where(
      // The indexes leave empty lists out, and are used where that is said.
      sql<boolean>`(a.reports <> '{}' and a.reports @> array[${of.subject}::uuid]
        or a.cases <> '{}' and a.cases @> array[${of.subject}::uuid]
        or a.records <> '{}' and a.records @> array[${of.subject}::uuid])`,
    )
  if (of.before) query = query.where('a.position', '<', of.before)
  const rows = await query.orderBy('a.position', 'desc').limit(sql.lit(size)).execute()
  return rows.map(row => ({
    position: row.position,
    at: row.at,
    actor: row.name ?? row.actor,
    agency: row.agency_id,
    action: row.action,
    purpose: row.purpose,
    note: row.note,
    regime: row.regime,
    result: row.result,
    reports: row.reports,
    cases: row.cases,
    records: row.records,
    shown: row.shown,
  }))
}

/** Whether the searches of whoever acts, since then, for this purpose and with this note, are in the audit and show all these. */
export async function searchesShow(
  trx: Transaction<DB>,
  since: Date,
  purpose: string,
  note: string,
  ids: readonly string[],
): Promise<boolean> {
  const { rows } = await sql<{ shown: boolean }>`
    select kernel.searches_show(${since}, ${purpose}, ${note}, ${[...new Set(ids)]}::uuid[]) as shown`.execute(trx)
  return rows[0]?.shown === true
}
