import { attributes, type Html, html } from '../html.ts'
import { classes, extra, type HintOptions, shown } from './parts.ts'

/** Words set apart from those around them. */
export function insetText(options: HintOptions): Html {
  const own = attributes({ id: options.id || undefined, class: classes('govuk-inset-text', options.classes) })
  return html`<div${own}${extra(options.attributes)}>${shown(options)}</div>`
}
