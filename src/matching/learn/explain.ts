import type { LevelOf } from '../comparison.ts'
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
export function explain(people: People, model: Model, l: number, r: number): Explanation {
  const pair = comparePairs(people, [l], [r])
  const { kin, chance } = patternOdds(pair, model)
  const layout = layoutOf(pair.comparisons)
  const slots = slotsOf(layout, pair)
  const [ofOne, ofStrangers] = [bitsOf(layout, model, 'same'), bitsOf(layout, model, 'chance')]
  const lifting = liftingsBy(people, pair, model).filter(({ counts }) => counts[0] === 1)
  const [one, other] = [Math.min(l, r), Math.max(l, r)]
  const steps: Omit<Step, 'sum'>[] = [prior(model)]
  for (const [at, comparison] of pair.comparisons.entries()) {
    const level = comparison.levels[pair.patterns[at]!]!
    if (pair.patterns[at] === 0 || !known(model, comparison.name)) continue
    const of = { comparison: comparison.name, level: level.name }
    steps.push({ kind: 'level', ...of, ...leveled(level, ofOne[slots[at]!]! - ofStrangers[slots[at]!]!) })
    const counting = lifting.find(one => one.comparison === comparison.name)
    const lift = counting ? Math.log2(liftBy(counting, one, other)) : 0
    if (lift !== 0) steps.push({ kind: 'frequency', ...of, ...borne(lift) })
  }
  const strangers = chance[0]! * liftAt(lifting, 0, one, other)
  const weight = weigh(kin[0]!, strangers)
  steps.push({ kind: 'kin', ...family(weigh(0, strangers), weight) })
  return { weight, probability: calibrationOf(model)(weight), steps: summed(steps) }
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
