/*
 * What script adds to every page. Nothing here is needed: each part makes a page that already works easier to use.
 * A part that fails leaves the others, and the page, as they were.
 */
import { Button } from 'govuk-frontend/dist/govuk/components/button/button.mjs'
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { Checkboxes } from 'govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'
import { NotificationBanner } from 'govuk-frontend/dist/govuk/components/notification-banner/notification-banner.mjs'
import { Radios } from 'govuk-frontend/dist/govuk/components/radios/radios.mjs'
import { ServiceNavigation } from 'govuk-frontend/dist/govuk/components/service-navigation/service-navigation.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'

const components = [
  ErrorSummary,
  Radios,
  Checkboxes,
  Button,
  CharacterCount,
  NotificationBanner,
  ServiceNavigation,
  SkipLink,
]

if ('noModule' in HTMLScriptElement.prototype) {
  document.body.classList.add('js-enabled', 'govuk-frontend-supported')
  // Leaving at once comes first: whatever else goes wrong, that must work.
  onEach(ExitThisPage.moduleName, leaveAtOnce)
  for (const Component of components) onEach(Component.moduleName, element => new Component(element))
  plainRadios()
  sendOnce()
  // Only where they are asked for: elsewhere nobody should wait for them.
  for (const name of ['skFiles', 'skWork', 'skFill']) {
    const script = document.querySelector<HTMLElement>('[data-sk-files], [data-sk-work], [data-sk-fill]')?.dataset[name]
    if (script) void import(script)
  }
}

function onEach(moduleName: string, begin: (element: HTMLElement) => unknown): void {
  for (const element of document.querySelectorAll<HTMLElement>(`[data-module="${moduleName}"]`)) {
    try {
      begin(element)
    } catch (problem) {
      console.error(problem)
    }
  }
}

/** As GOV.UK Frontend blanks the page and follows the link, save that the page gives up its place in the history. */
function leaveAtOnce(element: HTMLElement): void {
  new ExitThisPage(element).exitPage = () => {
    const cover = document.createElement('div')
    cover.className = 'govuk-exit-this-page-overlay'
    cover.setAttribute('role', 'alert')
    document.body.classList.add('govuk-exit-this-page-hide-content')
    document.body.append(cover)
    cover.textContent = element.dataset['i18n.activated'] ?? 'Loading.'
    document.title = '\u200e'
    // Over a slow line this page lives on until the other comes: whatever it sent meanwhile would cancel the leaving.
    const stay = (event: Event): void => {
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    document.addEventListener('submit', stay, true)
    location.replace(element.querySelector('a')?.href ?? 'about:blank')
  }
}

/** GOV.UK Frontend marks radios as expanded, which ARIA does not allow; what they reveal follows them in any case. */
function plainRadios(): void {
  const plain = () => {
    for (const radio of document.querySelectorAll('[type=radio][aria-expanded]')) radio.removeAttribute('aria-expanded')
  }
  plain()
  addEventListener('click', plain)
  addEventListener('pageshow', plain)
}

/** A form sent twice by a double click would be a second report, so every form is sent once in two seconds. */
function sendOnce(): void {
  const sent = new WeakMap<HTMLFormElement, number>()
  document.addEventListener('submit', event => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
    const last = sent.get(form)
    if (last !== undefined && event.timeStamp - last < 2000) event.preventDefault()
    else sent.set(form, event.timeStamp)
  })
}
