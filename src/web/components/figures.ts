/* Numbers: one by one as tiles, or over time as a chart with the words and the table that say the same. */
import { type Html, html } from '../html.ts'
import { details } from './details.ts'
import { classes, type Loose } from './parts.ts'

export type ChartFigureOptions = Loose<{
  /** The figure's own id, which its caption's id follows. */
  id: string
  tableText: string
  source: string
}> & {
  readonly caption: string
  /** What the chart shows, in a sentence, for those who cannot see it or would rather not work it out. */
  readonly reading: string
  readonly svg: Html
  readonly table: Html
}

/** A chart with its caption, its reading in words and its figures in a table. */
export function chartFigure(options: ChartFigureOptions): Html {
  const source = options.source ? html`<p class="sk-chart__source">${options.source}</p>` : undefined
  const id = options.id ?? 'sk-chart'
  return html`<figure class="sk-chart" id="${id}" aria-labelledby="${id}-caption">
    <figcaption class="sk-chart__caption" id="${id}-caption">${options.caption}</figcaption>
    <p class="sk-chart__reading">${options.reading}</p>
    <div class="sk-chart__scroll" role="group" tabindex="0" aria-labelledby="${id}-caption"><div class="sk-chart__svg">${options.svg}</div></div>
    ${details({ summaryText: options.tableText ?? 'Figures as a table', html: options.table, classes: 'sk-chart__table' })}${source}</figure>`
}

export type Tile = Loose<{ note: string; href: string; tone: 'plain' | 'good' | 'watch' | 'alarm' }> & {
  readonly label: string
  readonly value: string | number
}

/** A few numbers that matter, large. */
export const tiles = (list: readonly Tile[]): Html =>
  html`<dl class="sk-tiles">${list.map(
    ({ label, value, note, href, tone }) => html`<div class="${classes('sk-tile', `sk-tile--${tone ?? 'plain'}`)}">
    <dt class="sk-tile__label">${href ? html`<a class="govuk-link" href="${href}">${label}</a>` : label}</dt>
    <dd class="sk-tile__value">${value}</dd>${note ? html`<dd class="sk-tile__note">${note}</dd>` : undefined}</div>`,
  )}</dl>`
