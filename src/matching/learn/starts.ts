import type { Pairs } from '../comparison.ts'

/** Where the pairs of each record as the left one begin: pairs are ascending. */
export function startsOf(count: number, { left, size }: Pick<Pairs, 'left' | 'size'>): Int32Array {
  const starts = new Int32Array(count + 1)
  // The last pair of a record tells where the next one's begin: to count them up is to wait for the count before.
  for (let pair = 0; pair < size; pair++) starts[left[pair]! + 1] = pair + 1
  for (let record = 0, before = 0; record <= count; record++) {
    before = Math.max(before, starts[record]!)
    starts[record] = before
  }
  return starts
}
