import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type DetailsOptions = Content &
  Loose<{ summaryText: string; summaryHtml: Html; id: string; open: boolean; classes: string; attributes: Extra }>

/** More for those who want it. */
export function details(options: DetailsOptions): Html {
  const own = attributes({ id: options.id || undefined, class: classes('govuk-details', options.classes) })
  const summary = shown({ text: options.summaryText, html: options.summaryHtml })
  return html`<details${own}${extra(options.attributes)}${attributes({ open: options.open })}>
    <summary class="govuk-details__summary"><span class="govuk-details__summary-text">${summary}</span></summary>
    <div class="govuk-details__text">${shown(options)}</div></details>`
}
