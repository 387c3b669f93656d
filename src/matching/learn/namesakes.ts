import type { People } from '../people.ts'

/**
 * How many pairs of records bear the same forename and the same surname, of all pairs. They are more than forenames and
 * surnames make when drawn apart, since both come from a community.
 */
export function namesakes({ count, facts: { forename, surname } }: People): number {
  if (!forename || !surname) return 0
  const both = new Float64Array(count)
  let known = 0
  for (let record = 0; record < count; record++) {
    const [f, s] = [forename.values[record]!, surname.values[record]!]
    if (f >= 0 && s >= 0) both[known++] = f * surname.words.size + s
  }
  const sorted = both.subarray(0, known).sort()
  let pairs = 0
  for (let at = 1, run = 0; at < known; at++) {
    run = sorted[at] === sorted[at - 1] ? run + 1 : 0
    pairs += run
  }
  return pairs
}
