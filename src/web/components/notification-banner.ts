import { attributes, filled, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type NotificationBannerOptions = Content &
  Loose<{
    titleText: string
    titleHtml: Html
    titleHeadingLevel: number | string
    type: 'success' | string
    role: string
    titleId: string
    disableAutoFocus: boolean
    classes: string
    attributes: Extra
  }>

/** News that is not about the page itself; a success takes the focus where script runs. */
export function notificationBanner(options: NotificationBannerOptions): Html {
  const success = options.type === 'success'
  const titleId = options.titleId || 'govuk-notification-banner-title'
  const own = attributes({
    class: classes('govuk-notification-banner', success && 'govuk-notification-banner--success', options.classes),
    role: options.role || (success ? 'alert' : 'region'),
    'aria-labelledby': titleId,
    'data-module': 'govuk-notification-banner',
    'data-disable-auto-focus': options.disableAutoFocus,
  })
  const title = shown({ text: options.titleText, html: options.titleHtml }) || (success ? 'Success' : 'Important')
  const level = options.titleHeadingLevel || 2
  const line = options.text ? html`<p class="govuk-notification-banner__heading">${options.text}</p>` : undefined
  return html`<div${own}${extra(options.attributes)}><div class="govuk-notification-banner__header">
    <h${level} class="govuk-notification-banner__title" id="${titleId}">${title}</h${level}></div>
    <div class="govuk-notification-banner__content">${filled(options.html) ? options.html : line}</div></div>`
}
