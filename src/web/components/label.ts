import { attributes, type Html, html } from '../html.ts'
import { classes, extra, type LabelOptions, shown } from './parts.ts'

/** The name of one input; nothing where it has no words. */
export function label(options: LabelOptions): Html {
  const content = shown(options)
  if (content === undefined || content === '') return html``
  const own = attributes({ class: classes('govuk-label', options.classes), for: options.for || undefined })
  const tag = html`<label${own}${extra(options.attributes)}>${content}</label>`
  return options.isPageHeading ? html`<h1 class="govuk-label-wrapper">${tag}</h1>` : tag
}
