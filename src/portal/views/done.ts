import { dueAt, type Installation, limitAt, type Received, type ReportTold, sayDate, standing } from '#kernel'
import { type Html, html, insetText, unverifiedBadge } from '#web'
import type { PortalArea } from '../area.ts'
import { emergencyCallout } from './emergency.ts'
import { services } from './services.ts'

export type Done = Readonly<{
  house: Installation
  area: PortalArea
  /** The kind of report, by which fitting services are known. */
  kind: string
  received: Received
  told: ReportTold
  danger: boolean
  at: Date
}>

/** The report is kept: its reference, its receipt, and what happens now. No word that the person wrote is on it. */
export function doneContent(done: Done): Html {
  const { area, received, danger, kind } = done
  const fitting = area.services.filter(one => one.helpsWith.includes(kind) || one.helpsWith.includes('distress'))
  return html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">We have your report</h1>
      <div class="govuk-panel__body">Your reference<br><strong id="reference">${received.reference}</strong></div></div>
    ${danger && emergencyCallout(area, 'brief')}
    ${received.again && insetText({ text: 'You had already sent this report, so it is kept once.' })}
    <h2 class="govuk-heading-m">Keep these two safe</h2>
    <dl class="govuk-summary-list">
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Reference</dt>
        <dd class="govuk-summary-list__value"><strong>${received.reference}</strong><br>Say this if you talk to us about the report. It opens nothing.</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Receipt</dt>
        <dd class="govuk-summary-list__value"><strong class="sk-receipt" id="receipt">${received.receipt}</strong><br>This shows that the report is yours. We show it only now and keep no copy that we could read out. Tell it to nobody you do not trust.</dd></div>
    </dl>
    <p class="govuk-body">If it is safe, write them down, or print or photograph this page. Nothing on it says what you told us.</p>
    <h2 class="govuk-heading-m">What happens now</h2>${whatHappens(done)}
    ${
      fitting.length > 0 &&
      html`<h2 class="govuk-heading-m">Somebody to talk to</h2>
    <p class="govuk-body">They are not part of this service. You can ask them for help whatever becomes of your report.</p>${services(fitting)}`
    }
    <p class="govuk-body"><a class="govuk-link" href="/">Leave this page and go to the front page</a></p>`
}

/** Only what is promised, by when, and how sure anybody is of the promise. */
function whatHappens({ house, at, told, danger }: Done): Html {
  const limit = limitAt(house.limits, 'hub.triage', at, house.zone)
  const calendar = house.calendar(limit.calendar)
  const due = sayDate(dueAt(limit.value, at, calendar), calendar)
  const unverified = standing(limit) === 'unverified'
  return html`<ol class="govuk-list govuk-list--number">
      ${danger && html`<li>Because you said that somebody is or may be in danger, your report is shown at once to whoever is on duty, day or night. Do not wait for them: if the danger is now, call <strong>999</strong>.</li>`}
      <li>A person reads your report and decides what to do by the end of <strong>${due}</strong>.
        ${unverified && html`${unverifiedBadge()} <span class="sk-note">This time limit is proposed and nobody has yet signed it.</span>`}</li>
      <li>They may pass it to the police, a council, a health service or a charity, where the law allows and it will help.</li>
      <li>${contact(told)}</li>
    </ol>
    <p class="govuk-body">If somebody is in danger while you wait, call <strong>999</strong>. If it is not an emergency, call <strong>101</strong>.</p>`
}

function contact({ anonymous, people }: ReportTold): string {
  if (anonymous) return 'You did not give your name, so nobody will try to contact you.'
  return people.some(person => person.reporter && person.contacts?.length)
    ? 'If somebody contacts you, they use only the safe way that you gave, as you asked.'
    : 'You gave no way to contact you, so nobody will try.'
}
