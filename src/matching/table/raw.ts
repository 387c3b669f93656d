import { type Dictionary, emptied, grown, numberOf } from './dictionary.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'
import type { Rows } from './rows.ts'

/** Rows as they stand: for each column that is asked for, the numbers of its words, and on which line each row began. */
export type Raw = {
  count: number
  leftOut: number
  rowLines: Int32Array
  /** Which column holds the identifier. */
  id: number
  /** Which columns of the file are kept, and what stands in them. */
  places: readonly number[]
  columns: readonly RawColumn[]
  faults: PartFault[]
}
export type RawColumn = { dictionary: Dictionary; values: Int32Array }

/** A fault on a line counted from the beginning of a part. */
export type PartFault = Readonly<{ line: number; column: string; kind: FaultKind }>

/** No rows yet, of the columns that some groups ask for. */
export function rawOf(groups: readonly Group[]): Raw {
  const places = [...new Set(groups.flatMap(({ columns }) => columns))]
  const empty = (place: number) => ({ dictionary: emptied(`column ${place}`, true), values: new Int32Array(1 << 12) })
  const id = groups.find(({ outputs }) => outputs[0] === 'id')!.columns[0]!
  return {
    count: 0,
    leftOut: 0,
    rowLines: new Int32Array(1 << 12),
    id,
    faults: [],
    places,
    columns: places.map(empty),
  }
}

/** Takes the row that was found last, of so many fields, or leaves it out for a reason. */
export function takeRow(raw: Raw, rows: Rows, fields: number): void {
  const { block, starts, ends, rowLine } = rows
  const fault = (kind: FaultKind) => raw.faults.push({ line: rowLine, column: '', kind })
  if (rows.unclosed) fault('quote')
  if (fields < starts.length) {
    fault('few')
    starts.fill(0, fields)
    ends.fill(0, fields)
  }
  if (rows.beyond || starts[raw.id] === ends[raw.id]) {
    fault(rows.beyond ? 'many' : 'noId')
    raw.leftOut++
    return
  }
  const row = raw.count++
  if (row >= raw.rowLines.length) lengthen(raw)
  raw.rowLines[row] = rowLine
  for (let at = 0; at < raw.places.length; at++) {
    const { dictionary, values } = raw.columns[at]!
    const start = starts[raw.places[at]!]!
    const end = ends[raw.places[at]!]!
    values[row] = start === end ? -1 : numberOf(dictionary, block, start, end)
  }
}

function lengthen(raw: Raw): void {
  const length = 2 * raw.rowLines.length
  raw.rowLines = grown(raw.rowLines, new Int32Array(length))
  for (const column of raw.columns) column.values = grown(column.values, new Int32Array(length))
}
