import type { Comparison } from '../comparison.ts'
import type { OtherColumn } from '../people.ts'

/** What is believed of a class before any pair is seen: how likely each level is, and how many pairs that belief is worth. */
export type Belief = Readonly<{ levels: readonly number[]; pairs: number; share: number }>

/** The three classes that are learnt; chance is reckoned from the frequencies of the words. */
export const learnt = ['same', 'household', 'twin'] as const
export type Learnt = (typeof learnt)[number]

/**
 * How two records of one person, of two people of one home, and of two children of one birth agree. `same` is the share
 * that agrees exactly and the share that plainly differs; the others are the share that agrees exactly, the rest being
 * as alike as strangers are. `firm` marks what a class *is*: without it the class would be another.
 */
type Usual = Readonly<{
  same: readonly [exact: number, different: number]
  household: number
  twin: number
  firm?: true
}>

const identifier: Usual = { same: [0.95, 0.02], household: 0, twin: 0, firm: true }

const usually: Readonly<Record<string, Usual>> = {
  forename: { same: [0.8, 0.03], household: 0.01, twin: 0.005, firm: true },
  middleNames: { same: [0.8, 0.05], household: 0.1, twin: 0.03 },
  surname: { same: [0.85, 0.05], household: 0.75, twin: 0.92 },
  birthDate: { same: [0.9, 0.02], household: 0.0005, twin: 0.97, firm: true },
  sex: { same: [0.98, 0.02], household: 0.5, twin: 0.6 },
  address: { same: [0.5, 0.2], household: 0.75, twin: 0.75 },
  phone: { same: [0.6, 0.35], household: 0.5, twin: 0.6 },
  email: { same: [0.65, 0.25], household: 0.15, twin: 0.3 },
  nhsNumber: identifier,
}

const usuallyOfKind: Readonly<Record<OtherColumn['kind'], Usual>> = {
  person: identifier,
  text: { same: [0.6, 0.3], household: 0.2, twin: 0.4 },
  code: { same: [0.85, 0.15], household: 0.5, twin: 0.7 },
  place: { same: [0.7, 0.2], household: 0.5, twin: 0.85 },
}

/** What is usual of a comparison that is no fact we know: as for words. */
export function beliefs(comparison: Comparison, kind: OtherColumn['kind'] | undefined, chance: readonly number[]) {
  const usual = usually[comparison.name] ?? usuallyOfKind[kind ?? 'text']
  const kin = usual.firm ? { pairs: 200, share: 0.5 } : { pairs: 50, share: 0.1 }
  return {
    same: { levels: ofSame(comparison.levels.length, usual.same), pairs: 20, share: 0 },
    household: { levels: ofKin(chance, usual.household), ...kin },
    twin: { levels: ofKin(chance, usual.twin), ...kin },
  } satisfies Record<Learnt, Belief>
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

function ofKin(chance: readonly number[], exact: number): number[] {
  const rest = chance.slice(2).reduce((total, one) => total + one, 0)
  return chance.map((one, level) => (level === 0 ? 0 : level === 1 ? exact : rest > 0 ? ((1 - exact) * one) / rest : 0))
}
