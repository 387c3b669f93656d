import type { Pairs } from '../comparison.ts'

/** Where the pairs of each record as the left one begin: pairs are ascending. */
export function startsOf(count: number, { left, size }: Pairs): Int32Array {
  const starts = new Int32Array(count + 1)
  for (let pair = 0; pair < size; pair++) starts[left[pair]! + 1]!++
  for (let record = 0; record < count; record++) starts[record + 1]! += starts[record]!
  return starts
}
