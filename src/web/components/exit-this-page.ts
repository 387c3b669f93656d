import { attributes, type Html, html } from '../html.ts'
import { button } from './button.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type ExitThisPageOptions = Content &
  Loose<{
    redirectUrl: string
    id: string
    classes: string
    attributes: Extra
    activatedText: string
    timedOutText: string
    pressTwoMoreTimesText: string
    pressOneMoreTimeText: string
  }>

/** Leave at once for a harmless page; where script runs the page is blanked first and Shift three times does the same. */
export function exitThisPage(options: ExitThisPageOptions): Html {
  const own = attributes({
    id: options.id || undefined,
    class: classes('govuk-exit-this-page', options.classes),
    'data-module': 'govuk-exit-this-page',
  })
  const words = attributes({
    'data-i18n.activated': options.activatedText || undefined,
    'data-i18n.timed-out': options.timedOutText || undefined,
    'data-i18n.press-two-more-times': options.pressTwoMoreTimesText || undefined,
    'data-i18n.press-one-more-time': options.pressOneMoreTimeText || undefined,
  })
  const content = shown(options) ? { text: options.text, html: options.html } : { html: standard }
  return html`<div${own}${extra(options.attributes)}${words}>${button({
    ...content,
    classes: 'govuk-button--warning govuk-exit-this-page__button govuk-js-exit-this-page-button',
    href: options.redirectUrl || 'https://www.bbc.co.uk/weather',
    attributes: { rel: 'nofollow noreferrer' },
  })}</div>`
}

const standard = html`<span class="govuk-visually-hidden">Emergency</span> Exit this page`
