import { attributes, type Html, html } from '../html.ts'
import { classes, extra, type FieldsetOptions, type LegendOptions, shown } from './parts.ts'

/** Inputs that answer one question together. */
export function fieldset(options: FieldsetOptions): Html {
  const own = attributes({
    class: classes('govuk-fieldset', options.classes),
    role: options.role || undefined,
    'aria-describedby': options.describedBy || undefined,
  })
  return html`<fieldset${own}${extra(options.attributes)}>${legend(options.legend)} ${options.html}</fieldset>`
}

function legend(options: LegendOptions | undefined): Html | undefined {
  const content = shown(options)
  if (content === undefined || content === '') return undefined
  const names = classes('govuk-fieldset__legend', options?.classes)
  const words = options?.isPageHeading ? html`<h1 class="govuk-fieldset__heading">${content}</h1>` : content
  return html`<legend class="${names}">${words}</legend>`
}
