import type { Many, One } from './parts.ts'
import type { Alternative, Rule } from './rules.ts'
import { scratch } from './scratch.ts'

/** Keys of 64 bits in two halves, and whose each is. */
export type Keys = Readonly<{ size: number; high: Uint32Array; low: Uint32Array; records: Uint32Array }>

/** The keys that a rule gives to these records, in the order of its alternatives, then of the records; until the next. */
export function keysByRule(rule: Rule, from: number, to: number): Keys {
  const most = rule.alternatives.reduce((sum, alternative) => sum + atMost(alternative, from, to), 0)
  const [high, low, records] = [scratch('keys high', most), scratch('keys low', most), scratch('keys of', most)]
  const keys = { size: 0, high, low, records }
  for (const { many, ones } of rule.alternatives)
    for (let first = from; first < to; first += block) {
      const end = Math.min(to, first + block)
      whole.fill(1)
      highs.fill(rule.seed)
      lows.fill(~rule.seed)
      for (const one of ones) takeIn(one, first, end)
      if (many) addMany(keys, many, first, end)
      else addWhole(keys, first, end)
    }
  return keys
}

// Keys of some thousand records at a time are made part by part: one column at hand rather than all.
const block = 4_096
const [highs, lows, whole] = [new Uint32Array(block), new Uint32Array(block), new Uint8Array(block)]

function atMost({ many }: Alternative, from: number, to: number): number {
  if (!many) return to - from
  let most = 0
  for (let record = from; record < to; record++) {
    const word = many.values[record]!
    if (word >= 0) most += many.starts[word + 1]! - many.starts[word]!
  }
  return most
}

function takeIn({ values, hashes }: One, from: number, to: number): void {
  for (let record = from; record < to; record++) {
    const at = record - from
    const word = values[record]!
    const hash = word < 0 ? 0 : hashes[word]!
    if (hash === 0) whole[at] = 0
    highs[at] = mixHigh(highs[at]!, hash)
    lows[at] = mixLow(lows[at]!, hash)
  }
}

type Growing = { -readonly [part in keyof Keys]: Keys[part] }

function addWhole(keys: Growing, from: number, to: number): void {
  let next = keys.size
  for (let record = from; record < to; record++) {
    const at = record - from
    if (whole[at] === 0) continue
    keys.high[next] = highs[at]!
    keys.low[next] = lows[at]!
    keys.records[next++] = record
  }
  keys.size = next
}

function addMany(keys: Growing, { values, starts, hashes }: Many, from: number, to: number): void {
  let next = keys.size
  for (let record = from; record < to; record++) {
    const at = record - from
    const word = values[record]!
    if (whole[at] === 0 || word < 0) continue
    for (let part = starts[word]!; part < starts[word + 1]!; part++) {
      keys.high[next] = mixHigh(highs[at]!, hashes[part]!)
      keys.low[next] = mixLow(lows[at]!, hashes[part]!)
      keys.records[next++] = record
    }
  }
  keys.size = next
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
