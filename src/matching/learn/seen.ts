import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Seen } from './em.ts'
import { layoutOf, slotsOf } from './layout.ts'
import type { Lift } from './lifts.ts'

const [lowest, kinds] = [-24, 40]

/** Pairs drawn together by pattern and by how common their words are, to the nearest bit. */
export function seenOf(people: People, pairs: Pairs, lift: Lift): Seen {
  const tally = new Uint32Array(pairs.counts.length * kinds)
  for (let pair = 0; pair < pairs.size; pair++) {
    const kind = Math.min(kinds - 1, Math.max(0, Math.round(lift(pair)) - lowest))
    tally[pairs.pattern[pair]! * kinds + kind]!++
  }
  const filled: number[] = []
  for (let at = 0; at < tally.length; at++) if (tally[at]! > 0) filled.push(at)
  const layout = layoutOf(pairs.comparisons)
  return {
    layout,
    slots: slotsOf(layout, pairs),
    patterns: Int32Array.from(filled, at => Math.floor(at / kinds)),
    lifts: Float64Array.from(filled, at => 2 ** ((at % kinds) + lowest)),
    counts: Float64Array.from(filled, at => tally[at]!),
    allPairs: allPairsOf(people),
  }
}

/** How many pairs these people make: across sources only, where they have sources. */
export function allPairsOf({ count, sources }: People): number {
  if (!sources) return (count * (count - 1)) / 2
  const bySource = new Map<number, number>()
  for (const source of sources) bySource.set(source, (bySource.get(source) ?? 0) + 1)
  let within = 0
  for (const size of bySource.values()) within += size * size
  return (count * count - within) / 2
}
