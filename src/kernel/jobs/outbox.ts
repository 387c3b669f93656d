import { sql } from 'kysely'
import type { Tx } from '../database.ts'

/** Who wants to hear that something happened, by the name of the event; told of its subject, in the transaction that marks it heard. */
export type Listeners = Readonly<Record<string, (tx: Tx, subject: string) => Promise<void>>>

const atOnce = 200

/**
 * Tells the listeners of events nobody has heard of yet, in the order in which they were written, and marks them heard;
 * returns how many. Two workers at once hear of different ones. An event without a listener is marked as well.
 */
export async function hearOutbox(tx: Tx, listeners: Listeners): Promise<number> {
  const { rows } = await sql<{ id: string; event: string; subject: string }>`
    select id, event, subject from kernel.outbox where handled_at is null
     order by position limit ${atOnce} for update skip locked`.execute(tx.db)
  for (const { event, subject } of rows) if (Object.hasOwn(listeners, event)) await listeners[event]!(tx, subject)
  if (rows.length > 0)
    await tx.db
      .updateTable('outbox')
      .set({ handled_at: tx.at })
      .where(
        'id',
        'in',
        rows.map(row => row.id),
      )
      .execute()
  return rows.length
}
