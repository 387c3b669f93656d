import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type BackLinkOptions = Content & Loose<{ href: string; classes: string; attributes: Extra }>

/** The way to the page before. */
export function backLink(options: BackLinkOptions): Html {
  const names = classes('govuk-back-link', options.classes)
  return html`<a href="${options.href || '#'}" class="${names}"${extra(options.attributes)}>${shown(options) || 'Back'}</a>`
}
