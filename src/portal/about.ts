import type { Installation } from '#kernel'
import { type Html, html, page, type Route, unverifiedBadge } from '#web'
import type { PortalArea } from './area.ts'
import { column, framed } from './views/frame.ts'

/** The short pages that every footer leads to. */
export function aboutRoutes(house: Installation, area: PortalArea): readonly Route[] {
  const pages: readonly (readonly [string, string, Html])[] = [
    ['/accessibility', 'Accessibility', accessibility],
    ['/privacy', 'Privacy', privacy(house, area)],
    ['/contact', 'Contact', contact(area)],
    ['/licence', 'Licence and sources', licence],
  ]
  return pages.map(([at, tab, content]) =>
    page({ at, who: 'anyone', audit: 'nothing' }, async () =>
      framed(area, { tab, content: column(html`<h1 class="govuk-heading-l">${tab}</h1>${content}`) }),
    ),
  )
}

const accessibility = html`<p class="govuk-body">These pages are made so that everybody can use them: without script, with the keyboard alone, with a screen reader, at four times the size, in high contrast and in print.</p>
  <p class="govuk-body">We aim at level AA of the Web Content Accessibility Guidelines 2.2. Every page is checked by an automatic tool whenever it is changed. Such a tool finds only some barriers, and no independent audit has been made yet.</p>
  <h2 class="govuk-heading-m">What we know does not work yet</h2>
  <ul class="govuk-list govuk-list--bullet">
    <li>The pages are in English only.</li>
    <li>You cannot yet report in British Sign Language or by recording your voice.</li>
    <li>Your browser’s own back button may ask whether to send a form again. “Back” on the page does not.</li>
  </ul>
  <p class="govuk-body">If something stops you, you can report by telephone instead: <a class="govuk-link" href="/contact">how to contact us</a>.</p>`

const privacy = (house: Installation, area: PortalArea): Html => html`<h2 class="govuk-heading-m">Before you send</h2>
  <p class="govuk-body">Nothing you type is saved until you send it. A half-filled form travels, encrypted, inside the page itself. These pages set no cookies, use no analytics and load nothing from other companies. The addresses of the pages do not say what you report.</p>
  <h2 class="govuk-heading-m">When you send</h2>
  <p class="govuk-body">Your answers are kept encrypted, under a key of their own, with the questions as you saw them. They are never changed afterwards, and to destroy the key is to destroy them.</p>
  <p class="govuk-body">Names, descriptions and ways of contact that you give are also kept in a record of each person, so that whoever helps can find them again. Answers that you chose from a list are counted, without names, to show whether promises are kept.</p>
  <h2 class="govuk-heading-m">Who sees it</h2>
  <p class="govuk-body">People at the hub whose work it is to read reports and, if they pass it on, the services they pass it to. They must write down why, and under which law. Each time somebody looks, it is recorded who, when and for what.</p>
  <p class="govuk-body">If you ask that the police do not contact you, that is respected unless somebody’s life is in danger. If we must act against your wish, the reason is written down.</p>
  <h2 class="govuk-heading-m">If you stay anonymous</h2>
  <p class="govuk-body">We do not ask who you are, and this service keeps no note of the address your device had on the internet. The words you choose may still show who you are.</p>
  <h2 class="govuk-heading-m">Your rights</h2>
  <p class="govuk-body">You may ask to see what is held about you, to have it put right, and to complain, first to the service that holds it and then to the <a class="govuk-link" href="https://ico.org.uk/" rel="noreferrer noopener external">Information Commissioner’s Office</a>. ${unverifiedBadge('Not yet signed')} <span class="sk-note">The data protection officers of the services in ${area.name} must approve this page before real reports are taken.</span></p>
  ${house.madeUp && html`<p class="govuk-body">This is a demonstration: do not put real people’s details into it.</p>`}`

const contact = (
  area: PortalArea,
): Html => html`<p class="govuk-body"><strong>${area.emergency.title}.</strong> ${area.emergency.text}</p>
  <p class="govuk-body">${area.emergency.cannotSpeak}</p>
  <p class="govuk-body">${area.emergency.deaf}</p>
  <h2 class="govuk-heading-m">If it can wait</h2>
  <p class="govuk-body">${area.emergency.notUrgent} Say your reference, if you have one. ${area.force.name} answers that number.</p>
  <h2 class="govuk-heading-m">To talk to somebody else</h2>
  <p class="govuk-body"><a class="govuk-link" href="/help">Services that can help</a>, most of them free and many open at any time.</p>`

const licence = html`<p class="govuk-body">Safekeep is open source, under the MIT licence. Its text comes with the source.</p>
  <h2 class="govuk-heading-m">Sources</h2>
  <p class="govuk-body">Figures, places and boundaries come from public sources, mostly under the Open Government Licence v3.0. Each figure names its source beside it: see <a class="govuk-link" href="/plan">the plan</a>.</p>
  <p class="govuk-body">Patterns and styles build on GOV.UK Frontend, under the MIT licence. This is not a GOV.UK service. The typeface is Atkinson Hyperlegible Next, under the SIL Open Font Licence.</p>`
