import type { Pairs } from '../comparison.ts'
import type { Scored } from './score.ts'

/**
 * Two lots of pairs without a pair in common, one lot behind the other; patterns are those of both. The first lot is used
 * up: the others are put behind it where it lies, if there is room.
 */
export function behind(one: Pairs & Scored, other: Pairs & Scored): Pairs & Scored {
  const { patterns, counts, numbers } = mergePatterns(one, other)
  const both = {
    left: longer(Int32Array, one.left, other.left),
    right: longer(Int32Array, one.right, other.right),
    pattern: longer(Int32Array, one.pattern, other.pattern),
    weight: longer(Float64Array, one.weight, other.weight),
    probability: longer(Float64Array, one.probability, other.probability),
  }
  const [ofOne, ofOther] = numbers
  const { pattern } = both
  for (let pair = 0; pair < one.size; pair++) pattern[pair] = ofOne[pattern[pair]!]!
  for (let pair = one.size; pair < pattern.length; pair++) pattern[pair] = ofOther[pattern[pair]!]!
  return { comparisons: one.comparisons, size: pattern.length, ...both, patterns, counts }
}

type Column = Int32Array | Float64Array
type Kind<A extends Column> = {
  readonly BYTES_PER_ELEMENT: number
  new (length: number): A
  new (buffer: ArrayBufferLike, from: number, length: number): A
}

function longer<A extends Column>(kind: Kind<A>, one: A, other: A): A {
  const size = one.length + other.length
  const fits = one.byteOffset + size * kind.BYTES_PER_ELEMENT <= one.buffer.byteLength
  const both = fits ? new kind(one.buffer, one.byteOffset, size) : new kind(size)
  if (!fits) both.set(one)
  both.set(other, one.length)
  return both
}

/** Brings the last so many pairs, which are ascending as those before them are, to where they belong. */
export function bringInOrder(pairs: Pairs & Scored & Readonly<{ through: Int32Array }>, last: number): void {
  const columns = [pairs.left, pairs.right, pairs.pattern, pairs.weight, pairs.probability, pairs.through]
  const moved = columns.map(column => column.slice(pairs.size - last))
  const [lefts, rights] = moved
  let end = pairs.size - last
  for (let at = last - 1; at >= 0; at--) {
    const place = placeOf(pairs, lefts![at]!, rights![at]!, 0, end)
    columns.forEach((column, which) => {
      column.copyWithin(place + at + 1, place, end)
      column[place + at] = moved[which]![at]!
    })
    end = place
  }
}

/** Where between two places among pairs, which are ascending there, one is or would be. */
export function placeOf({ left, right }: Pairs, l: number, r: number, from: number, to: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if (left[middle]! < l || (left[middle] === l && right[middle]! < r)) low = middle + 1
    else high = middle
  }
  return low
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
