import { filesGiven, filesQuestion } from '#files'
import { type Answer, answerList, button, details, html, type Visit, warningText } from '#web'
import { type Draft, sealDraft } from '../draft.ts'
import { type Form, isUrgent } from '../kinds.ts'
import { framed, urgent } from './frame.ts'

/** `reference` is of a fault of ours that was noted. */
type Put = Readonly<{ problems?: readonly string[]; notSent?: true; reference?: string }>

/** Files, what was written to look over once more, and the button that sends it. */
export function filesPage(
  visit: Visit,
  about: Form,
  draft: Draft,
  { problems = [], notSent, reference }: Put = {},
): Answer {
  const { held } = filesGiven({ ...visit, given: {}, uploads: [] }, draft.files)
  const bad = problems.length > 0 || notSent
  return framed(visit, {
    tab: bad ? 'Error: Files and sending' : 'Files and sending',
    status: notSent ? (reference ? 500 : 503) : bad ? 422 : 200,
    before: html`<button form="referral" type="submit" name="do" value="back" formnovalidate class="govuk-back-link sk-back-button">Back to the form</button>`,
    content: html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
      ${notSent && warningText({ text: `It could not be sent just now, and nothing is lost. Wait a moment and send it again.${reference ? ` If that does not help, save it, and call with this reference: ${reference}.` : ''}`, iconFallbackText: 'Warning' })}
      <form id="referral" method="post" action="/refer/${about.at}/send" enctype="multipart/form-data" novalidate autocomplete="off">
      <button type="submit" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">Stay here</button>
      <input type="hidden" name="draft" value="${sealDraft(visit.house.sealer, about.at, draft, visit.at)}">
      ${filesQuestion({ language: visit.language, held, problems })}
      <h2 class="govuk-heading-m">Send it</h2>
      ${isUrgent(about, draft.typed) && warningText({ text: urgent, iconFallbackText: 'Warning' })}
      ${details({ summaryText: 'Read what you wrote once more', html: answerList(about.ask, draft.typed, visit.house) })}
      <p class="govuk-body">By sending it you say that it is true as far as you know, and keep a note in your own records.</p>
      <div class="govuk-button-group">${button({ text: 'Send the referral', name: 'do', value: 'send', preventDoubleClick: true })}
      ${button({ text: 'Save and finish later', name: 'do', value: 'save', classes: 'govuk-button--secondary', preventDoubleClick: true })}</div></form></div></div>`,
  })
}
