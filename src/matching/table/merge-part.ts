import { inPages } from '../pages.ts'
import type { Column } from '../people.ts'
import type { PartColumn } from './parse-part.ts'
import { sameWords } from './same-words.ts'

/** Rows `from` to `to` of thread `by`, one behind the other. */
export type Order = readonly Readonly<{ by: number; from: number; to: number }>[]

/**
 * One column as threads read it, and which rows of which thread follow one another; `leftOut` are numbers of rows,
 * ascending, that do not count.
 */
export type MergeAsked = Readonly<{ columns: readonly PartColumn[]; order: Order; leftOut: Int32Array }>

/**
 * The column of all rows as one. Words are numbered anew as they first appear, which is the same number whoever read them.
 */
export function part({ columns, order, leftOut }: MergeAsked): Column {
  const same = sameWords(columns)
  const begins = columns.map((_, at) => columns.slice(0, at).reduce((sum, { size }) => sum + size, 0))
  const rows = order.reduce((sum, { from, to }) => sum + to - from, 0)
  const values = inPages(Int32Array, rows - leftOut.length)
  const words = roomFor(columns, same, begins)
  const numbers = inPages(Int32Array, same.length).fill(-1)
  let [row, kept, out, size] = [0, 0, 0, 0]
  for (const { by, from, to } of order) {
    const column = columns[by]!
    const begin = begins[by]!
    for (let at = from; at < to; at++) {
      if (leftOut[out] === row++) {
        out++
        continue
      }
      const word = column.values[at]!
      if (word < 0) {
        values[kept++] = -1
        continue
      }
      const one = same[begin + word]!
      if (numbers[one] === -1) {
        addWord(words, size, column, word)
        numbers[one] = size++
      }
      const number = numbers[one]!
      values[kept++] = number
      words.counts[number]!++
    }
  }
  const { bytes, starts, counts } = words
  return {
    values,
    words: {
      ...{ size, bytes: bytes.subarray(0, starts[size]), starts: starts.subarray(0, size + 1) },
      counts: counts.subarray(0, size),
    },
  }
}

type Room = Readonly<{ bytes: Uint8Array; starts: Uint32Array; counts: Uint32Array }>

/** Shared memory for all words without their equals, which is all that is needed but where rows are left out. */
function roomFor(columns: readonly PartColumn[], same: Int32Array, begins: readonly number[]): Room {
  let [size, length] = [0, 0]
  for (const [at, { starts, size: own }] of columns.entries())
    for (let word = 0; word < own; word++) {
      if (same[begins[at]! + word] !== begins[at]! + word) continue
      size++
      length += starts[word + 1]! - starts[word]!
    }
  return {
    bytes: inPages(Uint8Array, length),
    starts: inPages(Uint32Array, size + 1),
    counts: inPages(Uint32Array, size),
  }
}

function addWord({ bytes, starts }: Room, number: number, column: PartColumn, word: number): void {
  let end = starts[number]!
  for (let at = column.starts[word]!; at < column.starts[word + 1]!; at++) bytes[end++] = column.bytes[at]!
  starts[number + 1] = end
}
