import { addedUp, type FaultCount, mostFaults, type RowFault } from './faults.ts'
import type { FilePart } from './parts.ts'

/** What is wrong with files that were read. */
export type Found = Readonly<{
  /** In the order of the input, the first of them; so many that nobody reads on. */
  faults: readonly RowFault[]
  counted: readonly FaultCount[]
  /** How many rows have not become people. */
  leftOut: number
}>

/** The faults of all parts, and those that only show beside the others: rows with an identifier that an earlier one has. */
export function foundIn(parts: readonly FilePart[], twice: Readonly<{ rows: Int32Array; column: string }>): Found {
  const [faults, counted]: [RowFault[], FaultCount[]] = [[], []]
  let [row, out, leftOut] = [0, 0, twice.rows.length]
  for (const { opened, read, by, line } of parts) {
    const { file } = opened
    const all = read.faults.map(fault => ({ ...fault, file, line: line + fault.line - 1 }))
    const rows = read.endRow - read.firstRow
    for (; out < twice.rows.length && twice.rows[out]! < row + rows; out++) {
      const own = by.rowLines[read.firstRow + twice.rows[out]! - row]!
      all.push({ file, line: line + own - 1, column: twice.column, kind: 'twice' })
    }
    faults.push(...all.sort((a, b) => a.line - b.line).slice(0, mostFaults - faults.length))
    counted.push(...read.counted)
    row += rows
    leftOut += read.leftOut
  }
  if (out > 0) counted.push({ kind: 'twice', column: twice.column, rows: out })
  return { faults, counted: addedUp(counted), leftOut }
}
