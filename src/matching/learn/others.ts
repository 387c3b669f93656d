import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import { placeOf } from './merge.ts'
import type { Scored } from './score.ts'
import { eachOfSome, mostTogether, type Together } from './together.ts'

/**
 * Pairs that were drawn together by way of other records and never compared themselves: no key that they share found
 * them; across sources only, where people have sources. Ascending.
 */
export function unseenWithin(
  { sources }: Pick<People, 'sources'>,
  together: Together,
): Readonly<{ left: Int32Array; right: Int32Array }> {
  const [left, right]: [number[], number[]] = [[], []]
  const { members, pairStarts, lefts, rights } = together
  const compared = new Uint8Array(mostTogether ** 2)
  eachOfSome(together, (from, size, cluster) => {
    const first = pairStarts[cluster]!
    const end = pairStarts[cluster + 1]!
    if (end - first === (size * (size - 1)) / 2) return
    compared.fill(0)
    for (let at = first; at < end; at++) compared[lefts[at]! * size + rights[at]!] = 1
    for (let one = 0; one < size; one++)
      for (let other = one + 1; other < size; other++) {
        if (compared[one * size + other] === 1) continue
        const l = members[from + one]!
        const r = members[from + other]!
        if (sources && sources[l] === sources[r]) continue
        left.push(l)
        right.push(r)
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
 * What was scored is changed where it stands. The last so many pairs are those that were `unseen` when drawn together.
 */
export function throughOthers(
  scored: Pairs & Scored,
  together: Together,
  unseen = 0,
): Scored & Readonly<{ through: Int32Array }> {
  const { members, pairs, pairStarts, lefts, rights } = together
  const { weight, probability } = scored
  lessApart(scored, together.clusters)
  const through = new Int32Array(scored.size).fill(-1)
  const likely = new Float64Array(mostTogether ** 2)
  const know = (pair: number, l: number, r: number, size: number): void => {
    likely[l * size + r] = likely[r * size + l] = probability[pair]!
  }
  const better = (pair: number, l: number, r: number, size: number, from: number): void => {
    let most = probability[pair]!
    let by = -1
    for (let third = 0; third < size; third++) {
      const way = 1 - twofold * (1 - likely[l * size + third]! * likely[r * size + third]!)
      if (way <= most) continue
      most = way
      by = third
    }
    if (by < 0) return
    probability[pair] = most
    weight[pair] = Math.max(weight[pair]!, Math.min(mostBits, Math.log2(most / (1 - most))))
    through[pair] = members[from + by]!
  }
  eachOfSome(together, (from, size, cluster) => {
    const first = pairStarts[cluster]!
    const end = pairStarts[cluster + 1]!
    const some = unseen > 0 && end - first < (size * (size - 1)) / 2
    const late = some ? lateOf(scored, unseen, members, from, size) : none
    likely.fill(0, 0, size * size)
    for (let at = first; at < end; at++) know(pairs[at]!, lefts[at]!, rights[at]!, size)
    for (const [pair, l, r] of late) know(pair, l, r, size)
    for (let at = first; at < end; at++) better(pairs[at]!, lefts[at]!, rights[at]!, size, from)
    for (const [pair, l, r] of late) better(pair, l, r, size, from)
  })
  return { weight, probability, through }
}

type Late = readonly (readonly [pair: number, l: number, r: number])[]
const none: Late = []

/** Those of the last so many pairs that are of one cluster, and which of its members they are of. */
function lateOf(scored: Pairs, unseen: number, members: Int32Array, from: number, size: number): Late {
  const late: [number, number, number][] = []
  for (let l = 0; l < size; l++)
    for (let r = l + 1; r < size; r++) {
      const one = members[from + l]!
      const other = members[from + r]!
      const pair = placeOf(scored, one, other, scored.size - unseen, scored.size)
      if (pair < scored.size && scored.left[pair] === one && scored.right[pair] === other) late.push([pair, l, r])
    }
  return late
}

function lessApart({ left, right, weight, probability, size }: Pairs & Scored, clusters: Int32Array): void {
  for (let pair = 0; pair < size; pair++) {
    if (weight[pair]! <= atMostApart || clusters[left[pair]!] === clusters[right[pair]!]) continue
    weight[pair] = atMostApart
    probability[pair] = Math.min(probability[pair]!, 1 / (1 + 2 ** -atMostApart))
  }
}
