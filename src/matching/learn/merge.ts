import type { Pairs } from '../comparison.ts'
import { joined } from '../pairs/patterns.ts'
import type { Scored } from './score.ts'

/** Two lots of pairs, both ascending and without a pair in common, as one. */
export function mergePairs(one: Pairs & Scored, other: Pairs & Scored): Pairs & Scored {
  const { comparisons, size, left, right, pattern, patterns, counts } = joined(one.comparisons, [one, other])
  const merged = {
    left: new Int32Array(size),
    right: new Int32Array(size),
    pattern: new Int32Array(size),
    weight: new Float64Array(size),
    probability: new Float64Array(size),
  }
  for (let at = 0, a = 0, b = one.size; at < size; at++) {
    const first = b === size || (a < one.size && (left[a]! - left[b]! || right[a]! - right[b]!) < 0)
    const from = first ? a++ : b++
    const [source, place] = first ? [one, from] : [other, from - one.size]
    merged.left[at] = left[from]!
    merged.right[at] = right[from]!
    merged.pattern[at] = pattern[from]!
    merged.weight[at] = source.weight[place]!
    merged.probability[at] = source.probability[place]!
  }
  return { comparisons, size, ...merged, patterns, counts }
}
