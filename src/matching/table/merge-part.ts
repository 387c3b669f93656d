import type { Column } from '../people.ts'
import { emptied, grown, numberOf, sharedWords } from './dictionary.ts'
import type { PartColumn } from './standard-columns.ts'

/** One column in the parts of a file, in their order; `leftOut` are numbers of rows, ascending, that do not count. */
export type MergeAsked = Readonly<{ parts: readonly PartColumn[]; leftOut: Int32Array }>

/**
 * The column of all parts as one. Words are numbered anew as they first appear, which is the same number wherever the
 * borders of the parts were.
 */
export function part({ parts, leftOut }: MergeAsked): Column {
  const rows = parts.reduce((sum, { values }) => sum + values.length, 0)
  const values = new Int32Array(new SharedArrayBuffer(4 * (rows - leftOut.length)))
  const dictionary = emptied('all', false)
  let counts = new Uint32Array(1 << 10)
  let [row, kept, out] = [0, 0, 0]
  for (const { values: own, size, bytes, starts } of parts) {
    const numbers = new Int32Array(size).fill(-1)
    for (const word of own) {
      if (leftOut[out] === row++) {
        out++
        continue
      }
      if (word >= 0 && numbers[word] === -1)
        numbers[word] = numberOf(dictionary, bytes, starts[word]!, starts[word + 1]!)
      const number = word < 0 ? -1 : numbers[word]!
      values[kept++] = number
      if (number < 0) continue
      if (number >= counts.length) counts = grown(counts, new Uint32Array(2 * number))
      counts[number]!++
    }
  }
  const shared = new Uint32Array(new SharedArrayBuffer(4 * dictionary.size))
  shared.set(counts.subarray(0, dictionary.size))
  return { values, words: { ...sharedWords(dictionary), counts: shared } }
}
