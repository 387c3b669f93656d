import { html, type Markup } from './markup.ts'

/** The ground that a chart is drawn on, in the units of its picture; letters keep their size on a narrow screen. */
export type Room = Readonly<{ name: 'wide' | 'narrow'; width: number }>
const rooms: readonly Room[] = [
  { name: 'wide', width: 760 },
  { name: 'narrow', width: 340 },
]

export type Table = Readonly<{ headings: readonly string[]; rows: readonly (readonly string[])[] }>
export type Drawn = Readonly<{ height: number; inside: Markup }>

export type Figure = Readonly<{
  /** Unlike any other in the report. */
  id: string
  title: string
  /** What it shows, for whoever cannot see it. */
  description: string
  draw: (room: Room) => Drawn
  /** Which mark is what. */
  key?: readonly (readonly [mark: string, says: string])[]
  table: Table
}>

/** A chart, drawn for wide and for narrow screens, its key, and the table behind it. */
export function figureOf({ id, title, description, draw, key = [], table }: Figure): Markup {
  return html`<figure id="${id}"><figcaption>${title}</figcaption>${rooms.map(room => {
    const { height, inside } = draw(room)
    return html`<svg class="${room.name}" role="img" aria-labelledby="${id}-${room.name}-t ${id}-${room.name}-d"
      viewBox="0 0 ${room.width} ${Math.ceil(height)}" xmlns="http://www.w3.org/2000/svg"><title id="${id}-${room.name}-t">${title}</title
      ><desc id="${id}-${room.name}-d">${description}</desc>${inside}</svg>`
  })}${keyOf(key)}
    <details><summary>The figures as a table</summary>${tableOf(title, table)}</details></figure>`
}

/** Which mark is what. */
export function keyOf(key: NonNullable<Figure['key']>): Markup | undefined {
  if (key.length === 0) return undefined
  return html`<ul class="key">${key.map(([mark, says]) => html`<li><span class="${mark}"></span>${says}</li>`)}</ul>`
}

/** A table that scrolls by itself where it is wider than the screen; all columns but the first are numbers, to the right. */
export function tableOf(caption: string, { headings, rows }: Table): Markup {
  return html`<div class="scrolls" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
    <thead><tr>${headings.map(heading => html`<th scope="col">${heading}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ([first, ...rest]) => html`<tr><th scope="row">${first}</th>${rest.map(cell => html`<td>${cell}</td>`)}</tr>`,
    )}</tbody></table></div>`
}

/** One decimal is finer than a screen can show. */
export const tidy = (value: number): number => Math.round(value * 10) / 10

export const count = (value: number): string => Math.round(value).toLocaleString('en-GB')
/** 98.5 %, and never 100.0 % or 0.0 % for what is not quite so. */
export function percent(share: number): string {
  if (Number.isNaN(share)) return 'none'
  const digits = share > 0.999 || share < 0.001 ? 3 : 1
  const said = (share * 100).toFixed(digits)
  return share < 1 && Number(said) === 100
    ? 'over 99.999 %'
    : share > 0 && Number(said) === 0
      ? 'under 0.001 %'
      : `${said} %`
}
export const bitsIn = (bits: number): string => `${bits < 0 ? '−' : '+'}${Math.abs(bits).toFixed(1)}`
