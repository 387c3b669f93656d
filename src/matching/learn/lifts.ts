import type { Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { columnCounted, columnOf } from './frequencies.ts'

/** The words whose frequencies a comparison counts, and how many times as common as usual each is. */
export type Lifting = Readonly<{
  comparison: string
  column: Column
  name: string
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
    const width = pairs.comparisons.length
    const counts = Uint8Array.from(pairs.counts, (_, row) => counted[pairs.patterns[row * width + at]!]!)
    return [{ comparison: comparison.name, column, name, lifts, counts, both: name !== comparison.name }]
  })
}

/** How many times as common as usual all that a pair shares is, over all comparisons that count it. */
export function liftAt(all: readonly Lifting[], pattern: number, l: number, r: number): number {
  let product = 1
  for (let at = 0; at < all.length; at++) if (all[at]!.counts[pattern] === 1) product *= liftBy(all[at]!, l, r)
  return product
}

/** The same by one of them. Of two words the commoner counts: the more prudent. */
export function liftBy({ column, lifts, both }: Lifting, l: number, r: number): number {
  const left = column.values[l]!
  if (left < 0) return 1
  if (!both) return lifts[left]!
  const right = column.values[r]!
  return right < 0 ? 1 : Math.max(lifts[left]!, lifts[right]!)
}
