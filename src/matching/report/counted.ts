import type { Matched } from '../match.ts'
import { type Class, classes } from '../model.ts'
import type { People } from '../people.ts'
import { rightness, truePairsOf } from '../truth.ts'

/** What would be taken as one person from a probability on: how much of it right, and how much of all found. */
export type AtThreshold = Readonly<{ probability: number; pairs: number; precision: number; recall: number }>

type Scored = Matched['pairs']
const [lowest, highest, step] = [-7, 12, 0.25]
const bins = (highest - lowest) / step

/**
 * Precision and recall from each probability on, lowest first: as the probabilities promise, or, where it is known whose
 * each record is (-1: not known), as they are. What blocking never showed counts as missed only then.
 */
export function byThreshold(pairs: Scored, truth?: Int32Array, sources?: Int32Array): readonly AtThreshold[] {
  const [count, right] = [new Float64Array(bins), new Float64Array(bins)]
  const known = truth && rightness(truth, pairs)
  for (const [pair, probability] of pairs.probability.entries()) {
    if (known?.[pair] === unknown) continue
    const odds = Math.log2(probability / (1 - probability))
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((odds - lowest) / step)))
    count[bin]!++
    right[bin]! += known ? known[pair]! : probability
  }
  const all = truth ? truePairsOf(truth, sources) : right.reduce((sum, one) => sum + one, 0)
  const found: AtThreshold[] = []
  for (let bin = bins - 1, taken = 0, good = 0; bin >= 0; bin--) {
    taken += count[bin]!
    good += right[bin]!
    if (taken === 0) continue
    const probability = 1 / (1 + 2 ** -(lowest + bin * step))
    found.push({ probability, pairs: taken, precision: good / taken, recall: all > 0 ? good / all : 0 })
  }
  return found.reverse()
}

const unknown = 2

/** The same from just these probabilities on, without drawing any together. */
export function fromEach(
  probabilities: readonly number[],
  pairs: Scored,
  truth?: Int32Array,
  sources?: Int32Array,
): readonly AtThreshold[] {
  const known = truth && rightness(truth, pairs)
  const right = (pair: number) => (known ? Number(known[pair] === 1) : pairs.probability[pair]!)
  const counted = Array.from(pairs.probability.keys()).filter(pair => known?.[pair] !== unknown)
  const all = truth ? truePairsOf(truth, sources) : counted.reduce((sum, pair) => sum + right(pair), 0)
  return probabilities.map(probability => {
    const taken = counted.filter(pair => pairs.probability[pair]! >= probability)
    const good = taken.reduce((sum, pair) => sum + right(pair), 0)
    return { probability, pairs: taken.length, precision: good / taken.length, recall: all > 0 ? good / all : 0 }
  })
}

export type Bar = Readonly<{ from: number; pairs: number; same: number | undefined }>

/** How many pairs have each weight, to the bit; of how many it is known that they are of one person. */
export function byWeight(pairs: Scored, truth?: Int32Array): readonly Bar[] {
  const [least, most] = [-20, 30]
  const known = truth && rightness(truth, pairs)
  const [all, same] = [new Float64Array(most - least), new Float64Array(most - least)]
  for (const [pair, weight] of pairs.weight.entries()) {
    const bin = Math.max(0, Math.min(most - least - 1, Math.floor(weight) - least))
    all[bin]!++
    if (known?.[pair] === 1) same[bin]!++
  }
  const bars = Array.from(all, (pairs, i): Bar => ({ from: least + i, pairs, same: known ? same[i]! : undefined }))
  return bars.slice(
    bars.findIndex(bar => bar.pairs > 0),
    bars.findLastIndex(bar => bar.pairs > 0) + 1,
  )
}

export type LevelFigures = Readonly<{
  name: string
  says: string
  pairs: number
  /** How often each class shows it. */
  shares: Readonly<Record<Class, number>>
  /** For one person against strangers: each bit doubles the odds. */
  bits: number
  /** For one person against others of a home, and against twins; undefined where the model knows of none. */
  bitsAgainstHousehold: number | undefined
  bitsAgainstTwins: number | undefined
}>
export type ComparisonFigures = Readonly<{ name: string; missing: number; levels: readonly LevelFigures[] }>

/** What each level of each comparison says, by the model, and how many of the pairs show it. */
export function byLevel({ pairs, model }: Matched): readonly ComparisonFigures[] {
  const width = pairs.comparisons.length
  return pairs.comparisons.map(({ name, levels }, at) => {
    const shown = levels.map(() => 0)
    for (const [row, count] of pairs.counts.entries()) shown[pairs.patterns[row * width + at]!]! += count
    const known = model.comparisons.find(one => one.name === name)
    const figures = levels.flatMap((level, number): readonly LevelFigures[] => {
      const found = known?.levels.find(one => one.name === level.name)
      // Of too few records a model learns nothing, and then there is nothing to show.
      if (!found || classes.some(one => !Number.isFinite(found[one]))) return []
      const against = (one: Class) => Math.log2(Math.max(seldom, found.same) / Math.max(seldom, found[one]))
      const ifKnown = (one: Class) => (model.shares[one] > seldom ? against(one) : undefined)
      const kin = { bitsAgainstHousehold: ifKnown('household'), bitsAgainstTwins: ifKnown('twin') }
      const of = { name: level.name, says: level.says, pairs: shown[number]! }
      return [{ ...of, shares: sharesOf(found), bits: against('chance'), ...kin }]
    })
    return { name, missing: shown[0]! / Math.max(1, pairs.size), levels: figures }
  })
}

const seldom = 1e-12

function sharesOf(found: Readonly<Record<Class, number>>): Record<Class, number> {
  const [same, household, twin, chance] = classes.map(one => found[one])
  return { same: same!, household: household!, twin: twin!, chance: chance! }
}

/** How many clusters have each number of records, up to the largest. */
export function bySize(clusters: Int32Array): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>()
  for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1)
  const found = new Map<number, number>()
  for (const size of sizes.values()) found.set(size, (found.get(size) ?? 0) + 1)
  return new Map([...found].sort(([a], [b]) => a - b))
}

/** The share of records of which each fact is known, by the fact's or the column's name. */
export function knownShares({ count, facts, others }: People): readonly (readonly [name: string, share: number])[] {
  const share = (values: Int32Array) => values.reduce((sum, word) => sum + (word >= 0 ? 1 : 0), 0) / Math.max(1, count)
  return [
    ...Object.entries(facts).map(([name, column]) => [name, share(column.values)] as const),
    ...others.map(({ name, values }) => [name, share(values)] as const),
  ]
}
