import type { Many, One } from './parts.ts'
import type { Alternative, Rule } from './rules.ts'
import { scratch } from './scratch.ts'

/** Keys of 64 bits in two halves, and whose each is. */
export type Keys = Readonly<{ size: number; high: Uint32Array; low: Uint32Array; records: Uint32Array }>

/** The keys that a rule gives to these records, in the order of its alternatives, then of the records; until the next. */
export function keysByRule({ seed, alternatives }: Pick<Rule, 'seed' | 'alternatives'>, records: Uint32Array): Keys {
  const most = alternatives.reduce((sum, { many }) => sum + (many ? partsOf(many, records) : records.length), 0)
  const keys = {
    size: 0,
    high: scratch('keys high', most),
    low: scratch('keys low', most),
    records: scratch('keys of', most),
  }
  for (const { many, ones } of alternatives)
    for (let first = 0; first < records.length; first += block) {
      const some = records.subarray(first, first + block)
      beginKeys(ones, seed, some, begun)
      if (many) addMany(keys, many, some)
      else addWhole(keys, some)
    }
  return keys
}

/** What keys begin with: the halves that all parts but one of many make, by record, and whether it has all of those. */
export type Begun = Readonly<{ highs: Uint32Array; lows: Uint32Array; whole: Uint32Array }>

// Keys of some thousand records at a time are made part by part: one column at hand rather than all.
const block = 4_096
const begun: Begun = { highs: new Uint32Array(block), lows: new Uint32Array(block), whole: new Uint32Array(block) }

/** How many keys at most a part of many gives to these records. */
export function partsOf({ values, starts }: Many, records: Uint32Array): number {
  let size = 0
  for (let at = 0; at < records.length; at++) {
    const word = values[records[at]!]!
    if (word >= 0) size += starts[word + 1]! - starts[word]!
  }
  return size
}

/** Begins the keys of these records. */
export function beginKeys(ones: Alternative['ones'], seed: number, records: Uint32Array, into: Begun): void {
  const [first, ...more] = ones
  if (first) startWith(first, seed, records, into)
  else {
    into.whole.fill(1, 0, records.length)
    into.highs.fill(seed, 0, records.length)
    into.lows.fill(~seed, 0, records.length)
  }
  for (const one of more) takeIn(one, records, into)
}

function startWith({ values, hashes }: One, seed: number, records: Uint32Array, { highs, lows, whole }: Begun): void {
  for (let at = 0; at < records.length; at++) {
    const word = values[records[at]!]!
    const hash = word < 0 ? 0 : hashes[word]!
    whole[at] = hash
    highs[at] = mixHigh(seed, hash)
    lows[at] = mixLow(~seed, hash)
  }
}

function takeIn({ values, hashes }: One, records: Uint32Array, { highs, lows, whole }: Begun): void {
  for (let at = 0; at < records.length; at++) {
    const word = values[records[at]!]!
    const hash = word < 0 ? 0 : hashes[word]!
    if (hash === 0) whole[at] = 0
    highs[at] = mixHigh(highs[at]!, hash)
    lows[at] = mixLow(lows[at]!, hash)
  }
}

type Growing = { -readonly [part in keyof Keys]: Keys[part] }

function addWhole(keys: Growing, records: Uint32Array): void {
  const { high, low, records: of } = keys
  const { highs, lows, whole } = begun
  let next = keys.size
  for (let at = 0; at < records.length; at++) {
    if (whole[at] === 0) continue
    high[next] = highs[at]!
    low[next] = lows[at]!
    of[next++] = records[at]!
  }
  keys.size = next
}

function addMany(keys: Growing, { values, starts, hashes }: Many, records: Uint32Array): void {
  const { high, low, records: of } = keys
  const { highs, lows, whole } = begun
  let next = keys.size
  for (let at = 0; at < records.length; at++) {
    const record = records[at]!
    const word = values[record]!
    if (whole[at] === 0 || word < 0) continue
    const end = starts[word + 1]!
    for (let part = starts[word]!; part < end; part++) {
      high[next] = mixHigh(highs[at]!, hashes[part]!)
      low[next] = mixLow(lows[at]!, hashes[part]!)
      of[next++] = record
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
