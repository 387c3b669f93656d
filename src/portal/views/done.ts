import { dueAt, type Installation, limitAt, type Received, type ReportDef, type ReportTold, standing } from '#kernel'
import { dateIn, type Html, html, insetText, type Language, unverifiedBadge, worded } from '#web'
import type { PortalArea } from '../area.ts'
import type { Outside } from '../elsewhere.ts'
import { afterWords, whoActs } from './doorway.ts'
import { emergencyCallout } from './emergency.ts'

export type Done = Readonly<{
  house: Installation
  area: PortalArea
  language: Language
  report: ReportDef
  /** Kinds of agency that act on what was told. */
  goesTo: readonly string[]
  outside: Outside | undefined
  received: Received
  told: ReportTold
  danger: boolean
  /** Who can help, whatever becomes of the report. */
  support: Html | undefined
  at: Date
}>

/** The report is kept: its reference, its receipt, and what happens now. No word that the person wrote is on it. */
export function doneContent(done: Done): Html {
  const { area, received, danger, language } = done
  const { say, to } = language
  return html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">${say('We have your report')}</h1>
      <div class="govuk-panel__body">${say('Your reference')}<br><strong dir="ltr" id="reference">${received.reference}</strong></div></div>
    ${danger && emergencyCallout(language, area, 'brief')}
    ${received.again && insetText({ text: say('You had already sent this report, so it is kept once.') })}
    ${keepSafe(done)}
    <h2 class="govuk-heading-m">${say('What happens now')}</h2>${whatHappens(done)}
    ${afterWords(language, done.report, done.support)}
    <p class="govuk-body"><a class="govuk-link" href="${to(`/report/${done.report.address}/you`)}">${say('A few questions about you, if you wish')}</a></p>
    <p class="govuk-body"><a class="govuk-link" href="${to('/')}">${say('Leave this page and go to the front page')}</a></p>`
}

function keepSafe({ received, language }: Done): Html {
  const { say, to } = language
  const link = html`<a class="govuk-link" href="${to('/return')}">${say('Come back to a report')}</a>`
  return html`<h2 class="govuk-heading-m">${say('Keep these two safe')}</h2>
    <dl class="govuk-summary-list">
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${say('Reference')}</dt>
        <dd class="govuk-summary-list__value"><strong><bdi>${received.reference}</bdi></strong><br>${say('Say this if you talk to us about the report. It opens nothing.')}</dd></div>
      <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${say('Receipt')}</dt>
        <dd class="govuk-summary-list__value"><strong dir="ltr" class="sk-receipt" id="receipt">${received.receipt}</strong><br>${say('This shows that the report is yours. We show it only now and keep no copy that we could read out. Tell it to nobody you do not trust.')}</dd></div>
    </dl>
    <p class="govuk-body">${say('If it is safe, write them down, or print or photograph this page. Nothing on it says what you told us.')}</p>
    <p class="govuk-body">${worded(language, 'With the receipt you can see what has happened, read what we write to you, and write to us, without saying who you are: {link}.', { link })}</p>`
}

/** Only what is promised, by when, and how sure anybody is of the promise. */
function whatHappens(done: Done): Html {
  const { house, at, told, danger, language } = done
  const { say } = language
  const limit = limitAt(house.limits, 'hub.triage', at, house.zone)
  const calendar = house.calendar(limit.calendar)
  const due = html`<strong>${dateIn(language, dueAt(limit.value, at, calendar), calendar)}</strong>`
  const [emergency, other] = [html`<strong>999</strong>`, html`<strong>101</strong>`]
  const unverified = standing(limit) === 'unverified'
  return html`<ol class="govuk-list govuk-list--number">
      ${danger && html`<li>${worded(language, 'Because you said that somebody is or may be in danger, your report is shown at once to whoever is on duty, day or night. Do not wait for them: if the danger is now, call {number}.', { number: emergency })}</li>`}
      <li>${worded(language, 'A person reads your report and decides what to do by the end of {day}.', { day: due })}
        ${unverified && html`${unverifiedBadge(say('Unverified'))} <span class="sk-note">${say('This time limit is proposed and nobody has yet signed it.')}</span>`}</li>
      <li>${goesOn(done)}</li>
      <li>${contact(told, language)}</li>
    </ol>
    <p class="govuk-body">${worded(language, 'If somebody is in danger while you wait, call {emergency}. If it is not an emergency, call {other}.', { emergency, other })}</p>`
}

/** Who acts on it, as a rule; where it happened outside the area, whoever answers for that place. */
function goesOn({ goesTo, outside, language }: Done): string {
  const { say } = language
  if (outside?.who) {
    const { force, place } = outside.who
    return say('It is passed to {force} or the council for {place}, since it happened there.', { force, place })
  }
  return goesTo.length > 0
    ? say('As a rule it goes to: {agencies}. Anybody else is told only where the law allows and it will help.', {
        agencies: whoActs(language, goesTo),
      })
    : say(
        'They may pass it to the police, a council, a health service or a charity, where the law allows and it will help.',
      )
}

function contact({ anonymous, people }: ReportTold, { say }: Language): string {
  if (anonymous) return say('You did not give your name, so nobody will try to contact you.')
  return people.some(person => person.reporter && person.contacts?.length)
    ? say('If somebody contacts you, they use only the safe way that you gave, as you asked.')
    : say('You gave no way to contact you, so nobody will try.')
}
