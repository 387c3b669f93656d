import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, type Sparse, shown } from './parts.ts'

export type SummaryAction = Content &
  Loose<{ visuallyHiddenText: string; classes: string; attributes: Extra }> & {
    readonly href: string
  }
export type SummaryActions = Loose<{ items: readonly SummaryAction[]; classes: string }>
export type SummaryRow = Loose<{ classes: string; actions: SummaryActions }> & {
  readonly key: Content & Loose<{ classes: string }>
  readonly value: Content & Loose<{ classes: string }>
}
export type CardTitle = Content & Loose<{ headingLevel: number; classes: string }>
export type SummaryCard = Loose<{ title: CardTitle; actions: SummaryActions; classes: string; attributes: Extra }>
export type SummaryListOptions = Loose<{ card: SummaryCard; classes: string; attributes: Extra }> & {
  readonly rows: Sparse<SummaryRow>
}

/** Answers beside their questions, each with what may be done about it; in a card where there are several lists. */
export function summaryList(options: SummaryListOptions): Html {
  const title = options.card?.title
  const someActions = options.rows.some(one => (one ? one.actions?.items?.length : 0))
  const rows = options.rows.map(one => (one ? row(one, Boolean(someActions), title) : undefined))
  const list = html`<dl class="${classes('govuk-summary-list', options.classes)}"${extra(options.attributes)}>${rows}</dl>`
  return options.card ? card(options.card, list) : list
}

function row({ key, value, actions, ...own }: SummaryRow, someActions: boolean, title: CardTitle | undefined): Html {
  const names = classes(
    'govuk-summary-list__row',
    someActions && !actions?.items && 'govuk-summary-list__row--no-actions',
    own.classes,
  )
  return html`<div class="${names}">
    <dt class="${classes('govuk-summary-list__key', key?.classes)}">${shown(key)}</dt>
    <dd class="${classes('govuk-summary-list__value', value?.classes)}">${shown(value)}</dd>
    ${rowActions(actions, title)}</div>`
}

function rowActions(actions: SummaryActions | undefined, title: CardTitle | undefined): Html | undefined {
  const links = actions?.items?.map(action => actionLink(action, title)) ?? []
  if (links.length === 0) return undefined
  const names = classes('govuk-summary-list__actions', actions?.classes)
  if (links.length === 1) return html`<dd class="${names}">${links}</dd>`
  const items = links.map(link => html`<li class="govuk-summary-list__actions-list-item">${link}</li>`)
  return html`<dd class="${names}"><ul class="govuk-summary-list__actions-list">${items}</ul></dd>`
}

function card({ title, actions, ...own }: SummaryCard, list: Html): Html {
  const level = title?.headingLevel || 2
  const names = classes('govuk-summary-card__title', title?.classes)
  const heading = title && html`<h${level} class="${names}">${shown(title)}</h${level}>`
  return html`<div class="${classes('govuk-summary-card', own.classes)}"${extra(own.attributes)}>
    <div class="govuk-summary-card__title-wrapper">${heading} ${cardActions(actions, title)}</div>
    <div class="govuk-summary-card__content">${list}</div></div>`
}

function cardActions(actions: SummaryActions | undefined, title: CardTitle | undefined): Html | undefined {
  const links = actions?.items?.map(action => actionLink(action, title)) ?? []
  if (links.length === 0) return undefined
  const names = classes('govuk-summary-card__actions', actions?.classes)
  if (links.length === 1) return html`<div class="${names}">${links}</div>`
  return html`<ul class="${names}">${links.map(link => html`<li class="govuk-summary-card__action">${link}</li>`)}</ul>`
}

/** "Change" alone says nothing in a list of links, so what it changes, and in which card, is said aloud. */
function actionLink(action: SummaryAction, title: CardTitle | undefined): Html {
  const what = action.visuallyHiddenText && html` ${action.visuallyHiddenText}`
  const where = title && html` (${shown(title)})`
  const aloud = what || where ? html`<span class="govuk-visually-hidden">${what}${where}</span>` : undefined
  const names = classes('govuk-link', action.classes)
  return html`<a class="${names}" href="${action.href}"${extra(action.attributes)}>${shown(action)}${aloud}</a>`
}
