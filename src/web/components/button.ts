import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type ButtonOptions = Content &
  Loose<{
    name: string
    type: 'submit' | 'button' | 'reset'
    value: string
    disabled: boolean
    href: string
    classes: string
    attributes: Extra
    preventDoubleClick: boolean
    isStartButton: boolean
    id: string
  }>

/** A button, or with `href` a link that looks like one. */
export function button(options: ButtonOptions): Html {
  const start = options.isStartButton
  const common = html`${start && filledSpan(options)}${!start && shown(options)}${start && startIcon}`
  const own = {
    class: classes('govuk-button', options.classes, start && 'govuk-button--start'),
    'data-module': 'govuk-button',
  }
  const id = attributes({ id: options.id || undefined })
  if (options.href) {
    const link = attributes({ href: options.href, role: 'button', draggable: 'false', ...own })
    return html`<a${link}${extra(options.attributes)}${id}>${common}</a>`
  }
  const given = attributes({
    type: options.type || 'submit',
    value: options.value || undefined,
    name: options.name || undefined,
    disabled: options.disabled,
    'aria-disabled': options.disabled ? 'true' : undefined,
    'data-prevent-double-click': options.preventDoubleClick,
    ...own,
  })
  return html`<button${given}${extra(options.attributes)}${id}>${common}</button>`
}

/** A start button lays its parts out in a row, which would swallow the spaces between words and markup. */
const filledSpan = (options: Content): Html =>
  options.html ? html`<span>${options.html}</span>` : html`${options.text}`

// The space keeps the words apart from the icon for those who hear or copy them.
const startIcon = html` <svg class="govuk-button__start-icon" xmlns="http://www.w3.org/2000/svg" width="17.5" height="19"
  viewBox="0 0 33 40" aria-hidden="true" focusable="false"><path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"/></svg>`
