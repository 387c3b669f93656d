import type { LevelOf, Pairs } from '../comparison.ts'
import type { Class, ComparisonModel, LevelModel, Model } from '../model.ts'
import type { People } from '../people.ts'
import { type Fitted, fit, openPatterns, type Seen } from './em.ts'
import { type Borne, borneIn, columnCounted, columnOf, frequenciesOf, kindOf, liftsIn } from './frequencies.ts'
import { countedWithForename, type Layout, layoutOf } from './layout.ts'
import { liftings } from './lifts.ts'
import { agreeingInBoth } from './namesakes.ts'
import { type Belief, beliefs, type Learnt, learnt } from './priors.ts'
import { calibrationOf, patternOdds, weigh } from './score.ts'
import { seenByPattern, seenByWords } from './seen.ts'
import { thresholdFor } from './threshold.ts'

/**
 * Learns, without being told any truth, how people of this kind are alike. `chances[comparison][level]` is how often two
 * records drawn at random show each level.
 */
export function learn(people: People, pairs: Pairs, chances: readonly (readonly number[])[]): Model {
  const known = chances.map(knownOnly)
  const believed = believedOf(people, pairs)
  const plain = seenByPattern(people, pairs)
  let now: Fit = { ...fit(plain, flat(pairs, known), believed), seen: plain, borne: new Map() }
  const together = agreeingWithForename(people)
  const open = openPatterns(plain, now)
  // Strangers' agreements are counted over all pairs, those of one person among them: once it is known about how many
  // those are, they are taken off and all is fitted again, now with an eye to how common the words are.
  for (let round = 0; round < (pairs.size < many ? 3 : 1); round++) {
    const borne = borneBy(people, pairs, now)
    const lifting = liftings(people, pairs, (name, column) => liftsIn(column.words, borne.get(name)!))
    const seen = seenByWords(plain, pairs, lifting, open)
    now = { ...fit(seen, strangersOnly(now, chances, together), believed, now), seen, borne }
  }
  const model = modelOf(people, pairs, now)
  return { ...model, threshold: thresholdFor(weighed(now.seen, pairs, model), calibrationOf(model)) }
}

/** In small files, pairs of one person are more of all pairs, and must be told from chance with more care. */
const many = 1_000_000

/** The pairs seen, by weight. */
function weighed({ patterns, lifts, counts }: Seen, pairs: Pairs, model: Model) {
  const { kin, chance } = patternOdds(pairs, model)
  return { weights: Float64Array.from(patterns, (row, cell) => weigh(kin[row]!, chance[row]! * lifts[cell]!)), counts }
}

type Fit = Fitted & Readonly<{ seen: Seen; borne: ReadonlyMap<string, Borne> }>

/** The chance of each level where both sides are known. */
function knownOnly(chances: readonly number[]): number[] {
  const sum = chances.slice(1).reduce((total, one) => total + one, 0)
  return chances.map((one, level) => (level === 0 ? 0 : sum > 0 ? one / sum : 1 / (chances.length - 1)))
}

const seldom = 1e-9

function flat(pairs: Pairs, chances: readonly (readonly number[])[]): Float64Array {
  const { rows, slots } = layoutOf(pairs.comparisons)
  const all = new Float64Array(slots).fill(1)
  for (const { of, start, size } of rows) {
    for (let level = 1; level < size; level++) all[start + level] = Math.max(seldom, chances[of]![level]!)
  }
  return all
}

function believedOf(people: People, { comparisons }: Pairs) {
  const all = comparisons.map(comparison => beliefs(comparison, kindOf(people, comparison.name)))
  const names = new Set(comparisons.map(one => one.name))
  // Brothers are told from one person by their forenames, and twins from brothers by their birth dates: where those are
  // not known, such a class would be a second name for something else.
  const visible: Readonly<Record<Learnt, boolean>> = {
    same: true,
    household: names.has('forename') && names.has('surname'),
    twin: names.has('forename') && names.has('birthDate'),
  }
  const of = (one: Learnt): readonly Belief[] => (visible[one] ? all.map(each => each[one]) : [])
  return { same: of('same'), household: of('household'), twin: of('twin') }
}

/** The chances again, without the agreements of those who are not strangers to one another. */
function strangersOnly(
  fitted: Fit,
  chances: readonly (readonly number[])[],
  together: ReadonlyMap<string, number>,
): Float64Array {
  const { seen } = fitted
  const all = fitted.chance.slice()
  const known = chances.map(knownOnly)
  for (const { of, start, named } of seen.layout.rows) {
    if (named) continue
    const pairs = seen.allPairs * (1 - (chances[of]![0] ?? 0))
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
  { seen, ...fitted }: Fit,
  chances: readonly (readonly number[])[],
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

function agreeingWithForename({ facts, ...people }: People): ReadonlyMap<string, number> {
  const all = new Map<string, number>()
  for (const name of countedWithForename) {
    const column = columnOf({ facts, ...people }, name)
    if (facts.forename && column) all.set(name, agreeingInBoth({ facts, ...people }, facts.forename, column))
  }
  return all
}

const seenShowing = ({ rows }: Layout, seen: Float64Array, of: number, level: number): number =>
  rows.reduce((sum, row) => (row.of === of ? sum + seen[row.start + level]! : sum), 0)

/** How often the words that comparisons count are borne by strangers. */
function borneBy(people: People, pairs: Pairs, fitted: Fit): ReadonlyMap<string, Borne> {
  const all = new Map<string, Borne>()
  for (const [at, comparison] of pairs.comparisons.entries()) {
    const column = columnOf(people, columnCounted(comparison) ?? '')
    if (!column) continue
    let [related, bearers] = [0, 0]
    for (const [level, { frequencyOf }] of comparison.levels.entries()) {
      if (frequencyOf) for (const one of learnt) related += seenShowing(fitted.seen.layout, fitted[one].seen, at, level)
    }
    for (const count of column.words.counts) bearers += count
    all.set(comparison.name, borneIn(column.words, (2 * related) / Math.max(1, bearers)))
  }
  return all
}

function modelOf(people: People, pairs: Pairs, fitted: Fit): Model {
  const { rows } = layoutOf(pairs.comparisons)
  const all = fitted.seen.allPairs
  const shares = {
    same: fitted.same.pairs / all,
    household: fitted.household.pairs / all,
    twin: fitted.twin.pairs / all,
  }
  const shows: Readonly<Record<Class, Float64Array>> = {
    same: fitted.same.shows,
    household: fitted.household.shows,
    twin: fitted.twin.shows,
    chance: fitted.chance,
  }
  const levelsAt = (levels: readonly LevelOf[], start: number): LevelModel[] =>
    levels.slice(1).map(({ name, outOfOrder }, before) => {
      const of = (one: Class) => rounded(shows[one][start + before + 1]!)
      const shown = { same: of('same'), household: of('household'), twin: of('twin'), chance: of('chance') }
      return { name, ...shown, ...(outOfOrder ? { outOfOrder } : {}) }
    })
  const comparisons = pairs.comparisons.map((comparison, at): ComparisonModel => {
    const { name, levels } = comparison
    const column = columnCounted(comparison)
    const borne = fitted.borne.get(name)
    const named = rows.find(row => row.of === at && row.named)
    return {
      name,
      levels: levelsAt(levels, rows[at]!.start),
      ...(named ? { named: levelsAt(levels, named.start) } : {}),
      ...(column && borne ? { frequencies: frequenciesOf(column, columnOf(people, column)!.words, borne) } : {}),
    }
  })
  return {
    format: 'safekeep-model',
    version: 1,
    madeFrom: { records: people.count, pairs: pairs.size, width: '' },
    shares: {
      same: rounded(Math.max(1e-15, shares.same)),
      household: rounded(Math.max(1e-15, shares.household)),
      twin: rounded(Math.max(1e-15, shares.twin)),
      chance: rounded(1 - shares.same - shares.household - shares.twin),
    },
    comparisons,
    calibration: [],
    threshold: 0.5,
  }
}

const rounded = (value: number): number => Number(value.toPrecision(6))
