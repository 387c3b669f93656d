import { type Class, type ComparisonModel, classes, type Model } from '../model.ts'
import { telling } from './shown.ts'
import { leastThreshold } from './threshold.ts'

/**
 * Why a model is not to be used, in sentences; none when it is sound. A closer agreement must never say less than one
 * less close, shares must be possible, and a class must be the class it was in the model in use.
 */
export function refusals(model: Model, before?: Model): readonly string[] {
  return [
    ...impossible(model),
    ...model.comparisons.flatMap(disordered),
    ...model.comparisons.flatMap(one => unlike(model, one)),
    ...(before ? drifted(model, before) : []),
  ]
}

// People recorded more often than this are none, or a placeholder that was taken for somebody.
const mostOthers = 50

/** Of those, why no model can be so, whoever made it and however few classes it knows. */
export function impossible({ shares, threshold, madeFrom }: Model): readonly string[] {
  const sum = classes.reduce((total, one) => total + shares[one], 0)
  const wrong: string[] = []
  if (Math.abs(sum - 1) > 1e-3) wrong.push(`the shares of the classes make ${sum}, not 1`)
  if (shares.same <= 1e-14) wrong.push('no two records are taken to be of one person')
  if (shares.same > 0.5) wrong.push('most pairs are taken to be of one person')
  const others = Math.round(shares.same * madeFrom.records)
  if (others > mostOthers) wrong.push(`every record is taken to have ${others} others of its person, on average`)
  if (!(threshold > 0 && threshold < 1)) wrong.push(`the threshold ${threshold} is no probability to decide by`)
  else if (threshold < leastThreshold) wrong.push(`the threshold ${threshold} joins who is more likely not one person`)
  return wrong
}

const bits = (level: ComparisonModel['levels'][number], one: Class) => Math.log2(level[one] / level.chance)

function disordered({ name, levels }: ComparisonModel): string[] {
  const ordered = levels.filter(level => !level.outOfOrder)
  return ordered.slice(1).flatMap((level, at) => {
    const above = ordered[at]!
    return bits(level, 'same') > bits(above, 'same') + 0.01
      ? [`${name}: ${level.name} says more than ${above.name}, which is closer`]
      : []
  })
}

/** A class that shows the contrary of what it is, has become another. One that has hardly any pairs is not judged. */
function unlike({ shares, madeFrom }: Model, { name, levels }: ComparisonModel): string[] {
  const [first, last] = [levels[0], levels.at(-1)]
  if (!first || !last || first === last) return []
  const few = (one: Class) => shares[one] < 0.01 * shares.same || shares[one] * madeFrom.records ** 2 < 20
  const wrong: string[] = []
  const least = telling.has(name) && first.chance < 0.3 ? 2 : 1
  if (first.same < least * first.chance) wrong.push(`${name}: one person hardly agrees more often than strangers do`)
  if (name === 'forename' && ((first.twin > 0.2 && !few('twin')) || (first.household > 0.2 && !few('household')))) {
    wrong.push('forename: people of one home are taken to bear one forename')
  }
  if (name === 'birthDate' && first.household > 0.2 && !few('household')) {
    wrong.push('birthDate: a household is taken to have one birth date')
  }
  if (name === 'birthDate' && first.same > 0.6 && first.twin < 0.5 && !few('twin')) {
    wrong.push('birthDate: twins are taken to have two birth dates')
  }
  return wrong
}

const [muchBits, muchShare] = [4, 3]

function drifted(model: Model, before: Model): string[] {
  const share = Math.log2(model.shares.same / before.shares.same)
  const all = Math.abs(share) > muchShare ? [`one person's share of all pairs moved by ${share.toFixed(1)} bits`] : []
  for (const { name, levels } of model.comparisons) {
    const former = before.comparisons.find(one => one.name === name)
    for (const level of levels) {
      const was = former?.levels.find(one => one.name === level.name)
      const moved = was ? bits(level, 'same') - bits(was, 'same') : 0
      if (Math.abs(moved) > muchBits) all.push(`${name}, ${level.name}: moved by ${moved.toFixed(1)} bits`)
    }
  }
  return all
}
