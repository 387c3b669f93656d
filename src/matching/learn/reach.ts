import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import { eachAlone, type Pair, topOf } from './groups.ts'
import type { Scored } from './score.ts'
import { surely } from './twins.ts'

/**
 * Whose circle each record is of, told by its first one: all whom likely pairs or a person's decision join, directly or by
 * way of others. No group reaches beyond its circle.
 */
export function reachOf(
  count: number,
  { left, right, pattern, probability, size }: Pairs & Scored,
  { threshold, mustLink = [] }: Readonly<{ threshold: number; mustLink?: readonly Pair[] }>,
  twins: Uint8Array,
): Int32Array {
  const above = eachAlone(count)
  const reach = (l: number, r: number): void => {
    const a = topOf(above, l)
    const b = topOf(above, r)
    if (a < b) above[b] = a
    else above[a] = b
  }
  for (let pair = 0; pair < size; pair++) {
    if (!(probability[pair]! >= threshold)) continue
    if (twins[pattern[pair]!] === 1 && probability[pair]! < surely) continue
    reach(left[pair]!, right[pair]!)
  }
  for (const [l, r] of mustLink) reach(l, r)
  // Whoever is above comes before.
  for (let record = 0; record < count; record++) above[record] = above[above[record]!]!
  return above
}

/**
 * Of each record whether its circle is disputed: where nothing that was compared speaks against it, nobody decided anything
 * and not two NHS numbers are held, all of a circle are one group in whatever order they are joined. Nearly all are such.
 */
export function disputedIn(
  { facts, count }: People,
  first: Int32Array,
  { left, right, pattern, weight, probability, size }: Pairs & Scored,
  decided: readonly Pair[],
  twins: Uint8Array,
): Uint8Array {
  const disputed = new Uint8Array(count)
  for (let pair = 0; pair < size; pair++) {
    if (weight[pair]! > 0 && !(twins[pattern[pair]!] === 1 && probability[pair]! < surely)) continue
    if (first[left[pair]!] === first[right[pair]!]) disputed[first[left[pair]!]!] = 1
  }
  for (const pair of decided) for (const record of pair) disputed[first[record]!] = 1
  const values = facts.nhsNumber?.values
  if (values) disputeNumbers(disputed, first, values)
  for (let record = 0; record < count; record++) disputed[record] = disputed[first[record]!]!
  return disputed
}

/** Circles in which two numbers are held. */
function disputeNumbers(disputed: Uint8Array, first: Int32Array, values: Int32Array): void {
  // The number that was held last in each circle, told at its first record.
  const held = values.slice()
  for (let record = 0; record < first.length; record++) {
    const one = first[record]!
    const number = values[record]!
    if (one === record || number < 0 || held[one] === number) continue
    if (held[one]! >= 0) disputed[one] = 1
    held[one] = number
  }
}
