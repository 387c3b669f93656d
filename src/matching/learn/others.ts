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
    const [first, end] = [pairStarts[cluster]!, pairStarts[cluster + 1]!]
    if (end - first === (size * (size - 1)) / 2) return
    compared.fill(0)
    for (let at = first; at < end; at++) compared[lefts[at]! * size + rights[at]!] = 1
    for (let one = 0; one < size; one++)
      for (let other = one + 1; other < size; other++) {
        const [l, r] = [members[from + one]!, members[from + other]!]
        if (compared[one * size + other] === 1 || (sources && sources[l] === sources[r])) continue
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
  const { members } = together
  const { weight, probability } = scored
  lessApart(scored, together.clusters)
  const through = new Int32Array(scored.size).fill(-1)
  const likely = new Float64Array(mostTogether ** 2)
  const { pairs, lefts, rights, find } = pairsOf(together, scored, unseen)
  eachOfSome(together, (from, size, cluster) => {
    const found = find(from, size, cluster)
    likely.fill(0, 0, size * size)
    for (let at = 0; at < found; at++) {
      const [l, r] = [lefts[at]!, rights[at]!]
      likely[l * size + r] = likely[r * size + l] = probability[pairs[at]!]!
    }
    for (let at = 0; at < found; at++) {
      const [pair, l, r] = [pairs[at]!, lefts[at]! * size, rights[at]! * size]
      for (let third = 0; third < size; third++) {
        const way = 1 - twofold * (1 - likely[l + third]! * likely[r + third]!)
        if (way <= probability[pair]!) continue
        probability[pair] = way
        weight[pair] = Math.max(weight[pair]!, Math.min(mostBits, Math.log2(way / (1 - way))))
        through[pair] = members[from + third]!
      }
    }
  })
  return { weight, probability, through }
}

/** The pairs of one cluster, found anew for each: their numbers, and which of its members they are of. */
function pairsOf(together: Together, scored: Pairs, unseen: number) {
  const most = (mostTogether * (mostTogether - 1)) / 2
  const [pairs, lefts, rights] = [new Int32Array(most), new Uint8Array(most), new Uint8Array(most)]
  const { members, pairStarts } = together
  const find = (from: number, size: number, cluster: number): number => {
    let found = 0
    for (let at = pairStarts[cluster]!; at < pairStarts[cluster + 1]!; at++) {
      pairs[found] = together.pairs[at]!
      lefts[found] = together.lefts[at]!
      rights[found++] = together.rights[at]!
    }
    if (unseen === 0 || found === (size * (size - 1)) / 2) return found
    for (let l = 0; l < size; l++)
      for (let r = l + 1; r < size; r++) {
        const pair = placeOf(scored, members[from + l]!, members[from + r]!, scored.size - unseen, scored.size)
        if (pair === scored.size || scored.left[pair] !== members[from + l] || scored.right[pair] !== members[from + r])
          continue
        pairs[found] = pair
        lefts[found] = l
        rights[found++] = r
      }
    return found
  }
  return { pairs, lefts, rights, find }
}

function lessApart({ left, right, weight, probability, size }: Pairs & Scored, clusters: Int32Array): void {
  for (let pair = 0; pair < size; pair++) {
    if (weight[pair]! <= atMostApart || clusters[left[pair]!] === clusters[right[pair]!]) continue
    weight[pair] = atMostApart
    probability[pair] = Math.min(probability[pair]!, 1 / (1 + 2 ** -atMostApart))
  }
}
