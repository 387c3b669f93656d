import type { Keys } from './keys.ts'
import { scratch } from './scratch.ts'

/** Records that share a key: those of group `g` lie from `starts[g]` to `starts[g + 1]`, ascending, each once. */
export type Groups = Readonly<{ size: number; starts: Uint32Array; records: Int32Array }>

/**
 * All groups of two records or more. Keys are laid out in parts that fit a processor's nearest memory, then in buckets:
 * no comparison sort over millions of keys, and no leaping about in them (measured: a third of the time).
 */
export function groupsOf(keys: Keys): Groups {
  const parts = inParts(keys)
  const groups = {
    size: 0,
    filled: 0,
    starts: new Uint32Array((keys.size >> 1) + 2),
    records: new Int32Array(keys.size),
  }
  const order = scratch('order', parts.largest)
  const buckets = scratch('buckets', 2 ** Math.ceil(Math.log2(Math.max(2, parts.largest))) + 2)
  for (let part = 0; part + 1 < parts.starts.length; part++) {
    const [from, to] = [parts.starts[part]!, parts.starts[part + 1]!]
    const end = perhapsShared(parts, from, to)
    if (end - from > 1) addGroups(parts, from, end, order, buckets, groups)
  }
  return { size: groups.size, starts: groups.starts, records: groups.records }
}

type Parts = Omit<Keys, 'size'> & Readonly<{ starts: Uint32Array; largest: number }>

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
  const laid = { high: scratch('high', size), low: scratch('low', size), records: scratch('of', size) }
  for (let key = 0; key < size; key++) {
    const place = next[low[key]! >>> shift]!++
    laid.high[place] = high[key]!
    laid.low[place] = low[key]!
    laid.records[place] = records[key]!
  }
  return { ...laid, starts, largest }
}

/** By so many bits of a key it is told whether another of its part may be the same. */
const slotBits = 17
const taken = new Uint32Array(2 ** (slotBits - 4))

/**
 * Moves those keys of a part together that another record may have too, few of all: a key has a slot by its upper half,
 * and two bits there say whether it was taken once or more often. Says where they end.
 */
function perhapsShared({ high, low, records }: Parts, from: number, to: number): number {
  taken.fill(0)
  for (let key = from; key < to; key++) {
    const slot = high[key]! >>> (32 - slotBits)
    const once = 1 << ((slot & 15) << 1)
    const before = taken[slot >>> 4]!
    taken[slot >>> 4] = before | ((before & once) === 0 ? once : once << 1)
  }
  let end = from
  for (let key = from; key < to; key++) {
    const slot = high[key]! >>> (32 - slotBits)
    // Written in any case, so that nothing hangs on guessing which way it goes.
    high[end] = high[key]!
    low[end] = low[key]!
    records[end] = records[key]!
    end += (taken[slot >>> 4]! >>> (((slot & 15) << 1) + 1)) & 1
  }
  return end
}

type Growing = { size: number; filled: number; starts: Uint32Array; records: Int32Array }

function addGroups(
  { high, low, records }: Parts,
  from: number,
  to: number,
  order: Uint32Array,
  buckets: Uint32Array,
  groups: Growing,
): void {
  const count = fillBuckets(low, from, to, order, buckets)
  const before = (a: number, b: number): number => low[a]! - low[b]! || high[a]! - high[b]! || records[a]! - records[b]!
  for (let bucket = 0, first = 0; bucket < count; bucket++) {
    const end = buckets[bucket]!
    const start = first
    first = end
    if (end - start < 2) continue
    if (end - start === 2 && low[order[start]!] !== low[order[start + 1]!]) continue
    sortStretch(order, start, end, before)
    for (let at = start; at < end; ) {
      const key = order[at]!
      const filled = groups.filled
      for (; at < end && low[order[at]!] === low[key] && high[order[at]!] === high[key]; at++) {
        const record = records[order[at]!]!
        if (groups.filled === filled || groups.records[groups.filled - 1] !== record)
          groups.records[groups.filled++] = record
      }
      if (groups.filled - filled < 2) groups.filled = filled
      else groups.starts[++groups.size] = groups.filled
    }
  }
}

/** Puts the keys of a part into `order`, those of one bucket side by side; says where each of so many buckets ends. */
function fillBuckets(low: Uint32Array, from: number, to: number, order: Uint32Array, buckets: Uint32Array): number {
  const count = 2 ** Math.ceil(Math.log2(to - from))
  buckets.fill(0, 0, count + 1)
  for (let key = from; key < to; key++) buckets[(low[key]! & (count - 1)) + 1]!++
  for (let bucket = 0; bucket < count; bucket++) buckets[bucket + 1]! += buckets[bucket]!
  // As it fills, where a bucket begins becomes where it ends.
  for (let key = from; key < to; key++) order[buckets[low[key]! & (count - 1)]!++] = key
  return count
}

function sortStretch(order: Uint32Array, from: number, to: number, before: (a: number, b: number) => number): void {
  if (to - from > 32) {
    order.subarray(from, to).sort(before)
    return
  }
  for (let at = from + 1; at < to; at++) {
    const key = order[at]!
    let place = at
    for (; place > from && before(order[place - 1]!, key) > 0; place--) order[place] = order[place - 1]!
    order[place] = key
  }
}
