import type { Layout } from './layout.ts'
import { type Belief, type Learnt, learnt } from './priors.ts'
import { amongNamesakes, ofKin, ofOne } from './shown.ts'

/**
 * What was seen of pairs, drawn together: `counts[cell]` pairs show the pattern `patterns[cell]`, and agree on words so
 * much commoner than usual that chance shows them `lifts[cell]` times as often. Cells are in the order of their patterns.
 */
export type Seen = Readonly<{
  layout: Layout
  /** The slots of each pattern, one row a pattern. */
  slots: Int32Array
  patterns: Int32Array
  lifts: Float64Array
  counts: Float64Array
  /** Of how many pairs those seen were picked: most pairs are never compared, and are all the evidence chance needs. */
  allPairs: number
  records: number
}>

/** How many pairs each class has, how likely it shows each slot, and how many of its pairs were seen showing it. */
export type Class = Readonly<{ pairs: number; shows: Float64Array; seen: Float64Array }>
export type Fitted = Readonly<Record<Learnt, Class> & { chance: Float64Array; rounds: number }>

/**
 * Expectation and maximisation over cells. Strangers show what the frequencies of words say, in the number that all
 * pairs make up, and are not learnt: pairs that were not compared are thereby taken as the strangers they nearly all are,
 * and no share of them has to be guessed from the pairs that blocking chose. Begins where another fit ended, if told.
 */
export function fit(seen: Seen, chance: Float64Array, believed: Believed, from?: Classes): Fitted {
  let now = from ?? first(seen, chance, believed)
  let by = chance
  for (let round = 1; ; round++) {
    const { next, moved, strangers } = step(seen, by, believed, now)
    now = next
    by = strangers
    if (moved < 1e-3 || round === 40) return { ...now, chance: by, rounds: round }
  }
}

/** Which patterns are not surely of strangers, even where they agree on the rarest of words. */
export function openPatterns({ layout, slots, counts, allPairs }: Seen, fitted: Fitted): Uint8Array {
  const width = layout.comparisons.length
  const rows = slots.length / Math.max(1, width)
  const of = (one: Class): Float64Array => likelihoods(slots, width, rows, one.shows, one.pairs)
  const [s, h, t] = [of(fitted.same), of(fitted.household), of(fitted.twin)]
  const c = likelihoods(slots, width, rows, fitted.chance, allPairs)
  return Uint8Array.from(c, (strangers, row) =>
    counts[row]! > 0 && (s[row]! + h[row]! + t[row]!) * 2 ** 14 > strangers ? 1 : 0,
  )
}

export type Believed = Readonly<Record<Learnt, readonly Belief[]>>
export type Classes = Readonly<Record<Learnt, Class>>

/** Begins with what was seen beyond what strangers show: those are nearly all of one person or one home. */
function first(seen: Seen, chance: Float64Array, believed: Believed): Classes {
  const { layout, slots, patterns, lifts, counts, allPairs } = seen
  const width = layout.comparisons.length
  const strangers = likelihoods(slots, width, slots.length / Math.max(1, width), chance, allPairs)
  const all = counts.reduce((sum, one, cell) => sum + Math.max(0, one - strangers[patterns[cell]!]! * lifts[cell]!), 1)
  const none = new Float64Array(layout.slots)
  const same = ofOne(layout, none, believed.same, chance)
  const kin = (one: Learnt, share: number): Class => ({
    pairs: believed[one].length === 0 ? 0 : all * share,
    shows: ofKin(layout, none, believed[one], same, chance),
    seen: none,
  })
  return {
    same: { pairs: all * 0.6, shows: same, seen: none },
    household: kin('household', 0.3),
    twin: kin('twin', 0.02),
  }
}

function step(seen: Seen, chance: Float64Array, believed: Believed, now: Classes) {
  const { layout } = seen
  const { same: one, household, twin: born, chance: rest } = sharedOut(seen, chance, now)
  const same: Class = { ...one, shows: ofOne(layout, one.seen, believed.same, chance) }
  const kin = (of: Shared, beliefs: readonly Belief[]): Class => ({
    ...of,
    shows: ofKin(layout, of.seen, beliefs, same.shows, chance),
  })
  const twins = twinsExpected(seen, now)
  const twin = within(kin(born, believed.twin), 0.3 * twins, twins)
  const next: Classes = { same, household: kin(household, believed.household), twin }
  const strangers = amongNamesakes(layout, rest.seen, chance)
  return { next, strangers, moved: Math.max(...learnt.map(one => far(now[one], next[one]))) }
}

/** How many pairs fell to a class, and how many of them show each slot. */
type Shared = Omit<Class, 'shows'>

/** Shares the pairs of every cell out among the classes: pattern by pattern, the four classes side by side. */
function sharedOut(
  { layout, slots, patterns, lifts, counts, allPairs }: Seen,
  chance: Float64Array,
  { same, household, twin }: Classes,
): Readonly<Record<keyof Classes | 'chance', Shared>> {
  const width = layout.comparisons.length
  const shows = sideBySide([same.shows, household.shows, twin.shows, chance])
  const seen = new Float64Array(shows.length)
  const pairs = new Float64Array(4)
  for (let from = 0, row = 0, cell = 0; from < slots.length; from += width, row++) {
    // One by one: to take an array apart at each pattern is slow until all this is compiled, which is half of its life.
    let s = same.pairs
    let h = household.pairs
    let t = twin.pairs
    let c = allPairs
    for (let at = from; at < from + width; at++) {
      const slot = 4 * slots[at]!
      s *= shows[slot]!
      h *= shows[slot + 1]!
      t *= shows[slot + 2]!
      c *= shows[slot + 3]!
    }
    let inS = 0
    let inH = 0
    let inT = 0
    let inC = 0
    for (; patterns[cell] === row; cell++) {
      const part = counts[cell]! / (s + h + t + c * lifts[cell]! + Number.MIN_VALUE)
      inS += part * s
      inH += part * h
      inT += part * t
      inC += part * c * lifts[cell]!
    }
    for (let at = from; at < from + width; at++) {
      const slot = 4 * slots[at]!
      seen[slot]! += inS
      seen[slot + 1]! += inH
      seen[slot + 2]! += inT
      seen[slot + 3]! += inC
    }
    pairs[0]! += inS
    pairs[1]! += inH
    pairs[2]! += inT
    pairs[3]! += inC
  }
  const of = (which: number): Shared => ({ pairs: pairs[which]!, seen: oneOf(seen, which) })
  return { same: of(0), household: of(1), twin: of(2), chance: of(3) }
}

/** Of every slot what each of four classes says, one behind the other. */
function sideBySide(four: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(4 * four[0]!.length)
  for (let at = 0; at < all.length; at++) all[at] = four[at & 3]![at >> 2]!
  return all
}

/** What one of four classes says of every slot. */
function oneOf(all: Float64Array, which: number): Float64Array {
  const one = new Float64Array(all.length / 4)
  for (let slot = 0; slot < one.length; slot++) one[slot] = all[4 * slot + which]!
  return one
}

/**
 * About 15 of 1,000 births are of twins, who make up 3 of 100 people. How many pairs their records make depends on how
 * often people are recorded. Where little but names and birth dates is known, twins and one person under two forenames
 * cannot be told apart by what is seen: so there are never taken to be more twins than that, nor fewer than a third of it.
 * Where homes are known and hardly two people of one home are seen, there are no brothers and no twins either.
 */
function twinsExpected({ layout, records }: Seen, now: Classes): number {
  const twins = 0.015 * (records + 2 * now.same.pairs)
  const homes = layout.comparisons.some(({ name }) => name === 'address' || name === 'phone')
  return homes ? twins * Math.min(1, now.household.pairs / (hardlyAny * records)) : twins
}

// Pairs of one home for each record: in made-up counties 0.05 to 0.1, in sets without families none.
const hardlyAny = 0.02

const within = (one: Class, least: number, most: number): Class =>
  one.pairs === 0 ? one : { ...one, pairs: Math.max(least, Math.min(one.pairs, most)) }

/** How many pairs of the class are expected to show each pattern, were all pairs compared. */
function likelihoods(slots: Int32Array, width: number, rows: number, shows: Float64Array, pairs: number): Float64Array {
  const found = new Float64Array(rows)
  for (let row = 0, at = 0; row < rows; row++) {
    let product = pairs
    for (let end = at + width; at < end; at++) product *= shows[slots[at]!]!
    found[row] = product
  }
  return found
}

function far(a: Class, b: Class): number {
  let far = Math.abs(a.pairs - b.pairs) / (1 + b.pairs)
  for (let slot = 0; slot < a.shows.length; slot++) far = Math.max(far, Math.abs(a.shows[slot]! - b.shows[slot]!))
  return far
}
