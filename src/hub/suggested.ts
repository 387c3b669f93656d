import { type RecordId, recordsById, type Tx } from '#kernel'
import { suggestionsForEach } from '#matching'
import type { Might } from './suggested-view.ts'

export type { Might } from './suggested-view.ts'

/** Who each of these records may be, with what is known of the others. */
export async function mightBeEach(tx: Tx, recordIds: readonly RecordId[]): Promise<ReadonlyMap<string, Might>> {
  if (recordIds.length === 0) return new Map()
  const each = await suggestionsForEach(tx, recordIds)
  const wanted = [...each.values()].flatMap(({ suggestions }) => suggestions.map(one => one.other))
  const others = new Map((await recordsById(tx, [...new Set(wanted)])).map(record => [record.id, record]))
  return new Map([...each].map(([id, suggested]) => [id, { ...suggested, others }]))
}
