import type { Pairs } from '../comparison.ts'
import { joined } from '../pairs/patterns.ts'
import type { Scored } from './score.ts'

/** Two lots of pairs, both ascending and without a pair in common, as one. */
export function mergePairs(one: Pairs & Scored, other: Pairs & Scored): Pairs & Scored {
  const { comparisons, size, left, right, pattern, patterns, counts } = joined(one.comparisons, [one, other])
  const order = new Int32Array(size)
  for (let at = 0, a = 0, b = one.size; at < size; at++) {
    const first = b === size || (a < one.size && (left[a]! - left[b]! || right[a]! - right[b]!) < 0)
    order[at] = first ? a++ : b++
  }
  const of = (values: Int32Array): Int32Array => order.map(from => values[from]!)
  const scores = (of: 'weight' | 'probability') =>
    Float64Array.from(order, from => (from < one.size ? one[of][from]! : other[of][from - one.size]!))
  const scored = { weight: scores('weight'), probability: scores('probability') }
  return { comparisons, size, left: of(left), right: of(right), pattern: of(pattern), patterns, counts, ...scored }
}
