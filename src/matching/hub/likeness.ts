import { missing, type Pairs } from '../comparison.ts'
import { type Explanation, explainerOf, type Scored, scorePairs } from '../learn/index.ts'
import type { Model } from '../model.ts'
import { comparePairs } from '../pairs/index.ts'
import type { People, PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { schemesIn, withSchemes } from './schemes.ts'

/** A record as it is compared. */
export type Profiled = Readonly<{ id: string; indexed: boolean; given: readonly PersonGiven[] }>

/** How alike two records are, `a` before `b`: by the two ways to read them that are most alike. */
export type Likeness = Readonly<{ a: string; b: string; weight: number; probability: number; because: Because }>

/** Why, without a word of either: the level of each comparison by name, and the whole reckoning where a person may ask. */
export type Because = Readonly<{ levels: Readonly<Record<string, string>>; explanation?: Explanation }>

/** Pairs less likely than this are not kept: nobody would look at them, and no link rests on them. */
export const leastLikely = 0.05

/** Profiles laid out for the engine: a row for each way to read one, and whose each row is. */
export type Rows = Readonly<{ people: People; owner: Int32Array; first: Int32Array; profiles: readonly Profiled[] }>

/** Lays out profiles, in their order. */
export function rowsOf(profiles: readonly Profiled[]): Rows {
  const first = new Int32Array(profiles.length + 1)
  for (const [at, { given }] of profiles.entries()) first[at + 1] = first[at]! + given.length
  const owner = new Int32Array(first.at(-1)!)
  for (let at = 0; at < profiles.length; at++) owner.fill(at, first[at], first[at + 1])
  const given = profiles.flatMap(one => one.given)
  return { people: peopleFrom(given, schemesIn(given)), owner, first, profiles }
}

/** Compares records two by two, given by their places among the profiles. */
export function compareRecords(rows: Rows, pairs: readonly (readonly [number, number])[]): Pairs {
  const [left, right]: [number[], number[]] = [[], []]
  for (const [one, other] of pairs) {
    for (let l = rows.first[one]!; l < rows.first[one + 1]!; l++) {
      for (let r = rows.first[other]!; r < rows.first[other + 1]!; r++) {
        left.push(Math.min(l, r))
        right.push(Math.max(l, r))
      }
    }
  }
  return comparePairs(rows.people, Int32Array.from(left), Int32Array.from(right))
}

/** Pairs of rows with what they were scored. */
export type ScoredPairs = Pairs & Scored

/** The records that are alike enough to be told of, by `a` and `b`; of each two the pair of rows that speaks most for them. */
export const likenesses = (rows: Rows, pairs: Pairs, model: Model): readonly Likeness[] =>
  likenessesOf(rows, scored(rows, pairs, model), model)

/** What a model makes of pairs, numbers that it has never met included. */
export const scored = (rows: Rows, pairs: Pairs, model: Model): ScoredPairs => ({
  ...pairs,
  ...scorePairs(rows.people, pairs, withSchemes(model, rows.people.others)),
})

/** The same of pairs that are scored already. */
export function likenessesOf(rows: Rows, scored: ScoredPairs, model: Model): readonly Likeness[] {
  const { weight, probability, size } = scored
  const best = new Map<number, number>()
  for (let pair = 0; pair < size; pair++) {
    if (probability[pair]! < leastLikely) continue
    const [l, r] = [rows.owner[scored.left[pair]!]!, rows.owner[scored.right[pair]!]!]
    if (l === r) continue
    const two = Math.min(l, r) * rows.profiles.length + Math.max(l, r)
    const former = best.get(two)
    if (former === undefined || weight[pair]! > weight[former]!) best.set(two, pair)
  }
  const explained = explainerOf(rows.people, scored, withSchemes(model, rows.people.others))
  const found = [...best.values()].map(pair => likeness(rows, scored, explained, pair))
  return found.sort((x, y) => (x.a + x.b < y.a + y.b ? -1 : 1))
}

function likeness(rows: Rows, scored: ScoredPairs, explained: (pair: number) => Explanation, pair: number): Likeness {
  const [l, r] = [scored.left[pair]!, scored.right[pair]!]
  const [one, other] = [rows.profiles[rows.owner[l]!]!, rows.profiles[rows.owner[r]!]!]
  const [first, second] = one.id < other.id ? [one, other] : [other, one]
  // Index records are grouped by the hundred thousand, and nobody in the hub is asked about them: their levels are enough.
  const explanation = one.indexed && other.indexed ? {} : { explanation: explained(pair) }
  const [weight, probability] = [scored.weight[pair]!, scored.probability[pair]!]
  return { a: first.id, b: second.id, weight, probability, because: { levels: levelsOf(scored, pair), ...explanation } }
}

/** What is missing is left out: which facts are compared at all hangs on who else is there. */
function levelsOf({ comparisons, patterns, pattern }: Pairs, pair: number): Because['levels'] {
  const row = pattern[pair]! * comparisons.length
  return Object.fromEntries(
    comparisons.flatMap(({ name, levels }, at) => {
      const level = patterns[row + at]!
      return level === missing ? [] : [[name, levels[level]!.name]]
    }),
  )
}
