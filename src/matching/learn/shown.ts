import type { LevelOf } from '../comparison.ts'
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
  bounded(layout, shows, beliefs, chance, { told: telling, most: mostOfOne })
  inOrder(layout, shows, chance)
  return shows
}

/** What tells one person from strangers, as an address does people of one home: a class that differs there is another. */
export const telling: ReadonlySet<string> = new Set(['forename', 'surname', 'birthDate'])
const tellingKin: ReadonlySet<string> = new Set(['address'])

// Of strangers' plain differences one person shows at most half as many; on the sets known it is a fifth or fewer.
const [mostOfOne, mostOfKin] = [0.5, 1]

/**
 * Holds a class to what it is. Where every pair is compared, strangers are many thousand times as many, and wherever they
 * are alike more often than facts taken one by one would have it (all men are of one sex), the surplus draws a class
 * over to them, round by round, until it is a second class of strangers. Differences beyond the bound go to the levels
 * that agree, as is believed of one person.
 */
function bounded(
  { comparisons, rows }: Layout,
  shows: Float64Array,
  beliefs: readonly Belief[],
  chance: Float64Array,
  { told, most }: Readonly<{ told: ReadonlySet<string>; most: number }>,
): void {
  for (const { of, start } of rows) {
    const { name, levels } = comparisons[of]!
    const belief = beliefs[of]
    if (!belief || !told.has(name)) continue
    let [beyond, agreeing] = [0, 0]
    for (let level = 1; level < levels.length; level++) {
      if (!differs(levels[level]!)) {
        agreeing += belief.levels[level]!
        continue
      }
      const over = Math.max(0, shows[start + level]! - most * chance[start + level]!)
      shows[start + level]! -= over
      beyond += over
    }
    if (beyond === 0) continue
    for (let level = 1; level < levels.length; level++) {
      if (!differs(levels[level]!)) shows[start + level]! += (beyond * belief.levels[level]!) / agreeing
    }
  }
}

const differs = ({ name }: LevelOf): boolean => name.startsWith('different')

/** The same of a class of kin: what they have in common, they show as one person does. */
export function ofKin(
  layout: Layout,
  seen: Float64Array,
  beliefs: readonly Belief[],
  same: Float64Array,
  chance: Float64Array,
) {
  const shows = weighed(
    layout,
    seen,
    beliefs,
    ({ inCommon }, _, slot) => inCommon * same[slot]! + (1 - inCommon) * chance[slot]!,
  )
  bounded(layout, shows, beliefs, chance, { told: tellingKin, most: mostOfKin })
  return shows
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
