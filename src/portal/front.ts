import type { Installation } from '#kernel'
import { card, cards, type Html, hero, html, page, type Route } from '#web'
import type { PortalArea, Reportable, SupportService } from './area.ts'
import { emergencyCallout } from './views/emergency.ts'
import { column, framed } from './views/frame.ts'
import { services } from './views/services.ts'

/** The first pages anybody sees: the way in, what may be reported, and who can help now. */
export function frontRoutes(house: Installation, area: PortalArea, kinds: readonly Reportable[]): readonly Route[] {
  const open = { who: 'anyone', audit: 'nothing' } as const
  return [
    page({ at: '/', ...open }, async () => framed(area, { tab: 'Home', content: home(house, area) })),
    page({ at: '/report', ...open }, async () => framed(area, { tab: 'Tell us', content: choose(area, kinds) })),
    page({ at: '/help', ...open }, async () => framed(area, { tab: 'Services', content: help(area) })),
  ]
}

const home = (house: Installation, area: PortalArea): Html => html`${hero({
  title: 'Tell someone, and get help',
  body: html`<p class="govuk-body-l">For anyone in ${area.name} who has been harmed, is afraid, or is worried about somebody. You need not give your name.</p>`,
})}
  ${emergencyCallout(area, 'whole')}
  <h2 class="govuk-heading-l">What would you like to do?</h2>
  ${cards([
    card({
      title: { text: 'Report something' },
      href: '/report',
      headingLevel: 3,
      body: {
        text: 'Something that happened to you, that you saw, or that somebody told you. A person reads every report.',
      },
    }),
    card({
      title: { text: 'Get help now' },
      href: '/help',
      headingLevel: 3,
      body: { text: 'Services you can call, text or write to, whether or not you report anything.' },
    }),
    card({
      title: { text: 'See how we keep our promises' },
      href: '/plan',
      headingLevel: 3,
      tone: 'calm',
      body: { text: 'What the plan for this area promises, and the figures that show whether it is kept.' },
    }),
  ])}
  ${column(html`<h2 class="govuk-heading-m">What this is</h2>
  <p class="govuk-body">One front door to the services that protect people in ${house.title}: the police, councils, health services, probation and charities. People whose work it is read each report made here and pass it on to whoever can act on it.</p>
  <ul class="govuk-list govuk-list--bullet">
    <li>You choose whether to give your name, and whether and how anybody may contact you.</li>
    <li>These pages set no cookies and send nothing to other companies.</li>
    <li>“Exit this page” leaves at once for a harmless page.</li>
  </ul>`)}`

const choose = (
  area: PortalArea,
  kinds: readonly Reportable[],
): Html => html`<h1 class="govuk-heading-l">What would you like to report?</h1>
  ${emergencyCallout(area)}
  ${cards(
    kinds.map(({ report }) =>
      card({
        title: { text: report.title },
        href: `/report/${report.address}`,
        body: { text: `${report.about}.` },
      }),
    ),
  )}
  ${column(html`<h2 class="govuk-heading-m">If what you want to report is not here</h2>
  <p class="govuk-body">${area.emergency.notUrgent}</p>
  <h2 class="govuk-heading-m">If you would rather talk to somebody</h2>
  <p class="govuk-body"><a class="govuk-link" href="/help">Services that can help now</a>, whether or not you report anything.</p>`)}`

const help = (area: PortalArea): Html => html`<h1 class="govuk-heading-l">Get help now</h1>
  ${emergencyCallout(area)}
  <p class="govuk-body">You can ask any of these for help, whether or not you report anything. Ask them who they may have to tell, if that matters to you.</p>
  <nav aria-label="Kinds of help"><ul class="govuk-list sk-needs">${needsOf(area).map(
    ({ id, title }) => html`<li><a class="govuk-link" href="#${id}">${title}</a></li>`,
  )}</ul></nav>
  ${needsOf(area).map(
    ({ id, title, who }) =>
      html`<section class="sk-need" id="${id}" aria-labelledby="${id}-title"><h2 class="govuk-heading-m" id="${id}-title">${title}</h2>${services(who)}</section>`,
  )}`

type Need = Readonly<{ id: string; title: string; who: readonly SupportService[] }>

/** The needs that the area's services name, in the order in which its list first names them; each service once. */
function needsOf({ services: all, needs }: PortalArea): readonly Need[] {
  const ids = [...new Set(all.flatMap(one => one.helpsWith.slice(0, 1)))]
  return ids.map(id => ({ id, title: needs[id] ?? id, who: all.filter(one => one.helpsWith[0] === id) }))
}
