import { type Html, html, unverifiedBadge } from '#web'
import type { SupportService } from '../area.ts'

/**
 * Services that can help, each with how to reach it and, until somebody has checked it, a warning that nobody has. Nobody
 * in danger is told to check before they call for help.
 */
export const services = (list: readonly SupportService[]): Html =>
  html`<ul class="govuk-list sk-services">${list.map(one => html`<li class="sk-service">${service(one)}</li>`)}</ul>`

function service({ name, about, phone, text, web, hours, free, checked, emergency }: SupportService): Html {
  return html`<h3 class="govuk-heading-s sk-service__name">${name}</h3>
    <p class="govuk-body sk-service__about">${about}</p>
    <ul class="sk-service__ways">
      ${phone && html`<li>Call <a class="govuk-link" href="tel:${phone.replaceAll(' ', '')}">${phone}</a>${free && ', free'}</li>`}
      ${text && html`<li>Text <a class="govuk-link" href="sms:${text.replaceAll(' ', '')}">${text}</a></li>`}
      ${web && html`<li><a class="govuk-link" href="${web}" rel="noreferrer noopener external">${new URL(web).host.replace(/^www\./, '')}</a></li>`}
      ${hours && html`<li>${hours}</li>`}
    </ul>${!checked && !emergency && html`<p class="sk-service__check">${unverifiedBadge('Check before relying on this')}</p>`}`
}
