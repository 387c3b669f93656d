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
  liftsByBlock(some, pairs, (lifts, from, to) => {
    for (let pair = from; pair < to; pair++) {
      const row = pairs.pattern[pair]!
      if (open[row] === 0) continue
      const bit = Math.round(Math.log2(lifts[pair - from]!)) - lowest
      tally[row * kinds + Math.min(kinds - 1, Math.max(0, bit))]!++
    }
  })
  const [patterns, lifts, counts]: [number[], number[], number[]] = [[], [], []]
  const add = (row: number, lift: number, count: number) => {
    patterns.push(row)
    lifts.push(lift)
    counts.push(count)
  }
  for (let row = 0; row < open.length; row++) {
    if (open[row] === 0) add(row, 1, pairs.counts[row]!)
    else
      for (let kind = 0; kind < kinds; kind++) {
        const count = tally[row * kinds + kind]!
        if (count > 0) add(row, 2 ** (kind + lowest), count)
      }
  }
  const cells = {
    patterns: Int32Array.from(patterns),
    lifts: Float64Array.from(lifts),
    counts: Float64Array.from(counts),
  }
  return { ...seen, ...cells }
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
