import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Scored } from './score.ts'
import { startsOf } from './starts.ts'

/** Groups of more are left as they are: something else than one person is likely wrong with them. */
const mostTogether = 40

/** The records of every cluster, ascending, one cluster behind the other: of cluster `c` from `starts[c]` to `starts[c + 1]`. */
export type Together = Readonly<{ clusters: Int32Array; starts: Int32Array; members: Int32Array }>

export function togetherBy(clusters: Int32Array): Together {
  let most = -1
  for (const cluster of clusters) if (cluster > most) most = cluster
  // As it fills, where the next cluster begins becomes where this one ends.
  const starts = new Int32Array(most + 3)
  for (const cluster of clusters) starts[cluster + 2]!++
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  const members = new Int32Array(clusters.length)
  for (let record = 0; record < clusters.length; record++) members[starts[clusters[record]! + 1]!++] = record
  return { clusters, starts: starts.subarray(0, most + 2), members }
}

/** Calls `see` with where the members of each cluster of three or more begin and how many they are. */
function eachOfSome({ starts }: Together, see: (from: number, size: number) => void): void {
  for (let cluster = 0; cluster + 1 < starts.length; cluster++) {
    const size = starts[cluster + 1]! - starts[cluster]!
    if (size >= 3 && size <= mostTogether) see(starts[cluster]!, size)
  }
}

/**
 * Pairs that were drawn together by way of other records and never compared themselves: no key that they share found
 * them; across sources only, where people have sources. Ascending.
 */
export function unseenWithin(
  { sources }: Pick<People, 'sources'>,
  together: Together,
  pairs: Pairs,
): Readonly<{ left: Int32Array; right: Int32Array }> {
  const [left, right]: [number[], number[]] = [[], []]
  const { clusters, members } = together
  const starts = startsOf(clusters.length, pairs)
  // Of each record, the left one that it was last seen compared with: lefts come one after the other.
  const comparedWith = new Int32Array(clusters.length).fill(-1)
  eachOfSome(together, (from, size) => {
    for (let at = from; at < from + size; at++) {
      const l = members[at]!
      for (let pair = starts[l]!; pair < starts[l + 1]!; pair++) comparedWith[pairs.right[pair]!] = l
      for (let other = at + 1; other < from + size; other++) {
        const r = members[other]!
        if (comparedWith[r] === l || (sources && sources[l] === sources[r])) continue
        left.push(l)
        right.push(r)
      }
    }
  })
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
export function throughOthers(scored: Pairs & Scored, together: Together): Scored & Readonly<{ through: Int32Array }> {
  const { clusters, members } = together
  const { left, right, weight, probability } = scored
  lessApart(scored, clusters)
  const through = new Int32Array(scored.size).fill(-1)
  const starts = startsOf(clusters.length, scored)
  const place = new Uint8Array(clusters.length)
  const likely = new Float64Array(mostTogether ** 2)
  const within = new Int32Array((mostTogether * (mostTogether - 1)) / 2)
  eachOfSome(together, (from, size) => {
    likely.fill(0, 0, size * size)
    for (let at = 0; at < size; at++) place[members[from + at]!] = at
    let pairs = 0
    for (let at = 0; at < size; at++) {
      const l = members[from + at]!
      for (let pair = starts[l]!; pair < starts[l + 1]!; pair++) {
        if (clusters[right[pair]!] !== clusters[l]) continue
        within[pairs++] = pair
        const r = place[right[pair]!]!
        likely[at * size + r] = likely[r * size + at] = probability[pair]!
      }
    }
    for (let at = 0; at < pairs; at++) {
      const pair = within[at]!
      const [l, r] = [place[left[pair]!]!, place[right[pair]!]!]
      for (let third = 0; third < size; third++) {
        const way = 1 - twofold * (1 - likely[l * size + third]! * likely[third * size + r]!)
        if (way <= probability[pair]!) continue
        probability[pair] = way
        weight[pair] = Math.max(weight[pair]!, Math.min(mostBits, Math.log2(way / (1 - way))))
        through[pair] = members[from + third]!
      }
    }
  })
  return { weight, probability, through }
}

function lessApart({ left, right, weight, probability, size }: Pairs & Scored, clusters: Int32Array): void {
  for (let pair = 0; pair < size; pair++) {
    if (weight[pair]! <= atMostApart || clusters[left[pair]!] === clusters[right[pair]!]) continue
    weight[pair] = atMostApart
    probability[pair] = Math.min(probability[pair]!, 1 / (1 + 2 ** -atMostApart))
  }
}
