import type { Installation } from '#kernel'
import { card, cards, column, type Html, hero, html, type Language, page, publicPage, type Route } from '#web'
import type { PortalArea, Reportable } from './area.ts'
import { listContent } from './list.ts'
import { emergencyCallout } from './views/emergency.ts'

/** The first pages anybody sees: the way in, and what may be reported. Who can help now is the directory's to say. */
export function frontRoutes(house: Installation, area: PortalArea, kinds: readonly Reportable[]): readonly Route[] {
  const open = { who: 'anyone', audit: 'nothing' } as const
  return [
    page({ at: '/', ...open }, async visit =>
      publicPage(visit, { tab: visit.language.say('Home'), content: home(visit.language, house, area) }),
    ),
    page({ at: '/report', ...open }, async visit =>
      publicPage(visit, { tab: visit.language.say('Tell us'), content: listContent(visit.language, area, kinds) }),
    ),
  ]
}

const home = (language: Language, house: Installation, area: PortalArea): Html => html`${welcome(language, area)}
  ${emergencyCallout(language, area)}
  <h2 class="govuk-heading-l">${language.say('What would you like to do?')}</h2>
  ${ways(language)}
  ${column(whatThisIs(language, house))}`

const welcome = ({ say }: Language, area: PortalArea): Html =>
  hero({
    title: say('Tell someone, and get help'),
    body: html`<p class="govuk-body-l">${say('For anyone in {area} who has been harmed, is afraid, or is worried about somebody. You need not give your name.', { area: area.name })}</p>`,
  })

const ways = ({ say, to }: Language): Html =>
  cards([
    card({
      title: { text: say('Report something') },
      href: to('/report'),
      headingLevel: 3,
      body: {
        text: say(
          'Something that happened to you, that you saw, or that somebody told you. A person reads every report.',
        ),
      },
    }),
    card({
      title: { text: say('Get help now') },
      href: to('/help'),
      headingLevel: 3,
      body: { text: say('Services you can call, text or write to, whether or not you report anything.') },
    }),
    card({
      title: { text: say('Come back to a report') },
      href: to('/return'),
      headingLevel: 3,
      body: { text: say('See what has happened, read our answers and write to us, with the code from your receipt.') },
    }),
    card({
      title: { text: say('See how we keep our promises') },
      href: to('/plan'),
      headingLevel: 3,
      tone: 'calm',
      body: { text: say('What the plan for this area promises, and the figures that show whether it is kept.') },
    }),
  ])

const whatThisIs = ({ say }: Language, house: Installation): Html =>
  html`<h2 class="govuk-heading-m">${say('What this is')}</h2>
  <p class="govuk-body">${say('One front door to the services that protect people in {area}: the police, councils, health services, probation and charities. People whose work it is read each report made here and pass it on to whoever can act on it.', { area: house.title })}</p>
  <ul class="govuk-list govuk-list--bullet">
    <li>${say('You choose whether to give your name, and whether and how anybody may contact you.')}</li>
    <li>${say('These pages set no cookies and send nothing to other companies.')}</li>
    <li>${say('“Exit this page” leaves at once for a harmless page.')}</li>
  </ul>`
