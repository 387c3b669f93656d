import type { HeldFile, QuestionGroup, ReportDef } from '#kernel'
import { button, type Html, html, type Language, labelAlone } from '#web'
import type { Step } from '../walk.ts'
import { linkButton } from './form.ts'
import { told } from './told.ts'

/** It could not be sent: just now (503), or because something here is broken, under which it was noted (500). */
export type NotSent = Readonly<{ status: 503 } | { status: 500; reference: string }>
type Beside = Readonly<{ files: readonly HeldFile[]; notSent: NotSent | undefined }>

/** Everything answered, in its groups, each with the way to change it; then the button that sends it. */
export function answersContent(
  language: Language,
  report: ReportDef,
  steps: readonly Step[],
  { files, notSent }: Beside,
): Html {
  const { say } = language
  return html`${notSent && trouble(language, notSent)}
    <h1 class="govuk-heading-l" id="answers" tabindex="-1">${say('Check your answers')}</h1>
    <p class="govuk-body">${say('Your report has not been sent yet. You can change anything here.')}</p>
    ${groupsOf(language, report).map(group =>
      groupList(
        language,
        group,
        steps.filter(step => group.of.includes(step.name)),
      ),
    )}
    ${fileList(language, files)}
    <h2 class="govuk-heading-m">${say('Send your report')}</h2>
    <p class="govuk-body">${say('When you send it, it is kept safely and a person reads it. What you sent stays as it is. With your receipt you can add to it later, or ask us to delete it.')}</p>
    ${button({ text: say('Send my report'), name: 'do', value: 'send', preventDoubleClick: true })}`
}

/** The group that a question belongs to, if its form has groups. */
export const groupTitle = ({ groups }: ReportDef, name: string): string | undefined =>
  groups?.find(group => group.of.includes(name))?.title

const groupsOf = ({ say }: Language, { groups, ask }: ReportDef): readonly QuestionGroup[] =>
  groups ?? [{ title: say('Your answers'), of: Object.keys(ask) }]

const trouble = (
  { say }: Language,
  notSent: NotSent,
): Html => html`<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">
  <h2 class="govuk-error-summary__title">${say('Your report has not been sent')}</h2>
  <div class="govuk-error-summary__body"><p>${say('We could not save it just now. Your answers are still here: wait a moment and send it again. The same report sent twice is kept once.')}</p>
  ${notSent.status === 500 && html`<p>${say('If it does not work again, call 101 and tell them, or in an emergency 999. If you ask us about it, say {reference}.', { reference: notSent.reference })}</p>`}</div></div></div>`

function groupList(language: Language, { title }: QuestionGroup, steps: readonly Step[]): Html {
  if (steps.length === 0) return html``
  return html`<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">
    <h2 class="govuk-summary-card__title">${title}</h2></div>
    <div class="govuk-summary-card__content"><dl class="govuk-summary-list">${steps.map(step => row(language, step))}</dl></div></div>`
}

const fileList = ({ say }: Language, files: readonly HeldFile[]): Html =>
  html`<div class="govuk-summary-card"><div class="govuk-summary-card__title-wrapper">
    <h2 class="govuk-summary-card__title">${say('Photos, recordings or documents')}</h2></div>
    <div class="govuk-summary-card__content"><dl class="govuk-summary-list"><div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${say('Added')}</dt>
    <dd class="govuk-summary-list__value">${files.length === 0 ? say('None') : html`<ul class="govuk-list">${files.map(({ name }) => html`<li><bdi>${name}</bdi></li>`)}</ul>`}</dd>
    <dd class="govuk-summary-list__actions">${linkButton('files', html`${say('Change')}<span class="govuk-visually-hidden"> ${say('the files you added')}</span>`)}</dd></div></dl></div></div>`

/** To change an answer sends the draft along, so it is a button: a link could carry it only in its address. */
function row(language: Language, { number, field, read }: Step): Html {
  const { say } = language
  const label = labelAlone(language, field)
  return html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${label}</dt>
    <dd class="govuk-summary-list__value">${told(language, field, read.ok ? read.value : undefined)}</dd>
    <dd class="govuk-summary-list__actions">${linkButton(`change-${number}`, html`${say('Change')}<span class="govuk-visually-hidden"> ${say('your answer to: {question}', { question: label })}</span>`)}</dd></div>`
}
