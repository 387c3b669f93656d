import { findMarks, forgetMarks, type Marks, newMarks, separates } from './marks.ts'

/**
 * Rows of separated fields, read one at a time into places in a block of bytes: what `nextRow` found last. Our own,
 * because csv-parse makes a string of every field, which takes it over ten seconds for a million people; here only words
 * not seen before ever become strings.
 */
export type Rows = {
  readonly fill: (target: Uint8Array) => number
  /** What to do before places in the block no longer hold. */
  onMove: () => void
  readonly separator: number
  /** How many fields a row has, and which of them are wanted: where the others are need not be known. */
  readonly fields: number
  readonly wanted: readonly number[]
  /**
   * Where each field of the row begins and ends in `block`, without the spaces and quotes around it: from `first` on, the
   * next field so many places on as rows may be wanted at a time; then whoever wants them moves `first` on.
   */
  readonly starts: Int32Array
  readonly ends: Int32Array
  first: number
  readonly atOnce: number
  /** 1 for each byte that ends a field. */
  readonly stops: Uint8Array
  readonly marks: Marks
  block: Uint8Array
  /** Of the block: where its next row begins, how far it is filled, and where it lies in the source. */
  at: number
  filled: number
  base: number
  ended: boolean
  /** On which line the next row begins, and the row found last began. */
  line: number
  rowLine: number
  /** Of the row found last: a quote was opened and never closed; a field beyond the last of `starts` holds something. */
  unclosed: boolean
  beyond: boolean
  /** Line ends within its quoted fields. */
  inside: number
}

const [tab, lineFeed, carriageReturn, space, quote] = [0x09, 0x0a, 0x0d, 0x20, 0x22]
const [none, incomplete] = [-1, -2]
/** A quoted field of more bytes was never closed. */
const longestField = 1 << 20

type Shape = Readonly<{
  separator: number
  fields: number
  wanted?: readonly number[]
  block?: Uint8Array
  atOnce?: number
}>

/** Rows of what `fill` gives, from byte `base` of the source on, with places for the fields of so many rows. */
export function rowsOf(fill: Rows['fill'], base: number, shape: Shape): Rows {
  const { separator, fields, wanted = [...Array(fields).keys()], block = new Uint8Array(1 << 20), atOnce = 1 } = shape
  return {
    fill,
    onMove() {},
    separator,
    fields,
    wanted,
    starts: new Int32Array(atOnce * fields),
    ends: new Int32Array(atOnce * fields),
    first: 0,
    atOnce,
    stops: Uint8Array.from({ length: 256 }, (_, byte) => (byte === separator || isLineEnd(byte) ? 1 : 0)),
    marks: newMarks(separator, fields),
    block,
    at: 0,
    filled: 0,
    base,
    ended: false,
    line: 1,
    rowLine: 1,
    unclosed: false,
    beyond: false,
    inside: 0,
  }
}

/** Finds the next row that is not empty and returns how many fields it has, or -1 at the end. */
export function nextRow(rows: Rows): number {
  if (plainRow(rows)) return rows.fields
  for (;;) {
    const fields = skipEmpty(rows) ? scan(rows) : incomplete
    if (fields !== incomplete) return fields
    if (!more(rows)) return none
  }
}

/** Finds the next row, if it has as many fields as it should and none in quotes, as nearly each has; false if not. */
function plainRow(rows: Rows): boolean {
  const { marks, fields, block, at, filled } = rows
  if (!findMarks(marks, fields, block, at, filled)) return false
  const { places, next, kinds } = marks
  const last = next + fields - 1
  let others = 0
  for (let mark = next; mark < last; mark++) others |= kinds[block[places[mark]!]!]! ^ separates
  const end = places[last]!
  if (others !== 0 || end === at || !isLineEnd(block[end]!)) return false
  rows.unclosed = rows.beyond = false
  rows.rowLine = rows.line
  if (!endLine(rows, end)) return false
  marks.next = last + 1
  noteFields(rows, at, next)
  return true
}

/** Notes where the fields lie of a row that begins at a place, the first of them before a mark. */
function noteFields(rows: Rows, at: number, mark: number): void {
  const { block, separator, first, atOnce, starts, ends, wanted } = rows
  const { places } = rows.marks
  for (let next = 0; next < wanted.length; next++) {
    const field = wanted[next]!
    let start = field === 0 ? at : places[mark + field - 1]! + 1
    let end = places[mark + field]!
    while (start < end && isSpace(block[start]!, separator)) start++
    while (end > start && isSpace(block[end - 1]!, separator)) end--
    const place = field * atOnce + first
    starts[place] = start
    ends[place] = end
  }
}

/** Passes over the rest of a line, up to where a row may begin. */
export function skipLine(rows: Rows): void {
  do {
    const end = rows.block.subarray(rows.at, rows.filled).findIndex(isLineEnd)
    rows.at = end < 0 ? rows.filled : rows.at + end
  } while (rows.at >= rows.filled && more(rows))
  const [first, second] = rows.block.subarray(rows.at, Math.min(rows.at + 2, rows.filled))
  rows.at += first === carriageReturn && second === lineFeed ? 2 : first === undefined ? 0 : 1
}

/** Makes more of the source lie in the block, which grows when a row does not fit; false if there is no more. */
function more(rows: Rows): boolean {
  if (rows.ended) return false
  rows.onMove()
  rows.block.copyWithin(0, rows.at, rows.filled)
  rows.base += rows.at
  rows.filled -= rows.at
  rows.at = 0
  forgetMarks(rows.marks)
  if (2 * rows.filled > rows.block.length) {
    const { block } = rows
    rows.block = new Uint8Array(2 * block.length)
    rows.block.set(block)
  }
  const count = rows.fill(rows.block.subarray(rows.filled, -1))
  rows.filled += count
  rows.block[rows.filled] = lineFeed
  rows.ended = count === 0
  return true
}

function skipEmpty(rows: Rows): boolean {
  while (rows.at < rows.filled && isLineEnd(rows.block[rows.at]!)) if (!endLine(rows, rows.at)) return false
  return rows.at < rows.filled
}

/** Goes on behind the line end that stands at a place; false if the rest of it may be in the next block. */
function endLine(rows: Rows, at: number): boolean {
  const { block, filled, ended } = rows
  const carriage = block[at] === carriageReturn
  if (carriage && at + 1 >= filled && !ended) return false
  rows.at = carriage && at + 1 < filled && block[at + 1] === lineFeed ? at + 2 : at + 1
  rows.line++
  return true
}

function scan(rows: Rows): number {
  const { line } = rows
  let at = rows.at
  rows.unclosed = rows.beyond = false
  rows.inside = 0
  for (let field = 0; ; field++) {
    at = scanField(rows, at, field)
    if (at === incomplete) return incomplete
    if (at < rows.filled && rows.block[at] === rows.separator) {
      at++
      continue
    }
    if (at >= rows.filled) rows.at = at
    else if (!endLine(rows, at)) return incomplete
    rows.rowLine = line
    rows.line += rows.inside
    return field + 1
  }
}

/** Notes where a field lies that begins at a place, and returns where what ends it stands, or `incomplete`. */
function scanField(rows: Rows, from: number, field: number): number {
  const { block, filled, ends, starts, stops } = rows
  let start = from
  while (start < filled && isSpace(block[start]!, rows.separator)) start++
  let at = start
  let end = at
  if (at < filled && block[at] === quote) {
    end = closing(rows, at + 1)
    if (end === incomplete) return incomplete
    rows.unclosed ||= end === none
  }
  if (end > start) {
    for (let within = ++start; within < end; within++) if (block[within] === lineFeed) rows.inside++
    for (at = end + 1; at < filled && isSpace(block[at]!, rows.separator); ) at++
    while (start < end && isSpace(block[start]!, rows.separator)) start++
  } else {
    // A line end stands behind what was filled, so that nothing but bytes is asked for.
    while (stops[block[at]!] === 0) at++
    end = at
  }
  if (at >= filled && !rows.ended) return incomplete
  while (end > start && isSpace(block[end - 1]!, rows.separator)) end--
  if (field < rows.fields) {
    const place = field * rows.atOnce + rows.first
    starts[place] = start
    ends[place] = end
  } else if (end > start) rows.beyond = true
  return at
}

/** Where the quote is that closes a field, `none` if none does before a separator, or `incomplete`. */
function closing(rows: Rows, from: number): number {
  const { block, filled, ended, separator } = rows
  const until = Math.min(filled, from + longestField)
  for (let at = from; at < until; at++) {
    if (block[at] !== quote) continue
    if (at + 1 < filled && block[at + 1] === quote) {
      at++
      continue
    }
    let after = at + 1
    while (after < filled && isSpace(block[after]!, separator)) after++
    if (after >= filled) return ended ? at : incomplete
    return block[after] === separator || isLineEnd(block[after]!) ? at : none
  }
  return ended || until < filled ? none : incomplete
}

const isLineEnd = (byte: number): boolean => byte === lineFeed || byte === carriageReturn
const isSpace = (byte: number, separator: number): boolean => byte === space || (byte === tab && separator !== tab)
