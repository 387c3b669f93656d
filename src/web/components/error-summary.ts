import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type ErrorSummaryOptions = Loose<{
  titleText: string
  titleHtml: Html
  descriptionText: string
  descriptionHtml: Html
  errorList: readonly (Content & Loose<{ href: string; attributes: Extra }>)[]
  disableAutoFocus: boolean
  classes: string
  attributes: Extra
}>

/** Everything that must be put right, at the top of the page, each leading to its question. */
export function errorSummary(options: ErrorSummaryOptions): Html {
  const about = shown({ text: options.descriptionText, html: options.descriptionHtml })
  const focus = attributes({ 'data-disable-auto-focus': options.disableAutoFocus })
  const items = options.errorList?.map(item => {
    const link = item.href && html`<a href="${item.href}"${extra(item.attributes)}>${shown(item)}</a>`
    return html`<li>${link || shown(item)}</li>`
  })
  const names = classes('govuk-error-summary', options.classes)
  // The alert is a child of what takes the focus, or the two race and part of it goes unread.
  return html`<div class="${names}"${focus}${extra(options.attributes)} data-module="govuk-error-summary">
    <div role="alert"><h2 class="govuk-error-summary__title">${shown({ text: options.titleText, html: options.titleHtml })}</h2>
    <div class="govuk-error-summary__body">${about ? html`<p>${about}</p>` : undefined}
    ${items?.length ? html`<ul class="govuk-list govuk-error-summary__list">${items}</ul>` : undefined}</div></div></div>`
}
