import { fillerOf, type Source } from './bytes.ts'
import { addedUp, type FaultCount, mostFaults } from './faults.ts'
import type { Group } from './layout.ts'
import { type PartFault, rawOf, takeRow } from './raw.ts'
import { nextRow, rowsOf, skipLine } from './rows.ts'
import { type PartColumn, standardColumns } from './standard-columns.ts'

/** A stretch of a file to be read; `exact` if it is known that a row begins at its `from`. */
export type PartAsked = Readonly<{
  source: Source
  separator: number
  /** How many fields the header has. */
  fields: number
  groups: readonly Group[]
  from: number
  to: number
  exact: boolean
}>

/** What a part held: from where in the file to where, and the line of each row counted from its own first line. */
export type PartRead = Readonly<{
  from: number
  to: number
  lines: number
  rowLines: Int32Array
  columns: Readonly<Record<string, PartColumn>>
  /** The first of them, in the order of the rows, and how many there are of each. */
  faults: readonly PartFault[]
  counted: readonly FaultCount[]
  leftOut: number
}>

/** Reads a part: everything that can be done without knowing the others. */
export function part({ source, separator, fields, groups, from, to, exact }: PartAsked): PartRead {
  const filler = fillerOf({ ...source, from: exact ? from : from - 1 })
  try {
    const rows = rowsOf(filler.fill, exact ? from : from - 1, separator, fields, Math.min(1 << 20, to - from + 1024))
    if (!exact) skipLine(rows)
    const begin = rows.base + rows.at
    const raw = rawOf(groups)
    while (rows.base + rows.at < to) {
      const found = nextRow(rows)
      if (found < 0) break
      takeRow(raw, rows, found)
    }
    const columns = Object.fromEntries(groups.flatMap(group => standardColumns(group, raw)))
    const faults = raw.faults.sort((a, b) => a.line - b.line)
    return {
      ...{ from: begin, to: Math.max(begin, rows.base + rows.at), lines: rows.line - 1 },
      ...{ rowLines: raw.rowLines.slice(0, raw.count), leftOut: raw.leftOut, columns },
      ...{ faults: faults.slice(0, mostFaults), counted: addedUp(faults.map(fault => ({ ...fault, rows: 1 }))) },
    }
  } finally {
    filler.close()
  }
}
