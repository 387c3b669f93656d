import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Seen } from './em.ts'
import { layoutOf, slotsOf } from './layout.ts'
import { type Lifting, liftsByBlock } from './lifts.ts'

/** Pairs drawn together by pattern alone, as if all words were equally common. */
export function seenByPattern(people: People, pairs: Pairs): Seen {
  const layout = layoutOf(pairs.comparisons)
  return {
    layout,
    slots: slotsOf(layout, pairs),
    patterns: Int32Array.from(pairs.counts, (_, row) => row),
    lifts: new Float64Array(pairs.counts.length).fill(1),
    counts: Float64Array.from(pairs.counts),
    allPairs: allPairsOf(people),
    records: people.count,
  }
}

const [lowest, kinds] = [-24, 40]

/** The same pairs, drawn together by how common their words are too, to the nearest bit, where the pattern is `open`. */
export function seenByWords(seen: Seen, pairs: Pairs, all: readonly Lifting[], open: Uint8Array): Seen {
  const tally = new Uint32Array(pairs.counts.length * kinds)
  // Where the pattern is not open nothing is multiplied, and no word is looked at.
  const some = all.map(one => ({ ...one, counts: one.counts.map((counts, row) => counts & open[row]!) }))
  const { pattern } = pairs
  liftsByBlock(some, pairs, (lifts, from, to) => {
    for (let pair = from; pair < to; pair++) {
      const row = pattern[pair]!
      if (open[row] === 0) continue
      const bit = Math.round(Math.log2(lifts[pair - from]!)) - lowest
      tally[row * kinds + (bit < 0 ? 0 : bit < kinds ? bit : kinds - 1)]!++
    }
  })
  addClosed(tally, pairs.counts, open)
  return { ...seen, ...cellsOf(tally) }
}

/** What is not open is of the kind that lifts nothing. */
function addClosed(tally: Uint32Array, counts: Uint32Array, open: Uint8Array): void {
  for (let row = 0; row < open.length; row++) if (open[row] === 0) tally[row * kinds - lowest] = counts[row]!
}

/** Those of each pattern and kind of which there are any. */
function cellsOf(tally: Uint32Array): Pick<Seen, 'patterns' | 'lifts' | 'counts'> {
  let size = 0
  for (let at = 0; at < tally.length; at++) if (tally[at]! > 0) size++
  const patterns = new Int32Array(size)
  const lifts = new Float64Array(size)
  const counts = new Float64Array(size)
  for (let at = 0, cell = 0; cell < size; at++) {
    if (tally[at] === 0) continue
    patterns[cell] = Math.floor(at / kinds)
    lifts[cell] = 2 ** ((at % kinds) + lowest)
    counts[cell++] = tally[at]!
  }
  return { patterns, lifts, counts }
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
