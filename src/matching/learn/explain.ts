import type { LevelOf, Pairs } from '../comparison.ts'
import type { ComparisonModel, Model } from '../model.ts'
import { comparePairs } from '../pairs/index.ts'
import type { People } from '../people.ts'
import { layoutOf, slotsOf } from './layout.ts'
import { liftAt, liftBy } from './lifts.ts'
import { bitsIn, bitsOf, calibrationOf, liftingsBy, patternOdds, weigh } from './score.ts'

/**
 * Why two records are as likely of one person as they are: steps whose bits add up to the weight. It tells levels and
 * figures and no word of either record, so that it can be kept with a decision and read years later.
 */
export type Explanation = Readonly<{ weight: number; probability: number; steps: readonly Step[] }>

export type Step = Readonly<{
  /** `level`: what was compared. `frequency`: how common what they share is. `kin`: that they may be of one home. */
  kind: 'prior' | 'level' | 'frequency' | 'kin'
  /** Which comparison, and its level. */
  comparison?: string
  level?: string
  /** In words. */
  says: string
  /** For one person where above nought, against it below: each bit doubles or halves the odds. */
  bits: number
  /** All bits up to here. */
  sum: number
}>

/** Explains what a model makes of the records `l` and `r`. */
export const explain = (people: People, model: Model, l: number, r: number): Explanation =>
  explainerOf(people, comparePairs(people, [l], [r]), model)(0)

/** The same of pairs compared already, by their places: what the model says of all of them is looked up once. */
export function explainerOf(people: People, pairs: Pairs, model: Model): (pair: number) => Explanation {
  const { kin, chance } = patternOdds(pairs, model)
  const layout = layoutOf(pairs.comparisons)
  const [slots, width] = [slotsOf(layout, pairs), pairs.comparisons.length]
  const [ofOne, ofStrangers] = [bitsOf(layout, model, 'same'), bitsOf(layout, model, 'chance')]
  const liftings = liftingsBy(people, pairs, model)
  const [calibrated, first] = [calibrationOf(model), prior(model)]
  return pair => {
    const [l, r, row] = [pairs.left[pair]!, pairs.right[pair]!, pairs.pattern[pair]!]
    const steps: Omit<Step, 'sum'>[] = [first]
    for (const [at, { name, levels }] of pairs.comparisons.entries()) {
      const shown = pairs.patterns[row * width + at]!
      if (shown === 0 || !known(model, name)) continue
      const [level, slot] = [levels[shown]!, slots[row * width + at]!]
      const of = { comparison: name, level: level.name }
      steps.push({ kind: 'level', ...of, ...leveled(level, ofOne[slot]! - ofStrangers[slot]!) })
      const counting = liftings.find(one => one.comparison === name && one.counts[row] === 1)
      const lift = counting ? Math.log2(liftBy(counting, l, r)) : 0
      if (lift !== 0) steps.push({ kind: 'frequency', ...of, ...borne(lift) })
    }
    const strangers = chance[row]! * liftAt(liftings, row, l, r)
    const weight = weigh(kin[row]!, strangers)
    steps.push({ kind: 'kin', ...family(weigh(0, strangers), weight) })
    return { weight, probability: calibrated(weight), steps: summed(steps) }
  }
}

const known = (model: Model, name: string): ComparisonModel | undefined =>
  model.comparisons.find(one => one.name === name)

function prior({ shares }: Model): Omit<Step, 'sum'> {
  const pairs = Math.round(shares.chance / shares.same).toLocaleString('en-GB')
  return {
    kind: 'prior',
    says: `before anything is compared: for every two records of one person there are ${pairs} pairs of strangers`,
    bits: bitsIn(shares.same) - bitsIn(shares.chance),
  }
}

const leveled = ({ says }: LevelOf, bits: number) => ({
  says: `${says}: ${times(bits)} of one person as of strangers`,
  bits,
})

const borne = (lift: number) => ({
  says: `what they share is ${2 ** Math.abs(lift) < 1.1 ? 'about as common as' : lift < 0 ? 'rarer than' : 'commoner than'} usual`,
  bits: -lift,
})

function family(before: number, weight: number) {
  const bits = weight - before
  const says =
    bits > -0.1 ? 'hardly anything points to two people of one home' : 'they could be two people of one home, or twins'
  return { says, bits }
}

function times(bits: number): string {
  const factor = 2 ** Math.abs(bits)
  if (factor < 1.1) return 'about as likely'
  const said = factor >= 10 ? Math.round(factor).toLocaleString('en-GB') : factor.toFixed(1)
  return `${said} times as ${bits > 0 ? 'likely' : 'unlikely'}`
}

function summed(steps: readonly Omit<Step, 'sum'>[]): Step[] {
  let sum = 0
  return steps.map(step => {
    sum += step.bits
    return { ...step, sum }
  })
}
