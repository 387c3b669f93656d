import { type Groups, groupsOf } from './groups.ts'
import { type Keys, keysByRule, mixHigh, mixLow } from './keys.ts'
import { byRange, type Candidates, type Visit } from './merge.ts'
import type { One } from './parts.ts'
import type { Rule } from './rules.ts'

/**
 * The pairs that share a key of a rule, so many at most. Where keys are too many's, the rarest go first; the rest are
 * tried again, each together with one further fact, so that a hot key costs neither time nor the pairs it hides.
 */
export function candidatesOf(rule: Rule, count: number, sources: Int32Array | undefined, most: number): Candidates {
  const keys = keysByRule(rule, 0, count)
  const groups = groupsOf(keys)
  const cap = largestWithin(groups, most)
  const further = rule.further.flatMap(one => {
    const hot = keysOfHot(groups, cap, one)
    return hot.size > 0 ? [groupsOf(hot)] : []
  })
  const found = [{ groups, cap }, ...further.map(groups => ({ groups, cap: largestWithin(groups, most) }))]
  return byRange(count, visit => eachPair(found, sources, visit))
}

const pairsAmong = (members: number): number => (members * (members - 1)) / 2

/** The size up to which all groups together have no more than so many pairs. */
function largestWithin({ size, starts }: Groups, most: number): number {
  let largest = 0
  for (let group = 0; group < size; group++) largest = Math.max(largest, starts[group + 1]! - starts[group]!)
  const groupsOfSize = new Uint32Array(largest + 1)
  for (let group = 0; group < size; group++) groupsOfSize[starts[group + 1]! - starts[group]!]!++
  let pairs = 0
  for (let members = 2; members <= largest; members++) {
    pairs += groupsOfSize[members]! * pairsAmong(members)
    if (pairs > most) return members - 1
  }
  return largest
}

/** Keys anew for the members of groups above the cap, with a further fact taken in. */
function keysOfHot({ size, starts, records }: Groups, cap: number, one: One): Keys {
  const [high, low, members]: [number[], number[], number[]] = [[], [], []]
  for (let group = 0; group < size; group++) {
    if (starts[group + 1]! - starts[group]! <= cap) continue
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const word = one.values[records[at]!]!
      const hash = word < 0 ? 0 : one.hashes[word]!
      if (hash === 0) continue
      high.push(mixHigh(group, hash))
      low.push(mixLow(~group, hash))
      members.push(records[at]!)
    }
  }
  return {
    size: members.length,
    high: Uint32Array.from(high),
    low: Uint32Array.from(low),
    records: Uint32Array.from(members),
  }
}

/** Each record of a group with those behind it, which are of another source where there are sources. */
function eachPair(
  found: readonly { groups: Groups; cap: number }[],
  sources: Int32Array | undefined,
  visit: Visit,
): void {
  for (const { groups, cap } of found) {
    const { starts, records } = groups
    for (let group = 0; group < groups.size; group++) {
      const [from, to] = [starts[group]!, starts[group + 1]!]
      if (to - from > cap) continue
      for (let x = from; x + 1 < to; x++) {
        if (!sources) visit(records[x]!, records, x + 1, to)
        else
          for (let y = x + 1; y < to; y++)
            if (sources[records[x]!] !== sources[records[y]!]) visit(records[x]!, records, y, y + 1)
      }
    }
  }
}
