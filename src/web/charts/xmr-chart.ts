/* A series over time with its average, its limits, and what stands out, as SVG in the style sheet's colours. */
import { line, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from 'd3-shape'
import { type Html, html } from '../html.ts'
import { english, type Language } from '../languages.ts'
import { type Frame, frameOf, namedPlaces, narrowRoom, type Room, tidy, wideRoom } from './frame.ts'

/** A point's `mark` is its shape as well as its colour: diamond, square or triangle where it is not an ordinary one. */
export type ChartPoint = {
  /** The period in full, and short enough for an axis. */
  readonly label: string
  readonly short: string
  readonly value: number | null
  /** The value as a person reads it, or the words for there being none. */
  readonly text: string
  readonly mark: 'plain' | 'signal' | 'withheld' | 'provisional'
  /** What is remarkable about it, for the table. */
  readonly note?: string | undefined
}

/** Limits hold for the points from one place to another, both included. */
export type ChartLimits = {
  readonly from: number
  readonly to: number
  readonly mean: number
  readonly lower: number | null
  readonly upper: number | null
}

/** A line between a point and the one before it: figures on either side are not compared. */
export type ChartBreak = { readonly before: number; readonly label: string }

export type XmrChart = {
  /** An id for the page, unlike any other on it. */
  readonly id: string
  readonly title: string
  /** What the chart shows in a sentence or two, for whoever cannot see it. */
  readonly description: string
  readonly points: readonly ChartPoint[]
  readonly limits: readonly ChartLimits[]
  readonly breaks: readonly ChartBreak[]
  readonly inUnit: (value: number) => string
}

/**
 * The chart drawn for wide and for narrow screens, of which the style sheet shows one, and the key to its marks. The years
 * go from left to right in every language.
 */
export function xmrChart(chart: XmrChart, language: Language = english): Html {
  return html`<div class="sk-chart-wide">${drawing(chart, wideRoom, 'wide', 8, language)}</div>
    <div class="sk-chart-narrow">${drawing(chart, narrowRoom, 'narrow', 4, language)}</div>${key(chart, language)}`
}

export type ChartTable = {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The same figures as a table, which always stands beside the chart. */
export function xmrTable({ title, points, breaks }: XmrChart, { say }: Language = english): ChartTable {
  const rows = points.map(({ label, text, note }, place) => {
    const changes = breaks
      .filter(it => it.before === place)
      .map(it => say('Recording changed: {change}', { change: it.label }))
    return [label, text, [...changes, ...(note === undefined ? [] : [note])].join('; ')]
  })
  return { caption: title, headings: [say('Period'), say('Figure'), say('Note')], rows }
}

/** A small picture of the line alone, for a row where the words beside it say the rest; hidden from screen readers. */
export function sparkline({ points, breaks }: Pick<XmrChart, 'points' | 'breaks'>): Html {
  const room: Room = { width: 160, height: 44, top: 5, end: 4, bottom: 5, start: 4 }
  const frame = frameOf(room, points.length, values(points))
  const last = points.findLastIndex(it => it.value !== null && it.mark !== 'provisional')
  const dot = last < 0 ? undefined : shape(frame, last, points[last]!.value!, 'plain')
  return html`<svg class="sk-spark" width="${room.width}" height="${room.height}" viewBox="0 0 ${room.width} ${room.height}"
    aria-hidden="true" focusable="false">${lines(frame, points, breaks)}${dot}</svg>`
}

function drawing(chart: XmrChart, room: Room, name: string, names: number, { say }: Language): Html {
  const { id, title, description, points, limits, breaks } = chart
  const tops = limits.flatMap(it => [it.mean, it.upper ?? 0])
  const frame = frameOf(room, points.length, [...values(points), ...tops])
  return html`<svg role="img" aria-labelledby="${id}-${name}-title ${id}-${name}-desc" focusable="false"
    direction="ltr" viewBox="0 0 ${room.width} ${room.height}" xmlns="http://www.w3.org/2000/svg">
    <title id="${id}-${name}-title">${title}</title><desc id="${id}-${name}-desc">${description}</desc>
    ${upAxis(frame, chart)} ${acrossAxis(frame, points, names)}
    ${limits.map(one => limitLines(frame, one, name === 'wide' && points.length - one.to <= 2 ? say : undefined))}
    ${breaks.map((one, i) => breakLine(frame, one, i))}
    ${lines(frame, points, breaks)}
    ${points.map((point, place) => (point.value === null ? undefined : shape(frame, place, point.value, point.mark)))}</svg>`
}

function upAxis({ room, y, ticks }: Frame, { inUnit }: XmrChart): Html {
  const thousands = ticks.some(tick => tick >= 10_000)
  return html`<g>${ticks.map(
    tick => html`<line class="sk-grid" x1="${room.start}" x2="${room.width - room.end}" y1="${y(tick)}" y2="${y(tick)}"></line>
    <text x="${room.start - 6}" y="${y(tick) + 5}" text-anchor="end">${thousands && tick > 0 ? `${tidy(tick / 1000)}k` : inUnit(tick)}</text>`,
  )}</g>`
}

function acrossAxis({ room, x }: Frame, points: readonly ChartPoint[], most: number): Html {
  const floor = room.height - room.bottom
  const named = namedPlaces(points.length, most)
  return html`<g><line class="sk-axis" x1="${room.start}" x2="${room.width - room.end}" y1="${floor}" y2="${floor}"></line>
    ${named.map(
      place => html`<line class="sk-axis" x1="${x(place)}" x2="${x(place)}" y1="${floor}" y2="${floor + 5}"></line>
      <text x="${x(place)}" y="${floor + 22}" text-anchor="${x(place) + 30 > room.width ? 'end' : 'middle'}">${points[place]!.short}</text>`,
    )}</g>`
}

function limitLines(
  { room, x, y, half }: Frame,
  { from, to, mean, lower, upper }: ChartLimits,
  say: Language['say'] | undefined,
): Html {
  const [left, right] = [tidy(x(from) - half), tidy(x(to) + half)]
  const drawn = [
    { at: mean, name: 'sk-mean', words: say?.('average') },
    { at: upper, name: 'sk-limit', words: say?.('upper limit') },
    { at: lower, name: 'sk-limit', words: say?.('lower limit') },
  ]
  return html`${drawn.map(({ at, name, words }) => {
    if (at === null) return undefined
    const label = words ? html`<text x="${room.width - room.end + 6}" y="${y(at) + 5}">${words}</text>` : undefined
    return html`<line class="${name}" x1="${left}" x2="${right}" y1="${y(at)}" y2="${y(at)}"></line>${label}`
  })}`
}

/** Breaks bear letters, since their names would not fit on a narrow screen; the key below spells them out. */
function breakLine({ room, x, half }: Frame, { before }: ChartBreak, order: number): Html {
  const at = tidy(x(before) - half)
  return html`<line class="sk-break" x1="${at}" x2="${at}" y1="${room.top - 6}" y2="${room.height - room.bottom}"></line>
    <text x="${at}" y="${room.top - 11}" text-anchor="middle">${letter(order)}</text>`
}

type Marked = Pick<ChartPoint, 'value' | 'mark'>

/** The line stops at every break, every missing figure and the unfinished period: it suggests nothing that is not known. */
function lines({ x, y }: Frame, points: readonly Marked[], breaks: readonly ChartBreak[]): Html {
  const starts = [0, ...breaks.map(it => it.before), points.length].sort((a, b) => a - b)
  const path = line<{ readonly place: number; readonly value: number | null }>()
    .defined(it => it.value !== null)
    .x(it => x(it.place))
    .y(it => y(it.value ?? 0))
  const placed = points.map(({ value, mark }, place) => ({ place, value: mark === 'provisional' ? null : value }))
  return html`${starts.slice(1).map((until, i) => {
    const drawn = path(placed.slice(starts[i], until))
    return drawn ? html`<path class="sk-line" d="${drawn}"></path>` : undefined
  })}`
}

const shapes = {
  plain: { type: symbolCircle, size: 48, name: 'sk-point' },
  signal: { type: symbolDiamond, size: 130, name: 'sk-point sk-point--changed' },
  withheld: { type: symbolSquare, size: 60, name: 'sk-point sk-point--hollow' },
  provisional: { type: symbolTriangle, size: 70, name: 'sk-point sk-point--hollow' },
} as const

function shape({ x, y }: Frame, place: number, value: number, mark: ChartPoint['mark']): Html {
  const { type, size, name } = shapes[mark]
  const path = symbol(type, size)() ?? ''
  return html`<path class="${name}" transform="translate(${x(place)} ${y(value)})" d="${path}"></path>`
}

function key({ points, limits, breaks }: XmrChart, { say }: Language): Html {
  const marks = new Set(points.filter(it => it.value !== null).map(it => it.mark))
  const texts = [
    limits.length > 0 && say('Solid level line: the average. Dashed lines: the limits of ordinary variation.'),
    marks.has('signal') && say('Diamond: stands out from ordinary variation.'),
    marks.has('withheld') &&
      say('Square: a small number, not shown exactly; it stands in the middle of what it may be.'),
    marks.has('provisional') && say('Triangle: the period is not over.'),
    ...breaks.map((it, i) =>
      say('{letter}: {change}. Figures on either side are not compared.', { letter: letter(i), change: it.label }),
    ),
  ].filter(it => it !== false)
  return html`${texts.length === 0 ? undefined : html`<ul class="sk-chart-key">${texts.map(text => html`<li>${text}</li>`)}</ul>`}`
}

const values = (points: readonly Pick<ChartPoint, 'value'>[]) =>
  points.flatMap(it => (it.value === null ? [] : [it.value]))
const letter = (order: number): string => String.fromCharCode(65 + order)
