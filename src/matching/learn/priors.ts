import type { Comparison } from '../comparison.ts'
import type { OtherColumn } from '../people.ts'

/**
 * What is believed of a class before any pair is seen, and how many pairs that belief is worth: so many, and a share of
 * those seen. Of one person it is how likely each level is. Of kin it is how often they have the fact in common: where
 * they do, it is recorded with the same slips as one person's own; where not, they are as alike as strangers.
 */
export type Belief = Readonly<{ levels: readonly number[]; inCommon: number; pairs: number; share: number }>

/** The three classes that are learnt; chance is reckoned from the frequencies of the words. */
export const learnt = ['same', 'household', 'twin'] as const
export type Learnt = (typeof learnt)[number]

/**
 * Of one person, the share that agrees exactly and the share that plainly differs; of two people of one home, and of two
 * children of one birth, how often they have it in common. `firm` marks what a class *is*: without it the class would be
 * another.
 */
type Usual = Readonly<{
  same: readonly [exact: number, different: number]
  household: number
  twin: number
  firm?: readonly Learnt[]
}>

const kin: readonly Learnt[] = ['household', 'twin']

const identifier: Usual = { same: [0.95, 0.02], household: 0, twin: 0, firm: kin }

const usually: Readonly<Record<string, Usual>> = {
  forename: { same: [0.8, 0.03], household: 0.04, twin: 0.003, firm: kin },
  middleNames: { same: [0.8, 0.05], household: 0.1, twin: 0.03 },
  surname: { same: [0.85, 0.05], household: 0.8, twin: 0.97, firm: ['twin'] },
  birthDate: { same: [0.9, 0.02], household: 0.001, twin: 0.995, firm: kin },
  sex: { same: [0.98, 0.02], household: 0, twin: 0.3 },
  address: { same: [0.5, 0.2], household: 0.9, twin: 0.95 },
  phone: { same: [0.6, 0.35], household: 0.5, twin: 0.7 },
  email: { same: [0.65, 0.25], household: 0.15, twin: 0.3 },
  nhsNumber: identifier,
}

const usuallyOfKind: Readonly<Record<OtherColumn['kind'], Usual>> = {
  person: identifier,
  text: { same: [0.6, 0.3], household: 0.2, twin: 0.4 },
  code: { same: [0.85, 0.15], household: 0.5, twin: 0.7 },
  place: { same: [0.7, 0.2], household: 0.5, twin: 0.85 },
}

/** What is usual of a comparison; of one that is no fact we know, by the kind of its column. */
export function beliefs(
  comparison: Comparison,
  kind: OtherColumn['kind'] | undefined,
): Readonly<Record<Learnt, Belief>> {
  const usual = usually[comparison.name] ?? usuallyOfKind[kind ?? 'text']
  const levels = ofSame(comparison.levels.length, usual.same)
  const of = (one: Learnt, inCommon: number): Belief =>
    usual.firm?.includes(one)
      ? { levels, inCommon, pairs: 200, share: 20 }
      : { levels, inCommon, pairs: 50, share: 0.1 }
  return {
    same: { levels, inCommon: 1, pairs: 20, share: 0 },
    household: of('household', usual.household),
    twin: of('twin', usual.twin),
  }
}

/** Between exact and different, each level half as likely as the one above it. */
function ofSame(levels: number, [exact, different]: readonly [number, number]): number[] {
  const between = Array.from({ length: Math.max(0, levels - 3) }, (_, at) => 0.5 ** at)
  const sum = between.reduce((total, one) => total + one, 0)
  const rest = 1 - exact - different
  const middle = between.map(one => (rest * one) / sum)
  const all = [exact + (sum === 0 ? rest / 2 : 0), ...middle, different + (sum === 0 ? rest / 2 : 0)]
  return [0, ...all].slice(0, levels)
}
