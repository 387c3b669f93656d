import type { QuestionGroup, ReportDef } from '#kernel'
import { button, type Html, html } from '#web'
import type { Step } from '../walk.ts'
import { linkButton } from './form.ts'
import { shortLabel, told } from './told.ts'

/** Everything answered, in its groups, each with the way to change it; then the button that sends it. */
export function answersContent(report: ReportDef, steps: readonly Step[], notSaved = false): Html {
  const groups = groupsOf(report)
  return html`${notSaved && trouble}
    <h1 class="govuk-heading-l" id="answers" tabindex="-1">Check your answers</h1>
    <p class="govuk-body">Nothing has been sent yet. You can change anything here.</p>
    ${groups.map(group =>
      groupList(
        group,
        steps.filter(step => group.of.includes(step.name)),
      ),
    )}
    <h2 class="govuk-heading-m">Send your report</h2>
    <p class="govuk-body">When you send it, it is kept safely and a person reads it. Once sent, it cannot be taken back or changed here.</p>
    ${button({ text: 'Send my report', name: 'do', value: 'send', preventDoubleClick: true })}`
}

/** The group that a question belongs to, if its form has groups. */
export const groupTitle = ({ groups }: ReportDef, name: string): string | undefined =>
  groups?.find(group => group.of.includes(name))?.title

const groupsOf = ({ groups, ask }: ReportDef): readonly QuestionGroup[] =>
  groups ?? [{ title: 'Your answers', of: Object.keys(ask) }]

const trouble = html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">
  <h2 class="govuk-error-summary__title">Your report has not been sent</h2>
  <div class="govuk-error-summary__body"><p>We could not save it just now. Your answers are still here: wait a moment and send it again. The same report sent twice is kept once.</p></div></div></div>`

function groupList({ title }: QuestionGroup, steps: readonly Step[]): Html {
  if (steps.length === 0) return html``
  return html`<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">
    <h2 class="govuk-summary-card__title">${title}</h2></div>
    <div class="govuk-summary-card__content"><dl class="govuk-summary-list">${steps.map(row)}</dl></div></div>`
}

/** To change an answer sends the draft along, so it is a button: a link could carry it only in its address. */
function row({ number, field, read }: Step): Html {
  const label = shortLabel(field)
  return html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${label}</dt>
    <dd class="govuk-summary-list__value">${told(field, read.ok ? read.value : undefined)}</dd>
    <dd class="govuk-summary-list__actions">${linkButton(`change-${number}`, html`Change<span class="govuk-visually-hidden"> your answer to: ${label}</span>`)}</dd></div>`
}
