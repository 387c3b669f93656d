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
  const kept = without(leftOut, order)
  const same = sameWords(columns)
  const rows = kept.reduce((sum, { from, to }) => sum + to - from, 0)
  const numbered: Numbered = {
    ...{ same, size: 0, rows: 0, values: inPages(Int32Array, rows) },
    ...{ firsts: inPages(Int32Array, same.length), counts: inPages(Uint32Array, same.length) },
  }
  const begins = columns.map((_, at) => columns.slice(0, at).reduce((sum, { size }) => sum + size, 0))
  for (const { by, from, to } of kept) number(numbered, columns[by]!.values, begins[by]!, from, to)
  const { values, size, counts } = numbered
  return { values, words: { size, ...wordsOf(numbered, columns, begins), counts: counts.subarray(0, size) } }
}

/** The order without some of its rows. */
function without(leftOut: Int32Array, order: Order): Order {
  const kept: { by: number; from: number; to: number }[] = []
  let [row, out] = [0, 0]
  for (const { by, from, to } of order) {
    let start = from
    for (; leftOut[out]! < row + to - from; out++) {
      const at = from + leftOut[out]! - row
      kept.push({ by, from: start, to: at })
      start = at + 1
    }
    kept.push({ by, from: start, to })
    row += to - from
  }
  return kept
}

type Numbered = {
  /** For each word as threads read it one that is equal, or what is left of nought: its new number, less than nought. */
  readonly same: Int32Array
  readonly values: Int32Array
  /** The word that had a new number first, and how often it is meant. */
  readonly firsts: Int32Array
  readonly counts: Uint32Array
  size: number
  rows: number
}

/** Numbers the words of some rows, of which word nought stands at `begin` among all. */
function number(numbered: Numbered, read: Int32Array, begin: number, from: number, to: number): void {
  const { same, values, firsts, counts } = numbered
  let { size, rows } = numbered
  for (let at = from; at < to; at++) {
    const word = read[at]!
    if (word < 0) {
      values[rows++] = -1
      continue
    }
    let is = same[begin + word]!
    if (is >= 0) {
      const equal = is
      is = same[equal]!
      if (is >= 0) {
        firsts[size] = begin + word
        is = same[equal] = ~size++
      }
      same[begin + word] = is
    }
    values[rows++] = ~is
    counts[~is]!++
  }
  numbered.size = size
  numbered.rows = rows
}

/** The words in the order of their numbers. */
function wordsOf({ firsts, size }: Numbered, columns: readonly PartColumn[], begins: readonly number[]) {
  const starts = inPages(Uint32Array, size + 1)
  for (let next = 0, list = 0; next < size; next++) {
    list = listOf(begins, firsts[next]!, list)
    const own = columns[list]!.starts
    const word = firsts[next]! - begins[list]!
    starts[next + 1] = starts[next]! + own[word + 1]! - own[word]!
  }
  const bytes = inPages(Uint8Array, starts[size]!)
  for (let next = 0, list = 0, end = 0; next < size; next++) {
    list = listOf(begins, firsts[next]!, list)
    const { bytes: from, starts: own } = columns[list]!
    const word = firsts[next]! - begins[list]!
    for (let at = own[word]!; at < own[word + 1]!; at++) bytes[end++] = from[at]!
  }
  return { bytes, starts }
}

/** In which list a word stands, which is mostly the one of the word before. */
function listOf(begins: readonly number[], word: number, before: number): number {
  let list = before
  while (word < begins[list]!) list--
  while (list + 1 < begins.length && word >= begins[list + 1]!) list++
  return list
}
