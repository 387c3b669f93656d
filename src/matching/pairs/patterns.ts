import type { Comparison, Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { factLevels } from './compared.ts'
import { type Room, roomFor } from './merge.ts'
import type { NamesOf } from './names.ts'

/** Some pairs compared: `pattern` numbers the rows of `patterns` in the order in which they first appeared. */
export type Stretch = Room & Readonly<{ patterns: Uint8Array; counts: Uint32Array }>

const block = 1 << 12

/**
 * Compares the first so many pairs of a room, which are ascending, and tells their distinct patterns apart. What is known
 * of a block of pairs is brought side by side and compared by one fact after the other: comparing is mostly waiting for
 * memory, and this waits for many values at a time.
 */
export function compareStretch(people: People, names: NamesOf, room: Room, size: number): Stretch {
  const { bring, facts } = nearby(people, names, Math.min(block, size))
  const width = facts.length
  const distinct = rowsOf(width)
  const levels = new Uint8Array(width * Math.min(block, size))
  const [left, right, pattern] = [room.left.subarray(0, size), room.right.subarray(0, size), room.pattern]
  for (let from = 0; from < size; from += block) {
    const pairs = Math.min(block, size - from)
    bring(left.subarray(from, from + pairs), right.subarray(from, from + pairs))
    facts.forEach(({ level }, at) => {
      for (let pair = 0; pair < pairs; pair++) levels[pair * width + at] = level(2 * pair, 2 * pair + 1)
    })
    for (let pair = 0; pair < pairs; pair++) pattern[from + pair] = distinct.numberOf(levels, pair * width)
  }
  return { left, right, pattern: pattern.subarray(0, size), ...distinct.all() }
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
    bring(left: Int32Array, right: Int32Array): void {
      for (const [far, near] of columns)
        for (let pair = 0; pair < left.length; pair++) {
          near[2 * pair] = far[left[pair]!]!
          near[2 * pair + 1] = far[right[pair]!]!
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
  const rows = stretches.map(({ patterns, counts }) =>
    Int32Array.from(counts, (count, row) => distinct.numberOf(patterns, row * width, count)),
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
