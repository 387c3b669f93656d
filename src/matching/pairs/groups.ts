import type { Keys } from './keys.ts'

/** Records that share a key: those of group `g` lie from `starts[g]` to `starts[g + 1]`, ascending, each once. */
export type Groups = Readonly<{ size: number; starts: Uint32Array; records: Int32Array }>

/** All groups of two records or more, by counting into buckets: no comparison sort over millions of keys. */
export function groupsOf(keys: Keys): Groups {
  const { high, low, records } = keys
  const [order, buckets] = inBuckets(keys)
  const before = (a: number, b: number): number => low[a]! - low[b]! || high[a]! - high[b]! || records[a]! - records[b]!
  const starts = new Uint32Array((keys.size >> 1) + 2)
  const members = new Int32Array(keys.size)
  let [size, filled] = [0, 0]
  for (let bucket = 0; bucket + 1 < buckets.length; bucket++) {
    const [from, to] = [buckets[bucket]!, buckets[bucket + 1]!]
    if (to - from < 2) continue
    if (
      to - from === 2 &&
      (low[order[from]!] !== low[order[from + 1]!] || high[order[from]!] !== high[order[from + 1]!])
    )
      continue
    sortStretch(order, from, to, before)
    for (let at = from; at < to; ) {
      const first = filled
      const key = order[at]!
      for (; at < to && low[order[at]!] === low[key] && high[order[at]!] === high[key]; at++) {
        const record = records[order[at]!]!
        if (filled === first || members[filled - 1] !== record) members[filled++] = record
      }
      if (filled - first < 2) filled = first
      else starts[++size] = filled
    }
  }
  return { size, starts, records: members }
}

/** Keys of one bucket beside each other, in the order given; the numbers where each bucket begins. */
function inBuckets({ size, low }: Keys): readonly [order: Int32Array, starts: Uint32Array] {
  const count = 2 ** Math.ceil(Math.log2(Math.max(2, size)))
  const starts = new Uint32Array(count + 1)
  for (let key = 0; key < size; key++) starts[(low[key]! & (count - 1)) + 1]!++
  for (let bucket = 0; bucket < count; bucket++) starts[bucket + 1]! += starts[bucket]!
  const next = starts.slice(0, count)
  const order = new Int32Array(size)
  for (let key = 0; key < size; key++) order[next[low[key]! & (count - 1)]!++] = key
  return [order, starts]
}

function sortStretch(order: Int32Array, from: number, to: number, before: (a: number, b: number) => number): void {
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
