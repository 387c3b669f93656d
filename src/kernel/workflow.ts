import {
  type Codes,
  codesOf,
  codesThatStand,
  type Problem,
  readAnswers,
  type Surroundings,
  type Told,
} from './fields.ts'
import type { CaseId, UserId } from './ids.ts'
import type { CaseShape, StepDef } from './programme.ts'
import { type Refusal, refuse } from './refusals.ts'

export type CaseNow = Readonly<{ id: CaseId; shape: CaseShape; state: string; codes: Codes }>
export type Taker = Readonly<{ id: UserId; roles: ReadonlySet<string> }>

export type Attempt =
  | Readonly<{ is: 'refused'; refusal: Refusal }>
  | Readonly<{ is: 'invalid'; problems: readonly Problem[] }>
  | Readonly<{ is: 'taken'; step: StepDef; to: string; answers: Record<string, unknown>; codes: Codes; stands: Codes }>

/** The steps this person could take next; the case page's buttons are exactly these. */
export function stepsOpenTo(taker: Taker, now: Omit<CaseNow, 'id'>): readonly string[] {
  return Object.entries(now.shape.steps)
    .filter(([, step]) => fits(step, now) && holds(step, taker))
    .map(([name]) => name)
}

/** The step of that name, of the shape's own: never one that every object inherits. */
export function stepNamed(shape: Pick<CaseShape, 'steps'>, name: string): StepDef | undefined {
  return Object.hasOwn(shape.steps, name) ? shape.steps[name] : undefined
}

/** Decide what taking a step would do. Pure: take() applies it inside one transaction, having locked the case. */
export function attempt(taker: Taker, now: CaseNow, name: string, raw: Told, at: Date, around: Surroundings): Attempt {
  const step = stepNamed(now.shape, name)
  if (!step) return { is: 'refused', refusal: refuse('step-unknown') }
  if (!fits(step, now)) return { is: 'refused', refusal: refuse('step-not-now') }
  if (!holds(step, taker)) return { is: 'refused', refusal: refuse('step-not-yours') }

  const read = readAnswers(step.ask, raw, around)
  if ('problems' in read) return { is: 'invalid', problems: read.problems }

  const codes = codesOf(step.ask, read.answers)
  const stands = { ...now.codes, ...codesThatStand(step.ask, codes) }
  const ready = step.check({ caseId: now.id, state: now.state, answers: read.answers, stands, by: taker.id, at })
  if (ready !== true) return { is: 'refused', refusal: refuse('step-not-ready', ready) }

  return { is: 'taken', step, to: step.to ?? now.state, answers: read.answers, codes, stands }
}

function fits(step: StepDef, { state, codes }: Pick<CaseNow, 'state' | 'codes'>): boolean {
  return [step.from].flat().includes(state) && (step.onlyIf?.(codes) ?? true)
}

function holds(step: StepDef, taker: Taker): boolean {
  return step.by.some(role => taker.roles.has(role))
}
