/* A page of figures, as the previews show it. */
import { sparkline, type XmrChart, xmrChart, xmrTable } from '../charts/xmr-chart.ts'
import { type Html, html } from '../html.ts'
import { card } from './card.ts'
import { chartFigure } from './figures.ts'
import { table, wideTable } from './table.ts'

/** Figures over time, as the public sees them. */
export function measures(): Html {
  const chart = series()
  const told = xmrTable(chart)
  const rows = told.rows.map(row => row.map(text => ({ text })))
  const figures = table({ head: told.headings.map(text => ({ text })), rows, firstCellIsHeader: true })
  const spark = html`<div class="sk-measure"><h3 class="govuk-heading-s">Contacted in time</h3>
    <div class="sk-measure__figures"><p class="sk-measure__value">79 % <span class="sk-measure__period">December 2026</span></p>${sparkline(chart)}</div></div>`
  const number = (text: number) => ({ text, format: 'numeric' })
  return html`<h1 class="govuk-heading-xl">How we are doing</h1>
    ${chartFigure({ id: 'figure', caption: chart.title, reading: 'Change very likely: December lies above what chance would give.', svg: xmrChart(chart), table: figures, source: 'Counted from this service, December 2026.' })}
    ${card({ title: { text: 'Help comes in time' }, body: { html: spark } })}
    ${wideTable('By place', {
      caption: 'By place',
      captionClasses: 'govuk-table__caption--m',
      firstCellIsHeader: true,
      head: [{ text: 'Place' }, { text: 'Due', format: 'numeric' }, { text: 'Met', format: 'numeric' }],
      rows: [
        [{ text: 'Brambleford' }, number(61), number(58)],
        [{ text: 'Ostlewick' }, number(62), number(60)],
      ],
    })}`
}

function series(): XmrChart {
  const values = [42, 47, 44, 51, 49, 46, 58, 63, 61, 66, 64, 79]
  const points = values.map((value, i) => ({
    label: `Month ${i + 1}`,
    short: `${i + 1}`,
    value,
    text: `${value} %`,
    mark: i === 11 ? ('signal' as const) : ('plain' as const),
  }))
  return {
    id: 'contact',
    title: 'Victims contacted in time, of those due',
    description: 'From 42 per cent in January to 79 in December.',
    points,
    limits: [
      { from: 0, to: 5, mean: 46, lower: 36, upper: 56 },
      { from: 6, to: 11, mean: 64, lower: 52, upper: 76 },
    ],
    breaks: [{ before: 6, label: 'The hub took the calls over' }],
    inUnit: (value: number) => `${value} %`,
  }
}
