import type { LevelOf, Pairs } from '../comparison.ts'
import type { Class, ComparisonModel, LevelModel, Model } from '../model.ts'
import type { People } from '../people.ts'
import { type Fitted, fit, type Seen } from './em.ts'
import { columnCounted, columnOf, type Frequencies, frequenciesOf, kindOf } from './frequencies.ts'
import { type Layout, layoutOf } from './layout.ts'
import { liftOf } from './lifts.ts'
import { type Belief, beliefs, type Learnt, learnt } from './priors.ts'
import { scorePairs } from './score.ts'
import { seenOf } from './seen.ts'
import { thresholdFor } from './threshold.ts'

/**
 * Learns, without being told any truth, how people of this kind are alike. `chances[comparison][level]` is how often two
 * records drawn at random show each level.
 */
export function learn(people: People, pairs: Pairs, chances: readonly (readonly number[])[]): Model {
  const known = chances.map(knownOnly)
  const believed = believedOf(people, pairs)
  const fitted = (chance: Float64Array, frequencies: ReadonlyMap<string, Frequencies>): Fit => {
    const seen = seenOf(
      people,
      pairs,
      liftOf(people, pairs, name => frequencies.get(name)),
    )
    return { ...fit(seen, chance, believed), seen, frequencies }
  }
  let now = fitted(flat(pairs, known), countedWords(people, pairs, undefined))
  // Strangers' agreements are counted over all pairs, those of one person among them: once it is known about how many
  // those are, they are taken off and all is fitted again.
  for (let round = 0; round < 2; round++) {
    now = fitted(strangersOnly(now.seen, known, chances, now), countedWords(people, pairs, now))
  }
  const model = modelOf(people, pairs, now, now.frequencies)
  return { ...model, threshold: thresholdFor(scorePairs(people, pairs, model).probability) }
}

type Fit = Fitted & Readonly<{ seen: Seen; frequencies: ReadonlyMap<string, Frequencies> }>

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
  seen: Seen,
  known: readonly (readonly number[])[],
  chances: readonly (readonly number[])[],
  fitted: Fitted,
) {
  const all = fitted.chance.slice()
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
  return all
}

const seenShowing = ({ rows }: Layout, seen: Float64Array, of: number, level: number): number =>
  rows.reduce((sum, row) => (row.of === of ? sum + seen[row.start + level]! : sum), 0)

function countedWords(people: People, pairs: Pairs, fitted: Fitted | undefined): ReadonlyMap<string, Frequencies> {
  const layout = layoutOf(pairs.comparisons)
  const all = new Map<string, Frequencies>()
  for (const [at, comparison] of pairs.comparisons.entries()) {
    const name = columnCounted(comparison)
    const column = name === undefined ? undefined : columnOf(people, name)
    if (name === undefined || !column) continue
    let related = 0
    for (const [level, { frequencyOf }] of comparison.levels.entries()) {
      if (frequencyOf && fitted) for (const one of learnt) related += seenShowing(layout, fitted[one].seen, at, level)
    }
    const bearers = column.words.counts.reduce((sum, one) => sum + one, 0)
    all.set(comparison.name, frequenciesOf(column, name, (2 * related) / Math.max(1, bearers)))
  }
  return all
}

function modelOf(people: People, pairs: Pairs, fitted: Fitted, frequencies: ReadonlyMap<string, Frequencies>): Model {
  const { rows } = layoutOf(pairs.comparisons)
  const all = (people.count * (people.count - 1)) / 2
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
  const comparisons = pairs.comparisons.map(({ name, levels }, at): ComparisonModel => {
    const named = rows.find(row => row.of === at && row.named)
    const counted = frequencies.get(name)
    return {
      name,
      levels: levelsAt(levels, rows[at]!.start),
      ...(named ? { named: levelsAt(levels, named.start) } : {}),
      ...(counted ? { frequencies: counted } : {}),
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
