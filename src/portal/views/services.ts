import { asWritten, type Html, html, type Language, unverifiedBadge, worded } from '#web'
import type { SupportService } from '../area.ts'

/**
 * Services that can help, each with how to reach it and, until somebody has checked it, a warning that nobody has. Nobody
 * in danger is told to check before they call for help.
 */
export const services = (language: Language, list: readonly SupportService[]): Html =>
  html`<ul class="govuk-list sk-services">${list.map(one => html`<li class="sk-service">${service(language, one)}</li>`)}</ul>`

function service(language: Language, one: SupportService): Html {
  const { phone, text, web, checked, emergency, free } = one
  const { say } = language
  return html`<h3 class="govuk-heading-s sk-service__name">${asWritten(language, one.name)}</h3>
    <p class="govuk-body sk-service__about">${asWritten(language, one.about)}</p>
    <ul class="sk-service__ways">
      ${phone && html`<li>${worded(language, free ? 'Call {phone}, free' : 'Call {phone}', { phone: number('tel', phone) })}</li>`}
      ${text && html`<li>${worded(language, 'Text {phone}', { phone: number('sms', text) })}</li>`}
      ${web && html`<li><a class="govuk-link" dir="ltr" href="${web}" rel="noreferrer noopener external">${new URL(web).host.replace(/^www\./, '')}</a></li>`}
      ${one.hours && html`<li>${asWritten(language, one.hours)}</li>`}
    </ul>${!checked && !emergency && html`<p class="sk-service__check">${unverifiedBadge(say('Check before relying on this'))}</p>`}`
}

const number = (scheme: 'tel' | 'sms', digits: string): Html =>
  html`<a class="govuk-link" dir="ltr" href="${`${scheme}:${digits.replaceAll(' ', '')}`}">${digits}</a>`
