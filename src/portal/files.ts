import { filesGiven, filesQuestion } from '#files'
import { part, said } from '#kernel'
import { type Answer, html, type Visit } from '#web'
import type { Draft } from './draft.ts'
import { draftPage, type Journey, showAnswers, showQuestion } from './showing.ts'
import { continueButton } from './views/form.ts'
import type { Step } from './walk.ts'

/** Which page of a form asks for files: the one after that which shows all answers, so that no question's number moves. */
export const filesNumber = ({ report }: Pick<Journey, 'report'>): number => Object.keys(report.ask).length + 2

/** Files asked for, once, when every question has been answered; those held so far go with the draft. */
export function showFiles(journey: Journey, draft: Draft, problems: readonly string[] = []): Answer {
  const { language } = journey.visit
  const { held } = filesGiven({ ...journey.visit, given: {}, uploads: [] }, draft.files ?? [])
  const number = filesNumber(journey)
  const tab = language.say('Question {number}', { number })
  return draftPage(journey, draft, {
    number,
    files: true,
    tab: problems.length > 0 ? language.say('Error: {title}', { title: tab }) : tab,
    status: problems.length > 0 ? 422 : 200,
    content: html`${filesQuestion({ language, held, problems })}${continueButton(language)}`,
  })
}

/** What a page of files was sent with: one more, one fewer, or on to all the answers. */
export function onFiles(journey: Journey, draft: Draft, steps: readonly Step[], visit: Visit): Answer {
  const { held, problems } = filesGiven(visit, draft.files ?? [])
  const deed = said(part(visit.given, 'do'))
  const files = held.map(one => one.token)
  const last = steps.at(-1)
  if (deed === 'back') {
    // Whoever has been asked before came from all the answers; what was added meanwhile is not lost.
    return draft.files || !last
      ? showAnswers(journey, { ...draft, files })
      : showQuestion(journey, { ...draft, ...(files.length && { files }) }, last)
  }
  const goesOn = (deed === 'next' || deed === '') && problems.length === 0
  return goesOn ? showAnswers(journey, { ...draft, files }) : showFiles(journey, { ...draft, files }, problems)
}
