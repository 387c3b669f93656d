import { type RecordId, recordsById, type Tx } from '#kernel'
import { suggestionsFor } from '#matching'
import type { Might } from './suggested-view.ts'

export type { Might } from './suggested-view.ts'

/** Who a record may be, with what is known of the others. */
export async function mightBe(tx: Tx, recordId: RecordId): Promise<Might> {
  const suggested = await suggestionsFor(tx, recordId)
  const others = await recordsById(
    tx,
    suggested.suggestions.map(one => one.other),
  )
  return { ...suggested, others: new Map(others.map(record => [record.id, record])) }
}
