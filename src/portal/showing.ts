import { heldIn, type Installation, type Problem, part, placesToChooseFrom, type Surroundings, said } from '#kernel'
import { type Answer, column, type Flood, type Html, html, publicPage, type Visit } from '#web'
import type { PortalArea, Reportable, SupportPort } from './area.ts'
import { type Draft, sealDraft } from './draft.ts'
import { answersContent, groupTitle, type NotSent } from './views/answers.ts'
import { adviceContent } from './views/doorway.ts'
import { backButton, draftForm, formId } from './views/form.ts'
import { againContent, changingNote, dangerContent, startContent } from './views/journey-pages.ts'
import { placeContent, questionContent } from './views/question.ts'
import { firstUnanswered, hasNamesakes, type Step, walk } from './walk.ts'

/** One form on one occasion: everything its pages are made from, but for what was typed. */
export type Journey = Readonly<
  Reportable & {
    house: Installation
    area: PortalArea
    /** The form’s address, without a language before it. */
    here: string
    around: Surroundings
    at: Date
    visit: Visit
    flood: Flood
    support: SupportPort | undefined
  }
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
export async function showStart(journey: Journey, draft?: Draft): Promise<Answer> {
  const { area, report, here, visit } = journey
  return publicPage(visit, {
    tab: visit.language.say('Start'),
    discreet: true,
    ...(draft && { again: { form: formId, action: `${here}/1` } }),
    content: column(
      startContent(visit.language, area, report, here, {
        sealed: draft && sealed(journey, draft),
        support: await supportFor(journey, { brief: true }),
      }),
    ),
  })
}

/** What happens, what one can do and what is never done, for the harm of this form. */
export const showAdvice = async (journey: Journey): Promise<Answer> => {
  const { area, report, here, visit } = journey
  return publicPage(visit, {
    tab: visit.language.say('Before you start'),
    discreet: true,
    content: adviceContent(visit.language, area, report, here, await supportFor(journey)),
  })
}

/** Who can help with what this form is about; nothing where nobody was handed in to say. */
export const supportFor = async (
  { support, visit, report }: Journey,
  more: Readonly<{ brief?: true; district?: string | null }> = {},
): Promise<Html | undefined> => support?.(visit, { needs: report.door?.support ?? ['distress'], ...more })

/** A question, or, with problems, the same question and what to put right in it. */
export function showQuestion(
  journey: Journey,
  draft: Draft,
  { number, name, field, ...step }: Step,
  put: Put = {},
): Answer {
  const { problems = [], given = step.given, blanks = 0, retype = false } = put
  const { around, visit } = journey
  const { language } = visit
  const asking = { name, field, given, problems, around, blanks, language, group: groupTitle(journey.report, name) }
  const choose = !retype && problems.length === 0 && hasNamesakes(field, given, around)
  const content = choose
    ? placeContent({ ...asking, places: placesToChooseFrom(given, around) })
    : questionContent(asking)
  const tab = language.say('Question {number}', { number })
  return draftPage(journey, draft, {
    number,
    tab: problems.length > 0 ? language.say('Error: {title}', { title: tab }) : tab,
    status: problems.length > 0 ? 422 : 200,
    content: html`${draft.changing && changingNote(language)}${content}`,
  })
}

/** All answers, when all that is asked has been answered; otherwise the first question that has not. */
export function showAnswers(journey: Journey, draft: Draft, notSent?: NotSent): Answer {
  const { report, around, visit } = journey
  const steps = walk(report, draft.answers, around)
  const missing = firstUnanswered(steps)
  if (missing) return showQuestion(journey, draft, missing)
  const { say } = visit.language
  const tab = say('Check your answers')
  return draftPage(
    journey,
    { ...draft, changing: false },
    {
      number: Object.keys(report.ask).length + 1,
      tab: notSent ? say('Error: {title}', { title: tab }) : tab,
      status: notSent?.status ?? 200,
      content: answersContent(visit.language, report, steps, {
        notSent,
        files: (draft.files ?? []).flatMap(token => heldIn(journey.house, token) ?? []),
      }),
    },
  )
}

/** Between two questions, when what has just been told means danger. */
export const showDanger = (journey: Journey, draft: Draft, { number }: Step): Answer =>
  draftPage(journey, draft, {
    number,
    tab: journey.visit.language.say('Before you carry on'),
    content: html`<input type="hidden" name="pause" value="yes">${dangerContent(journey.visit.language, journey.area)}`,
  })

type DraftPage = Readonly<{ number: number; tab: string; content: Html; status?: number; files?: true }>

/** A page of the form with its draft: the same page in another language is asked for by sending that form. */
export function draftPage(
  journey: Journey,
  draft: Draft,
  { number, tab, content, files, status = 200 }: DraftPage,
): Answer {
  const { visit, here } = journey
  const action = `${here}/${number}`
  return publicPage(visit, {
    tab,
    status,
    discreet: true,
    before: backButton(visit.language),
    again: { form: formId, action },
    content: column(draftForm({ action: visit.language.to(action), sealed: sealed(journey, draft), content, files })),
  })
}

/** There is no draft to go on with. */
export const showAgain = ({ visit, here }: Journey): Answer =>
  publicPage(visit, {
    tab: visit.language.say('Start again'),
    status: 422,
    discreet: true,
    again: { at: here },
    content: column(againContent(visit.language, here)),
  })

/** What was typed for a place that must be typed differently: its words, without a choice among namesakes. */
export const withoutChoice = (given: unknown): unknown => ({
  kind: said(part(given, 'kind')),
  typed: said(part(given, 'typed')),
})
