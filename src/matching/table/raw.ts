import { inPages, longer } from '../pages.ts'
import { atOnce } from './batch.ts'
import { type ColumnsRead, readFields } from './columns-read.ts'
import type { FaultKind } from './faults.ts'
import type { Rows } from './rows.ts'

/** A fault on a line counted from the beginning of a part. */
export type PartFault = Readonly<{ line: number; column: string; kind: FaultKind }>

/**
 * Rows of a part as they are found. Some hundred at a time are handed to the columns, one column after the other, because
 * a processor knows what one column needs better than what all need by turns.
 */
export type Raw = {
  readonly columns: readonly ColumnsRead[]
  /** Where the identifier of the first row is. */
  readonly id: number
  /** How many rows the columns hold, and how many more wait to be handed to them. */
  count: number
  waiting: number
  leftOut: number
  /** On which line each row began, counted from the beginning of its part. */
  rowLines: Int32Array
  faults: PartFault[]
}

/** No rows yet. */
export const rawOf = (columns: readonly ColumnsRead[], id: number): Raw => ({
  ...{ columns, id: id * atOnce, count: 0, waiting: 0, leftOut: 0, rowLines: inPages(Int32Array, 1 << 12), faults: [] },
})

/** Takes the row that was found last, of so many fields, or leaves it out for a reason. */
export function takeRow(raw: Raw, rows: Rows, fields: number): void {
  const { starts, ends, rowLine, first } = rows
  const fault = (kind: FaultKind) => raw.faults.push({ line: rowLine, column: '', kind })
  if (rows.unclosed) fault('quote')
  if (fields < rows.fields) {
    fault('few')
    for (let field = fields; field < rows.fields; field++)
      starts[field * atOnce + first] = ends[field * atOnce + first] = 0
  }
  if (rows.beyond || starts[first + raw.id] === ends[first + raw.id]) {
    fault(rows.beyond ? 'many' : 'noId')
    raw.leftOut++
    return
  }
  const row = raw.count + raw.waiting++
  if (row >= raw.rowLines.length) raw.rowLines = longer(Int32Array, raw.rowLines, 2 * row)
  raw.rowLines[row] = rowLine
  rows.first++
  if (raw.waiting === atOnce) handOn(raw, rows)
}

/** Hands the rows that wait to the columns. */
export function handOn(raw: Raw, rows: Rows): void {
  const { count, waiting } = raw
  for (const columns of raw.columns) {
    const wrong = readFields(columns, rows, waiting, count)
    for (const [row, kind] of wrong) raw.faults.push({ line: raw.rowLines[row]!, column: columns.names[0]!, kind })
  }
  raw.count += waiting
  raw.waiting = 0
  rows.first = 0
}
