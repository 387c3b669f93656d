import { viewOf } from './batch.ts'

/**
 * Where separators, line ends and quotes stand in a block of bytes. They are noted for thousands of bytes at a time, each
 * byte the same way: a processor that goes one of two ways after each byte guesses wrong at nearly each end of a field.
 */
export type Marks = {
  readonly places: Int32Array
  /** The first that has not been passed, and how many there are. */
  next: number
  count: number
  /** Up to where the block has been looked at. */
  until: number
  /** What a byte is, nought if it is not noted, and whether it is, as 1 or 0. */
  readonly kinds: Uint8Array
  readonly noted: Uint8Array
}

/** A separator: what every mark of a row must be but the last. */
export const separates = 1
const [endsLine, quotes] = [2, 3]
const atATime = 1 << 14

/** No marks yet, in rows of so many fields. */
export function newMarks(separator: number, fields: number): Marks {
  const kinds = new Uint8Array(256)
  kinds[0x0a] = kinds[0x0d] = endsLine
  kinds[0x22] = quotes
  kinds[separator] = separates
  return {
    places: new Int32Array(atATime + fields + 1),
    next: 0,
    count: 0,
    until: 0,
    kinds,
    noted: kinds.map(kind => Math.min(kind, 1)),
  }
}

/** Finds so many marks from place `at` on, if they are in what is filled of the block; false if they are not. */
export function findMarks(marks: Marks, wanted: number, block: Uint8Array, at: number, filled: number): boolean {
  while (marks.next < marks.count && marks.places[marks.next]! < at) marks.next++
  while (marks.count - marks.next < wanted) {
    const from = Math.max(at, marks.until)
    if (from >= filled) return false
    const to = Math.min(filled, from + atATime)
    mark(marks, block, from, to)
  }
  return true
}

function mark(marks: Marks, block: Uint8Array, from: number, to: number): void {
  const { places, noted } = marks
  const view = viewOf(block)
  places.copyWithin(0, marks.next, marks.count)
  let count = marks.count - marks.next
  let at = from
  // Four at a time, because otherwise each has to wait for the one before.
  for (; at + 3 < to; at += 4) {
    const four = view.getInt32(at, true)
    const second = noted[four & 255]!
    const third = second + noted[(four >>> 8) & 255]!
    const fourth = third + noted[(four >>> 16) & 255]!
    places[count] = at
    places[count + second] = at + 1
    places[count + third] = at + 2
    places[count + fourth] = at + 3
    count += fourth + noted[four >>> 24]!
  }
  for (; at < to; at++) {
    places[count] = at
    count += noted[block[at]!]!
  }
  marks.next = 0
  marks.count = count
  marks.until = to
}

/** Forgets all marks, because the block is filled anew. */
export function forgetMarks(marks: Marks): void {
  marks.next = marks.count = marks.until = 0
}
