/** A measure as a spreadsheet may open it. */
import { type Cell, cellText } from './measure.ts'
import type { Published } from './publish.ts'

const headings = [
  ...['measure', 'title', 'unit', 'period', 'value', 'out_of', 'shown_as', 'provisional'],
  ...['source', 'as_at', 'settled', 'revised_on', 'shown_before'],
]

/**
 * CSV (RFC 4180) with a heading; a withheld figure is an empty value, with the words for it beside. A settled figure that
 * was revised says when it last was, and what stood there before.
 */
export function csvOf(published: Published): string {
  const { id, title, unit, source, asAt, settledUntil, revisions } = published
  const row = (cell: Cell): readonly (string | number)[] => [
    ...[id, title, unit, cell.period, cell.value ?? '', cell.outOf ?? '', cellText(cell, unit)],
    ...[cell.provisional ? 'yes' : 'no', source, asAt ?? ''],
    ...[settledUntil !== null && cell.period <= settledUntil ? 'yes' : 'no', ...before(cell)],
  ]
  const before = ({ period }: Cell): readonly string[] => {
    const last = revisions.findLast(it => it.period === period)
    return last === undefined ? ['', ''] : [last.at.slice(0, 10), cellText(last.was, unit)]
  }
  return [headings, ...published.series.map(row)].map(fields => `${fields.map(field).join(',')}\r\n`).join('')
}

/**
 * One field, quoted. Text that a spreadsheet might run as a formula gets an apostrophe, also behind spaces and
 * characters that cannot be seen, which some of them skip (OWASP, CSV injection).
 */
function field(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const safe = /^[\s\p{C}]*[=+\-@|%]|^[\t\r\n]/u.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}
