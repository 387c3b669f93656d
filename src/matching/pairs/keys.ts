import type { Alternative, Rule } from './rules.ts'

/** Keys of 64 bits in two halves, and whose each is. */
export type Keys = Readonly<{ size: number; high: Uint32Array; low: Uint32Array; records: Int32Array }>

/** The keys that a rule gives to these records, in the order of its alternatives, then of the records. */
export function keysByRule(rule: Rule, from: number, to: number): Keys {
  const most = rule.alternatives.reduce((sum, alternative) => sum + atMost(alternative, from, to), 0)
  const keys = { high: new Uint32Array(most), low: new Uint32Array(most), records: new Int32Array(most) }
  let size = 0
  for (const alternative of rule.alternatives) size = addKeys(rule.seed, alternative, from, to, keys, size)
  return { size, ...keys }
}

function atMost({ many }: Alternative, from: number, to: number): number {
  if (!many) return to - from
  let most = 0
  for (let record = from; record < to; record++) {
    const word = many.values[record]!
    if (word >= 0) most += many.starts[word + 1]! - many.starts[word]!
  }
  return most
}

function addKeys(
  seed: number,
  { many, ones }: Alternative,
  from: number,
  to: number,
  keys: Omit<Keys, 'size'>,
  size: number,
): number {
  let next = size
  for (let record = from; record < to; record++) {
    let [high, low] = [seed, ~seed]
    let whole = true
    for (let at = 0; whole && at < ones.length; at++) {
      const word = ones[at]!.values[record]!
      const hash = word < 0 ? 0 : ones[at]!.hashes[word]!
      high = mixHigh(high, hash)
      low = mixLow(low, hash)
      whole = hash !== 0
    }
    if (!whole) continue
    const word = many ? many.values[record]! : 0
    if (word < 0) continue
    const [first, end] = many ? [many.starts[word]!, many.starts[word + 1]!] : [0, 1]
    for (let at = first; at < end; at++) {
      keys.high[next] = many ? mixHigh(high, many.hashes[at]!) : high
      keys.low[next] = many ? mixLow(low, many.hashes[at]!) : low
      keys.records[next++] = record
    }
  }
  return next
}

/** One half of a key with another part taken in. */
export const mixHigh = (half: number, hash: number): number => {
  const mixed = Math.imul(half ^ hash, 0x9e3779b1)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
export const mixLow = (half: number, hash: number): number => {
  const mixed = Math.imul(half ^ hash, 0x85ebca6b)
  return (mixed ^ (mixed >>> 13)) >>> 0
}
