import type { Installation } from '#kernel'
import {
  column,
  type Html,
  html,
  type Language,
  page,
  publicPage,
  type Route,
  type Say,
  unverifiedBadge,
  worded,
} from '#web'
import type { PortalArea } from './area.ts'

/** The short pages that every footer leads to. */
export function aboutRoutes(house: Installation, area: PortalArea): readonly Route[] {
  const pages: readonly (readonly [string, (say: Say) => string, (language: Language) => Html])[] = [
    ['/accessibility', say => say('Accessibility'), language => accessibility(language, house)],
    ['/privacy', say => say('Privacy'), language => privacy(language, house, area)],
    ['/contact', say => say('Contact'), language => contact(language, area)],
    ['/licence', say => say('Licence and sources'), licence],
  ]
  return pages.map(([at, tabOf, content]) =>
    page({ at, who: 'anyone', audit: 'nothing' }, async visit => {
      const tab = tabOf(visit.language.say)
      const words = html`<h1 class="govuk-heading-l">${tab}</h1>${content(visit.language)}`
      return publicPage(visit, { tab, content: column(words) })
    }),
  )
}

const body = (words: Html | string): Html => html`<p class="govuk-body">${words}</p>`
const heading = (words: string): Html => html`<h2 class="govuk-heading-m">${words}</h2>`
const link = (href: string, words: string): Html => html`<a class="govuk-link" href="${href}">${words}</a>`

const accessibility = (language: Language, { alternatives = {} }: Installation): Html => {
  const { say, to } = language
  return html`${body(say('These pages are made so that everybody can use them: without script, with the keyboard alone, with a screen reader, at four times the size, in high contrast and in print.'))}
  ${body(say('We aim at level AA of the Web Content Accessibility Guidelines 2.2. Every page is checked by an automatic tool whenever it is changed. Such a tool finds only some barriers, and no independent audit has been made yet.'))}
  ${heading(say('What we know does not work yet'))}
  <ul class="govuk-list govuk-list--bullet">
    <li>${say('Native speakers have not yet checked the translations. What services say of themselves, news, and the pages for professionals are in English only.')}</li>
    ${Object.keys(alternatives).length === 0 && html`<li>${say('No page here has an easy-read version or a film in British Sign Language yet.')}</li>`}
    <li>${say('You cannot yet answer the questions in British Sign Language or by voice. You can add a film or a recording after the last question.')}</li>
    <li>${say('Your browser’s own back button may ask whether to send a form again. “Back” on the page does not.')}</li>
  </ul>
  ${body(worded(language, 'If something stops you, you can report by telephone instead: {link}.', { link: link(to('/contact'), say('how to contact us')) }))}`
}

const privacy = (language: Language, house: Installation, area: PortalArea): Html => {
  const { say } = language
  return html`${heading(say('Before you send'))}
  ${body(say('Nothing you type is saved until you send it. A half-filled form travels, encrypted, inside the page itself. These pages set no cookies, use no analytics and load nothing from other companies. The addresses of the pages do not say what you report.'))}
  ${body(say('Photos, recordings and documents that you add wait encrypted, under a key that only your page has. If you do not send them, they are removed after about a day.'))}
  ${heading(say('When you send'))}
  ${body(say('Your answers are kept encrypted, under a key of their own, with the questions as you saw them. They are never changed afterwards, and to destroy the key is to destroy them.'))}
  ${body(say('Names, descriptions and ways of contact that you give are also kept in a record of each person, so that whoever helps can find them again. Answers that you chose from a list are counted, without names, to show whether promises are kept.'))}
  ${heading(say('Who sees it'))}
  ${body(say('People at the hub whose work it is to read reports (they come from councils, the police and health services) and, if they pass it on, the services they pass it to. They must write down why, and under which law. Each time somebody looks, it is recorded who, when and for what.'))}
  ${body(say('If you ask that the police do not contact you, that is respected unless a life or a child is in danger. If we must act against your wish, the reason is written down.'))}
  ${heading(say('If you stay anonymous'))}
  ${body(say('We do not ask who you are, and this service keeps no note of the address your device had on the internet. The words you choose may still show who you are.'))}
  ${heading(say('If you come back, or let us reach you'))}
  ${body(say('With the code from your receipt you can read our answers, write to us, say who you are, or ask us to delete your report. We keep only what shows that a code is right, and not the code.'))}
  ${body(say('If you gave a safe way to reach you, we may say in it that there is something to read, and nothing of what it is about. A company carries that email or text and sees your address or number.'))}
  ${heading(say('How long it is kept'))}
  ${body(say('The services in {area} have not agreed yet how long reports are kept, and no report is deleted by itself. You can ask us to delete yours with your code.', { area: area.name }))}
  ${rights(language, area)}
  ${house.madeUp && body(say('This is a demonstration: do not put real people’s details into it.'))}`
}

const rights = (language: Language, area: PortalArea): Html => {
  const { say } = language
  const office = html`<a class="govuk-link" href="https://ico.org.uk/" rel="noreferrer noopener external">${say('Information Commissioner’s Office')}</a>`
  return html`${heading(say('Your rights'))}
  <p class="govuk-body">${worded(language, 'You may ask to see what is held about you, to have it put right, and to complain, first to the service that holds it and then to the {office}.', { office })} ${unverifiedBadge(say('Not yet signed'))} <span class="sk-note">${say('The data protection officers of the services in {area} must approve this page before real reports are taken.', { area: area.name })}</span></p>`
}

const contact = ({ say, to }: Language, { emergency, force }: PortalArea): Html =>
  html`<p class="govuk-body"><strong>${say('{words}.', { words: say(emergency.title) })}</strong> ${say(emergency.text)}</p>
  ${body(say(emergency.cannotSpeak))}
  ${body(say(emergency.deaf))}
  ${heading(say('If it can wait'))}
  ${body(`${say(emergency.notUrgent)} ${say('Say your reference, if you have one. {force} answers that number.', { force: force.name })}`)}
  ${heading(say('To talk to somebody else'))}
  ${body(link(to('/help'), say('Services that can help: most of them free, and many open at any time')))}`

const licence = (language: Language): Html => {
  const { say, to } = language
  return html`${body(say('Safekeep is open source, under the MIT licence. Its text comes with the source.'))}
  ${heading(say('Sources'))}
  ${body(worded(language, 'Figures, places and boundaries come from public sources, mostly under the Open Government Licence v3.0. Each figure names its source beside it: see {link}.', { link: link(to('/plan'), say('the plan')) }))}
  ${body(say('Patterns and styles build on GOV.UK Frontend, under the MIT licence. This is not a GOV.UK service. The typeface is Atkinson Hyperlegible Next, under the SIL Open Font Licence.'))}`
}
