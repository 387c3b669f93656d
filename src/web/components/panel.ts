import { type Html, html } from '../html.ts'
import { button } from './button.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type PanelAction = Loose<{ href: string; type: 'button' | 'submit'; classes: string; attributes: Extra }> & {
  readonly text: string
}
export type PanelOptions = Content &
  Loose<{
    titleText: string
    titleHtml: Html
    headingLevel: number
    actions: Loose<{ classes: string; attributes: Extra; items: readonly PanelAction[] }>
    classes: string
    attributes: Extra
  }>

/** The end of a journey, or with its interruption class a pause within one. */
export function panel(options: PanelOptions): Html {
  const interrupts = options.classes?.includes('govuk-panel--interruption')
  const level = options.headingLevel || 1
  const body = shown(options)
  const names = classes('govuk-panel', !interrupts && 'govuk-panel--confirmation', options.classes)
  return html`<div class="${names}"${extra(options.attributes)}>
    <h${level} class="govuk-panel__title">${shown({ text: options.titleText, html: options.titleHtml })}</h${level}>
    ${body ? html`<div class="govuk-panel__body">${body}</div>` : undefined}
    ${interrupts ? panelActions(options.actions) : undefined}</div>`
}

function panelActions(actions: PanelOptions['actions']): Html | undefined {
  if (!actions) return undefined
  const items = actions.items?.map(panelAction) ?? []
  return html`<div class="${classes('govuk-panel__actions', actions.classes)}"${extra(actions.attributes)}>
    ${items.length > 0 ? html`<div class="govuk-button-group">${items.map(item => html`${item} `)}</div>` : undefined}</div>`
}

function panelAction(action: PanelAction): Html {
  if (action.href && action.type !== 'button') {
    const names = classes('govuk-link govuk-link--inverse', action.classes)
    return html`<a class="${names}" href="${action.href}"${extra(action.attributes)}>${action.text}</a>`
  }
  return button({
    ...action,
    type: action.type || 'button',
    classes: classes('govuk-button--inverse', action.classes),
  })
}
