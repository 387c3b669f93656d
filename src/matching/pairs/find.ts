import type { Comparing, Comparison, Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { inThreads } from '../threads.ts'
import { factLevels } from './compared.ts'
import type { FactLevels } from './fact-levels.ts'
import { type Candidates, rangeSize } from './merge.ts'
import { type NameFact, type Names, type NamesOf, nameFacts, namesOf } from './names.ts'
import { compareStretch, joined, type Stretch } from './patterns.ts'
import { type Rule, rulesOf } from './rules.ts'
import type { Work } from './work.ts'

const here = new URL('./work.ts', import.meta.url)

/**
 * Finds the candidates among these people and compares them. With `sources` given, only pairs across sources. The same
 * people and width give the same bytes, whatever the number of threads.
 */
export async function findPairs({ people, width, threads }: Comparing): Promise<Pairs> {
  const names = await namesInThreads(people, threads)
  const stretches = await inThreads<Work, Stretch>(here, await comparings({ people, width, threads }, names), threads)
  return joined(comparisonsIn(factLevels(people, names)), stretches)
}

async function comparings({ people, width, threads }: Comparing, names: NamesOf): Promise<readonly Work[]> {
  const cut = (size: number, at: number): number => Math.round((people.count * at) / size)
  if (width === 'all') {
    const parts = 4 * threads
    return Array.from({ length: parts }, (_, at) => ({
      people,
      names,
      of: { from: cut(parts, at), to: cut(parts, at + 1) },
    }))
  }
  const searched = searches(rulesOf(people, names, width), people)
  const candidates = await inThreads<Work, Candidates>(here, searched, threads)
  const ranges = Math.ceil(people.count / rangeSize)
  return Array.from({ length: ranges }, (_, range) => ({ people, names, of: { candidates, range } }))
}

/** Compares pairs given, in any order; pairs come out ascending, and each once. */
export function comparePairs(people: People, left: ArrayLike<number>, right: ArrayLike<number>): Pairs {
  const facts = factLevels(people, namesOf(people.facts))
  const pairs = Array.from(left, (l, at) => [Math.min(l, right[at]!), Math.max(l, right[at]!)] as const)
  pairs.sort(([a, b], [c, d]) => a - c || b - d)
  const once = pairs.filter(([l, r], at) => at === 0 || l !== pairs[at - 1]![0] || r !== pairs[at - 1]![1])
  const stretch = compareStretch(
    facts,
    Int32Array.from(once, ([l]) => l),
    Int32Array.from(once, ([, r]) => r),
  )
  return joined(comparisonsIn(facts), [stretch])
}

const comparisonsIn = (facts: readonly FactLevels[]): readonly Comparison[] => facts.map(({ comparison }) => comparison)

async function namesInThreads({ facts }: People, threads: number): Promise<NamesOf> {
  const present = nameFacts.flatMap((fact): [NameFact, Column][] => (facts[fact] ? [[fact, facts[fact]]] : []))
  if (threads === 1) return namesOf(facts)
  const read = await inThreads<Work, Names>(
    here,
    present.map(([, { words }]) => ({ names: words })),
    threads,
  )
  return Object.fromEntries(present.map(([fact], at) => [fact, read[at]!]))
}

/** Up to how many records weak keys are tried in full, and from how many on not at all. */
const [few, many] = [50_000, 100_000]

function searches(rules: readonly Rule[], { count, sources }: People): readonly Work[] {
  const share = Math.min(1, Math.max(0, (many - count) / (many - few)))
  return rules.flatMap((rule): readonly Work[] => {
    const most = rule.loose ? rule.perRecord * count * share : Math.max(rule.perRecord * count, 500_000)
    return most > 0 ? [{ rule, count, sources, most }] : []
  })
}
