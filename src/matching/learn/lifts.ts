import type { Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { columnCounted, columnOf } from './frequencies.ts'

/** The words whose frequencies a comparison counts, and how many times as common as usual each is. */
export type Lifting = Readonly<{
  comparison: string
  column: Column
  name: string
  /** That of word `w` at `w + 1`, and at 0, where nothing is known, 1. */
  lifts: Float64Array
  /** Of each pattern, whether it shows a level that counts them. */
  counts: Uint8Array
  /** Whether the level may be shown by records that bear different words, as one address under two postcodes. */
  both: boolean
}>

/** What each comparison that counts frequencies needs; `liftsFor` gives the lifts of a column's words. */
export function liftings(
  people: People,
  pairs: Pairs,
  liftsFor: (comparison: string, column: Column, name: string) => Float64Array | undefined,
): readonly Lifting[] {
  return pairs.comparisons.flatMap((comparison, at) => {
    const name = columnCounted(comparison)
    const column = name === undefined ? undefined : columnOf(people, name)
    const lifts = name !== undefined && column ? liftsFor(comparison.name, column, name) : undefined
    if (name === undefined || !column || !lifts) return []
    const counted = comparison.levels.map(level => (level.frequencyOf === name ? 1 : 0))
    const counts = countedIn(pairs, at, Uint8Array.from(counted))
    return [{ comparison: comparison.name, column, name, lifts, counts, both: name !== comparison.name }]
  })
}

/** Of each pattern, whether the level that it shows of one comparison is counted. */
function countedIn({ comparisons, patterns, counts: { length } }: Pairs, at: number, counted: Uint8Array): Uint8Array {
  const counts = new Uint8Array(length)
  const width = comparisons.length
  for (let row = 0; row < length; row++) counts[row] = counted[patterns[row * width + at]!]!
  return counts
}

const block = 1 << 12

/**
 * How many times as common as usual all that each pair shares is, told by blocks of pairs from `from` to `to`. One comparison
 * is gone through after the other: to go from pair to pair took twice as long.
 */
export function liftsByBlock(
  all: readonly Lifting[],
  pairs: Pairs,
  tell: (lifts: Float64Array, from: number, to: number) => void,
): void {
  const lifts = new Float64Array(Math.min(block, pairs.size))
  for (let from = 0; from < pairs.size; from += block) {
    const to = Math.min(pairs.size, from + block)
    lifts.fill(1)
    for (const one of all) multiply(lifts, one, pairs, from, to)
    tell(lifts, from, to)
  }
}

// Without a branch where it can be: whether a pattern counts a comparison is anybody's guess, and to guess wrong costs more
// than to multiply by 1.
function multiply(
  by: Float64Array,
  { column, lifts, counts, both }: Lifting,
  pairs: Pairs,
  from: number,
  to: number,
): void {
  const { left, right, pattern } = pairs
  const { values } = column
  if (both) {
    for (let pair = from; pair < to; pair++) {
      if (counts[pattern[pair]!] === 0) continue
      const l = values[left[pair]!]!
      const r = values[right[pair]!]!
      if (l >= 0 && r >= 0) by[pair - from]! *= Math.max(lifts[l + 1]!, lifts[r + 1]!)
    }
    return
  }
  for (let pair = from; pair < to; pair++) {
    by[pair - from]! *= lifts[Math.imul(values[left[pair]!]! + 1, counts[pattern[pair]!]!)]!
  }
}

/** The same of one pair. */
export function liftAt(all: readonly Lifting[], pattern: number, l: number, r: number): number {
  let product = 1
  for (const one of all) if (one.counts[pattern] === 1) product *= liftBy(one, l, r)
  return product
}

/** The same by one of them. Of two words the commoner counts: the more prudent. */
export function liftBy({ column: { values }, lifts, both }: Lifting, l: number, r: number): number {
  if (!both) return lifts[values[l]! + 1]!
  return values[l]! < 0 || values[r]! < 0 ? 1 : Math.max(lifts[values[l]! + 1]!, lifts[values[r]! + 1]!)
}
