import { clusters, type Pair } from '../learn/index.ts'
import type { Model } from '../model.ts'
import { comparePairs } from '../pairs/index.ts'
import { candidates, type Keyed } from './candidates.ts'
import { type Group, sureFrom } from './groups.ts'
import { type Likeness, likenessesOf, type Rows, rowsOf, type ScoredPairs, scored } from './likeness.ts'

/** All profiles compared as each would be when it comes: what is alike, and what the machine may group. */
export type Whole = Readonly<{ rows: Rows; scored: ScoredPairs; alike: readonly Likeness[] }>

/** Compares everybody with everybody whom their keys lead to, by the same rule as one at a time. */
export function compareAll(profiles: readonly Keyed[], model: Model): Whole {
  const rows = rowsOf(profiles)
  const { left, right } = rowPairs(rows, candidates(profiles))
  const pairs = comparePairs(rows.people, left, right)
  const found = scored(rows, pairs, model)
  return { rows, scored: found, alike: likenessesOf(rows, found, model) }
}

/**
 * Index records grouped where the model is sure, each group's records in ascending order. `apart` are pairs that people said
 * are different; `together` those that they gave to one person.
 */
export function groupAll(
  { rows, scored }: Whole,
  model: Model,
  apart: readonly Pair[],
  together: readonly Pair[],
): readonly Group[] {
  const indexed = (row: number) => rows.profiles[rows.owner[row]!]!.indexed
  const among = only(scored, pair => indexed(scored.left[pair]!) && indexed(scored.right[pair]!))
  const firstRows = (pairs: readonly Pair[]) => pairs.map(([l, r]): Pair => [rows.first[l]!, rows.first[r]!])
  const ways = rows.profiles.flatMap((_, at) =>
    Array.from(
      { length: Math.max(0, rows.first[at + 1]! - rows.first[at]! - 1) },
      (_, way): Pair => [rows.first[at]!, rows.first[at]! + way + 1],
    ),
  )
  const mustLink = [...ways, ...firstRows(together)]
  const of = clusters(rows.people, among, { threshold: sureFrom(model), mustNotLink: firstRows(apart), mustLink })
  const weights = new Map<number, number>()
  for (let pair = 0; pair < among.size; pair++) {
    const [l, r] = [among.left[pair]!, among.right[pair]!]
    if (of[l] !== of[r]) continue
    for (const row of [l, r]) {
      const record = rows.owner[row]!
      weights.set(record, Math.max(weights.get(record) ?? Number.NEGATIVE_INFINITY, among.weight[pair]!))
    }
  }
  const places = rows.profiles.flatMap((one, at) => (one.indexed ? [at] : []))
  return [...Map.groupBy(places, at => of[rows.first[at]!]!).values()].map(group => ({
    records: group.map(at => rows.profiles[at]!.id),
    weight: new Map(group.map(at => [rows.profiles[at]!.id, weights.get(at) ?? 0])),
  }))
}

function rowPairs({ first, profiles }: Rows, pairs: Float64Array) {
  const [left, right]: [number[], number[]] = [[], []]
  for (const pair of pairs) {
    const [one, other] = [Math.floor(pair / profiles.length), pair % profiles.length]
    for (let l = first[one]!; l < first[one + 1]!; l++) {
      for (let r = first[other]!; r < first[other + 1]!; r++) {
        left.push(l)
        right.push(r)
      }
    }
  }
  return { left, right }
}

function only(scored: ScoredPairs, wanted: (pair: number) => boolean): ScoredPairs {
  const kept = Array.from({ length: scored.size }, (_, pair) => pair).filter(wanted)
  const int = (from: Int32Array) => Int32Array.from(kept, pair => from[pair]!)
  const float = (from: Float64Array) => Float64Array.from(kept, pair => from[pair]!)
  const [left, right, pattern] = [int(scored.left), int(scored.right), int(scored.pattern)]
  return {
    ...scored,
    size: kept.length,
    left,
    right,
    pattern,
    weight: float(scored.weight),
    probability: float(scored.probability),
  }
}
