import { type Installation, type Problem, part, placesToChooseFrom, type Surroundings, said } from '#kernel'
import { type Answer, html } from '#web'
import type { PortalArea, Reportable } from './area.ts'
import { type Draft, sealDraft } from './draft.ts'
import { answersContent, groupTitle } from './views/answers.ts'
import { backButton, draftForm } from './views/form.ts'
import { column, framed } from './views/frame.ts'
import { againContent, changingNote, dangerContent, startContent } from './views/journey-pages.ts'
import { placeContent, questionContent } from './views/question.ts'
import { firstUnanswered, hasNamesakes, type Step, walk } from './walk.ts'

/** One form on one occasion: everything its pages are made from, but for what was typed. */
export type Journey = Readonly<
  Reportable & { house: Installation; area: PortalArea; here: string; around: Surroundings; at: Date }
>
export type Put = Readonly<{
  problems?: readonly Problem[]
  /** What is shown as typed, where it is not what the draft keeps. */
  given?: unknown
  blanks?: number
  /** The boxes for a place again, though what was typed has namesakes. */
  retype?: boolean
}>

const sealed = (journey: Journey, draft: Draft): string =>
  sealDraft(journey.house.sealer, journey.report.address, draft, journey.at)

/** The first page; with a draft, on the way back from the first question. */
export const showStart = (journey: Journey, draft?: Draft): Answer =>
  framed(journey.area, {
    tab: 'Start',
    discreet: true,
    content: column(startContent(journey.area, journey.report, journey.here, draft && sealed(journey, draft))),
  })

/** A question, or, with problems, the same question and what to put right in it. */
export function showQuestion(
  journey: Journey,
  draft: Draft,
  { number, name, field, ...step }: Step,
  put: Put = {},
): Answer {
  const { problems = [], given = step.given, blanks = 0, retype = false } = put
  const { around } = journey
  const asking = { name, field, given, problems, around, blanks, group: groupTitle(journey.report, name) }
  const choose = !retype && problems.length === 0 && hasNamesakes(field, given, around)
  const content = choose
    ? placeContent({ ...asking, places: placesToChooseFrom(given, around) })
    : questionContent(asking)
  return framed(journey.area, {
    tab: `${problems.length > 0 ? 'Error: ' : ''}Question ${number}`,
    status: problems.length > 0 ? 422 : 200,
    discreet: true,
    before: backButton,
    content: column(
      draftForm({
        action: `${journey.here}/${number}`,
        sealed: sealed(journey, draft),
        content: html`${draft.changing && changingNote}${content}`,
      }),
    ),
  })
}

/** All answers, when all that is asked has been answered; otherwise the first question that has not. */
export function showAnswers(journey: Journey, draft: Draft, notSaved = false): Answer {
  const steps = walk(journey.report, draft.answers, journey.around)
  const missing = firstUnanswered(steps)
  if (missing) return showQuestion(journey, draft, missing)
  const settled = { ...draft, changing: false }
  return framed(journey.area, {
    tab: notSaved ? 'Error: Check your answers' : 'Check your answers',
    status: notSaved ? 503 : 200,
    discreet: true,
    before: backButton,
    content: column(
      draftForm({
        action: `${journey.here}/${Object.keys(journey.report.ask).length + 1}`,
        sealed: sealed(journey, settled),
        content: answersContent(journey.report, steps, notSaved),
      }),
    ),
  })
}

/** Between two questions, when what has just been told means danger. */
export const showDanger = (journey: Journey, draft: Draft, { number }: Step): Answer =>
  framed(journey.area, {
    tab: 'Before you carry on',
    discreet: true,
    before: backButton,
    content: column(
      draftForm({
        action: `${journey.here}/${number}`,
        sealed: sealed(journey, draft),
        content: html`<input type="hidden" name="pause" value="yes">${dangerContent(journey.area)}`,
      }),
    ),
  })

/** There is no draft to go on with. */
export const showAgain = (journey: Journey): Answer =>
  framed(journey.area, {
    tab: 'Start again',
    status: 422,
    discreet: true,
    content: column(againContent(journey.here)),
  })

/** What was typed for a place that must be typed differently: its words, without a choice among namesakes. */
export const withoutChoice = (given: unknown): unknown => ({
  kind: said(part(given, 'kind')),
  typed: said(part(given, 'typed')),
})
