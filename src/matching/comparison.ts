import type { People } from './people.ts'

/** How alike two people are in one respect: a number of a level. */
export const missing = 0

/**
 * One comparison: a fact about two people, in levels. Level 0 is `missing` (no evidence); from 1 on the levels go from
 * the strongest agreement to plain difference, and a sound model's weights of them never rise (`outOfOrder` excepted:
 * levels whose place among the others is not known beforehand).
 */
export type Comparison = Readonly<{
  /** Of the fact, as in a model: forename, surname, birthDate, address, phone, email, nhsNumber, sex, or a column's name. */
  name: string
  levels: readonly LevelOf[]
}>

export type LevelOf = Readonly<{
  /** exact, variant, close, swapped, … One word or two, the same in a model's JSON. */
  name: string
  /** In words, for an explanation: "the same forename", "forenames that sound alike". */
  says: string
  outOfOrder?: true
  /**
   * Of which column the agreed word's frequency counts: agreeing on a rare word says more than on a common one. For the
   * exact levels.
   */
  frequencyOf?: string
}>

/** The comparisons that these people can be compared by, with the function that finds the level of each. */
export type Compared = Readonly<{
  comparisons: readonly Comparison[]
  /** Writes the level of every comparison of records `l` and `r` into `levels`, in the order of `comparisons`. */
  compare(l: number, r: number, levels: Uint8Array): void
}>

/**
 * Pairs that were compared. `pattern[pair]` is the number of a row of `patterns`, which holds one level a comparison;
 * `counts` says how many pairs show each. Pairs are in ascending order of (left, right), patterns in ascending order of
 * their levels, so that the same people give the same bytes whatever the number of threads.
 */
export type Pairs = Readonly<{
  comparisons: readonly Comparison[]
  size: number
  left: Int32Array
  right: Int32Array
  pattern: Int32Array
  patterns: Uint8Array
  counts: Uint32Array
}>

/** What is needed to compare people, and all that a thread is told: which people, and how far blocking goes. */
export type Comparing = Readonly<{ people: People; width: Width; threads: number }>

/** How many candidates are compared: `tight` keys that rarely collide, `wide` ones that find more; `all` compares everybody. */
export type Width = 'tight' | 'wide' | 'all'
