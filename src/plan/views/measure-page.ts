/** One measure: its chart, its figures, what it counts and what it must be read with. */
import { chartFigure, type Html, html, summaryList, table, unverifiedBadge, xmrChart, xmrTable } from '#web'
import { chartOf } from '../chart.ts'
import { cellText, periodText, thePeriod } from '../measure.ts'
import type { Outcome } from '../plan.ts'
import type { Published } from '../publish.ts'
import { asAtText, beingCounted, latestOf, marginOf, measurePath, soFar, wayOf } from './words.ts'

export type MeasurePage = {
  readonly measure: Published
  readonly companion: Published | null
  /** The outcomes of the plan that it speaks for. */
  readonly outcomes: readonly Outcome[]
  /** Where the clock on the wall hangs. */
  readonly zone: string
}

/** The content of /plan/measures/:id; the caller puts the page around it. */
export function measurePage({ measure, companion, outcomes, zone }: MeasurePage): Html {
  const chart = chartOf(measure)
  const { caption, headings, rows } = xmrTable(chart)
  return html`<h1 class="govuk-heading-xl">${measure.title}</h1>
    ${chartFigure({
      id: `${chart.id}-figure`,
      caption: 'Over time',
      reading: measure.reading,
      svg: measure.series.length === 0 ? html`<p class="govuk-body">No figures yet.</p>` : xmrChart(chart),
      table: table({
        caption,
        captionClasses: 'govuk-visually-hidden',
        firstCellIsHeader: true,
        head: headings.map(text => ({ text })),
        rows: rows.map(row => row.map(text => ({ text }))),
      }),
      source: `Source: ${measure.source}. ${measure.asAt === null ? beingCounted : `As at ${asAtText(measure.asAt, zone)}`}.`,
    })}
    ${facts(measure, zone)} ${readWith(measure, companion)} ${changes(measure)} ${revisions(measure, zone)} ${speaksFor(outcomes)} ${method()}
    <h2 class="govuk-heading-m">Take the figures</h2>
    <ul class="govuk-list"><li><a class="govuk-link" href="${measurePath(measure.id)}.csv" download>Figures as CSV</a></li>
    <li><a class="govuk-link" href="${measurePath(measure.id)}.json">Figures as JSON</a></li></ul>`
}

function facts(measure: Published, zone: string): Html {
  const now = latestOf(measure)
  const rows = [
    { key: 'What it counts', value: measure.definition },
    { key: 'Latest', value: now === null ? 'No figures yet' : `${now.value}, ${now.period}` },
    { key: 'Likely range (95%)', value: marginOf(measure) },
    { key: 'So far', value: soFar(measure) },
    { key: 'Which way is good', value: wayOf(measure) },
    { key: 'Source', value: measure.source },
    { key: 'Licence', value: measure.licence },
    { key: 'As at', value: measure.asAt === null ? beingCounted : asAtText(measure.asAt, zone) },
    { key: 'Settled', value: settled(measure) },
  ]
  return summaryList({
    rows: rows.map(({ key, value }) => (value === null ? undefined : { key: { text: key }, value: { text: value } })),
  })
}

function readWith({ pairedWith }: Published, companion: Published | null): Html | undefined {
  if (pairedWith === null) return undefined
  const body =
    companion === null
      ? html`<p class="govuk-body">The measure it must be read with is not counted here yet, so by itself this one is neither good nor bad.</p>`
      : html`<p class="govuk-body"><a class="govuk-link" href="${measurePath(companion.id)}">${companion.title}</a>. ${companion.reading}</p>`
  return html`<h2 class="govuk-heading-m">Read it with</h2>${body}`
}

function changes({ breaks, every }: Published): Html | undefined {
  if (breaks.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">When recording changed</h2><ul class="govuk-list govuk-list--bullet">${breaks.map(
    it => html`<li>From ${thePeriod(it.at, every)}: ${it.label}. ${it.verified ? undefined : unverifiedBadge()}</li>`,
  )}</ul><p class="govuk-body">Figures on either side of a change are never compared.</p>`
}

/** Only for figures of our own: a publisher settles its own series. */
function settled({ settledUntil, every }: Published): string | null {
  if (settledUntil === null) return null
  return `To the end of ${periodText(settledUntil, every)}. What changes in those months is shown as a revision.`
}

function revisions({ revisions: all, every, unit }: Published, zone: string): Html | undefined {
  if (all.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">Revisions</h2>
    <p class="govuk-body">These months were settled, and came out otherwise when they were counted again: something was recorded
      late, or put right.</p>${table({
        caption: 'Figures that were revised, and what they were before',
        captionClasses: 'govuk-visually-hidden',
        firstCellIsHeader: true,
        head: ['Period', 'Was', 'Is', 'Revised'].map(text => ({ text })),
        rows: all.map(({ period, was, is, at }) =>
          [periodText(period, every), cellText(was, unit), cellText(is, unit), asAtText(at, zone)].map(text => ({
            text,
          })),
        ),
      })}`
}

function speaksFor(outcomes: readonly Outcome[]): Html | undefined {
  if (outcomes.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">In the plan</h2><ul class="govuk-list govuk-list--bullet">${outcomes.map(
    it => html`<li><a class="govuk-link" href="/plan#${it.id}">${it.outcome}</a></li>`,
  )}</ul>`
}

function method(): Html {
  return html`<h2 class="govuk-heading-m">How we judge change</h2>
    <p class="govuk-body">The average and limits stand on the first twelve periods and do not move afterwards. We speak of a change
      only where the latest periods stand out on the chart and a test of them against the first agrees. With fewer than twelve
      periods since recording last changed, we say that there are too few. Numbers from one to four are withheld; nothing else
      shown depends on what they are.</p>`
}
