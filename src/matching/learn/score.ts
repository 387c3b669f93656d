import type { Pairs } from '../comparison.ts'
import type { Class, Model } from '../model.ts'
import type { Column, People } from '../people.ts'
import { liftsOf } from './frequencies.ts'
import { type Layout, layoutOf, slotsOf } from './layout.ts'
import { type Lifting, liftings, liftsByBlock } from './lifts.ts'

/** How likely two records are of one person: the evidence in bits (log2 of the odds), and as a calibrated probability. */
export type Scored = Readonly<{ weight: Float64Array; probability: Float64Array }>

/** Scores every pair by a model, whichever people the model was made from. What the model does not know says nothing. */
export const scorePairs = (people: People, pairs: Pairs, model: Model): Scored => scorerOf(people, model)(pairs)

/**
 * The same for several lots of pairs of the same people: how common their words are is reckoned once, and with `ownToo` not
 * by the model alone, but by what these people themselves bear in common too.
 */
export function scorerOf(people: People, model: Model, ownToo = false): (pairs: Pairs) => Scored {
  const lifts = liftsBy(model, ownToo)
  return pairs => {
    const { kin, chance } = patternOdds(pairs, model)
    const [weight, probability] = [withRoom(pairs.size), withRoom(pairs.size)]
    const calibrated = model.calibration.length > 0 ? calibrationOf(model) : undefined
    liftsByBlock(liftings(people, pairs, lifts), pairs, (lifts, from, to) => {
      for (let pair = from; pair < to; pair++) {
        const row = pairs.pattern[pair]!
        const strangers = chance[row]! * lifts[pair - from]!
        weight[pair] = weigh(kin[row]!, strangers)
        probability[pair] = calibrated ? calibrated(weight[pair]!) : 1 / (1 + kin[row]! + strangers)
      }
    })
    return { weight, probability }
  }
}

/** With room behind for the few pairs that are seen late; until they are, it takes no memory. */
const withRoom = (size: number): Float64Array => new Float64Array(new ArrayBuffer(8 * (size + (size >> 4))), 0, size)

/** What agrees or differs in dozens of columns is told in so many bits, and not without end. */
const mostBits = 1000

/** Bits for one person against all else, from how many times as likely kin and strangers are as one person. */
export const weigh = (kin: number, chance: number): number =>
  Math.max(-mostBits, Math.min(mostBits, -Math.log2(kin + chance)))

/** How common the words of these people are by a model's own counts. */
export const liftingsBy = (people: People, pairs: Pairs, model: Model): readonly Lifting[] =>
  liftings(people, pairs, liftsBy(model))

function liftsBy({ comparisons }: Model, ownToo = false) {
  const known = new Map<string, Float64Array>()
  return (name: string, { words }: Column, counted: string): Float64Array | undefined => {
    const frequencies = comparisons.find(one => one.name === name)?.frequencies
    if (frequencies?.column !== counted) return undefined
    const lifts = known.get(name) ?? liftsOf(words, frequencies, ownToo)
    known.set(name, lifts)
    return lifts
  }
}

/** For every pattern, how many times as likely it is shown by kin (of a household, or twins), and by strangers, as by one person. */
export function patternOdds(pairs: Pick<Pairs, 'comparisons' | 'patterns' | 'counts'>, model: Model) {
  const layout = layoutOf(pairs.comparisons)
  const [slots, width] = [slotsOf(layout, pairs), pairs.comparisons.length]
  const same = bitsOf(layout, model, 'same')
  const of = (one: Class): Float64Array => {
    const says = bitsOf(layout, model, one).map((bits, slot) => bits - same[slot]!)
    const prior = bitsIn(model.shares[one]) - bitsIn(model.shares.same)
    const odds = new Float64Array(pairs.counts.length)
    for (let row = 0, at = 0; row < odds.length; row++) {
      let sum = prior
      for (let end = at + width; at < end; at++) sum += says[slots[at]!]!
      odds[row] = 2 ** sum
    }
    return odds
  }
  const [household, twin, chance] = [of('household'), of('twin'), of('chance')]
  return { kin: household.map((odds, row) => odds + twin[row]!), chance }
}

/** log2 of how likely a class shows each slot; 0 for what is missing or the model does not know. */
export function bitsOf({ rows, comparisons, slots }: Layout, model: Model, one: Class): Float64Array {
  const bits = new Float64Array(slots)
  for (const { of, start, size, named } of rows) {
    const { name, levels } = comparisons[of]!
    const known = model.comparisons.find(comparison => comparison.name === name)
    const learnt = (named ? known?.named : undefined) ?? known?.levels
    for (let level = 1; level < size; level++) {
      const found = learnt?.find(({ name }) => name === levels[level]!.name)
      if (found) bits[start + level] = bitsIn(found[one])
    }
  }
  return bits
}

/** What a model says never happens, may: nothing is without end. */
export const bitsIn = (share: number): number => Math.log2(Math.max(1e-15, share))

/** From bits to a probability, by the model's line; beyond its ends it stays at them. */
export function calibrationOf({ calibration }: Model): (weight: number) => number {
  const first = calibration[0]
  const last = calibration.at(-1)
  if (!first || !last) return weight => 1 / (1 + 2 ** -weight)
  return weight => {
    if (weight <= first[0]) return first[1]
    if (weight >= last[0]) return last[1]
    let [low, high] = [0, calibration.length - 1]
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (calibration[middle]![0] <= weight) low = middle
      else high = middle
    }
    const [[from, below], [to, above]] = [calibration[low]!, calibration[high]!]
    return below + ((above - below) * (weight - from)) / (to - from)
  }
}
