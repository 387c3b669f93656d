import type { Pairs } from '../comparison.ts'
import { renumbered } from '../pairs/patterns.ts'
import type { Scored } from './score.ts'

/** Two lots of pairs, both ascending and without a pair in common, as one. */
export function mergePairs(one: Pairs & Scored, other: Pairs & Scored): Pairs & Scored {
  const { numbers, ...told } = renumbered(one.comparisons, [one, other])
  const size = one.size + other.size
  const merged = {
    left: new Int32Array(size),
    right: new Int32Array(size),
    pattern: new Int32Array(size),
    weight: new Float64Array(size),
    probability: new Float64Array(size),
  }
  const put = (
    at: number,
    { left, right, pattern, weight, probability }: Pairs & Scored,
    pair: number,
    ranks: Int32Array,
  ) => {
    merged.left[at] = left[pair]!
    merged.right[at] = right[pair]!
    merged.pattern[at] = ranks[pattern[pair]!]!
    merged.weight[at] = weight[pair]!
    merged.probability[at] = probability[pair]!
  }
  for (let at = 0, a = 0, b = 0; at < size; at++) {
    const first =
      b === other.size || (a < one.size && (one.left[a]! - other.left[b]! || one.right[a]! - other.right[b]!) < 0)
    if (first) put(at, one, a++, numbers[0]!)
    else put(at, other, b++, numbers[1]!)
  }
  return { comparisons: one.comparisons, size, ...merged, ...told }
}
