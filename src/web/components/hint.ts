import { attributes, type Html, html } from '../html.ts'
import { classes, extra, type HintOptions, shown } from './parts.ts'

/** Help with a question, before it is answered. */
export function hint(options: HintOptions): Html {
  const own = attributes({ id: options.id || undefined, class: classes('govuk-hint', options.classes) })
  return html`<div${own}${extra(options.attributes)}>${shown(options)}</div>`
}
