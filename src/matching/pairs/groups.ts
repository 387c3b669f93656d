import type { Keys } from './keys.ts'
import { onceEach } from './once-each.ts'
import { scratch } from './scratch.ts'

/** Records that share a key: those of group `g` lie from `starts[g]` to `starts[g + 1]`, ascending, each once. */
export type Groups = Readonly<{ size: number; starts: Uint32Array; records: Uint32Array }>

/**
 * All groups of two records or more. Keys are laid out in parts that fit a processor's nearer memory, then in buckets of
 * few: no comparison sort over millions of keys, and no leaping about in them.
 */
export function groupsOf(keys: Keys): Groups {
  const parts = inParts(keys)
  const groups = {
    ...{ size: 0, filled: 0 },
    starts: new Uint32Array((keys.size >> 1) + 2),
    records: new Uint32Array(keys.size),
  }
  const laid = scratch('in buckets', 3 * parts.largest)
  const ends = scratch('ends', 2 * parts.largest + 2)
  for (let part = 0; part + 1 < parts.starts.length; part++) {
    const [from, to] = [parts.starts[part]!, parts.starts[part + 1]!]
    if (to - from < 2) continue
    const count = 2 ** Math.ceil(Math.log2(to - from))
    fillBuckets(parts.keys.subarray(3 * from, 3 * to), laid, ends.subarray(0, count + 1).fill(0))
    addGroups(laid, ends, count, groups)
  }
  return { size: groups.size, starts: groups.starts, records: groups.records }
}

/** Keys, each its lower half, its upper half and its record, and where each part begins. */
type Parts = Readonly<{ keys: Uint32Array; starts: Uint32Array; largest: number }>

const partSize = 1 << 14

/** The keys again, by the first bits of their lower half. */
function inParts({ size, high, low, records }: Keys): Parts {
  const bits = Math.min(8, Math.max(1, Math.ceil(Math.log2(Math.max(1, size / partSize)))))
  const starts = new Uint32Array((1 << bits) + 1)
  const shift = 32 - bits
  for (let key = 0; key < size; key++) starts[(low[key]! >>> shift) + 1]!++
  let largest = 0
  for (let part = 0; part + 1 < starts.length; part++) {
    largest = Math.max(largest, starts[part + 1]!)
    starts[part + 1]! += starts[part]!
  }
  const next = starts.slice()
  const keys = scratch('in parts', 3 * size)
  for (let key = 0; key < size; key++) {
    const place = 3 * next[low[key]! >>> shift]!++
    keys[place] = low[key]!
    keys[place + 1] = high[key]!
    keys[place + 2] = records[key]!
  }
  return { keys, starts, largest }
}

/** Puts the keys of one bucket side by side; `ends`, of which one is spare, then says where each bucket ends. */
function fillBuckets(keys: Uint32Array, laid: Uint32Array, ends: Uint32Array): void {
  const mask = ends.length - 2
  for (let at = 0; at < keys.length; at += 3) ends[(keys[at]! & mask) + 1]!++
  for (let bucket = 1; bucket <= mask; bucket++) ends[bucket + 1]! += ends[bucket]!
  // As it fills, where a bucket begins becomes where it ends.
  for (let at = 0; at < keys.length; at += 3) {
    const place = 3 * ends[keys[at]! & mask]!++
    laid[place] = keys[at]!
    laid[place + 1] = keys[at + 1]!
    laid[place + 2] = keys[at + 2]!
  }
}

type Growing = { size: number; filled: number; readonly starts: Uint32Array; readonly records: Uint32Array }

function addGroups(keys: Uint32Array, ends: Uint32Array, count: number, groups: Growing): void {
  for (let bucket = 0, from = 0; bucket < count; bucket++) {
    const next = ends[bucket]!
    // Those of the first key are taken out and the others moved together, until one is left or none.
    for (let end = next; end - from > 1; ) end = takeGroup(keys, from, end, groups)
    from = next
  }
}

/** Makes a group of those whose key is the first's, if they are several; says where the others end. */
function takeGroup(keys: Uint32Array, from: number, end: number, groups: Growing): number {
  const { records, filled } = groups
  const low = keys[3 * from]!
  const high = keys[3 * from + 1]!
  let last = filled
  let rest = from
  records[last++] = keys[3 * from + 2]!
  for (let at = 3 * (from + 1); at < 3 * end; at += 3)
    if (keys[at] === low && keys[at + 1] === high) records[last++] = keys[at + 2]!
    else {
      keys[3 * rest] = keys[at]!
      keys[3 * rest + 1] = keys[at + 1]!
      keys[3 * rest++ + 2] = keys[at + 2]!
    }
  if (last - filled < 2) return rest
  const once = onceEach(records, filled, last)
  if (once - filled < 2) return rest
  groups.filled = once
  groups.starts[++groups.size] = once
  return rest
}
