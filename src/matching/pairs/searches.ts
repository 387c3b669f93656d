import { type Asked, candidatesOf } from './candidates.ts'
import { type Circles, candidatesWithin } from './circles.ts'
import type { Found } from './merge.ts'
import type { One } from './parts.ts'
import { type Alternative, few, many, type Rule } from './rules.ts'
import type { Tried } from './signs.ts'

/** One part of looking for candidates: within circles of those who share a fact, or by the keys of a rule. */
export type Search = Circles | Asked

/** What a search finds among so many people. */
export const found = (search: Search, count: number, sources: Int32Array | undefined): Found =>
  'shared' in search ? candidatesWithin(search, count, sources) : candidatesOf(search, count, sources)

/** How many pairs at most each rule may find among so many people. */
export function mostOf(rules: readonly Rule[], count: number): readonly number[] {
  const share = Math.min(1, Math.max(0, (many - count) / (many - few)))
  return rules.map(({ loose, perRecord }) => (loose ? perRecord * count * share : Math.max(perRecord * count, 500_000)))
}

/**
 * The searches for all rules that may find anything: what asks for a fact that few share within circles, in so many parts,
 * and all else by keys. `crowded` rules, by number, who find too much within circles, are tried by keys alone.
 */
export function searchesFor(
  rules: readonly Rule[],
  most: readonly number[],
  crowded: ReadonlySet<number>,
  parts: number,
): readonly Search[] {
  const circles = new Map<One, Tried[]>()
  const asked = rules.flatMap((rule, number): readonly Asked[] => {
    if (most[number] === 0) return []
    const within = crowded.has(number) ? [] : inCircles(rule)
    for (const alternative of within) {
      const tried = circles.get(alternative.shared!) ?? []
      circles.set(alternative.shared!, [...tried, { rule: number, alternative }])
    }
    const alternatives = rule.alternatives.filter(alternative => !within.includes(alternative))
    return alternatives.length > 0 ? [{ rule: { ...rule, alternatives }, number, most: most[number]! }] : []
  })
  const parted = [...circles].flatMap(([shared, tried]) =>
    Array.from({ length: parts }, (_, part): Circles => ({ shared, tried, part, parts, most })),
  )
  return [...parted, ...asked]
}

/** The rules that found more within circles than they may, by number. */
export function crowdedIn(
  rules: readonly Rule[],
  most: readonly number[],
  found: readonly Found[],
): ReadonlySet<number> {
  const pairs = rules.map(() => 0)
  for (const { pairs: each } of found) for (const [rule, size] of each) pairs[rule]! += size
  return new Set(pairs.flatMap((size, at) => (size > most[at]! && inCircles(rules[at]!).length > 0 ? [at] : [])))
}

const inCircles = ({ loose, alternatives }: Rule): readonly Alternative[] =>
  loose ? [] : alternatives.filter(({ shared, ones, many }) => shared && (many || ones.length > 1))
