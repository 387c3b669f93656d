import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import { columnOf, type Frequencies, liftsOf } from './frequencies.ts'

/** By how many bits a pair's words are commoner than usual, over all comparisons whose level counts frequencies. */
export type Lift = (pair: number) => number

type Lifting = Readonly<{ values: Int32Array; lifts: Float64Array; counts: Uint8Array }>

/** How commonly borne the words are that pairs agree on. `of` gives the frequencies of each comparison that counts them. */
export function liftOf(people: People, pairs: Pairs, of: (comparison: string) => Frequencies | undefined): Lift {
  const { left, right, pattern } = pairs
  const lifting = pairs.comparisons.flatMap((comparison, at) => {
    const frequencies = of(comparison.name)
    const column = frequencies ? columnOf(people, frequencies.column) : undefined
    if (!frequencies || !column) return []
    const counts = countingPatterns(
      pairs,
      at,
      comparison.levels.map(level => level.frequencyOf === frequencies.column),
    )
    return [{ values: column.values, lifts: liftsOf(column, frequencies), counts } satisfies Lifting]
  })
  return pair => {
    let sum = 0
    for (const { values, lifts, counts } of lifting) {
      if (counts[pattern[pair]!] === 0) continue
      const [l, r] = [values[left[pair]!]!, values[right[pair]!]!]
      // Where they agree by another word (a place by its number), the commoner one counts: the more prudent of two.
      if (l >= 0 && r >= 0) sum += l === r ? lifts[l]! : Math.max(lifts[l]!, lifts[r]!)
    }
    return sum
  }
}

function countingPatterns(
  { patterns, counts, comparisons }: Pairs,
  at: number,
  levels: readonly boolean[],
): Uint8Array {
  return Uint8Array.from(counts, (_, row) => (levels[patterns[row * comparisons.length + at]!] ? 1 : 0))
}
