/* The pages that a conversation leads to: to delete, to stop a code, to say how it was. */
import { type Problem, part } from '#kernel'
import {
  type Answer,
  button,
  fieldIn,
  html,
  problemSummary,
  question,
  questions,
  questionsIn,
  type Visit,
  warningText,
} from '#web'
import { deleting, grown, surveyed } from '../fields.ts'
import type { Asked } from '../showing.ts'
import { framed, linkButton } from './frame.ts'

type Asking = Asked & Readonly<{ problems?: readonly Problem[] }>

/** What deletion means, before anybody asks for it. */
export function deletionPage(visit: Visit, { hash, around, typed, given, problems = [] }: Asking): Answer {
  const { language } = visit
  const { say } = language
  return framed(visit, {
    hash,
    typed,
    on: 'delete',
    problems,
    enter: 'delete-ask',
    content: html`${problemSummary(problems, language)}<h1 class="govuk-heading-l">${say('Ask us to delete your report')}</h1>
      <p class="govuk-body">${say('A person decides, and tells you here what they decided and why. It does not happen by itself.')}</p>
      <h2 class="govuk-heading-m">${say('If we agree')}</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>${say('What you told us and every message here are destroyed. Nobody can bring them back.')}</li>
        <li>${say('Names and ways of contact that are only in your report are deleted.')}</li>
        <li>${say('Your code stops working.')}</li>
        <li>${say('We keep when your report, messages and files came, in which language, of what kind it was, about how many people, in which district, and what was chosen from lists, so that our figures stay true.')}</li>
        <li>${say('With that we keep no name, no address, no day on which it happened and no word that you wrote.')}</li>
      </ul>
      <h2 class="govuk-heading-m">${say('When we may have to keep it')}</h2>
      <p class="govuk-body">${say('If somebody may still be in danger, if the police or a court need it, or if the law says so. If people already work on it, what they wrote themselves stays. Copies kept for emergencies go later.')}</p>
      ${question({ name: 'why', field: fieldIn(language, deleting.why), given: part(given, 'why'), problem: problems[0], around, language })}
      <div class="govuk-button-group">${button({ text: say('Ask for deletion'), name: 'do', value: 'delete-ask', preventDoubleClick: true, classes: 'govuk-button--warning' })}${linkButton('show', html`${say('Do not ask')}`)}</div>`,
  })
}

/** Before a code is stopped: nothing gives it back. */
export function stopPage(visit: Visit, { hash, typed }: Asking): Answer {
  const { say } = visit.language
  return framed(visit, {
    hash,
    typed,
    on: 'stop',
    enter: 'show',
    content: html`<h1 class="govuk-heading-l">${say('Stop your code')}</h1>
      <p class="govuk-body">${say('Do this if somebody else may have your code, or may find it. From then on it opens nothing, and looks like a code that never was.')}</p>
      ${warningText({ text: say('You will not be able to come back to this report here. We cannot give you another code.'), iconFallbackText: say('Warning') })}
      <p class="govuk-body">${say('Your report stays, and people go on working on it. You can still report again, or use the phone.')}</p>
      <div class="govuk-button-group">${button({ text: say('Stop my code'), name: 'do', value: 'stop-yes', preventDoubleClick: true, classes: 'govuk-button--warning' })}${linkButton('show', html`${say('Keep it')}`)}</div>`,
  })
}

/** Five questions, and first whether they are old enough to be asked. */
export function surveyPage(visit: Visit, { hash, around, typed, given, problems = [] }: Asking): Answer {
  const { language } = visit
  const { say } = language
  return framed(visit, {
    hash,
    typed,
    on: 'survey',
    problems,
    enter: 'survey-send',
    content: html`${problemSummary(problems, language)}<h1 class="govuk-heading-l">${say('Tell us how we did')}</h1>
      <p class="govuk-body">${say('You can leave out any of the five questions about us. Your answers are added to everybody’s and kept apart from your report: only how often each answer was given is kept.')}</p>
      ${questions(questionsIn(language, grown), given, problems, around, { language })}
      ${questions(questionsIn(language, surveyed), given, problems, around, { language })}
      <div class="govuk-button-group">${button({ text: say('Send my answers'), name: 'do', value: 'survey-send', preventDoubleClick: true })}${linkButton('survey-no', html`${say('I do not want to answer')}`)}</div>`,
  })
}
