import type { Pairs } from '../comparison.ts'
import type { Class, ComparisonModel, Model } from '../model.ts'
import type { People } from '../people.ts'
import { type Fitted, fit, type Seen } from './em.ts'
import { columnCounted, columnOf, type Frequencies, frequenciesOf, kindOf } from './frequencies.ts'
import { layoutOf } from './layout.ts'
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
  let fitted: Fitted | undefined
  let chance = flat(pairs, known)
  let frequencies = countedWords(people, pairs, undefined)
  // Strangers' agreements are counted over all pairs, those of one person among them: once it is known about how many
  // those are, they are taken off and all is fitted again.
  for (let round = 0; round < 3; round++) {
    const seen = seenOf(
      people,
      pairs,
      liftOf(people, pairs, name => frequencies.get(name)),
    )
    fitted = fit(seen, chance, believedOf(people, pairs))
    chance = strangersOnly(seen, known, chances, fitted)
    frequencies = countedWords(people, pairs, fitted)
  }
  const model = modelOf(people, pairs, { ...fitted!, chance }, frequencies)
  return { ...model, threshold: thresholdFor(scorePairs(people, pairs, model).probability) }
}

/** The chance of each level where both sides are known. */
function knownOnly(chances: readonly number[]): number[] {
  const sum = chances.slice(1).reduce((total, one) => total + one, 0)
  return chances.map((one, level) => (level === 0 ? 0 : sum > 0 ? one / sum : 1 / (chances.length - 1)))
}

const seldom = 1e-9

function flat(pairs: Pairs, chances: readonly (readonly number[])[]): Float64Array {
  const { starts, slots } = layoutOf(pairs.comparisons)
  const all = new Float64Array(slots).fill(1)
  for (const [at, levels] of chances.entries()) {
    for (let level = 1; level < levels.length; level++) all[starts[at]! + level] = Math.max(seldom, levels[level]!)
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
  const all = new Float64Array(seen.layout.slots).fill(1)
  for (const [at, levels] of known.entries()) {
    const start = seen.layout.starts[at]!
    const pairs = seen.allPairs * (1 - (chances[at]![0] ?? 0))
    const left = levels.map((share, level) => {
      if (level === 0) return 0
      const related = learnt.reduce((sum, one) => sum + fitted[one].seen[start + level]!, 0)
      return Math.max(share * pairs - related, 0.02 * share * pairs, seldom * pairs)
    })
    const sum = left.reduce((total, one) => total + one, 0)
    for (let level = 1; level < levels.length; level++) all[start + level] = left[level]! / sum
  }
  return all
}

function countedWords(people: People, pairs: Pairs, fitted: Fitted | undefined): ReadonlyMap<string, Frequencies> {
  const { starts } = layoutOf(pairs.comparisons)
  const all = new Map<string, Frequencies>()
  for (const [at, comparison] of pairs.comparisons.entries()) {
    const name = columnCounted(comparison)
    const column = name === undefined ? undefined : columnOf(people, name)
    if (name === undefined || !column) continue
    let related = 0
    for (const [level, { frequencyOf }] of comparison.levels.entries()) {
      if (frequencyOf && fitted) for (const one of learnt) related += fitted[one].seen[starts[at]! + level]!
    }
    const bearers = column.words.counts.reduce((sum, one) => sum + one, 0)
    all.set(comparison.name, frequenciesOf(column, name, (2 * related) / Math.max(1, bearers)))
  }
  return all
}

function modelOf(people: People, pairs: Pairs, fitted: Fitted, frequencies: ReadonlyMap<string, Frequencies>): Model {
  const { starts } = layoutOf(pairs.comparisons)
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
  const comparisons = pairs.comparisons.map(({ name, levels }, at): ComparisonModel => {
    const of = (one: Class, level: number) => rounded(shows[one][starts[at]! + level]!)
    const counted = frequencies.get(name)
    return {
      name,
      levels: levels.slice(1).map((level, before) => ({
        name: level.name,
        same: of('same', before + 1),
        household: of('household', before + 1),
        twin: of('twin', before + 1),
        chance: of('chance', before + 1),
      })),
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
