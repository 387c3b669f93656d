import { attributes, type Html, html } from '../html.ts'
import { classes, type ErrorMessageOptions, extra, shown } from './parts.ts'

/** What is wrong with an answer and how to put it right; "Error:" is said aloud before it. */
export function errorMessage(options: ErrorMessageOptions): Html {
  const own = attributes({ id: options.id || undefined, class: classes('govuk-error-message', options.classes) })
  const { visuallyHiddenText: aloud = 'Error' } = options
  const prefix = aloud && html`<span class="govuk-visually-hidden">${aloud}:</span> `
  return html`<p${own}${extra(options.attributes)}>${prefix || undefined}${shown(options)}</p>`
}
