import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Scored } from './score.ts'
import { startsOf } from './starts.ts'

export type Pair = readonly [left: number, right: number]
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
export function clusters(people: People, scored: Pairs & Scored, rules: Rules): Int32Array {
  const groups = groupsOf(people)
  const apart = besides(rules.mustNotLink ?? [])
  for (const [l, r] of rules.mustLink ?? []) groups.join(l, r, (a, b) => !apart(groups, a, b))
  const doubtful = twinsPerhaps(people, scored)
  const likeliest = likeliestFirst(scored, rules.threshold, doubtful)
  const all = evidence(people.count, scored, doubtful)
  const allowed = (a: number, b: number) =>
    groups.mayBeOne(a, b) && !apart(groups, a, b) && (groups.bothAlone(a, b) || all(groups, a, b) > 0)
  for (let at = 0; at < likeliest.left.length; at++) groups.join(likeliest.left[at]!, likeliest.right[at]!, allowed)
  return numbered(people.count, groups)
}

/** To draw twins together harms a child, and to leave one person in two records does less: such pairs must be surer. */
const surely = 0.95

// What perhaps are twins count so many bits against joining the groups that they are of.
const twinsAgainst = 8

/**
 * Which patterns twins show: one family's name and birth date, and another forename, without an identifier that agrees.
 * That some such pairs are of one person, called by a middle name, does not make it right to take the risk.
 */
function twinsPerhaps({ others }: People, { comparisons, patterns, counts }: Pairs): Uint8Array {
  const persons = new Set(others.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])))
  const width = comparisons.length
  const shows = (row: number, name: string, levels: readonly string[]) => {
    const at = comparisons.findIndex(one => one.name === name)
    return at >= 0 && levels.includes(comparisons[at]!.levels[patterns[row * width + at]!]!.name)
  }
  const identifiers = comparisons.flatMap(({ name }, at) => (name === 'nhsNumber' || persons.has(name) ? [at] : []))
  return Uint8Array.from(counts, (_, row) => {
    const alike =
      shows(row, 'birthDate', ['exact', 'close', 'swapped']) && shows(row, 'forename', ['different', 'alike', 'middle'])
    return alike && identifiers.every(at => patterns[row * width + at] !== 1) ? 1 : 0
  })
}

type Groups = Readonly<{
  of(record: number): number
  /** The record after this one among those of its group, and at last the first. */
  after(record: number): number
  bothAlone(a: number, b: number): boolean
  mayBeOne(a: number, b: number): boolean
  /** Joins the groups of two records unless they are one already or `allowed` says no; it is asked with the smaller first. */
  join(l: number, r: number, allowed: (a: number, b: number) => boolean): void
}>

function groupsOf(people: People): Groups {
  const parent = new Int32Array(people.count)
  for (let record = 0; record < people.count; record++) parent[record] = record
  const next = parent.slice()
  const sizes = new Int32Array(people.count).fill(1)
  const numbers = people.facts.nhsNumber?.values.slice() ?? new Int32Array(people.count).fill(-1)
  const of = (record: number): number => {
    let at = record
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  return {
    of,
    after: record => next[record]!,
    bothAlone: (a, b) => sizes[a] === 1 && sizes[b] === 1,
    mayBeOne: (a, b) => numbers[a]! < 0 || numbers[b]! < 0 || numbers[a] === numbers[b],
    join(l, r, allowed) {
      let [a, b] = [of(l), of(r)]
      if (a === b) return
      if (sizes[a]! > sizes[b]!) [a, b] = [b, a]
      if (!allowed(a, b)) return
      parent[a] = b
      sizes[b]! += sizes[a]!
      if (numbers[b]! < 0) numbers[b] = numbers[a]!
      ;[next[a], next[b]] = [next[b]!, next[a]!]
    },
  }
}

/** Whether any of some records was decided to be another person than somebody in a group. */
function besides(pairs: readonly Pair[]) {
  const others = new Map<number, number[]>()
  const add = (one: number, other: number) => others.set(one, [...(others.get(one) ?? []), other])
  for (const [l, r] of pairs) {
    add(l, r)
    add(r, l)
  }
  return (groups: Groups, one: number, group: number): boolean => {
    if (others.size === 0) return false
    let member = one
    do {
      if (others.get(member)?.some(other => groups.of(other) === group)) return true
      member = groups.after(member)
    } while (member !== one)
    return false
  }
}

// One pair of records never outweighs all others: beyond this many bits it is certain enough.
const most = 20

/** The bits of all pairs that were compared between some records and a group, for or against their being one person. */
function evidence(count: number, scored: Pairs & Scored, twins: Uint8Array) {
  const { left, right, pattern, weight, probability } = scored
  const asLeft = startsOf(count, scored)
  const { starts, pairs } = byRight(count, scored)
  return (groups: Groups, one: number, group: number): number => {
    let [sum, member] = [0, one]
    const add = (pair: number, other: number): void => {
      if (groups.of(other) !== group) return
      const perhapsTwins = twins[pattern[pair]!] === 1 && probability[pair]! < surely
      sum += perhapsTwins ? -twinsAgainst : Math.max(-most, Math.min(most, weight[pair]!))
    }
    do {
      for (let at = starts[member]!; at < starts[member + 1]!; at++) add(pairs[at]!, left[pairs[at]!]!)
      for (let pair = asLeft[member]!; pair < asLeft[member + 1]!; pair++) add(pair, right[pair]!)
      member = groups.after(member)
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

function numbered(count: number, groups: Groups): Int32Array {
  const numbers = new Int32Array(count)
  const numberOf = new Int32Array(count).fill(-1)
  let next = 0
  for (let record = 0; record < count; record++) {
    const group = groups.of(record)
    if (numberOf[group]! < 0) numberOf[group] = next++
    numbers[record] = numberOf[group]!
  }
  return numbers
}
