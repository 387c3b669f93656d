import { scaleLinear } from 'd3-scale'
import { symbol, symbolDiamond, symbolTriangle } from 'd3-shape'
import type { ComparisonFigures, LevelFigures } from './counted.ts'
import { bitsIn, type Drawn, type Room, tidy } from './figure.ts'
import { html, type Markup } from './markup.ts'

export type Row = Readonly<{ name: string; share: number; says: string }>

/** Shares of one whole as bars, the name before each and the figure behind it; on a narrow screen the name stands above. */
export function shareBars(room: Room, rows: readonly Row[]): Drawn {
  const wide = room.name === 'wide'
  const [start, end, tall] = wide ? [200, room.width - 96, 32] : [4, room.width - 84, 52]
  const across = scaleLinear().domain([0, 1]).range([start, end])
  return {
    height: rows.length * tall + 8,
    inside: html`${rows.map(({ name, share, says }, i) => {
      const top = i * tall + (wide ? 4 : 24)
      const label = wide ? at(start - 10, top + 17, name, 'end') : at(start, top - 5, name, 'start')
      return html`${label}<rect class="ground" x="${start}" y="${top}" width="${tidy(end - start)}" height="22"></rect
        ><rect class="bar" x="${start}" y="${top}" width="${tidy(across(share) - start)}" height="22"></rect
        >${at(end + 8, top + 17, says, 'start')}`
    })}`,
  }
}

/** The least and most bits of any level, so that all comparisons are drawn to one scale. */
export function bitsRange(comparisons: readonly ComparisonFigures[]): readonly [number, number] {
  const all = comparisons.flatMap(({ levels }) => levels.flatMap(marks))
  return [Math.max(-16, Math.min(-1, ...all)), Math.min(24, Math.max(1, ...all))]
}

const marks = ({ bits, bitsAgainstHousehold, bitsAgainstTwins }: LevelFigures) =>
  [bits, bitsAgainstHousehold, bitsAgainstTwins].filter(one => one !== undefined)

/** What each level says: a bar for or against one person beside strangers, a diamond and a triangle beside their home. */
export function levelBars(room: Room, { levels }: ComparisonFigures, range: readonly [number, number]): Drawn {
  const wide = room.name === 'wide'
  const [start, end, tall] = wide ? [334, room.width - 60, 34] : [8, room.width - 56, 60]
  const across = scaleLinear().domain(range).range([start, end]).clamp(true)
  const nought = tidy(across(0))
  return {
    height: levels.length * tall + 34,
    inside: html`<line class="level" x1="${nought}" x2="${nought}" y1="0" y2="${levels.length * tall + 8}"></line
    >${levels.map((level, i) => {
      const top = i * tall + (wide ? 6 : 28)
      const x = across(level.bits)
      const [left, width] = [tidy(Math.min(x, across(0))), tidy(Math.max(1, Math.abs(x - across(0))))]
      const label = wide
        ? at(start - 12, top + 16, short(level.says, 38), 'end')
        : at(start, top - 7, short(level.says, 38), 'start')
      const mark = (name: 'household' | 'twins', bits: number | undefined) =>
        bits === undefined ? undefined : shape(name, across(bits), top + 10)
      return html`${label}<rect class="${level.bits < 0 ? 'bar against' : 'bar'}" x="${left}" y="${top}" width="${width}" height="20"></rect
        >${mark('household', level.bitsAgainstHousehold)}${mark('twins', level.bitsAgainstTwins)}${at(end + 10, top + 16, bitsIn(level.bits), 'start')}`
    })}${across.ticks(wide ? 8 : 5).map(value => at(tidy(across(value)), levels.length * tall + 26, String(value).replace('-', '−'), 'middle'))}`,
  }
}

function shape(name: 'household' | 'twins', x: number, y: number): Markup {
  const path = symbol(name === 'household' ? symbolDiamond : symbolTriangle, 64)() ?? ''
  return html`<path class="mark ${name}" transform="translate(${tidy(x)} ${tidy(y)})" d="${path}"></path>`
}

const at = (x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end'): Markup =>
  html`<text x="${tidy(x)}" y="${tidy(y)}" text-anchor="${anchor}">${text}</text>`

// A picture does not wrap its letters; the table behind it has the whole of them.
const short = (text: string, most: number): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
