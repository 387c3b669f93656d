import { type Decision, day, type Problem, part, said, surroundingsAt } from '#kernel'
import type { Visit } from '#web'
import { tolds, views, whats } from './person-view.ts'

/** An action as typed: which agency, what, and by when in three boxes. */
export type ActionGiven = Readonly<{ agency: string; what: string; due: unknown }>
/** The form as it was typed, so that it can be shown again with nothing lost. */
export type DecisionGiven = Readonly<{
  what: string
  programme: string
  rationale: string
  lawfulBasis: string
  told: string
  notToldWhy: string
  view: string
  overrideWhy: string
  tell: readonly string[]
  actions: readonly ActionGiven[]
  supersedes: string
}>

export const mostActions = 3

/** What was typed; the decision to change comes from the address the first time, and from the form after that. */
export function givenIn({ given, query }: Visit): DecisionGiven {
  const line = (name: string) => said(part(given, name))
  const tell = part(given, 'tell')
  return {
    what: line('what'),
    programme: line('programme'),
    rationale: line('rationale'),
    lawfulBasis: line('lawfulBasis'),
    told: line('told'),
    notToldWhy: line('notToldWhy'),
    view: line('view'),
    overrideWhy: line('overrideWhy'),
    tell: (Array.isArray(tell) ? tell : [tell]).map(said).filter(Boolean),
    actions: Array.from({ length: mostActions }, (_, i) => actionIn(part(part(given, 'actions'), String(i)))),
    supersedes: line('supersedes') || said(query.change ?? ''),
  }
}

const actionIn = (raw: unknown): ActionGiven => ({
  agency: said(part(raw, 'agency')),
  what: said(part(raw, 'what')),
  due: part(raw, 'due'),
})

type Rest = Omit<Decision, 'reportId' | 'recordId'>

const dueDay = day('By when', 'Enter the day by which it is to be done, with a day, a month and a year')
const tooLong = 10_000

/** The decision as the spine takes it, and what in the form cannot be read. */
export function readDecision(
  given: DecisionGiven,
  { house, at }: Visit,
): { decision: Rest; problems: readonly Problem[] } {
  const around = surroundingsAt(house, at)
  const problems: Problem[] = []
  const oneOf = <K extends string>(
    field: string,
    options: Readonly<Record<K, unknown>>,
    said: string,
    message: string,
    usual: NoInfer<K>,
  ): K => {
    if (isOne(options, said)) return said
    problems.push({ field, message })
    return usual
  }
  const what = oneOf('what', whats, given.what, 'Select what is to be done', 'no-further-action')
  const told = oneOf('told', tolds, given.told, 'Select whether they have been told', 'not-yet')
  const view = oneOf('view', views, given.view, 'Select what is known of their view', 'not-known')
  for (const field of ['rationale', 'notToldWhy', 'overrideWhy'] as const)
    if (given[field].length > tooLong) problems.push({ field, message: 'Use 10,000 characters or fewer' })
  const actions = given.actions.flatMap((action, i) => {
    if (!action.agency && !action.what && !isDated(action.due)) return []
    const due = dueDay.read(action.due, around)
    const name = (last: string) => `actions.${i}.${last}`
    if (!action.what) problems.push({ field: name('what'), message: `Enter what is to be done (action ${i + 1})` })
    if (!action.agency) problems.push({ field: name('agency'), message: `Select who is to do it (action ${i + 1})` })
    if (!due.ok) problems.push({ field: name('due'), message: `${due.message} (action ${i + 1})` })
    else if (due.value < around.today)
      problems.push({ field: name('due'), message: `Enter a day that has not passed (action ${i + 1})` })
    return due.ok && action.what && action.agency
      ? [{ ownerAgency: action.agency, what: action.what.slice(0, 2000), dueOn: due.value }]
      : []
  })
  const { rationale, lawfulBasis, notToldWhy, overrideWhy, tell } = given
  const programme = what === 'refer' ? given.programme : undefined
  const supersedes = given.supersedes || undefined
  const decision = {
    what,
    programme,
    rationale,
    lawfulBasis,
    told,
    notToldWhy,
    view,
    overrideWhy,
    tell,
    actions,
    supersedes,
  }
  return { decision, problems }
}

const isOne = <K extends string>(options: Readonly<Record<K, unknown>>, said: string): said is K =>
  Object.hasOwn(options, said)
const isDated = (due: unknown): boolean => ['day', 'month', 'year'].some(name => said(part(due, name)) !== '')
