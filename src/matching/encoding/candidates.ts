import { inThreads } from '../threads.ts'
import { filterWords } from './parts.ts'
import { crosswisePairs, sampledPairs } from './sampled.ts'
import { bitsIn, type Found, onesOf, type SweepPart } from './sweep.ts'

/** Filters of all files, one file behind the other; `sources`, where there are several, says of which file each is. */
export type Filters = Readonly<{
  filters: Uint32Array
  sources: Int32Array | undefined
  count: number
  fingerprint: string
}>

/** Pairs that may be of one person, in ascending order. */
export type Candidates = Readonly<{ left: Int32Array; right: Int32Array }>

/** Up to so many pairs every one is looked at, in a few minutes; beyond, only pairs that share some sampled bits. */
const mostSwept = 1e10

const strangers = 40

/**
 * Pairs whose filters are more alike, by Dice's coefficient, than those of nearly all strangers: so much that only some
 * forty strangers a record are found, which what follows can well look at. Pairs with swapped names are found besides.
 */
export async function pairsOf(given: Filters, threads: number, most = mostSwept): Promise<Candidates> {
  const ones = onesOf(given.filters)
  const first = firstOf(given)
  const all = first.reduce((sum, from) => sum + given.count - from, 0)
  const least = Math.ceil(4096 * beyondStrangers(given, ones, (strangers * given.count) / Math.max(1, all)))
  const crosswise = crosswisePairs(given, first)
  if (all > most) return inOrder([...crosswise, ...sampledPairs(given, ones, first, least)], given.count)
  const step = Math.max(1, Math.min(2048, Math.ceil(given.count / 16)))
  const work = Array.from({ length: Math.ceil(given.count / step) }, (_, i): SweepPart => {
    return { filters: given.filters, ones, first, from: i * step, to: Math.min(given.count, (i + 1) * step), least }
  })
  const swept = await inThreads<SweepPart, Found>(new URL('sweep.ts', import.meta.url), work, threads)
  return inOrder([...crosswise, ...swept], given.count)
}

/** Behind each record the first that it may be of one person with: the next, or the first of the next file. */
function firstOf({ sources, count }: Filters): Int32Array {
  const first = new Int32Array(new SharedArrayBuffer(count * 4))
  for (let record = count - 1; record >= 0; record--) {
    const sameFile = sources !== undefined && record + 1 < count && sources[record] === sources[record + 1]
    first[record] = sameFile ? first[record + 1]! : record + 1
  }
  return first
}

function beyondStrangers(given: Filters, ones: Uint32Array, share: number): number {
  const { count } = given
  const looks = count > 1 ? Math.min(200_000, count * 20) : 0
  const alike = Float64Array.from({ length: looks }, (_, look) => {
    // Strides by primes: pairs from all over, the same ones every time.
    const left = (look * 7919) % count
    return diceOf(given.filters, ones, left, (left + 1 + ((look * 104_729) % (count - 1))) % count)
  }).sort()
  return alike[Math.max(0, Math.floor(looks * (1 - share)) - 1)] ?? 0
}

/** Dice's coefficient of two filters: twice the bits set in both, over the bits set in each. */
export function diceOf(filters: Uint32Array, ones: Uint32Array, left: number, right: number): number {
  let shared = 0
  for (let word = 0; word < filterWords; word++) {
    shared += bitsIn(filters[left * filterWords + word]! & filters[right * filterWords + word]!)
  }
  return (2 * shared) / Math.max(1, ones[left]! + ones[right]!)
}

function inOrder(found: readonly Found[], count: number): Candidates {
  const pairs = Float64Array.from(
    found.flatMap(({ left, right }) => left.map((one, i) => one * count + right[i]!)),
  ).sort()
  const once = pairs.filter((pair, i) => pair !== pairs[i - 1])
  return {
    left: Int32Array.from(once, pair => Math.floor(pair / count)),
    right: Int32Array.from(once, pair => pair % count),
  }
}
