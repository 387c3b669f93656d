import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Codes } from '../fields.ts'

/** Adds what somebody who reported says of themselves to the counts of this quarter, apart from any report. */
export function countMonitoring(tx: Tx, kind: string, said: Codes): void {
  const counted = sql`select kernel.count_monitoring(${kind}, ${JSON.stringify(said)}::jsonb)`
  tx.write({ execute: () => counted.execute(tx.db) })
}
