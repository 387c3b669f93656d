import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import { columnOf, type Frequencies, liftsOf } from './frequencies.ts'

/** By how many bits a pair's words are commoner than usual. */
export type Lift = (pair: number) => number

/** How commonly borne the words are that pairs agree on. `of` gives the frequencies of each comparison that counts them. */
export function liftOf(people: People, pairs: Pairs, of: (comparison: string) => Frequencies | undefined): Lift {
  const all = liftsOfComparisons(people, pairs, of).map(({ lift }) => lift)
  return pair => {
    let sum = 0
    for (const lift of all) sum += lift(pair)
    return sum
  }
}

/** The same by comparison, of those whose levels count frequencies. */
export function liftsOfComparisons(people: People, pairs: Pairs, of: (comparison: string) => Frequencies | undefined) {
  const { left, right, pattern } = pairs
  return pairs.comparisons.flatMap(({ name, levels }, at) => {
    const frequencies = of(name)
    const column = frequencies ? columnOf(people, frequencies.column) : undefined
    if (!frequencies || !column) return []
    const counted = levels.map(level => level.frequencyOf === frequencies.column)
    const counts = countingPatterns(pairs, at, counted)
    const { values } = column
    const lifts = liftsOf(column, frequencies)
    const lift: Lift = pair => {
      if (counts[pattern[pair]!] === 0) return 0
      const [l, r] = [values[left[pair]!]!, values[right[pair]!]!]
      if (l < 0 || r < 0) return 0
      // Where they agree by another word (a place by its number), the commoner one counts: the more prudent of two.
      return l === r ? lifts[l]! : Math.max(lifts[l]!, lifts[r]!)
    }
    return [{ comparison: name, lift }]
  })
}

function countingPatterns(
  { patterns, counts, comparisons }: Pairs,
  at: number,
  levels: readonly boolean[],
): Uint8Array {
  return Uint8Array.from(counts, (_, row) => (levels[patterns[row * comparisons.length + at]!] ? 1 : 0))
}
