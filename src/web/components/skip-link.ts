import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type SkipLinkOptions = Content & Loose<{ href: string; classes: string; attributes: Extra }>

/** The way past the header, seen when it has the focus. */
export function skipLink(options: SkipLinkOptions): Html {
  const names = classes('govuk-skip-link', options.classes)
  const more = extra(options.attributes)
  return html`<a href="${options.href || '#content'}" class="${names}"${more} data-module="govuk-skip-link">${shown(options)}</a>`
}
