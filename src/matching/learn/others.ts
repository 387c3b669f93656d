import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Scored } from './score.ts'

/** Groups of more are left as they are: something else than one person is likely wrong with them. */
const mostTogether = 40

/**
 * Pairs that were drawn together by way of other records and never compared themselves: no key that they share found
 * them; across sources only, where people have sources. Ascending.
 */
export function unseenWithin(
  { sources }: Pick<People, 'sources'>,
  clusters: Int32Array,
  pairs: Pairs,
): Readonly<{ left: Int32Array; right: Int32Array }> {
  const [left, right]: [number[], number[]] = [[], []]
  const starts = startsOf(clusters.length, pairs)
  // Of each record, the left one that it was last seen compared with: lefts come one after the other.
  const comparedWith = new Int32Array(clusters.length).fill(-1)
  for (const members of groupsOf(clusters)) {
    for (const [at, l] of members.entries()) {
      for (let pair = starts[l]!; pair < starts[l + 1]!; pair++) comparedWith[pairs.right[pair]!] = l
      for (const r of members.subarray(at + 1)) {
        if (comparedWith[r] === l || (sources && sources[l] === sources[r])) continue
        left.push(l)
        right.push(r)
      }
    }
  }
  const order = left.map((_, at) => at).sort((a, b) => left[a]! - left[b]! || right[a]! - right[b]!)
  return { left: Int32Array.from(order, at => left[at]!), right: Int32Array.from(order, at => right[at]!) }
}

/** What is certain is said in so many bits, and not without end. */
const mostBits = 40

/** What two steps leave in doubt counts twofold: both may rest on the same slip. */
const twofold = 2

/** Six to one is the most that is said of two whom all else that is known keeps apart, in bits. */
const atMostApart = 2.5

/**
 * What a third record says: where one is surely both of two people, they are one, whatever little the two have in common.
 * Of pairs drawn together, each is as likely as the likeliest way through a third record, if that is more than it is by
 * itself; `through` is that record, or -1. A pair that was kept apart, since its groups speak against it, is less likely.
 * What was scored is changed where it stands.
 */
export function throughOthers(
  scored: Pairs & Scored,
  clusters: Int32Array,
): Scored & Readonly<{ through: Int32Array }> {
  const { weight, probability } = scored
  const through = new Int32Array(scored.size).fill(-1)
  for (let pair = 0; pair < scored.size; pair++) {
    if (weight[pair]! <= atMostApart || clusters[scored.left[pair]!] === clusters[scored.right[pair]!]) continue
    weight[pair] = atMostApart
    probability[pair] = Math.min(probability[pair]!, 1 / (1 + 2 ** -atMostApart))
  }
  const starts = startsOf(clusters.length, scored)
  const place = new Uint8Array(clusters.length)
  const likely = new Float64Array(mostTogether ** 2)
  for (const members of groupsOf(clusters)) {
    const size = members.length
    likely.fill(0, 0, size * size)
    members.forEach((record, at) => {
      place[record] = at
    })
    const within = pairsWithin(members, starts, scored, clusters)
    for (const pair of within) {
      const [l, r] = [place[scored.left[pair]!]!, place[scored.right[pair]!]!]
      likely[l * size + r] = probability[pair]!
      likely[r * size + l] = probability[pair]!
    }
    for (const pair of within) {
      const [l, r] = [place[scored.left[pair]!]!, place[scored.right[pair]!]!]
      for (let third = 0; third < size; third++) {
        const way = 1 - twofold * (1 - likely[l * size + third]! * likely[third * size + r]!)
        if (way <= probability[pair]!) continue
        probability[pair] = way
        weight[pair] = Math.max(weight[pair]!, Math.min(mostBits, Math.log2(way / (1 - way))))
        through[pair] = members[third]!
      }
    }
  }
  return { weight, probability, through }
}

function pairsWithin(members: Int32Array, starts: Int32Array, { right }: Pairs, clusters: Int32Array): number[] {
  const found: number[] = []
  for (const l of members) {
    for (let pair = starts[l]!; pair < starts[l + 1]!; pair++) {
      if (clusters[right[pair]!] === clusters[l]) found.push(pair)
    }
  }
  return found
}

/** Where the pairs of each record as the left one begin: pairs are ascending. */
function startsOf(count: number, { left, size }: Pairs): Int32Array {
  const starts = new Int32Array(count + 1)
  for (let pair = 0; pair < size; pair++) starts[left[pair]! + 1]!++
  for (let record = 0; record < count; record++) starts[record + 1]! += starts[record]!
  return starts
}

/** The members of each cluster of three or more, ascending. */
function* groupsOf(clusters: Int32Array): Iterable<Int32Array> {
  const starts = new Int32Array(clusters.reduce((most, one) => Math.max(most, one), -1) + 2)
  for (const cluster of clusters) starts[cluster + 1]!++
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  const next = starts.slice()
  const members = new Int32Array(clusters.length)
  for (let record = 0; record < clusters.length; record++) members[next[clusters[record]!]!++] = record
  for (let at = 0; at < starts.length - 1; at++) {
    const size = starts[at + 1]! - starts[at]!
    if (size >= 3 && size <= mostTogether) yield members.subarray(starts[at], starts[at + 1])
  }
}
