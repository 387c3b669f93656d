import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type WarningTextOptions = Content & Loose<{ iconFallbackText: string; classes: string; attributes: Extra }>

/** Something important, with consequences. */
export function warningText(options: WarningTextOptions): Html {
  return html`<div class="${classes('govuk-warning-text', options.classes)}"${extra(options.attributes)}>
    <span class="govuk-warning-text__icon" aria-hidden="true">!</span>
    <strong class="govuk-warning-text__text">
      <span class="govuk-visually-hidden">${options.iconFallbackText || 'Warning'}</span> ${shown(options)}
    </strong></div>`
}
