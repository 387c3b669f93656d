import { type Groups, groupsOf } from './groups.ts'
import { type Keys, keysByRule, mixHigh, mixLow } from './keys.ts'
import { byRange, type Found, type Unsorted } from './merge.ts'
import type { One } from './parts.ts'
import type { Rule } from './rules.ts'
import { scratch } from './scratch.ts'

/** A rule by its number, and how many pairs at most are wanted of it. */
export type Asked = Readonly<{ rule: Rule; number: number; most: number }>

/**
 * The pairs that share a key of a rule, so many at most. Where keys are too many's, the rarest go first; the rest are
 * tried again, each together with one further fact, so that a hot key costs neither time nor the pairs it hides.
 */
export function candidatesOf({ rule, number, most }: Asked, count: number, sources: Int32Array | undefined): Found {
  const all = rarestOf(groupsOf(keysByRule(rule, everybody(count))), most)
  const further = rule.further.flatMap(one => {
    const hot = keysOfHot(all, one)
    return hot.size > 0 ? [rarestOf(groupsOf(hot), most)] : []
  })
  return { candidates: byRange(count, pairsOf([all, ...further], sources)), pairs: [[number, all.pairs]] }
}

function everybody(count: number): Uint32Array {
  const records = scratch('everybody', count)
  for (let record = 0; record < count; record++) records[record] = record
  return records
}

/** Groups of up to so many members, who make no more pairs than are wanted; more `pairs` tell of groups above those. */
type Rarest = Readonly<{ groups: Groups; cap: number; within: number; pairs: number }>

const pairsAmong = (members: number): number => (members * (members - 1)) / 2

function rarestOf(groups: Groups, most: number): Rarest {
  const { size, starts } = groups
  let largest = 0
  for (let group = 0; group < size; group++) largest = Math.max(largest, starts[group + 1]! - starts[group]!)
  const groupsOfSize = new Uint32Array(largest + 1)
  for (let group = 0; group < size; group++) groupsOfSize[starts[group + 1]! - starts[group]!]!++
  let pairs = 0
  for (let members = 2; members <= largest; members++) {
    const within = pairs
    pairs += groupsOfSize[members]! * pairsAmong(members)
    if (pairs > most) return { groups, cap: members - 1, within, pairs }
  }
  return { groups, cap: largest, within: pairs, pairs }
}

/** Keys anew for the members of groups above the cap, with a further fact taken in. */
function keysOfHot({ groups: { size, starts, records }, cap }: Rarest, one: One): Keys {
  const most = records.length
  const keys = {
    size: 0,
    high: scratch('keys high', most),
    low: scratch('keys low', most),
    records: scratch('keys of', most),
  }
  for (let group = 0; group < size; group++) {
    if (starts[group + 1]! - starts[group]! <= cap) continue
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const word = one.values[records[at]!]!
      const hash = word < 0 ? 0 : one.hashes[word]!
      if (hash === 0) continue
      keys.high[keys.size] = mixHigh(group, hash)
      keys.low[keys.size] = mixLow(~group, hash)
      keys.records[keys.size++] = records[at]!
    }
  }
  return keys
}

/** Each record of a group with those behind it, which are of another source where there are sources. */
function pairsOf(found: readonly Rarest[], sources: Int32Array | undefined): Unsorted {
  const most = found.reduce((sum, { within }) => sum + within, 0)
  const pairs = { size: 0, left: scratch('found left', most), right: scratch('found right', most) }
  for (const { groups, cap } of found)
    for (let group = 0; group < groups.size; group++) {
      const from = groups.starts[group]!
      const to = groups.starts[group + 1]!
      if (to - from <= cap) addPairs(pairs, groups.records, from, to, sources)
    }
  return pairs
}

type Growing = { -readonly [part in keyof Unsorted]: Unsorted[part] }

function addPairs(
  pairs: Growing,
  records: Uint32Array,
  from: number,
  to: number,
  sources: Int32Array | undefined,
): void {
  const { left, right } = pairs
  let size = pairs.size
  for (let x = from; x + 1 < to; x++)
    for (let y = x + 1; y < to; y++) {
      if (sources && sources[records[x]!] === sources[records[y]!]) continue
      left[size] = records[x]!
      right[size++] = records[y]!
    }
  pairs.size = size
}
