import type { Received } from '#kernel'
import { type Answer, button, column, type Html, html, insetText, type Visit, warningText } from '#web'
import type { Draft } from '../draft.ts'
import { dutyLeft, sayToThePolice } from '../duty.ts'
import { type Form, isUrgent } from '../kinds.ts'
import { type Receipt, sealReceipt } from '../receipt.ts'
import { nextSteps, summaryOf } from '../summary.ts'
import { danger, framed, urgent } from './frame.ts'

/** It is kept: its reference, what happens now, and a receipt to take away. */
export function donePage(visit: Visit, about: Form, draft: Draft, received: Received): Answer {
  const { house, at } = visit
  const steps = nextSteps(house, about, at)
  const receipt: Receipt = {
    reference: received.reference,
    at: at.toISOString(),
    lines: summaryOf(about, draft.typed, draft.files.length),
    steps,
  }
  return framed(visit, {
    tab: 'Done',
    content:
      column(html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">We have your referral</h1>
      <div class="govuk-panel__body">Its reference<br><strong id="reference">${received.reference}</strong></div></div>
      ${received.again && insetText({ text: 'You had already sent this referral, so it is kept once.' })}
      ${isUrgent(about, draft.typed) && warningText({ text: urgent, iconFallbackText: 'Warning' })}
      ${duty(visit, about, draft)}
      <h2 class="govuk-heading-m">What happens now</h2>
      <ol class="govuk-list govuk-list--number">${steps.map(one => html`<li>${one}</li>`)}</ol>
      <h2 class="govuk-heading-m">For your records</h2>
      <p class="govuk-body">The receipt is made when you press the button and nothing of it is stored here. It says who was referred, by whom and on what ground, and nothing of what you told in words.</p>
      <form method="post" action="/refer/receipt"><input type="hidden" name="receipt" value="${sealReceipt(house.sealer, receipt, at)}">
      ${button({ text: 'Download a receipt (PDF, with names)' })}</form>
      <h2 class="govuk-heading-m">Your code</h2>
      <p class="govuk-body">With it you can see what has happened and write to us, at <a class="govuk-link" href="/return">Come back to a report</a>. We show it only now. It opens the messages, so keep it to yourself: it is not in the PDF.</p>
      <p class="govuk-body"><strong class="sk-receipt" id="receipt" dir="ltr">${received.receipt}</strong></p>
      <p class="govuk-body">${danger}</p>
      <p class="govuk-body"><a class="govuk-link" href="/refer">Make another referral</a></p>`),
  })
}

/** What the sender of this one must still do in person, or may have to. */
function duty(visit: Visit, about: Form, { typed }: Draft): Html | undefined {
  const left = dutyLeft(visit, about, typed)
  if (!left) return undefined
  const text =
    left === 'perhaps'
      ? 'If you are a regulated health or social care professional or a teacher, and she told you herself or you saw physical signs, you must also report it to the police in person.'
      : `${left.isLate ? `This was due by the end of ${left.day}: call the police on 101 now.` : `Call the police on 101 by the close of ${left.day}.`} The duty is yours, and this form does not meet it for you.`
  return html`${warningText({ text, iconFallbackText: 'Warning' })}
    ${left === 'perhaps' ? html`<p class="govuk-body"><a class="govuk-link" href="/refer/fgm">Read what the duty is</a></p>` : html`<h2 class="govuk-heading-m">When you call 101</h2>${sayToThePolice}`}`
}
