/** One measure: its chart, its figures, what it counts and what it must be read with. */
import {
  chartFigure,
  type Html,
  html,
  type Language,
  summaryList,
  table,
  unverifiedBadge,
  xmrChart,
  xmrTable,
} from '#web'
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
  /** The measure, its companion and the outcomes are in it already. */
  readonly language: Language
  /** Where the clock on the wall hangs. */
  readonly zone: string
}

/** The content of /plan/measures/:id; the caller puts the page around it. */
export function measurePage({ measure, companion, outcomes, language, zone }: MeasurePage): Html {
  const { say } = language
  return html`<h1 class="govuk-heading-xl">${measure.title}</h1>
    ${figure(measure, language, zone)} ${facts(measure, language, zone)} ${readWith(measure, companion, language)}
    ${changes(measure, language)} ${revisions(measure, language, zone)} ${speaksFor(outcomes, language)} ${method(language)}
    <h2 class="govuk-heading-m">${say('Take the figures')}</h2>
    <ul class="govuk-list"><li><a class="govuk-link" href="${measurePath(measure.id)}.csv" hreflang="en-GB" download>${say('Figures as CSV')}</a></li>
    <li><a class="govuk-link" href="${measurePath(measure.id)}.json" hreflang="en-GB">${say('Figures as JSON')}</a></li></ul>`
}

function figure(measure: Published, language: Language, zone: string): Html {
  const { say } = language
  const chart = chartOf(measure, language)
  const { caption, headings, rows } = xmrTable(chart, language)
  const { source, asAt } = measure
  return chartFigure({
    id: `${chart.id}-figure`,
    caption: say('Over time'),
    reading: measure.reading,
    svg:
      measure.series.length === 0
        ? html`<p class="govuk-body">${say('{words}.', { words: say('No figures yet') })}</p>`
        : xmrChart(chart, language),
    tableText: say('Figures as a table'),
    table: table({
      caption,
      captionClasses: 'govuk-visually-hidden',
      firstCellIsHeader: true,
      head: headings.map(text => ({ text })),
      rows: rows.map(row => row.map(text => ({ text }))),
    }),
    source:
      asAt === null
        ? say('Source: {source}. Being counted.', { source })
        : say('Source: {source}. As at {when}.', { source, when: asAtText(asAt, zone, language) }),
  })
}

function facts(measure: Published, language: Language, zone: string): Html {
  const { say } = language
  const now = latestOf(measure, language)
  const rows = [
    { key: say('What it counts'), value: measure.definition },
    { key: say('Latest'), value: now === null ? say('No figures yet') : `${now.value} (${now.period})` },
    { key: say('Likely range (95%)'), value: marginOf(measure, language) },
    { key: say('So far'), value: soFar(measure, language) },
    { key: say('Which way is good'), value: wayOf(measure, say) },
    { key: say('Source'), value: measure.source },
    { key: say('Licence'), value: measure.licence },
    { key: say('As at'), value: measure.asAt === null ? beingCounted(say) : asAtText(measure.asAt, zone, language) },
    { key: say('Settled'), value: settled(measure, language) },
  ]
  return summaryList({
    rows: rows.map(({ key, value }) => (value === null ? undefined : { key: { text: key }, value: { text: value } })),
  })
}

function readWith({ pairedWith }: Published, companion: Published | null, { say, to }: Language): Html | undefined {
  if (pairedWith === null) return undefined
  const body =
    companion === null
      ? html`<p class="govuk-body">${say('The measure it must be read with is not counted here yet, so by itself this one is neither good nor bad.')}</p>`
      : html`<p class="govuk-body"><a class="govuk-link" href="${to(measurePath(companion.id))}">${companion.title}</a></p>
        <p class="govuk-body">${companion.reading}</p>`
  return html`<h2 class="govuk-heading-m">${say('Read it with')}</h2>${body}`
}

function changes({ breaks, every }: Published, language: Language): Html | undefined {
  if (breaks.length === 0) return undefined
  const { say } = language
  return html`<h2 class="govuk-heading-m">${say('When recording changed')}</h2><ul class="govuk-list govuk-list--bullet">${breaks.map(
    it => html`<li>${say('From {period}: {change}.', { period: thePeriod(it.at, every, language), change: it.label })}
      ${!it.verified && unverifiedBadge(say('Unverified'))}</li>`,
  )}</ul><p class="govuk-body">${say('Figures on either side of a change are never compared.')}</p>`
}

/** Only for figures of our own: a publisher settles its own series. */
function settled({ settledUntil, every }: Published, language: Language): string | null {
  if (settledUntil === null) return null
  return language.say('To the end of {period}. What changes in those months is shown as a revision.', {
    period: periodText(settledUntil, every, language),
  })
}

function revisions({ revisions: all, every, unit }: Published, language: Language, zone: string): Html | undefined {
  if (all.length === 0) return undefined
  const { say } = language
  return html`<h2 class="govuk-heading-m">${say('Revisions')}</h2>
    <p class="govuk-body">${say('These months were settled, and came out otherwise when they were counted again: something was recorded late, or put right.')}</p>${table(
      {
        caption: say('Figures that were revised, and what they were before'),
        captionClasses: 'govuk-visually-hidden',
        firstCellIsHeader: true,
        head: [say('Period'), say('Was'), say('Is'), say('Revised')].map(text => ({ text })),
        rows: all.map(({ period, was, is, at }) =>
          [
            periodText(period, every, language),
            cellText(was, unit, language),
            cellText(is, unit, language),
            asAtText(at, zone, language),
          ].map(text => ({ text })),
        ),
      },
    )}`
}

function speaksFor(outcomes: readonly Outcome[], { say, to }: Language): Html | undefined {
  if (outcomes.length === 0) return undefined
  return html`<h2 class="govuk-heading-m">${say('In the plan')}</h2><ul class="govuk-list govuk-list--bullet">${outcomes.map(
    it => html`<li><a class="govuk-link" href="${to(`/plan#${it.id}`)}">${it.outcome}</a></li>`,
  )}</ul>`
}

const method = ({ say }: Language): Html => html`<h2 class="govuk-heading-m">${say('How we judge change')}</h2>
  <p class="govuk-body">${say('The average and limits stand on the first twelve periods and do not move afterwards. We speak of a change only where the latest periods stand out on the chart and a test of them against the first agrees. With fewer than twelve periods since recording last changed, we say that there are too few. Numbers from one to four are withheld; nothing else shown depends on what they are.')}</p>`
