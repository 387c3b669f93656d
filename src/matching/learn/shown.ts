import { countedWithForename, type Layout } from './layout.ts'
import type { Belief } from './priors.ts'

const seldom = 1e-9

/** What one person's records show, from what was seen of them and what was believed. */
export function ofOne(
  layout: Layout,
  seen: Float64Array,
  beliefs: readonly Belief[],
  chance: Float64Array,
): Float64Array {
  const shows = weighed(layout, seen, beliefs, (belief, level) => belief.levels[level]!)
  inOrder(layout, shows, chance)
  return shows
}

/** The same of a class of kin: what they have in common, they show as one person does. */
export function ofKin(
  layout: Layout,
  seen: Float64Array,
  beliefs: readonly Belief[],
  same: Float64Array,
  chance: Float64Array,
) {
  return weighed(
    layout,
    seen,
    beliefs,
    ({ inCommon }, _, slot) => inCommon * same[slot]! + (1 - inCommon) * chance[slot]!,
  )
}

/** What was seen and what was believed, weighed by their pairs. A missing level is shown by all alike. */
function weighed(
  layout: Layout,
  seen: Float64Array,
  beliefs: readonly Belief[],
  believed: (belief: Belief, level: number, slot: number) => number,
): Float64Array {
  const shows = new Float64Array(layout.slots).fill(1)
  if (beliefs.length === 0) return shows
  for (const { of, start, size } of layout.rows) {
    const belief = beliefs[of]!
    const known = seen.subarray(start + 1, start + size).reduce((sum, one) => sum + one, 0)
    const weight = belief.pairs + belief.share * known
    for (let level = 1; level < size; level++) {
      const slot = start + level
      shows[slot] = Math.max(seldom, (seen[slot]! + weight * believed(belief, level, slot)) / (known + weight))
    }
  }
  return shows
}

// What is known of all strangers is worth so many pairs of namesakes.
const strangersWorth = 100

/** What strangers of one name, or of one place, show. */
export function amongNamesakes({ rows, comparisons }: Layout, seen: Float64Array, chance: Float64Array): Float64Array {
  const found = chance.slice()
  for (const { of, start, size, named } of rows) {
    if (!named || countedWithForename.includes(comparisons[of]!.name)) continue
    let known = 0
    for (let level = 1; level < size; level++) known += seen[start + level]!
    for (let level = 1; level < size; level++) {
      const usual = chance[rows[of]!.start + level]!
      found[start + level] = (seen[start + level]! + strangersWorth * usual) / (known + strangersWorth)
    }
  }
  return found
}

/**
 * A closer agreement never says less than one less close: neighbours that are out of order are given one ratio to chance
 * (pool adjacent violators), so that a level hardly seen takes after its neighbours.
 */
function inOrder({ comparisons, rows }: Layout, shows: Float64Array, chance: Float64Array): void {
  for (const { of, start } of rows) {
    const { levels } = comparisons[of]!
    const pools: { slots: number[]; shows: number; chance: number }[] = []
    for (let level = 1; level < levels.length; level++) {
      if (levels[level]!.outOfOrder) continue
      const slot = start + level
      let pool = { slots: [slot], shows: shows[slot]!, chance: chance[slot]! }
      for (
        let above = pools.at(-1);
        above && above.shows * pool.chance < pool.shows * above.chance;
        above = pools.at(-1)
      ) {
        pool = {
          slots: [...above.slots, ...pool.slots],
          shows: above.shows + pool.shows,
          chance: above.chance + pool.chance,
        }
        pools.pop()
      }
      pools.push(pool)
    }
    for (const pool of pools) for (const slot of pool.slots) shows[slot] = (pool.shows * chance[slot]!) / pool.chance
  }
}
