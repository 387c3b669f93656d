import type { Installation } from '#kernel'
import { dangerCallout, form, goTo, type Html, html, page, publicPage, type Route, type Visit } from '#web'
import { type Given, givenIn } from './asked.ts'
import { type Showing, serviceCard, serviceList } from './card-view.ts'
import { fitting, whateverItIs } from './fit.ts'
import { askedForm, needButtons } from './form-view.ts'
import { servicesNow } from './known.ts'
import { cardPage } from './numbers.ts'
import type { Pack } from './pack.ts'
import type { Service } from './service.ts'
import type { Gazetteer } from './where.ts'

/** What the finder knows of its area. */
export type FinderArea = Pack &
  Gazetteer &
  Readonly<{
    name: string
    emergency: Readonly<{ title: string; text: string; cannotSpeak: string; deaf: string; notUrgent: string }>
  }>

/**
 * Support first: who can help, found by what it is about, whom, where, in which language and when. What somebody chooses
 * is posted, and the page answers it at the one address `/help`, so that neither the address nor the history says it.
 */
export function finderRoutes(house: Installation, area: FinderArea): readonly Route[] {
  const open = { who: 'anyone', audit: 'nothing' } as const
  const known = (visit: Visit) => servicesNow(visit, area, house.madeUp)
  return [
    page({ at: '/help', ...open }, async visit => startPage(visit, area)),
    form({ at: '/help', ...open }, async visit => {
      const given = givenIn(visit, area.needs, area)
      return isEmpty(given) ? startPage(visit, area) : foundPage(visit, house, area, given, await known(visit))
    }),
    page({ at: '/help/all', ...open }, async visit => allPage(visit, house, area, await known(visit))),
    form({ at: '/help/card', ...open }, async visit => cardPage(visit, await known(visit))),
    page({ at: '/help/card', ...open }, async visit => goTo(visit.language.to('/help'))),
  ]
}

const isEmpty = ({ asked, place }: Given): boolean =>
  place === '' &&
  asked.needs.length === 0 &&
  asked.people.length === 0 &&
  !asked.asker &&
  !asked.language &&
  !asked.time

export const showingOn = (visit: Visit, house: Installation, area: Pick<FinderArea, 'districts'>): Showing => ({
  language: visit.language,
  at: visit.at,
  calendar: house.calendar(),
  districts: area.districts,
})

function danger({ language: { say } }: Visit, { emergency }: FinderArea): Html {
  return dangerCallout({
    title: say(emergency.title),
    html: html`<p class="govuk-body">${say(emergency.text)}</p>
      <p class="govuk-body"><a class="govuk-link sk-call" href="tel:999">${say('Call 999')}</a></p>
      <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${say('If you cannot speak, cannot hear, or it is not an emergency')}</span></summary>
      <div class="govuk-details__text"><p class="govuk-body">${say(emergency.cannotSpeak)}</p><p class="govuk-body">${say(emergency.deaf)}</p><p class="govuk-body">${say(emergency.notUrgent)}</p></div></details>`,
  })
}

function startPage(visit: Visit, area: FinderArea) {
  const { language } = visit
  const { say } = language
  return publicPage(visit, {
    tab: say('Services'),
    discreet: true,
    again: { form: 'asked', action: '/help' },
    content: html`<h1 class="govuk-heading-l">${say('Get help now')}</h1>
      ${danger(visit, area)}
      <p class="govuk-body-l">${say('You can ask any of these for help, whether or not you report anything. You need not say who you are.')}</p>
      ${needButtons(language, area.needs)}
      <p class="govuk-body"><a class="govuk-link" href="${language.to('/help/all')}">${say('See every service on one page')}</a></p>
      <h2 class="govuk-heading-m">${say('What this page keeps')}</h2>
      <p class="govuk-body">${say('Nothing that you choose is kept or counted, and it is never in the address of a page. Your browser keeps only that you were here. A private window keeps less.')}</p>`,
  })
}

/** What fits, and under it always somebody to turn to: nobody reaches the end of a road here. */
function foundPage(visit: Visit, house: Installation, area: FinderArea, given: Given, services: readonly Service[]) {
  const { language, at } = visit
  const { say } = language
  const showing = showingOn(visit, house, area)
  const found = fitting(services, given.asked, { at, calendar: showing.calendar })
  const others = whateverItIs(services, found)
  const need = given.asked.needs[0]
  const shown = [...found.map(one => one.service), ...others]
  return publicPage(visit, {
    tab: say('Services'),
    discreet: true,
    again: { form: 'asked', action: '/help' },
    content: html`<h1 class="govuk-heading-l">${say('Who can help')}</h1>
      ${need === 'danger' ? danger(visit, area) : undefined}
      <p class="govuk-body-l">${need ? say('You chose: {need}', { need: say(area.needs[need] ?? need) }) : say('The closest first. Those that are open now stand before those that are not.')}</p>
      ${placeLine(visit, given)}
      ${askedForm(language, area.needs, given)}
      ${found.length > 0 ? serviceList(found.map(({ service, why }) => serviceCard(service, showing, why, 2))) : html`<p class="govuk-body">${say('We know of nobody who is there for exactly that. These help with anything.')}</p>`}
      ${others.length > 0 && html`<h2 class="govuk-heading-m">${found.length > 0 ? say('If none of these is right') : say('Whatever it is about')}</h2>${serviceList(others.map(one => serviceCard(one, showing)))}`}
      <form method="post" action="${language.to('/help/card')}">${shown.map(({ id }) => html`<input type="hidden" name="service" value="${id}">`)}
      <button type="submit" class="govuk-button govuk-button--secondary" data-module="govuk-button">${say('A small card with these numbers')}</button></form>
      <p class="govuk-body"><a class="govuk-link" href="${language.to('/help')}">${say('Start again')}</a></p>
      <p class="govuk-body"><a class="govuk-link" href="${language.to('/report')}">${say('Tell us what happened')}</a></p>`,
  })
}

function placeLine({ language: { say } }: Visit, { where }: Given): Html | undefined {
  const words = {
    everywhere: undefined,
    here: where.is === 'here' ? say('For: {place}', { place: where.district.name }) : undefined,
    elsewhere: say(
      'That place is outside the area that we serve. These help wherever you are. To reach the police there, call 101.',
    ),
    unknown: say('We do not know that place, so these are for the whole area. You can try a postcode or a town.'),
    several: say('There is more than one place of that name. These are for the whole area until you choose one.'),
  }[where.is]
  return words === undefined ? undefined : html`<p class="govuk-body" role="status">${words}</p>`
}

/** Every service on one page, under the need that it meets first: for whoever would rather read than choose. */
function allPage(visit: Visit, house: Installation, area: FinderArea, services: readonly Service[]) {
  const { say, to } = visit.language
  const showing = showingOn(visit, house, area)
  const moment = { at: visit.at, calendar: showing.calendar }
  const groups = Object.keys(area.needs).flatMap((need, index) => {
    const asked = {
      needs: [need],
      people: [],
      asker: undefined,
      district: undefined,
      language: undefined,
      time: undefined,
    }
    const theirs = fitting(services, asked, moment).filter(({ service }) => service.said.needs[0] === need)
    return theirs.length ? [{ anchor: `n${index + 1}`, title: say(area.needs[need] ?? need), theirs }] : []
  })
  return publicPage(visit, {
    tab: say('Services'),
    discreet: true,
    content: html`<h1 class="govuk-heading-l">${say('Every service')}</h1>
      ${danger(visit, area)}
      <nav aria-label="${say('Kinds of help')}"><ul class="govuk-list sk-needs">${groups.map(({ anchor, title }) => html`<li><a class="govuk-link" href="#${anchor}">${title}</a></li>`)}</ul></nav>
      ${groups.map(({ anchor, title, theirs }) => html`<section class="sk-need" id="${anchor}" aria-labelledby="${anchor}-title"><h2 class="govuk-heading-m" id="${anchor}-title">${title}</h2>${serviceList(theirs.map(({ service }) => serviceCard(service, showing)))}</section>`)}
      <p class="govuk-body"><a class="govuk-link" href="${to('/help')}">${say('Find a closer fit')}</a></p>`,
  })
}
