import { scaleLinear, scaleLog } from 'd3-scale'
import { line } from 'd3-shape'
import type { AtThreshold, Bar } from './counted.ts'
import { count, type Drawn, type Room, tidy } from './figure.ts'
import { html, type Markup } from './markup.ts'

const height = 300
const edges = ({ name, width }: Room) => ({
  start: name === 'wide' ? 64 : 50,
  end: width - 16,
  top: 16,
  floor: height - 44,
})

const odds = (probability: number): number => Math.log2(probability / (1 - probability))
const namedOdds = [0.01, 0.1, 0.5, 0.9, 0.99, 0.999]

export type Curve = Readonly<{ mark: string; points: readonly AtThreshold[]; of: (point: AtThreshold) => number }>

/** Shares by the probability from which on pairs are taken, stretched towards its ends, with the threshold marked. */
export function thresholdLines(room: Room, curves: readonly Curve[], threshold: number): Drawn {
  const { start, end, top, floor } = edges(room)
  const across = scaleLinear().domain([-7, 12]).range([start, end])
  // What happens where nobody would draw the line must not press the rest against the ceiling.
  const sensible = curves.flatMap(({ points, of }) => points.filter(({ probability }) => probability > 0.1).map(of))
  const least = Math.min(0.9, ...sensible)
  const up = scaleLinear()
    .domain([Math.floor(least * 10) / 10, 1])
    .range([floor, top])
    .clamp(true)
  const x = (probability: number) => tidy(across(odds(probability)))
  const path = (curve: Curve) =>
    line<AtThreshold>()
      .x(point => x(point.probability))
      .y(point => tidy(up(curve.of(point))))(curve.points) ?? ''
  const named = room.name === 'wide' ? namedOdds : [0.01, 0.5, 0.99]
  return {
    height,
    inside: html`${grid(
      up.ticks(5),
      start,
      end,
      value => tidy(up(value)),
      value => `${Math.round(value * 100)} %`,
    )}
      ${named.map(value => html`<text x="${x(value)}" y="${floor + 20}" text-anchor="middle">${value}</text>`)}
      <text class="axis" x="${tidy((start + end) / 2)}" y="${height - 6}" text-anchor="middle">probability from which on pairs are taken</text>
      <line class="threshold" x1="${x(threshold)}" x2="${x(threshold)}" y1="${top - 6}" y2="${floor}"></line>
      ${curves.map(curve => html`<path class="line ${curve.mark}" d="${path(curve)}"></path>`)}`,
  }
}

/** Pairs by their weight in bits, each line up ten times as many, with the weight of the threshold marked. */
export function weightBars(room: Room, bars: readonly Bar[], threshold: number): Drawn {
  const { start, end, top, floor } = edges(room)
  const [from, to] = [bars[0]?.from ?? -1, (bars.at(-1)?.from ?? 0) + 1]
  const across = scaleLinear().domain([from, to]).range([start, end])
  const most = Math.max(10, ...bars.map(({ pairs }) => pairs))
  const up = scaleLog().domain([0.5, most]).range([floor, top])
  const tens = Array.from({ length: Math.floor(Math.log10(most)) + 1 }, (_, i) => 10 ** i)
  const bar = (mark: string, { from }: Bar, pairs: number, inset: number): Markup | undefined => {
    if (pairs === 0) return undefined
    const [left, right, y] = [across(from) + inset, across(from + 1) - inset, up(pairs)]
    return html`<rect class="${mark}" x="${tidy(left)}" y="${tidy(y)}" width="${tidy(Math.max(0.5, right - left))}" height="${tidy(floor - y)}"></rect>`
  }
  const at = tidy(across(Math.max(from, Math.min(to, threshold))))
  const wide = (end - start) / Math.max(1, to - from)
  return {
    height,
    inside: html`${grid(tens, start, end, value => tidy(up(value)), short)}
      ${bars.map(one => bar('bar', one, one.pairs, wide * 0.08))}
      ${bars.map(one => (one.same === undefined ? undefined : bar('bar same', one, one.same, wide * 0.28)))}
      ${across
        .ticks(room.name === 'wide' ? 10 : 5)
        .map(
          value =>
            html`<text x="${tidy(across(value))}" y="${floor + 20}" text-anchor="middle">${String(value).replace('-', '−')}</text>`,
        )}
      <text class="axis" x="${tidy((start + end) / 2)}" y="${height - 6}" text-anchor="middle">weight in bits</text>
      <line class="threshold" x1="${at}" x2="${at}" y1="${top - 6}" y2="${floor}"></line>`,
  }
}

export type Stated = Readonly<{ stated: number; right: number; pairs: number }>

/** What was stated against what was so: on the slanting line, a claim holds. */
export function statedAgainstRight(room: Room, bands: readonly Stated[]): Drawn {
  const side = Math.min(room.width - 80, 420)
  const [start, top] = [64, 16]
  const scale = scaleLinear().domain([0, 1]).range([0, side])
  const y = (value: number) => tidy(top + side - scale(value))
  const x = (value: number) => tidy(start + scale(value))
  const most = Math.max(1, ...bands.map(({ pairs }) => pairs))
  const ticks = [0, 0.25, 0.5, 0.75, 1]
  return {
    height: top + side + 48,
    inside: html`${grid(ticks, start, start + side, y, value => `${value * 100} %`)}
      ${ticks.map(value => html`<text x="${x(value)}" y="${top + side + 20}" text-anchor="middle">${value}</text>`)}
      <text class="axis" x="${x(0.5)}" y="${top + side + 40}" text-anchor="middle">probability stated</text>
      <line class="level" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"></line>
      ${bands.map(
        ({ stated, right, pairs }) =>
          html`<circle class="dot" cx="${x(stated)}" cy="${y(right)}" r="${tidy(3 + 5 * Math.sqrt(Math.log10(1 + pairs) / Math.log10(1 + most)))}"></circle>`,
      )}`,
  }
}

// 100k rather than 100,000, which would not fit before its line.
const short = (value: number): string =>
  value < 10_000 ? count(value) : value < 1e6 ? `${value / 1000}k` : `${value / 1e6}m`

function grid(
  ticks: readonly number[],
  start: number,
  end: number,
  y: (value: number) => number,
  says: (value: number) => string,
): Markup {
  return html`${ticks.map(
    tick => html`<line class="grid" x1="${start}" x2="${end}" y1="${y(tick)}" y2="${y(tick)}"></line
    ><text x="${start - 8}" y="${tidy(y(tick) + 5)}" text-anchor="end">${says(tick)}</text>`,
  )}`
}
