import { type Groups, groupsOf } from './groups.ts'
import { type Keys, keysByRule, mixHigh, mixLow } from './keys.ts'
import { ascending, type Candidates } from './merge.ts'
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
  const [left, right] = pairsIn(found, sources)
  return ascending(left, right, count)
}

const pairsAmong = (members: number): number => (members * (members - 1)) / 2

/** The size up to which all groups together have no more than so many pairs. */
function largestWithin({ size, starts }: Groups, most: number): number {
  const bySize = new Map<number, number>()
  for (let group = 0; group < size; group++) {
    const members = starts[group + 1]! - starts[group]!
    bySize.set(members, (bySize.get(members) ?? 0) + 1)
  }
  let [cap, pairs] = [0, 0]
  for (const [members, groups] of [...bySize].sort(([a], [b]) => a - b)) {
    pairs += groups * pairsAmong(members)
    if (pairs > most) break
    cap = members
  }
  return cap
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
    records: Int32Array.from(members),
  }
}

function pairsIn(
  found: readonly { groups: Groups; cap: number }[],
  sources: Int32Array | undefined,
): readonly [Int32Array, Int32Array] {
  const most = found.reduce((sum, { groups, cap }) => sum + pairsUpTo(groups, cap), 0)
  const [left, right] = [new Int32Array(most), new Int32Array(most)]
  let size = 0
  for (const { groups, cap } of found) {
    const { starts, records } = groups
    for (let group = 0; group < groups.size; group++) {
      const [from, to] = [starts[group]!, starts[group + 1]!]
      if (to - from > cap) continue
      for (let x = from; x < to; x++)
        for (let y = x + 1; y < to; y++) {
          if (sources && sources[records[x]!] === sources[records[y]!]) continue
          left[size] = records[x]!
          right[size++] = records[y]!
        }
    }
  }
  return [left.subarray(0, size), right.subarray(0, size)]
}

function pairsUpTo({ size, starts }: Groups, cap: number): number {
  let pairs = 0
  for (let group = 0; group < size; group++) {
    const members = starts[group + 1]! - starts[group]!
    if (members <= cap) pairs += pairsAmong(members)
  }
  return pairs
}
