import type { Comparing, Comparison, Pairs } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { inThreads } from '../threads.ts'
import { factLevels } from './compared.ts'
import { type Candidates, type Found, type Room, rangesOf, roomFor } from './merge.ts'
import { keepNames, type NameFact, type Names, type NamesOf, nameFacts, namesOf } from './names.ts'
import { compareStretch, joined, type Stretch } from './patterns.ts'
import { type Rule, rulesOf } from './rules.ts'
import { crowdedIn, mostOf, searchesFor } from './searches.ts'
import type { Some, Work } from './work.ts'

const here = new URL('./work.ts', import.meta.url)

/** So few people that another thread takes longer to start and to warm up than it saves (measured: a third of the work). */
const fewForThreads = 150_000

/**
 * Finds the candidates among these people and compares them. With `sources` given, only pairs across sources. The same
 * people and width give the same bytes, whatever the number of threads.
 */
export const findPairs = (asked: Comparing): Promise<Pairs> =>
  findInThreads(asked.width !== 'all' && asked.people.count <= fewForThreads ? { ...asked, threads: 1 } : asked)

/** The same in exactly so many threads. */
export async function findInThreads({ people, width, threads }: Comparing): Promise<Pairs> {
  const names = await namesInThreads(people, threads)
  const { parts, most } = await cutInParts({ people, width, threads }, names)
  const room = roomFor(most)
  const asked = parts.map(({ at, size, of }): Work => ({ people, names, of, room: within(room, at, at + size) }))
  const stretches = await inThreads<Work, Stretch>(here, asked, threads)
  return joined(comparisonsIn(people, names), stretches, room)
}

/** Parts of about as many pairs each, and where in a room of `most` pairs each has its place. */
type Cut = Readonly<{ parts: readonly Readonly<{ at: number; size: number; of: Some }>[]; most: number }>

async function cutInParts({ people, width, threads }: Comparing, names: NamesOf): Promise<Cut> {
  const { count } = people
  if (width === 'all') return cut(count, left => (left * (2 * count - left - 1)) / 2, threads)
  const candidates = await candidatesBy(rulesOf(people, names, width), people, threads)
  const before = (range: number): number => candidates.reduce((sum, { starts }) => sum + starts[range]!, 0)
  return cut(rangesOf(count), before, threads, candidates)
}

async function candidatesBy(rules: readonly Rule[], { count, sources }: People, threads: number) {
  const most = mostOf(rules, count)
  const searched = (crowded: ReadonlySet<number>): Promise<readonly Found[]> =>
    inThreads<Work, Found>(
      here,
      searchesFor(rules, most, crowded, threads).map(search => ({ search, count, sources })),
      threads,
    )
  const found = await searched(new Set())
  const crowded = crowdedIn(rules, most, found)
  // So seldom that all is done once more, rather than each time with more care.
  return (crowded.size > 0 ? await searched(crowded) : found).map(({ candidates }) => candidates)
}

/** Cuts so many ranges, or records, of which `before` says how many pairs at most lie before each. */
function cut(ends: number, before: (at: number) => number, threads: number, candidates?: readonly Candidates[]): Cut {
  const most = before(ends)
  const each = most / (threads === 1 ? 1 : 4 * threads)
  const parts: Cut['parts'][number][] = []
  for (let from = 0, to = 1; to <= ends; to++) {
    const [at, size] = [before(from), before(to) - before(from)]
    if (size < each && to < ends) continue
    parts.push({ at, size, of: { from, to, ...(candidates && { candidates }) } })
    from = to
  }
  return { parts, most }
}

const within = ({ left, right, pattern }: Room, from: number, to: number): Room => ({
  left: left.subarray(from, to),
  right: right.subarray(from, to),
  pattern: pattern.subarray(from, to),
})

/** Compares pairs given, in any order; pairs come out ascending, and each once. */
export function comparePairs(people: People, left: ArrayLike<number>, right: ArrayLike<number>): Pairs {
  const names = namesOf(people.facts)
  const pairs = Array.from(left, (l, at) => [Math.min(l, right[at]!), Math.max(l, right[at]!)] as const)
  pairs.sort(([a, b], [c, d]) => a - c || b - d)
  const once = pairs.filter(([l, r], at) => at === 0 || l !== pairs[at - 1]![0] || r !== pairs[at - 1]![1])
  const room = roomFor(once.length)
  once.forEach(([l, r], at) => {
    room.left[at] = l
    room.right[at] = r
  })
  return joined(comparisonsIn(people, names), [compareStretch(people, names, room, once.length)], room)
}

const comparisonsIn = (people: People, names: NamesOf): readonly Comparison[] =>
  factLevels(people, names).map(({ comparison }) => comparison)

async function namesInThreads({ facts }: People, threads: number): Promise<NamesOf> {
  const present = nameFacts.flatMap((fact): [NameFact, Column][] => (facts[fact] ? [[fact, facts[fact]]] : []))
  if (threads === 1) return namesOf(facts)
  const read = await inThreads<Work, Names>(
    here,
    present.map(([, { words }]) => ({ names: words })),
    threads,
  )
  present.forEach(([, { words }], at) => void keepNames(words, read[at]!))
  return namesOf(facts)
}
