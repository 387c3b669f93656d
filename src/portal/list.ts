import { button, card, cards, column, type Html, html, type Language, reportIn } from '#web'
import type { PortalArea, Reportable } from './area.ts'
import { emergencyCallout } from './views/emergency.ts'

/** Everything that can be reported, in the words of whoever looks for it, those alike together. */
export function listContent(language: Language, area: PortalArea, kinds: readonly Reportable[]): Html {
  const { say, to } = language
  const groups = Map.groupBy(kinds, ({ report }) => report.door?.under ?? '')
  return html`<h1 class="govuk-heading-l">${say('What would you like to tell us about?')}</h1>
    ${emergencyCallout(language, area)}
    ${column(html`<p class="govuk-body-l">${say('Choose what comes closest. Nothing is lost if it is the wrong one: a person reads everything.')}</p>
    ${button({ text: say('I do not know what this is'), href: to('/report/which'), classes: 'govuk-button--secondary' })}`)}
    ${[...groups].map(([under, those]) => html`${under && html`<h2 class="govuk-heading-m">${say(under)}</h2>`}${cards(those.map(one => kindCard(language, one, under ? 3 : 2)))}`)}
    ${column(html`<h2 class="govuk-heading-m">${say('If what you want to report is not here')}</h2>
    <p class="govuk-body">${say(area.emergency.notUrgent)}</p>
    <p class="govuk-body"><a class="govuk-link" href="/refer" lang="en-GB" dir="ltr">Refer somebody through your work</a></p>
    <h2 class="govuk-heading-m">${say('If you would rather talk to somebody')}</h2>
    <p class="govuk-body"><a class="govuk-link" href="${to('/help')}">${say('Services that can help now, whether or not you report anything')}</a></p>`)}`
}

/** One form, as a card that leads to its first page. */
export function kindCard(language: Language, { report }: Reportable, headingLevel: 2 | 3): Html {
  const { title, about, address, door } = reportIn(language, report)
  return card({
    title: { text: door ? language.say(door.as) : title },
    href: language.to(`/report/${address}`),
    headingLevel,
    body: { text: language.say('{words}.', { words: about }) },
  })
}
