import { atOnce } from './batch.ts'
import { fillerOf, type Source } from './bytes.ts'
import { columnsOf } from './columns-read.ts'
import { addedUp, type FaultCount, mostFaults } from './faults.ts'
import type { Group } from './layout.ts'
import { handOn, type PartFault, type Raw, rawOf, takeRow } from './raw.ts'
import { nextRow, rowsOf, skipLine } from './rows.ts'

/** Stretches of a file to be read by one thread of several: whichever is next until none is left. */
export type PartsAsked = Readonly<{
  source: Source
  separator: number
  /** How many fields the header has. */
  fields: number
  groups: readonly Group[]
  /** `exact` if it is known that a row begins at `from`. */
  stretches: readonly Readonly<{ from: number; to: number; exact: boolean }>[]
  /** How many stretches have been taken, by all threads. */
  taken: Int32Array
}>

/** What a stretch held: from where in the file to where, and which of the rows of its thread. */
export type PartRead = Readonly<{
  number: number
  from: number
  to: number
  lines: number
  firstRow: number
  endRow: number
  /** The first of them, in the order of the rows, and how many there are of each. */
  faults: readonly PartFault[]
  counted: readonly FaultCount[]
  leftOut: number
}>

/** One output of the rows of a thread: numbers of words that are numbered for this thread alone. */
export type PartColumn = Readonly<{ values: Int32Array; size: number; bytes: Uint8Array; starts: Uint32Array }>

/** What one thread has read. */
export type PartsRead = Readonly<{
  parts: readonly PartRead[]
  rows: number
  /** The line of each row, counted from the first of its stretch. */
  rowLines: Int32Array
  columns: Readonly<Record<string, PartColumn>>
}>

/** Small enough that threads end at about the same time, large enough that few borders are looked at. */
export const usualChunk = 1 << 20
/** A stretch of the usual size, and the row that it ends in, are read at once. */
const blockSize = usualChunk + (1 << 15)

/** Reads stretches: everything that can be done without knowing what the other threads read. */
export function part(asked: PartsAsked): PartsRead {
  const raw = rawOf(asked.groups.map(columnsOf), asked.groups.find(({ outputs }) => outputs[0] === 'id')!.columns[0]!)
  const parts: PartRead[] = []
  const block = new Uint8Array(blockSize)
  for (;;) {
    const number = Atomics.add(asked.taken, 0, 1)
    if (number >= asked.stretches.length) break
    parts.push(readStretch(asked, number, raw, block))
  }
  const outputs = raw.columns.flatMap(columns => columns.outputs)
  const columns = outputs.map(({ name, dictionary: { size, bytes, starts }, values }) => [
    name,
    { values, size, bytes, starts },
  ])
  return { parts, rows: raw.count, rowLines: raw.rowLines, columns: Object.fromEntries(columns) }
}

function readStretch(asked: PartsAsked, number: number, raw: Raw, block: Uint8Array): PartRead {
  const { source, separator, fields, groups, stretches } = asked
  const wanted = groups.flatMap(({ columns }) => columns)
  const { from, to, exact } = stretches[number]!
  const begin = exact ? from : from - 1
  const filler = fillerOf({ ...source, from: begin })
  try {
    const rows = rowsOf(filler.fill, begin, { separator, fields, wanted, block, atOnce })
    rows.onMove = () => handOn(raw, rows)
    if (!exact) skipLine(rows)
    const start = rows.base + rows.at
    const firstRow = raw.count
    while (rows.base + rows.at < to) {
      const found = nextRow(rows)
      if (found < 0) break
      takeRow(raw, rows, found)
    }
    handOn(raw, rows)
    const { faults, leftOut } = raw
    faults.sort((a, b) => a.line - b.line)
    raw.faults = []
    raw.leftOut = 0
    return {
      ...{ number, from: start, to: Math.max(start, rows.base + rows.at), lines: rows.line - 1 },
      ...{ firstRow, endRow: raw.count, leftOut },
      ...{ faults: faults.slice(0, mostFaults), counted: addedUp(faults.map(fault => ({ ...fault, rows: 1 }))) },
    }
  } finally {
    filler.close()
  }
}
