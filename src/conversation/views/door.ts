import type { Told } from '#kernel'
import {
  type Answer,
  button,
  column,
  type Html,
  html,
  input,
  insetText,
  problemSummary,
  publicPage,
  type Say,
  type Visit,
  type Wait,
} from '#web'
import { sealKept } from '../kept.ts'

export type Door = Readonly<{
  /** What is wrong with the code that was given. It is never shown again. */
  wrong?: string
  /** How long to wait before this code is looked at. */
  wait?: Wait
  /** What stood on a page that had waited too long, or could not be taken just now. */
  kept?: Told | undefined
  /** The database could not be asked: nothing was done. */
  away?: true
  /** Something was done that ends here. */
  news?: string
}>

/** What is said of a code that opens nothing, whatever the reason. */
export const nothingThere = (say: Say): string =>
  say('This code opens nothing. Check it and enter it again. It may have been stopped, or the report deleted')

/** Where a code is asked for. The same page, to the letter, for a code that never was, was stopped or whose report is gone. */
export function doorPage(visit: Visit, { wrong: fault, wait, kept, away, news }: Door = {}): Answer {
  const { language, house, at } = visit
  const { say } = language
  const wrong = wait ? say('Wait {count} seconds and then enter your code again', { count: wait.seconds }) : fault
  const problems = wrong ? [{ field: 'code', message: wrong }] : []
  return publicPage(visit, {
    tab: wrong || away ? `${say('Error:')} ${say('Messages')}` : say('Messages'),
    discreet: true,
    status: away ? 503 : wait ? 429 : wrong ? 422 : 200,
    ...(kept && { again: { form: 'return', action: '/return' } }),
    content: column(html`${problemSummary(problems, language)}
      <h1 class="govuk-heading-l">${say('Come back to a report')}</h1>
      ${news && insetText({ text: news })}
      ${away ? insetText({ text: say('We could not do that just now. What was on your page is not lost: wait a moment and enter your code again to go on.') }) : kept && insetText({ text: say('This page had waited for too long. What was on it is not lost: enter your code again to go on.') })}
      <p class="govuk-body">${say('When you told us about something, we gave you a receipt. It is the code that opens this page. You can see what has happened, read what we wrote to you, and write to us. You do not need to say who you are.')}</p>
      <form id="return" method="post" action="${language.to('/return')}" novalidate autocomplete="off">
      ${wait && html`<input type="hidden" name="waited" value="${wait.note}">`}
      ${kept && html`<input type="hidden" name="typed" value="${sealKept(house.sealer, kept, at)}">`}
      ${input({
        name: 'code',
        label: { text: say('Your code'), classes: 'govuk-label--m' },
        hint: { text: say('16 letters and numbers. Capitals, spaces and dashes do not matter') },
        classes: 'sk-code govuk-input--width-20',
        autocomplete: 'off',
        autocapitalize: 'characters',
        spellcheck: false,
        ...(wrong && { errorMessage: { text: wrong, visuallyHiddenText: say('Error') } }),
      })}
      ${button({ text: say('Continue'), name: 'do', value: 'open', preventDoubleClick: true })}</form>
      ${lost(visit)}`),
  })
}

const lost = ({
  language: { say, to },
}: Visit): Html => html`<h2 class="govuk-heading-m">${say('If you have lost your code')}</h2>
  <p class="govuk-body">${say('Nobody can find it for you, because we keep no copy. You can report again, or use the phone.')} <a class="govuk-link" href="${to('/contact')}">${say('How to contact us')}</a></p>
  <h2 class="govuk-heading-m">${say('If somebody is in danger')}</h2>
  <p class="govuk-body">${say('Do not wait for an answer here. Call 999.')}</p>`
