import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import { besides, bothAlone, type Groups, groupsOf, join, mayBeOne, type Pair, topOf } from './groups.ts'
import { disputedIn, reachOf } from './reach.ts'
import type { Scored } from './score.ts'
import { startsOf } from './starts.ts'
import { surely, twinsPerhaps } from './twins.ts'

export type Rules = Readonly<{
  /** The probability from which on two records may be drawn together. */
  threshold: number
  /** What people have decided, which outweighs everything: two records are of different persons, or of one. */
  mustNotLink?: readonly Pair[]
  mustLink?: readonly Pair[]
}>

/**
 * Who belongs together: the number of a person for each record, counted from nought in the order of the records. The
 * likeliest pairs are drawn together first; two groups are not joined where all that was compared between them speaks
 * against it in sum, where both hold a valid NHS number and not the same, or where somebody decided otherwise.
 */
export function clusters(people: People, all: Pairs & Scored, rules: Rules): Int32Array {
  const { mustLink = [], mustNotLink = [] } = rules
  const twins = twinsPerhaps(people, all)
  const first = reachOf(people.count, all, rules, twins)
  const disputed = disputedIn(people, first, all, [...mustLink, ...mustNotLink], twins)
  const groups = groupsOf(people)
  const apart = besides(mustNotLink)
  for (const [l, r] of mustLink) join(groups, l, r, (a, b) => !apart(groups, a, b))
  const scored = among(all, first, disputed)
  const likeliest = likeliestFirst(scored, rules.threshold, twins)
  const sum = evidence(people.count, scored, twins, groups)
  const allowed = (a: number, b: number) =>
    mayBeOne(groups, a, b) && !apart(groups, a, b) && (bothAlone(groups, a, b) || sum(a, b) > 0)
  for (let at = 0; at < likeliest.left.length; at++) join(groups, likeliest.left[at]!, likeliest.right[at]!, allowed)
  return numbered(groups, first, disputed)
}

/** The pairs within disputed circles. */
function among(
  { left, right, pattern, weight, probability, size, ...all }: Pairs & Scored,
  first: Int32Array,
  disputed: Uint8Array,
): Pairs & Scored {
  const some: number[] = []
  for (let pair = 0; pair < size; pair++)
    if (disputed[left[pair]!] === 1 && first[left[pair]!] === first[right[pair]!]) some.push(pair)
  const of = <A extends Int32Array | Float64Array>(from: A, to: A): A => {
    for (let at = 0; at < some.length; at++) to[at] = from[some[at]!]!
    return to
  }
  return {
    ...all,
    size: some.length,
    left: of(left, new Int32Array(some.length)),
    right: of(right, new Int32Array(some.length)),
    pattern: of(pattern, new Int32Array(some.length)),
    weight: of(weight, new Float64Array(some.length)),
    probability: of(probability, new Float64Array(some.length)),
  }
}

// What perhaps are twins count so many bits against joining the groups that they are of.
const twinsAgainst = 8

// One pair of records never outweighs all others: beyond this many bits it is certain enough.
const most = 20

/** The bits of all pairs that were compared between some records and a group, for or against their being one person. */
function evidence(count: number, scored: Pairs & Scored, twins: Uint8Array, { above, after }: Groups) {
  const { left, right, pattern, weight, probability } = scored
  const says = (pair: number): number =>
    twins[pattern[pair]!] === 1 && probability[pair]! < surely
      ? -twinsAgainst
      : Math.max(-most, Math.min(most, weight[pair]!))
  const asLeft = startsOf(count, scored)
  const { starts, pairs } = byRight(count, scored)
  return (one: number, group: number): number => {
    let [sum, member] = [0, one]
    do {
      for (let at = starts[member]!; at < starts[member + 1]!; at++)
        if (topOf(above, left[pairs[at]!]!) === group) sum += says(pairs[at]!)
      for (let pair = asLeft[member]!; pair < asLeft[member + 1]!; pair++)
        if (topOf(above, right[pair]!) === group) sum += says(pair)
      member = after[member]!
    } while (member !== one)
    return sum
  }
}

/** The pairs of each record as the right one, ascending: those of `record` lie from its start to the next one's. */
function byRight(count: number, { right, size }: Pairs) {
  // As it fills, where the next record's pairs begin becomes where this record's end.
  const starts = new Int32Array(count + 2)
  for (let pair = 0; pair < size; pair++) starts[right[pair]! + 2]!++
  for (let record = 1; record < starts.length; record++) starts[record]! += starts[record - 1]!
  const pairs = new Int32Array(size)
  for (let pair = 0; pair < size; pair++) pairs[starts[right[pair]! + 1]!++] = pair
  return { starts, pairs }
}

/**
 * Pairs from a probability on, by falling weight to a 64th of a bit, then in their order: a sort in one pass. Who perhaps
 * are twins must be surer.
 */
function likeliestFirst(
  { left, right, pattern, weight, probability, size }: Pairs & Scored,
  threshold: number,
  twins: Uint8Array,
) {
  const places = 8192
  const place = new Uint16Array(size)
  const starts = new Int32Array(places + 2)
  for (let pair = 0; pair < size; pair++) {
    if (!(probability[pair]! >= threshold)) continue
    if (twins[pattern[pair]!] === 1 && probability[pair]! < surely) continue
    const from = Math.max(0, Math.min(places - 1, places / 2 - 1 - Math.floor(weight[pair]! * 64))) + 1
    place[pair] = from
    starts[from + 1]!++
  }
  for (let at = 0; at <= places; at++) starts[at + 1]! += starts[at]!
  const sorted = { left: new Int32Array(starts[places + 1]!), right: new Int32Array(starts[places + 1]!) }
  for (let pair = 0; pair < size; pair++) {
    if (place[pair] === 0) continue
    const at = starts[place[pair]!]!++
    sorted.left[at] = left[pair]!
    sorted.right[at] = right[pair]!
  }
  return sorted
}

/** Numbers of persons: who is one with the first record of a circle, or of a group where the circle is disputed. */
function numbered({ above }: Groups, first: Int32Array, disputed: Uint8Array): Int32Array {
  const numbers = new Int32Array(first.length)
  // Of groups in disputed circles, their first record.
  const firstOf = new Int32Array(first.length).fill(-1)
  let next = 0
  for (let record = 0; record < first.length; record++) {
    let own = first[record]!
    if (disputed[record] === 1) {
      const top = topOf(above, record)
      if (firstOf[top]! < 0) firstOf[top] = record
      own = firstOf[top]!
    }
    numbers[record] = own === record ? next++ : numbers[own]!
  }
  return numbers
}
