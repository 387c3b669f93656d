import { type Installation, NotFound, part, said, surroundingsAt, withoutReceipts } from '#kernel'
import { type Answer, type Flood, form, goTo, page, type Route, reportIn, type Visit } from '#web'
import type { PortalArea, Reportable, SupportPort } from './area.ts'
import { type Draft, keep, newDraft, openDraft } from './draft.ts'
import { outsideOf, showElsewhere } from './elsewhere-page.ts'
import { filesNumber, onFiles, showFiles } from './files.ts'
import { sendDraft } from './send.ts'
import {
  type Journey,
  showAdvice,
  showAgain,
  showAnswers,
  showDanger,
  showQuestion,
  showStart,
  withoutChoice,
} from './showing.ts'
import {
  firstUnanswered,
  hasNamesakes,
  membersOf,
  problemsWith,
  type Step,
  stepAfter,
  stepBefore,
  tidied,
  toldIn,
  walk,
} from './walk.ts'

/** The most a form of ours may send: every answer at its longest, sealed and typed, with room to spare. */
const most = 4 * 1024 * 1024
/** The most characters kept of an answer that cannot be read as it is; more than any question takes. */
const mostKept = 120_000

/**
 * The form of any programme, one question a page. Its pages write nothing until the report is sent: what has been
 * answered so far comes back with each page, sealed. A page's answer is the next page itself, because an address that
 * led on to it would have to carry the answers.
 */
export function journeyRoutes(
  house: Installation,
  area: PortalArea,
  kinds: readonly Reportable[],
  { support, flood }: Readonly<{ support: SupportPort | undefined; flood: Flood }>,
): readonly Route[] {
  const journeyOf = (visit: Visit): Journey => {
    const kind = kinds.find(one => one.report.address === visit.params.address)
    if (!kind) throw new NotFound('form')
    const here = `/report/${kind.report.address}`
    const report = reportIn(visit.language, kind.report)
    const around = surroundingsAt(house, visit.at)
    return { ...kind, report, house, area, here, visit, flood, support, at: visit.at, around }
  }
  return [
    page({ at: '/report/:address', who: 'anyone', audit: 'nothing' }, async visit => showStart(journeyOf(visit))),
    page({ at: '/report/:address/about', who: 'anyone', audit: 'nothing' }, async visit =>
      showAdvice(journeyOf(visit)),
    ),
    page({ at: '/report/:address/:number', who: 'anyone', audit: 'nothing' }, async visit =>
      opened(journeyOf(visit), visit),
    ),
    form(
      { at: '/report/:address/:number', who: 'anyone', audit: 'report.receive', most, holdsFiles: true },
      async visit => answered(journeyOf(visit), visit),
    ),
  ]
}

/** Opened by its address: the first question with an empty draft; any other leads to the start. */
function opened(journey: Journey, visit: Visit): Answer {
  const first = walk(journey.report, {}, journey.around)[0]
  if (numberIn(journey, visit) === 1 && first) return showQuestion(journey, newDraft(visit.at), first)
  return goTo(visit.language.to(journey.here))
}

async function answered(journey: Journey, visit: Visit): Promise<Answer> {
  const number = numberIn(journey, visit)
  const draft = openDraft(journey.house.sealer, journey.report.address, part(visit.given, 'draft'), visit.at)
  if (!draft) return showAgain(journey)
  const deed = deedIn(visit)
  const steps = walk(journey.report, draft.answers, journey.around)
  if (number === filesNumber(journey)) return onFiles(journey, draft, steps, visit)
  if (number > Object.keys(journey.report.ask).length) return onAnswers(journey, draft, steps, deed, visit)
  const step = steps.find(one => one.number === number)
  if (!step) return showAnswers(journey, draft) // no longer asked, since an answer before it was changed
  if (deed.is === 'resume') return showQuestion(journey, draft, step)
  if (deed.is === 'language' && said(part(visit.given, 'start'))) return showStart(journey, draft)
  if (said(part(visit.given, 'pause'))) {
    if (deed.is === 'language') return pausedAgain(journey, draft, step)
    return deed.is === 'back' ? showQuestion(journey, draft, step) : goOn(journey, draft, step)
  }
  return onQuestion(journey, draft, step, deed, part(visit.given, step.name))
}

async function onAnswers(
  journey: Journey,
  draft: Draft,
  steps: readonly Step[],
  deed: Deed,
  visit: Visit,
): Promise<Answer> {
  if (deed.is === 'send') return sendDraft(journey, draft, visit)
  if (deed.is === 'back' || deed.is === 'files') return showFiles(journey, draft)
  const changed = deed.is === 'change' ? steps.find(step => step.number === deed.which) : undefined
  return changed ? showQuestion(journey, { ...draft, changing: true }, changed) : showAnswers(journey, draft)
}

async function onQuestion(journey: Journey, draft: Draft, step: Step, deed: Deed, typed: unknown): Promise<Answer> {
  const given = tidied(step.field, typed)
  const tooLong = (JSON.stringify(given)?.length ?? 0) > mostKept
  if (deed.is === 'next' || tooLong) return onNext(journey, draft, step, given)
  // Another language is no reason to say what is wrong, nor to lose what was typed.
  if (deed.is === 'language') return showQuestion(journey, draft, step, { given: withoutReceipts(given) })
  const kept = keep(draft, step.name, withoutReceipts(given)) // refused when they go on; until then not shown either
  if (deed.is === 'back') return goBack(journey, draft, kept, step)
  if (deed.is === 'retype') return showQuestion(journey, kept, step, { given: withoutChoice(given), retype: true })
  // People are added to and taken from those on the page, the ones left empty included.
  const members = membersOf(typed)
  if (deed.is === 'remove') {
    const left = members.filter((_, index) => index !== deed.which - 1)
    return showQuestion(journey, keep(draft, step.name, tidied(step.field, left)), step, { given: left })
  }
  return showQuestion(journey, kept, step, { given: members, blanks: 1 })
}

function onNext(journey: Journey, draft: Draft, step: Step, given: unknown): Answer {
  // That a place has namesakes is no mistake, nor is a near miss assumed to be meant: they are offered, once.
  const isNew = said(part(given, 'typed')) !== said(part(step.given, 'typed'))
  if (isNew && hasNamesakes(step.field, given, journey.around)) {
    return showQuestion(journey, keep(draft, step.name, given), step, { given })
  }
  const problems = problemsWith(step.name, step.field, given, journey.around)
  return problems.length === 0
    ? goOn(journey, keep(draft, step.name, given), step, draft)
    : showQuestion(journey, draft, step, { problems, given: withoutReceipts(given) })
}

/** To the next question; while changing an answer, to what is not answered yet, else to all answers. */
function goOn(journey: Journey, draft: Draft, step: Step, before: Draft = draft): Answer {
  const steps = walk(journey.report, draft.answers, journey.around)
  const isDanger = (all: readonly Step[]): boolean => journey.report.danger?.(toldIn(all)) ?? false
  if (draft !== before && isDanger(steps) && !isDanger(walk(journey.report, before.answers, journey.around))) {
    return showDanger(journey, draft, step)
  }
  const outside = draft === before ? undefined : outsideOf(journey, [{ ...step, given: draft.answers[step.name] }])
  if (outside) return showElsewhere(journey, draft, step, outside)
  const next = draft.changing ? firstUnanswered(steps) : stepAfter(steps, step.number)
  if (next) return showQuestion(journey, draft, next)
  return draft.files ? showAnswers(journey, draft) : showFiles(journey, draft)
}

/** The page between two questions once more, in another language. */
function pausedAgain(journey: Journey, draft: Draft, step: Step): Answer {
  const outside = outsideOf(journey, [step])
  return outside ? showElsewhere(journey, draft, step, outside) : showDanger(journey, draft, step)
}

/** To the question before, with what was typed; a change given up halfway leaves the answer as it was. */
async function goBack(journey: Journey, draft: Draft, kept: Draft, step: Step): Promise<Answer> {
  const steps = walk(journey.report, kept.answers, journey.around)
  if (draft.changing) return showAnswers(journey, firstUnanswered(steps)?.number === step.number ? draft : kept)
  const previous = stepBefore(steps, step.number)
  return previous ? showQuestion(journey, kept, previous) : showStart(journey, kept)
}

function numberIn(journey: Journey, { params }: Visit): number {
  const number = /^\d{1,3}$/.test(params.number ?? '') ? Number(params.number) : 0
  if (number < 1 || number > filesNumber(journey)) throw new NotFound('page of a form')
  return number
}

type Deed = Readonly<{ is: string; which: number }>

/** Which of a page's buttons was pressed; the one that goes on, when none is named. */
function deedIn({ given }: Visit): Deed {
  const [, is = 'next', which = '0'] = /^([a-z]{1,10})(?:-(\d{1,3}))?$/.exec(said(part(given, 'do'))) ?? []
  return { is, which: Number(which) }
}
