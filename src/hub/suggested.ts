import { type RecordId, recordsById, type Tx } from '#kernel'
import { differencesOf, type Suggested, suggestionsForEach } from '#matching'
import type { Might } from './suggested-view.ts'

export type { Might } from './suggested-view.ts'

/** Who each of these records may be, with what is known of the others; who was said to be another is, though somebody doubts it. */
export async function mightBeEach(tx: Tx, recordIds: readonly RecordId[]): Promise<ReadonlyMap<string, Might>> {
  if (recordIds.length === 0) return new Map()
  const [each, different] = await Promise.all([suggestionsForEach(tx, recordIds), differencesOf(tx, recordIds)])
  const saidOf = (id: RecordId, its: Suggested): Suggested => ({
    ...its,
    suggestions: its.suggestions.map(one =>
      different.some(said => said.record === id && said.other === one.other) ? { ...one, state: 'different' } : one,
    ),
  })
  const wanted = [...each.values()].flatMap(({ suggestions }) => suggestions.map(one => one.other))
  const others = new Map((await recordsById(tx, [...new Set(wanted)])).map(record => [record.id, record]))
  return new Map([...each].map(([id, suggested]) => [id, { ...saidOf(id, suggested), others }]))
}
