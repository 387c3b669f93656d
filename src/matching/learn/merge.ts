import type { Pairs } from '../comparison.ts'
import type { Scored } from './score.ts'

/** Two lots of pairs, both ascending and without a pair in common, as one. */
export function mergePairs(one: Pairs & Scored, other: Pairs & Scored): Pairs & Scored {
  const { patterns, counts, numbers } = mergePatterns(one, other)
  const size = one.size + other.size
  const merged = {
    left: new Int32Array(size),
    right: new Int32Array(size),
    pattern: new Int32Array(size),
    weight: new Float64Array(size),
    probability: new Float64Array(size),
  }
  // The others are few: what lies between two of them is taken over at once.
  const take = (from: Pairs & Scored, number: Int32Array, begin: number, end: number, at: number): void => {
    merged.left.set(from.left.subarray(begin, end), at)
    merged.right.set(from.right.subarray(begin, end), at)
    for (let pair = begin; pair < end; pair++) merged.pattern[at + pair - begin] = number[from.pattern[pair]!]!
    merged.weight.set(from.weight.subarray(begin, end), at)
    merged.probability.set(from.probability.subarray(begin, end), at)
  }
  let taken = 0
  for (let next = 0; next < other.size; next++) {
    let end = taken
    while (end < one.size && (one.left[end]! - other.left[next]! || one.right[end]! - other.right[next]!) < 0) end++
    take(one, numbers[0], taken, end, taken + next)
    take(other, numbers[1], next, next + 1, end + next)
    taken = end
  }
  take(one, numbers[0], taken, one.size, taken + other.size)
  return { comparisons: one.comparisons, size, ...merged, patterns, counts }
}

/** The patterns of both, ascending as they are, and what number each has there. */
function mergePatterns(one: Pairs, other: Pairs) {
  const width = one.comparisons.length
  const most = one.counts.length + other.counts.length
  const patterns = new Uint8Array(most * width)
  const counts = new Uint32Array(most)
  const numbers = [new Int32Array(one.counts.length), new Int32Array(other.counts.length)] as const
  let [size, a, b] = [0, 0, 0]
  for (; a < one.counts.length || b < other.counts.length; size++) {
    const order = compareRows(one, a, other, b, width)
    const [from, row] = order <= 0 ? [one, a] : [other, b]
    for (let at = 0; at < width; at++) patterns[size * width + at] = from.patterns[row * width + at]!
    if (order <= 0) counts[size]! += one.counts[a]!
    if (order >= 0) counts[size]! += other.counts[b]!
    if (order <= 0) numbers[0][a++] = size
    if (order >= 0) numbers[1][b++] = size
  }
  return { patterns: patterns.slice(0, size * width), counts: counts.slice(0, size), numbers }
}

/** Below nought where the first row comes first, above it where the second does, 0 where they are one; no row comes last. */
function compareRows(one: Pairs, a: number, other: Pairs, b: number, width: number): number {
  if (a === one.counts.length) return 1
  if (b === other.counts.length) return -1
  for (let at = 0; at < width; at++) {
    const difference = one.patterns[a * width + at]! - other.patterns[b * width + at]!
    if (difference !== 0) return difference
  }
  return 0
}
