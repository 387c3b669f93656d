import {
  type Answer,
  assetUrl,
  attributes,
  button,
  column,
  html,
  input,
  problemSummary,
  type Visit,
  type Wait,
  warningText,
} from '#web'
import { framed } from './frame.ts'

type Aside = Readonly<{
  code: string
  until: Date
  isNew: boolean
  /** How many of its files were kept, and how many could not be. */
  kept: number
  left: number
}>

/** It was put aside: the code, once. */
export function asidePage(visit: Visit, { code, until, isNew, kept, left }: Aside): Answer {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: visit.house.zone,
    dateStyle: 'full',
    timeStyle: 'short',
  }).format(until)
  return framed(visit, {
    tab: 'Saved',
    content: column(html`<h1 class="govuk-heading-l">Your referral is saved until ${day}</h1>
      <p class="govuk-body-l">Nobody has received it. It is sent only when you come back and send it.</p>
      ${left > 0 && warningText({ text: `${counted(left)} could not be saved. Keep what you have, and add it again when you send the referral.`, iconFallbackText: 'Warning' })}
      ${kept > 0 && html`<p class="govuk-body">${counted(kept)} ${kept === 1 ? 'is' : 'are'} saved with it.</p>`}
      ${
        isNew
          ? html`<h2 class="govuk-heading-m">Your code</h2>
      <p class="govuk-body"><strong class="sk-receipt" id="code" dir="ltr">${code}</strong></p>
      <p class="govuk-body">Write it down now: it is shown only once, and nobody can find it for you. It opens what you typed, so keep it as you would keep the record itself.</p>
      <p class="govuk-body">Or keep this link. The code stands after the # and is sent to nobody: <a class="govuk-link" href="/refer/return#${code}">link to your referral</a></p>`
          : html`<p class="govuk-body">It is under the same code as before.</p>`
      }
      <p class="govuk-body">To go on, on this computer or another, go to <a class="govuk-link" href="/refer/return">Return to a referral</a> and enter the code. After that day what you typed and added is deleted.</p>
      <p class="govuk-body">If somebody may be in danger before you come back, call 999, or 101 if it can wait.</p>`),
  })
}

const counted = (files: number): string => (files === 1 ? '1 file' : `${files} files`)

/** Where a code is asked for. */
export function returnPage(visit: Visit, { wrong: fault, wait }: { wrong?: string; wait?: Wait } = {}): Answer {
  const wrong = wait ? `Wait ${wait.seconds} seconds and then enter your code again` : fault
  return framed(visit, {
    tab: wrong ? 'Error: Return' : 'Return',
    status: wait ? 429 : wrong ? 422 : 200,
    content: column(html`${problemSummary(wrong ? [{ field: 'code', message: wrong }] : [])}
      <h1 class="govuk-heading-l">Return to a referral</h1>
      <p class="govuk-body">You were given a code when you saved it. It works for 7 days, and until the referral is sent.</p>
      <form method="post" action="/refer/return" novalidate autocomplete="off">${wait && html`<input type="hidden" name="waited" value="${wait.note}">`}<div${attributes({ 'data-sk-fill': assetUrl('fill.js') })}>
      ${input({
        name: 'code',
        label: { text: 'Your code', classes: 'govuk-label--m' },
        hint: { text: '16 letters and numbers. Capitals, spaces and dashes do not matter' },
        classes: 'sk-code govuk-input--width-20',
        autocomplete: 'off',
        autocapitalize: 'characters',
        spellcheck: false,
        ...(wrong && { errorMessage: { text: wrong } }),
      })}</div>
      ${button({ text: 'Continue', preventDoubleClick: true })}</form>
      <h2 class="govuk-heading-m">If you have lost your code</h2>
      <p class="govuk-body">Nobody can find it for you, because we keep no copy. <a class="govuk-link" href="/refer">Begin again</a>, or call.</p>`),
  })
}
