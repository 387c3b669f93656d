import { type CaseShown, type EntryShown, part, type Questions, type Surroundings, type Told } from '#kernel'
import { type Clause, clauseSentence, forbidden, required } from './clauses.ts'
import { orders } from './definition.ts'
import type { OrderKind } from './kinds.ts'

/** What an order says, as it now stands: as it was made, or last varied. */
export type Terms = Readonly<{
  prohibitions: readonly Clause[]
  requirements: readonly Clause[]
  court: string | undefined
  courtReference: string | undefined
  bailTerms: string | undefined
  childTerms: string | undefined
  force: string | undefined
  servedBy: string | undefined
  attempts: number
}>

/** Reads what stands of an order's terms from its chronology, each entry as it was last corrected. */
export function termsOf({ chronology }: Pick<CaseShown, 'chronology'>, around: Surroundings): Terms {
  const entries = chronology.filter(entry => entry.correctedBy === null && !entry.disposed)
  const last = (name: string): unknown => {
    const read = entries.map(entry => answerIn(entry, name, around)).filter(answer => answer !== undefined)
    return read.at(-1)
  }
  const words = (name: string) => {
    const answer = last(name)
    return typeof answer === 'string' ? answer : undefined
  }
  return {
    prohibitions: clauses(last('prohibitions')),
    requirements: clauses(last('requirements')),
    court: words('court'),
    courtReference: words('courtReference'),
    bailTerms: words('bailTerms'),
    childTerms: words('childTerms'),
    force: words('force'),
    servedBy: words('by'),
    attempts: entries.filter(entry => entry.step === 'tryToServe' && entry.toState === chronology.at(-1)?.toState)
      .length,
  }
}

/** The clauses as plain sentences. */
export const sayForbidden = (clause: Clause): string => clauseSentence(clause, forbidden)
export const sayRequired = (clause: Clause): string => clauseSentence(clause, required)

const steps: Readonly<Record<string, { readonly ask: Questions }>> = orders.case?.steps ?? {}

function answerIn(entry: EntryShown, name: string, around: Surroundings): unknown {
  const ask = Object.hasOwn(steps, entry.step) ? steps[entry.step]?.ask : undefined
  const field = ask && Object.hasOwn(ask, name) ? ask[name] : undefined
  const read = field?.read(part(entry.answers, name), around)
  return read?.ok ? read.value : undefined
}

const clauses = (read: unknown): readonly Clause[] => (Array.isArray(read) ? read : [])

/** Nothing that must not be known to the subject stays in words meant for them. */
export function withheld(words: string, secrets: readonly string[]): string {
  return secrets
    .toSorted((a, b) => b.length - a.length)
    .reduce((said, secret) => said.replace(loosely(secret), '(withheld)'), words)
}

/** As anybody might type it: whatever the case, the spaces and the marks between. */
function loosely(secret: string): RegExp {
  const signs = [...secret.replace(/[^\p{L}\p{N}]/gu, '')]
  return signs.length < 4 ? /(?!)/ : new RegExp(signs.join('[^\\p{L}\\p{N}]*'), 'giu')
}

/** In force: until its last day has passed, where it has one. */
export const isPast = (stands: Told, today: string): boolean =>
  stands.lasts === 'day' && typeof stands.expires === 'string' && stands.expires < today

/** Somebody is bound now: by a notice, or by an order that was served and has not ended. */
export function bindsNow(state: string, stands: Told, kind: OrderKind | undefined, today: string): boolean {
  if (state === 'active') return !isPast(stands, today)
  return kind?.notice !== undefined && ['served', 'listed', 'adjourned'].includes(state)
}
