import { part, said } from '#kernel'
import { type Answer, html, publicPage, type Visit } from '#web'
import type { Service } from './service.ts'

const most = 12

/**
 * A small card to print or to copy by hand. Without names, unless they are asked for: the first letter and a number, as
 * anybody's list of numbers looks, with nothing of ours on it.
 */
export function cardPage(visit: Visit, services: readonly Service[]): Answer {
  const { say, to } = visit.language
  const wanted = [part(visit.given, 'service')].flat().map(said).slice(0, 60)
  const named = said(part(visit.given, 'names')) === 'yes'
  const numbers = services
    .filter(({ id }) => wanted.includes(id))
    .toSorted((a, b) => wanted.indexOf(a.id) - wanted.indexOf(b.id))
    .flatMap(({ said: { name, phone, text } }) => ((phone ?? text) ? [{ name, number: phone ?? text }] : []))
    .slice(0, most)
  return publicPage(visit, {
    tab: say('Numbers'),
    discreet: true,
    again: { form: 'card', action: '/help/card' },
    content: html`<h1 class="govuk-heading-l sk-not-printed">${say('Numbers to keep')}</h1>
      <p class="govuk-body sk-not-printed">${say('Print this page, or copy the numbers. Only the box below is printed. Your browser may print the address of the page at its edge: switch off “headers and footers” in its print window.')}</p>
      <div class="sk-numbers"><table>${numbers.map(({ name, number }) => html`<tr><th scope="row">${named ? name : name.replace(/^The /, '').slice(0, 1)}</th><td><bdi>${number}</bdi></td></tr>`)}</table></div>
      <form method="post" action="${to('/help/card')}" id="card" class="sk-not-printed">${wanted.map(id => html`<input type="hidden" name="service" value="${id}">`)}
      <button type="submit" name="names" value="${named ? 'no' : 'yes'}" class="govuk-button govuk-button--secondary" data-module="govuk-button">${named ? say('Show the first letters only') : say('Show the names too')}</button></form>
      <p class="govuk-body sk-not-printed"><a class="govuk-link" href="${to('/help')}">${say('Back to the services')}</a></p>`,
  })
}
