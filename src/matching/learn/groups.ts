import type { People } from '../people.ts'

export type Pair = readonly [left: number, right: number]

/** Who was drawn together so far. A group is called by the record where all ways up lead. */
export type Groups = Readonly<{
  above: Int32Array
  /** The record after each among those of its group, and at last the first. */
  after: Int32Array
  /** Of groups, how many records they have, and which NHS number they hold, or -1. */
  sizes: Int32Array
  numbers: Int32Array
}>

/** Everybody alone. */
export function groupsOf(people: People): Groups {
  const above = eachAlone(people.count)
  return {
    above,
    after: above.slice(),
    sizes: new Int32Array(people.count).fill(1),
    numbers: people.facts.nhsNumber?.values.slice() ?? new Int32Array(people.count).fill(-1),
  }
}

/** So many records, each with nobody above. */
export function eachAlone(count: number): Int32Array {
  const above = new Int32Array(count)
  for (let record = 0; record < count; record++) above[record] = record
  return above
}

/** Where the way up from a record leads; ways are made shorter as they are gone. */
export function topOf(above: Int32Array, record: number): number {
  let at = record
  while (above[at] !== at) {
    above[at] = above[above[at]!]!
    at = above[at]!
  }
  return at
}

export const bothAlone = ({ sizes }: Groups, a: number, b: number): boolean => sizes[a] === 1 && sizes[b] === 1

export const mayBeOne = ({ numbers }: Groups, a: number, b: number): boolean =>
  numbers[a]! < 0 || numbers[b]! < 0 || numbers[a] === numbers[b]

/** Joins the groups of two records unless they are one already or `allowed` says no; it is asked with the smaller first. */
export function join(groups: Groups, l: number, r: number, allowed: (a: number, b: number) => boolean): void {
  const { above, after, sizes, numbers } = groups
  const one = topOf(above, l)
  const other = topOf(above, r)
  if (one === other) return
  const a = sizes[one]! > sizes[other]! ? other : one
  const b = a === one ? other : one
  if (!allowed(a, b)) return
  above[a] = b
  sizes[b]! += sizes[a]!
  if (numbers[b]! < 0) numbers[b] = numbers[a]!
  const next = after[a]!
  after[a] = after[b]!
  after[b] = next
}

/** Whether any of a group was decided to be another person than somebody in another. */
export function besides(pairs: readonly Pair[]) {
  const others = new Map<number, number[]>()
  const add = (one: number, other: number) => others.set(one, [...(others.get(one) ?? []), other])
  for (const [l, r] of pairs) {
    add(l, r)
    add(r, l)
  }
  return ({ above, after }: Groups, one: number, group: number): boolean => {
    if (others.size === 0) return false
    let member = one
    do {
      if (others.get(member)?.some(other => topOf(above, other) === group)) return true
      member = after[member]!
    } while (member !== one)
    return false
  }
}
