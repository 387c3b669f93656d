import type { Comparison, Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { factLevels } from './compared.ts'
import type { FactLevels } from './fact-levels.ts'
import { type Room, roomFor } from './merge.ts'
import type { NamesOf } from './names.ts'
import { type Rows, rowsOf } from './rows.ts'

/** Some pairs compared: `pattern` numbers the rows of `patterns` in the order in which they first appeared. */
export type Stretch = Room & Readonly<{ patterns: Uint8Array; counts: Uint32Array }>

const [block, batch] = [1 << 12, 1 << 16]

/**
 * Compares the first so many pairs of a room, which are ascending, and tells their distinct patterns apart. Comparing is
 * mostly waiting for memory. So a batch of pairs, whose left records are neighbours, is gone through in the order of the
 * right ones; and what is known of a block of them is brought side by side and compared by one fact after the other.
 */
export function compareStretch(people: People, names: NamesOf, room: Room, size: number): Stretch {
  const { bring, facts } = nearby(people, names, Math.min(block, size))
  const order = new Int32Array(Math.min(batch, size))
  const distinct = rowsOf(facts.length)
  const { stride } = distinct
  const levels = new Uint8Array(stride * Math.min(block, size))
  const words = new Uint32Array(levels.buffer)
  const [left, right, pattern] = [room.left.subarray(0, size), room.right.subarray(0, size), room.pattern]
  for (let first = 0; first < size; first += batch) {
    const all = orderByRight(right, first, Math.min(first + batch, size), order)
    for (let from = 0; from < all.length; from += block) {
      const some = all.subarray(from, from + block)
      bring(left, right, some)
      facts.forEach(({ level }, at) => void compareBlock(level, some.length, levels, at, stride))
      numberBlock(distinct, words, some, pattern)
    }
  }
  return { left, right, pattern: pattern.subarray(0, size), ...distinct.all() }
}

// Loops over a block stand by themselves: what is called often is compiled once, and not with all that is round it.
function compareBlock(level: FactLevels['level'], pairs: number, levels: Uint8Array, at: number, stride: number): void {
  for (let pair = 0; pair < pairs; pair++) levels[pair * stride + at] = level(2 * pair, 2 * pair + 1)
}

function numberBlock(distinct: Rows, words: Uint32Array, pairs: Int32Array, pattern: Int32Array): void {
  for (let pair = 0; pair < pairs.length; pair++) pattern[pairs[pair]!] = distinct.numberOf(words, pair)
}

/** The numbers of some pairs, roughly in the order of their right records: in stretches of some hundred records. */
function orderByRight(right: Int32Array, from: number, to: number, order: Int32Array): Int32Array {
  let most = 0
  for (let pair = from; pair < to; pair++) most = Math.max(most, right[pair]!)
  const ends = new Int32Array((most >>> 8) + 2)
  for (let pair = from; pair < to; pair++) ends[(right[pair]! >>> 8) + 1]!++
  for (let stretch = 1; stretch < ends.length; stretch++) ends[stretch]! += ends[stretch - 1]!
  for (let pair = from; pair < to; pair++) order[ends[right[pair]! >>> 8]!++] = pair
  return order.subarray(0, to - from)
}

/** The people of a block of pairs: those of pair `p` are numbers 2p and 2p + 1. */
function nearby(people: People, names: NamesOf, pairs: number) {
  const columns: [far: Int32Array, near: Int32Array][] = []
  const near = <T extends Column>(column: T): T => {
    const values = new Int32Array(2 * pairs)
    columns.push([column.values, values])
    return { ...column, values }
  }
  const facts = Object.fromEntries(Object.entries(people.facts).map(([fact, column]) => [fact, near(column)]))
  const block = { ...people, count: 2 * pairs, facts, others: people.others.map(near) }
  return {
    facts: factLevels(block, names),
    bring(left: Int32Array, right: Int32Array, pairs: Int32Array): void {
      for (const [far, near] of columns)
        for (let pair = 0; pair < pairs.length; pair++) {
          near[2 * pair] = far[left[pairs[pair]!]!]!
          near[2 * pair + 1] = far[right[pairs[pair]!]!]!
        }
    },
  }
}

/**
 * Stretches one behind the other as one, patterns numbered in ascending order of their levels; in the room where they
 * lie, if that is given.
 */
export function joined(comparisons: readonly Comparison[], stretches: readonly Stretch[], given?: Room): Pairs {
  const { numbers, ...told } = renumbered(comparisons, stretches)
  const size = stretches.reduce((sum, { left }) => sum + left.length, 0)
  const room = given ?? roomFor(size)
  let at = 0
  stretches.forEach(({ left, right, pattern }, stretch) => {
    room.left.set(left, at)
    room.right.set(right, at)
    const ranked = numbers[stretch]!
    for (let pair = 0; pair < pattern.length; pair++) room.pattern[at + pair] = ranked[pattern[pair]!]!
    at += left.length
  })
  const [left, right] = [room.left.subarray(0, size), room.right.subarray(0, size)]
  return { comparisons, size, left, right, pattern: room.pattern.subarray(0, size), ...told }
}

type Patterns = Pick<Stretch, 'patterns' | 'counts'>

/** The patterns of all stretches in ascending order of their levels, and what number each has there by stretch. */
export function renumbered(
  { length: width }: readonly Comparison[],
  stretches: readonly Patterns[],
): Patterns & Readonly<{ numbers: readonly Int32Array[] }> {
  const distinct = rowsOf(width)
  const padded = new Uint8Array(distinct.stride)
  const words = new Uint32Array(padded.buffer)
  const rows = stretches.map(({ patterns, counts }) =>
    Int32Array.from(counts, (count, row) => {
      padded.set(patterns.subarray(row * width, (row + 1) * width))
      return distinct.numberOf(words, 0, count)
    }),
  )
  const { patterns, counts } = distinct.all()
  const order = Int32Array.from(counts.keys()).sort((a, b) => compareRows(patterns, width, a, b))
  const ranks = new Int32Array(order.length)
  const sorted = new Uint8Array(patterns.length)
  order.forEach((row, rank) => {
    ranks[row] = rank
    sorted.set(patterns.subarray(row * width, (row + 1) * width), rank * width)
  })
  const numbers = rows.map(each => each.map(row => ranks[row]!))
  return { numbers, patterns: sorted, counts: Uint32Array.from(order, row => counts[row]!) }
}

function compareRows(rows: Uint8Array, width: number, a: number, b: number): number {
  for (let at = 0; at < width; at++) {
    const difference = rows[a * width + at]! - rows[b * width + at]!
    if (difference !== 0) return difference
  }
  return 0
}
