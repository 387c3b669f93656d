import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Fitted, Seen } from './em.ts'
import { columnOf } from './frequencies.ts'
import { countedWithForename, type Layout, layoutOf } from './layout.ts'
import { agreeingInBoth } from './namesakes.ts'
import { learnt } from './priors.ts'

/** How often two records drawn at random show each level: by comparison, by level, of level 0 that one is not known. */
export type Chances = readonly (readonly number[])[]

type FitOf = Fitted & Readonly<{ seen: Seen }>

/** The chance of each level where both sides are known. */
function knownOnly(chances: readonly number[]): number[] {
  const sum = chances.slice(1).reduce((total, one) => total + one, 0)
  return chances.map((one, level) => (level === 0 ? 0 : sum > 0 ? one / sum : 1 / (chances.length - 1)))
}

const seldom = 1e-9

/** What strangers show, before anybody is known not to be one. */
export function plainChances(pairs: Pairs, chances: Chances): Float64Array {
  const known = chances.map(knownOnly)
  const { rows, slots } = layoutOf(pairs.comparisons)
  const all = new Float64Array(slots).fill(1)
  for (const { of, start, size } of rows) {
    for (let level = 1; level < size; level++) all[start + level] = Math.max(seldom, known[of]![level]!)
  }
  return all
}

/** The chances again, without the agreements of those who are not strangers to one another. */
export function strangersOnly(fitted: FitOf, chances: Chances, together: ReadonlyMap<string, number>): Float64Array {
  const { seen } = fitted
  const all = fitted.chance.slice()
  const known = chances.map(knownOnly)
  for (const { of, start, named } of seen.layout.rows) {
    if (named) continue
    // What no two records have known is reckoned as of one pair, not of none.
    const pairs = Math.max(1, seen.allPairs * (1 - (chances[of]![0] ?? 0)))
    const left = known[of]!.map((share, level) => {
      if (level === 0) return 0
      const related = learnt.reduce((sum, one) => sum + seenShowing(seen.layout, fitted[one].seen, of, level), 0)
      return Math.max(share * pairs - related, 0.02 * share * pairs, seldom * pairs)
    })
    const sum = left.reduce((total, one) => total + one, 0)
    for (let level = 1; level < left.length; level++) all[start + level] = left[level]! / sum
  }
  withForename(fitted, chances, together, all)
  return all
}

/** How often strangers of one forename agree in a second fact: counted over all who agree in both, less those related. */
function withForename(
  { seen, ...fitted }: FitOf,
  chances: Chances,
  together: ReadonlyMap<string, number>,
  all: Float64Array,
): void {
  const { comparisons, rows } = seen.layout
  const forename = comparisons.findIndex(({ name }) => name === 'forename')
  for (const row of rows) {
    const both = together.get(comparisons[row.of]!.name)
    if (!row.named || both === undefined) continue
    const related = learnt.reduce((sum, one) => sum + fitted[one].seen[row.start + 1]!, 0)
    const known = (1 - (chances[forename]![0] ?? 0)) * (1 - (chances[row.of]![0] ?? 0))
    const sameForename = seen.allPairs * known * all[rows[forename]!.start + 1]!
    const usual = all[rows[row.of]!.start + 1]!
    const exact = Math.min(0.5, Math.max(usual, (both - related) / Math.max(1, sameForename)))
    for (let level = 1; level < row.size; level++) {
      const plain = all[rows[row.of]!.start + level]!
      all[row.start + level] = level === 1 ? exact : (plain * (1 - exact)) / (1 - usual)
    }
  }
}

/** How many pairs agree in the forename and in each fact that goes with it. */
export function agreeingWithForename({ facts, ...people }: People): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const name of countedWithForename) {
    const column = columnOf({ facts, ...people }, name)
    if (facts.forename && column) all.set(name, agreeingInBoth({ facts, ...people }, facts.forename, column))
  }
  return all
}

/** How many pairs of a class were seen showing a level. */
export const seenShowing = ({ rows }: Layout, seen: Float64Array, of: number, level: number): number =>
  rows.reduce((sum, row) => (row.of === of ? sum + seen[row.start + level]! : sum), 0)
