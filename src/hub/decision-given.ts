import { type Decision, day, type Problem, part, type Surroundings, said, surroundingsAt } from '#kernel'
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
  const { actions, problems: ofActions } = readActions(given.actions, surroundingsAt(house, at))
  const unread = [
    ...unless(isOne(whats, given.what), 'what', 'Select what is to be done'),
    ...unless(isOne(tolds, given.told), 'told', 'Select whether they have been told'),
    ...unless(isOne(views, given.view), 'view', 'Select what is known of their view'),
    ...(['rationale', 'notToldWhy', 'overrideWhy'] as const).flatMap(field =>
      unless(given[field].length <= tooLong, field, 'Use 10,000 characters or fewer'),
    ),
  ]
  const { what, told, view, programme, supersedes, ...rest } = given
  return {
    decision: {
      ...rest,
      actions,
      what: isOne(whats, what) ? what : 'no-further-action',
      told: isOne(tolds, told) ? told : 'not-yet',
      view: isOne(views, view) ? view : 'not-known',
      programme: what === 'refer' ? programme : undefined,
      supersedes: supersedes || undefined,
    },
    problems: [...unread, ...ofActions],
  }
}

/** Rows that are wholly blank set no action; one that is half filled is asked to be finished. */
function readActions(
  given: DecisionGiven['actions'],
  around: Surroundings,
): { actions: Rest['actions']; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const actions = given.flatMap((action, i) => {
    if (!action.agency && !action.what && !isDated(action.due)) return []
    const due = dueDay.read(action.due, around)
    const field = (last: string) => `actions.${i}.${last}`
    problems.push(
      ...unless(action.what !== '', field('what'), `Enter what is to be done (action ${i + 1})`),
      ...unless(action.agency !== '', field('agency'), `Select who is to do it (action ${i + 1})`),
      ...(due.ok
        ? unless(due.value >= around.today, field('due'), `Enter a day that has not passed (action ${i + 1})`)
        : unless(false, field('due'), `${due.message} (action ${i + 1})`)),
    )
    return due.ok && action.what && action.agency
      ? [{ ownerAgency: action.agency, what: action.what.slice(0, 2000), dueOn: due.value }]
      : []
  })
  return { actions, problems }
}

const unless = (holds: boolean, field: string, message: string): readonly Problem[] =>
  holds ? [] : [{ field, message }]
const isOne = <K extends string>(options: Readonly<Record<K, unknown>>, said: string): said is K =>
  Object.hasOwn(options, said)
const isDated = (due: unknown): boolean => ['day', 'month', 'year'].some(name => said(part(due, name)) !== '')
