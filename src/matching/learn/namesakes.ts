import type { Column, People } from '../people.ts'

/**
 * How many pairs of records agree in both of two facts. They are more than the two make when drawn apart: forenames and
 * surnames come from a community, and forenames have their years.
 */
export function agreeingInBoth({ count }: People, one: Column, other: Column): number {
  const both = new Float64Array(count)
  let known = 0
  for (let record = 0; record < count; record++) {
    const [a, b] = [one.values[record]!, other.values[record]!]
    if (a >= 0 && b >= 0) both[known++] = a * other.words.size + b
  }
  const sorted = both.subarray(0, known).sort()
  let pairs = 0
  for (let at = 1, run = 0; at < known; at++) {
    run = sorted[at] === sorted[at - 1] ? run + 1 : 0
    pairs += run
  }
  return pairs
}
