import {
  asId,
  type CaseId,
  type CaseShown,
  day,
  Invalid,
  instantOn,
  NotFound,
  type Problem,
  part,
  Refused,
  readCase,
  type StepDef,
  said,
  stepNamed,
  surroundingsAt,
  type Told,
  take,
} from '#kernel'
import { type Answer, form, goTo, type Look, page, type Route, regrouped, type Visit } from '#web'
import { inCase, onCase, programmeOf } from './case.ts'
import { movedView, notNowView, stepView } from './step-view.ts'

const at = '/hub/cases/:id/steps/:step'

/** Taking a step: its questions on one page, and nothing typed is lost whatever goes wrong. */
export const stepRoutes: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'case.read' }, visit => onCase(visit, (id, look) => stepPage(visit, id, look))),
  form({ at, who: 'signed-in', audit: 'case.take' }, visit => onCase(visit, (id, look) => taken(visit, id, look))),
]

export type Stepping = Readonly<{
  shown: CaseShown
  name: string
  step: StepDef
  given: Told
  problems: readonly Problem[]
  /** The group of a question that was just added, or taken from. */
  focus: string | undefined
}>

async function stepping(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Stepping> {
  const shown = await look(tx => readCase(tx, id), 'case.read')
  const name = visit.params.step ?? ''
  const step = stepNamed(programmeOf(visit, shown).case, name)
  if (!step || step.ownPage) throw new NotFound('step')
  const regroup = regrouped(visit.given)
  return { shown, name, step, given: regroup?.given ?? visit.given, problems, focus: regroup?.focus }
}

async function stepPage(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const now = await stepping(visit, id, look, problems)
  if (!now.shown.steps.includes(now.name))
    return inCase(now.shown, 'This cannot be done now', notNowView(now), { status: 409 })
  const error = problems.length ? 'Error: ' : ''
  return inCase(now.shown, `${error}${now.step.title}`, stepView(visit, now), { status: problems.length ? 422 : 200 })
}

async function taken(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  if (regrouped(visit.given)) return stepPage(visit, id, look)
  const { step, name } = await stepping(visit, id, look)
  const happened = happenedIn(visit)
  const own = ownIn(visit.given)
  try {
    await look(tx =>
      take(tx, {
        ...own,
        caseId: id,
        step: name,
        raw: answersIn(step, visit.given),
        ...(happened.at && { happenedAt: happened.at }),
      }).then(entry => {
        // Only now: what the questions themselves lack is said beside what the date lacks.
        if (happened.problem) throw new Invalid([happened.problem])
        return entry
      }),
    )
  } catch (fault) {
    if (fault instanceof Invalid) {
      const found = [
        ...fault.problems.map(problem => ownName(step, problem)),
        ...(happened.problem ? [happened.problem] : []),
      ]
      return stepPage(
        visit,
        id,
        look,
        found.filter((one, i) => found.findIndex(other => other.field === one.field) === i),
      )
    }
    if (!(fault instanceof Refused)) throw fault
    const now = await stepping(visit, id, look)
    return inCase(now.shown, 'This has not been recorded', movedView(visit, now, fault.refusal), { status: 409 })
  }
  return goTo(`/hub/cases/${id}?done=taken`)
}

/** What the page itself asks and keeps. */
function ownIn(given: Told) {
  const own = (name: string) => said(part(part(given, 'take'), name))
  return {
    id: asId<'entry'>(own('id')),
    seen: own('seen'),
    rationale: own('rationale'),
    lawfulBasis: own('lawfulBasis'),
  }
}

/** Only what the step asks: the page's own questions travel under `take`. */
export const answersIn = (step: StepDef, given: Told): Told =>
  Object.fromEntries(
    Object.keys(step.ask)
      .map(name => [name, part(given, name)] as const)
      .filter(([, value]) => value !== undefined),
  )

const ownName = (step: StepDef, problem: Problem): Problem =>
  Object.hasOwn(step.ask, problem.field.split('.')[0] ?? '') ? problem : { ...problem, field: `take.${problem.field}` }

const onDay = day('When did this happen?', 'Enter the day it happened, with a day, a month and a year', {
  notAfterToday: true,
})

/** When it happened, if somebody said that it was not just now. */
function happenedIn({ given, house, at }: Visit): { at?: Date; problem?: Problem } {
  const own = part(given, 'take')
  const typed = part(own, 'day')
  const time = said(part(own, 'time')).replace('.', ':')
  const wrong = (message: string) => ({ problem: { field: 'take.day', message } })
  if (!['day', 'month', 'year'].some(name => said(part(typed, name)))) {
    return time ? wrong('Enter the day it happened, with the time') : {}
  }
  const read = onDay.read(typed, surroundingsAt(house, at))
  if (!read.ok) return wrong(read.message)
  if (time && !/^([01]?\d|2[0-3]):[0-5]\d$/.test(time)) return wrong('Enter the time like 14:30')
  const happened = instantOn(read.value, (time || '12:00').padStart(5, '0'), house)
  if (happened > at) return time ? wrong('Enter a time that has passed') : { at }
  return { at: happened }
}
