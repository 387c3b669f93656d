/* What stands round a form: what to know first, what happens, what one can do, and what is never done. */
import type { Doorway, ReportDef } from '#kernel'
import { button, column, details, type Html, html, insetText, type Language, localeOf, worded } from '#web'
import type { PortalArea } from '../area.ts'
import type { Outside } from '../elsewhere.ts'
import { emergencyCallout } from './emergency.ts'

/** Before a form is begun: what this harm asks to be known first, and the ways to more and to another form. */
export function firstWords({ say, to }: Language, { door }: ReportDef, here: string): Html | undefined {
  if (!door) return undefined
  const { first = [], instead } = door
  return html`${first.length > 0 && insetText({ html: html`${first.map(words => html`<p class="govuk-body">${say(words)}</p>`)}` })}
    <p class="govuk-body"><a class="govuk-link" href="${to(`${here}/about`)}">${say('What happens, what you can do now, and what we never do')}</a></p>
    ${instead && html`<p class="govuk-body"><a class="govuk-link" href="${to(`/report/${instead.address}`)}">${say(instead.as)}</a></p>`}`
}

/** The whole page of advice for one harm. */
export function adviceContent(
  language: Language,
  area: PortalArea,
  report: ReportDef,
  here: string,
  support: Html | undefined,
): Html {
  const { say, to } = language
  const { door } = report
  return html`${column(html`<h1 class="govuk-heading-l">${door ? say(door.as) : report.title}</h1>
    ${emergencyCallout(language, area)}
    ${door && advice(language, door)}
    <h2 class="govuk-heading-m">${say('What this page cannot do')}</h2>
    <p class="govuk-body">${say('It cannot take itself out of your browser’s history. If somebody may look at your device, use a private window, or a device that is safe.')}</p>
    ${button({ text: say('Tell us'), href: to(here) })}`)}
    ${somebodyToTalkTo(language, support)}`
}

function advice({ say }: Language, { first = [], advice: { happens, now, never } }: Doorway): Html {
  const list = (lines: readonly string[]) =>
    html`<ul class="govuk-list govuk-list--bullet">${lines.map(line => html`<li>${say(line)}</li>`)}</ul>`
  return html`${first.map(words => html`<p class="govuk-body">${say(words)}</p>`)}
    <h2 class="govuk-heading-m">${say('What you can do now')}</h2>${list(now)}
    <h2 class="govuk-heading-m">${say('What happens when you tell us')}</h2>${list(happens)}
    <h2 class="govuk-heading-m">${say('What we never do')}</h2>${list(never)}`
}

/** Who can help, whether or not anything is reported. */
export function somebodyToTalkTo(language: Language, support: Html | undefined): Html | undefined {
  return (
    support &&
    html`<h2 class="govuk-heading-m">${language.say('Somebody to talk to')}</h2>${helpers(language, support)}`
  )
}

const helpers = ({ say, to }: Language, support: Html): Html =>
  html`<p class="govuk-body">${say('They are not part of this service. You can ask them for help whatever becomes of your report.')}</p>
    ${support}
    <p class="govuk-body"><a class="govuk-link" href="${to('/help')}">${say('Find more help')}</a></p>`

/**
 * After a report was sent: folded and not printed, since whom one may ask, and what one may do, says what it was about to
 * whoever looks over a shoulder or finds the paper.
 */
export function afterWords(language: Language, { door }: ReportDef, support: Html | undefined): Html {
  const { say } = language
  const { now = [], never = [] } = door?.advice ?? {}
  const line = (words: string) => html`<li>${say(words)}</li>`
  const folded = (summaryText: string, words: Html) =>
    details({ summaryText, classes: 'govuk-!-display-none-print', html: words })
  return html`${door && folded(say('What you can do now, and what we never do'), html`<ul class="govuk-list govuk-list--bullet">${now.map(line)}${never.map(line)}</ul>`)}
    ${support && folded(say('Somebody to talk to'), helpers(language, support))}`
}

/** Which kinds of agency act on what was told, in the order they are named, as one phrase. */
export function whoActs(language: Language, kinds: readonly string[]): string {
  const { say } = language
  const names: Readonly<Record<string, string>> = {
    police: say('the police'),
    'childrens-social-care': say('children’s social care'),
    'adults-social-care': say('adult social care'),
    charity: say('a charity that supports people'),
    health: say('a health service'),
    council: say('the council'),
  }
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(kinds.flatMap(one => names[one] ?? []))
}

/** What was typed lies outside the area: who is there, and that they may go on all the same. */
export function elsewhereContent(language: Language, area: PortalArea, { postcode, who }: Outside): Html {
  const { say } = language
  const pieces = { area: html`${area.name}`, postcode: html`<bdi>${postcode}</bdi>`, place: html`${who?.place ?? ''}` }
  return html`<h1 class="govuk-heading-l">${say('That place seems to be outside {area}', { area: area.name })}</h1>
    <p class="govuk-body-l">${who ? worded(language, '{postcode} is probably in {place}. The services there can act soonest.', pieces) : worded(language, 'We do not know {postcode}. The services where it happened can act soonest.', pieces)}</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>${worded(language, 'In danger, call {number}. It works everywhere.', { number: html`<strong>999</strong>` })}</li>
      <li>${who ? worded(language, 'When it can wait, call {number} and ask for {force}.', { number: html`<strong>101</strong>`, force: html`${who.force}` }) : worded(language, 'When it can wait, call {number} and say where it happened.', { number: html`<strong>101</strong>` })}</li>
      ${who?.council && html`<li>${worded(language, 'For a child or an adult who needs care, ask for social care at {council}.', { council: html`${who.council}` })}</li>`}
    </ul>
    <p class="govuk-body">${say('You can also go on here. A person reads it and passes it to whoever answers for that place.')}</p>
    ${button({ text: say('Carry on with my report'), name: 'do', value: 'on' })}`
}
