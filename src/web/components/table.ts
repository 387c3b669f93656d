import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, type Sparse, shown } from './parts.ts'

export type TableCell = Content &
  Loose<{ format: 'numeric' | string; classes: string; colspan: number; rowspan: number; attributes: Extra }>
export type TableOptions = Loose<{
  head: readonly TableCell[]
  caption: string
  captionClasses: string
  firstCellIsHeader: boolean
  classes: string
  attributes: Extra
}> & { readonly rows: Sparse<readonly TableCell[]> }

/** Figures to compare. */
export function table(options: TableOptions): Html {
  const caption = classes('govuk-table__caption', options.captionClasses)
  const rows = options.rows.map(row => {
    if (!row) return undefined
    return html`<tr class="govuk-table__row">${row.map((one, i) => cell(one, i === 0 && options.firstCellIsHeader))}</tr>`
  })
  return html`<table class="${classes('govuk-table', options.classes)}"${extra(options.attributes)}>
    ${options.caption ? html`<caption class="${caption}">${options.caption}</caption>` : undefined}
    ${options.head && html`<thead class="govuk-table__head"><tr class="govuk-table__row">${options.head.map(heading)}</tr></thead>`}
    <tbody class="govuk-table__body">${rows}</tbody></table>`
}

/** A table too wide for a narrow screen: it scrolls within itself, by keys too, and its name is read out. */
export const wideTable = (label: string, options: TableOptions): Html =>
  html`<div class="sk-scroll" role="group" tabindex="0" aria-label="${label}">${table(options)}</div>`

function heading(one: TableCell): Html {
  const names = classes('govuk-table__header', one.format && `govuk-table__header--${one.format}`, one.classes)
  return html`<th scope="col" class="${names}"${spans(one)}${extra(one.attributes)}>${shown(one)}</th>`
}

function cell(one: TableCell, isHeader: boolean | undefined): Html {
  if (isHeader) {
    const names = classes('govuk-table__header', one.classes)
    return html`<th scope="row" class="${names}"${spans(one)}${extra(one.attributes)}>${shown(one)}</th>`
  }
  const names = classes('govuk-table__cell', one.format && `govuk-table__cell--${one.format}`, one.classes)
  return html`<td class="${names}"${spans(one)}${extra(one.attributes)}>${shown(one)}</td>`
}

const spans = (one: TableCell) => attributes({ colspan: one.colspan || undefined, rowspan: one.rowspan || undefined })
