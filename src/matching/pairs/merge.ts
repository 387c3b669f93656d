import type { People } from '../people.ts'
import { onceEach } from './once-each.ts'
import { scratch } from './scratch.ts'

/**
 * Candidates, the left record below the right, in any order and perhaps more than once. Those whose left record is in range
 * `g`, which is one of `rangeSize` records, lie from `starts[g]` to `starts[g + 1]`; `left` counts from the first of those.
 */
export type Candidates = Readonly<{ left: Uint16Array; right: Int32Array; starts: Uint32Array }>

/** Candidates, and how many pairs rules found, by their number: a pair as often as keys of the rule found it. */
export type Found = Readonly<{ candidates: Candidates; pairs: readonly (readonly [rule: number, pairs: number])[] }>

/** So many records that what is sorted at a time fits a processor's nearer memory. */
const [rangeBits, rangeSize] = [15, 1 << 15]

export const rangesOf = (count: number): number => Math.ceil(count / rangeSize)

/** So many pairs, as they were found. */
export type Unsorted = Readonly<{ size: number; left: Uint32Array; right: Uint32Array }>

/** Pairs among so many records as candidates. */
export function byRange(count: number, { size, left, right }: Unsorted): Candidates {
  const ranges = rangesOf(count)
  const starts = new Uint32Array(ranges + 1)
  for (let pair = 0; pair < size; pair++) starts[(left[pair]! >>> rangeBits) + 1]!++
  for (let range = 0; range < ranges; range++) starts[range + 1]! += starts[range]!
  const next = starts.slice()
  const lefts = new Uint16Array(new SharedArrayBuffer(2 * size))
  const rights = shared(size)
  for (let pair = 0; pair < size; pair++) {
    const place = next[left[pair]! >>> rangeBits]!++
    lefts[place] = left[pair]! & (rangeSize - 1)
    rights[place] = right[pair]!
  }
  return { left: lefts, right: rights, starts }
}
/** Pairs of which there are so many, in arrays that may hold more. */
export type Room = Readonly<{ left: Int32Array; right: Int32Array; pattern: Int32Array }>

/** Room that threads share; what is not used of it takes no memory. */
export const roomFor = (size: number): Room => ({ left: shared(size), right: shared(size), pattern: shared(size) })

/** Puts the candidates of some ranges that any of these lists has, ascending and each once, into the room; how many. */
export function merged(lists: readonly Candidates[], from: number, to: number, room: Room): number {
  let size = 0
  for (let range = from; range < to; range++) size = sortedOnce(lists, range, room, size)
  return size
}

/** Puts everybody against everybody whose left record lies from `from` to `to` into the room; how many. */
export function everyPair({ count, sources }: People, from: number, to: number, { left, right }: Room): number {
  let size = 0
  for (let l = from; l < to; l++)
    for (let r = l + 1; r < count; r++) {
      if (sources && sources[l] === sources[r]) continue
      left[size] = l
      right[size++] = r
    }
  return size
}

const shared = (size: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * size))

const places = new Uint32Array(rangeSize + 1)

/** The pairs of one range behind so many others; how many are there then. */
function sortedOnce(lists: readonly Candidates[], range: number, room: Room, before: number): number {
  places.fill(0)
  for (const list of lists) countLefts(list, range)
  for (let record = 0; record < rangeSize; record++) places[record + 1]! += places[record]!
  const rights = scratch('rights', places[rangeSize]!)
  // After this `places[record]` is where the pairs of a record end, and those of the next begin.
  for (const list of lists) layRights(list, range, rights)
  return keepOnce(rights, range * rangeSize, room, before)
}

// Each loop by itself: it is soon compiled, and once for all lists.
function countLefts({ left, starts }: Candidates, range: number): void {
  const end = starts[range + 1]!
  for (let pair = starts[range]!; pair < end; pair++) places[left[pair]! + 1]!++
}

function layRights({ left, right, starts }: Candidates, range: number, rights: Uint32Array): void {
  const end = starts[range + 1]!
  for (let pair = starts[range]!; pair < end; pair++) rights[places[left[pair]!]!++] = right[pair]!
}

function keepOnce(rights: Uint32Array, first: number, { left, right }: Room, before: number): number {
  let size = before
  let from = 0
  for (let record = 0; record < rangeSize; record++) {
    const to = places[record]!
    const end = onceEach(rights, from, to)
    for (let at = from; at < end; at++) {
      left[size] = first + record
      right[size++] = rights[at]!
    }
    from = to
  }
  return size
}
