import type { Comparison, Pairs } from '../comparison.ts'
import type { FactLevels } from './fact-levels.ts'

/** Some pairs compared: `pattern` numbers the rows of `patterns` in the order in which they first appeared. */
export type Stretch = Readonly<{
  left: Int32Array
  right: Int32Array
  pattern: Int32Array
  patterns: Uint8Array
  counts: Uint32Array
}>

const block = 1 << 15

/**
 * Compares pairs, which are ascending, and tells their distinct patterns apart. A block of pairs is compared by one fact
 * after the other, so that the processor has one column at hand rather than all of them.
 */
export function compareStretch(facts: readonly FactLevels[], left: Int32Array, right: Int32Array): Stretch {
  const width = facts.length
  const distinct = rowsOf(width)
  const levels = new Uint8Array(width * Math.min(block, left.length))
  const pattern = new Int32Array(new SharedArrayBuffer(4 * left.length))
  for (let from = 0; from < left.length; from += block) {
    const to = Math.min(left.length, from + block)
    facts.forEach(({ level }, at) => {
      for (let pair = from; pair < to; pair++) levels[(pair - from) * width + at] = level(left[pair]!, right[pair]!)
    })
    for (let pair = from; pair < to; pair++) pattern[pair] = distinct.numberOf(levels, (pair - from) * width)
  }
  return { left, right, pattern, ...distinct.all() }
}

/** Stretches one behind the other as one, patterns numbered in ascending order of their levels. */
export function joined(comparisons: readonly Comparison[], stretches: readonly Stretch[]): Pairs {
  const width = comparisons.length
  const distinct = rowsOf(width)
  const numbers = stretches.map(({ patterns, counts }) =>
    Int32Array.from(counts, (count, row) => distinct.numberOf(patterns, row * width, count)),
  )
  const { patterns, counts } = distinct.all()
  const order = Int32Array.from(counts.keys()).sort((a, b) => compareRows(patterns, width, a, b))
  const ranks = new Int32Array(order.length)
  order.forEach((row, rank) => {
    ranks[row] = rank
  })
  const size = stretches.reduce((sum, { left }) => sum + left.length, 0)
  const pairs = { left: shared(size), right: shared(size), pattern: shared(size) }
  let at = 0
  stretches.forEach(({ left, right, pattern }, stretch) => {
    pairs.left.set(left, at)
    pairs.right.set(right, at)
    const ranked = numbers[stretch]!.map(row => ranks[row]!)
    for (let pair = 0; pair < pattern.length; pair++) pairs.pattern[at + pair] = ranked[pattern[pair]!]!
    at += left.length
  })
  const sorted = new Uint8Array(patterns.length)
  order.forEach((row, rank) => void sorted.set(patterns.subarray(row * width, (row + 1) * width), rank * width))
  return { comparisons, size, ...pairs, patterns: sorted, counts: Uint32Array.from(order, row => counts[row]!) }
}

const shared = (size: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * size))

function compareRows(rows: Uint8Array, width: number, a: number, b: number): number {
  for (let at = 0; at < width; at++) {
    const difference = rows[a * width + at]! - rows[b * width + at]!
    if (difference !== 0) return difference
  }
  return 0
}

/** Distinct rows of bytes, numbered as they come. */
function rowsOf(width: number) {
  let [size, places] = [0, new Int32Array(1 << 12)]
  let [rows, counts] = [new Uint8Array(width << 11), new Uint32Array(1 << 11)]
  const grow = (): void => {
    rows = grown(rows, new Uint8Array(rows.length * 2))
    counts = grown(counts, new Uint32Array(counts.length * 2))
    places = new Int32Array(places.length * 2)
    for (let row = 0; row < size; row++) {
      let place = hashOf(rows, row * width, width) & (places.length - 1)
      while (places[place] !== 0) place = (place + 1) & (places.length - 1)
      places[place] = row + 1
    }
  }
  return {
    numberOf(levels: Uint8Array, from: number, count = 1): number {
      let place = hashOf(levels, from, width) & (places.length - 1)
      while (places[place] !== 0) {
        const row = places[place]! - 1
        if (sameRow(rows, row * width, levels, from, width)) {
          counts[row]! += count
          return row
        }
        place = (place + 1) & (places.length - 1)
      }
      if (size === counts.length) {
        grow()
        return this.numberOf(levels, from, count)
      }
      places[place] = size + 1
      for (let at = 0; at < width; at++) rows[size * width + at] = levels[from + at]!
      counts[size] = count
      return size++
    },
    all: () => ({ patterns: rows.slice(0, size * width), counts: counts.slice(0, size) }),
  }
}

function grown<T extends Uint8Array | Uint32Array>(from: T, into: T): T {
  into.set(from)
  return into
}

function hashOf(levels: Uint8Array, from: number, width: number): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < width; at++) hash = Math.imul(hash ^ levels[from + at]!, 0x01000193)
  return hash ^ (hash >>> 15)
}

function sameRow(rows: Uint8Array, row: number, levels: Uint8Array, from: number, width: number): boolean {
  for (let at = 0; at < width; at++) if (rows[row + at] !== levels[from + at]) return false
  return true
}
