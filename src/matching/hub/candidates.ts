import type { Profiled } from './likeness.ts'
import { mostBearers, mostSharing } from './match-queries.ts'

/** A profile with the keys it is found by. */
export type Keyed = Profiled & Readonly<{ keys: ArrayLike<bigint> & Iterable<bigint> }>

/**
 * The pairs of records that are compared, as numbers left * count + right, ascending, each once: those who share a key that
 * not too many bear; those who share two keys that more bear, of which one is among the first to bear either; and of a record
 * that finds nobody by the former, those who share two of the keys that not very many bear. Whoever is told of more often
 * than a key may be borne is thus still found, whoever else they share a key with.
 */
export function candidates(profiles: readonly Keyed[]): Float64Array {
  const pairs = growing(profiles.length)
  const crowded = new Map<bigint, readonly number[]>()
  // A table of all keys at once would be larger than a table may be: some keys in each pass.
  const total = profiles.reduce((sum, one) => sum + one.keys.length, 0)
  const passes = Math.max(1, Math.ceil(total / 2_000_000))
  for (let pass = 0; pass < passes; pass++) {
    const isOfPass = (key: bigint) => Number(BigInt.asUintN(32, key)) % passes === pass
    for (const [key, those] of bearersOf(profiles, isOfPass)) {
      if (those.length > mostBearers) crowded.set(key, those)
      else
        for (const [i, l] of those.entries())
          for (let j = i + 1; j < those.length; j++) pairs.add(l * profiles.length + those[j]!)
    }
  }
  const found = pairs.ascending()
  const lonely = lonelyAmong(profiles, found)
  for (const pair of sharingTwo(profiles, profiles.keys(), crowded)) pairs.add(pair)
  // Again some at a time, with the keys of those alone.
  for (let from = 0; from < lonely.length; from += lonelyAtOnce) {
    const those = lonely.slice(from, from + lonelyAtOnce)
    const theirs = new Set(those.flatMap(at => [...profiles[at]!.keys]))
    const bearers = bearersOf(profiles, key => theirs.has(key), mostSharing)
    for (const [key, { length }] of bearers) if (length > mostSharing) bearers.delete(key)
    for (const pair of sharingTwo(profiles, those, bearers)) pairs.add(pair)
  }
  return pairs.ascending()
}

const lonelyAtOnce = 100_000

/** Numbers in an array that grows. */
function growing(room: number) {
  let [numbers, size] = [new Float64Array(room + 16), 0]
  return {
    add(number: number): void {
      if (size === numbers.length) {
        const wider = new Float64Array(2 * size)
        wider.set(numbers)
        numbers = wider
      }
      numbers[size++] = number
    },
    /** Each once; what is added later follows it. */
    ascending(): Float64Array {
      const sorted = numbers.subarray(0, size).sort()
      return sorted.filter((number, at) => at === 0 || number !== sorted[at - 1])
    },
  }
}

/** The first records that bear a key, one more than so many at most, for each key wanted that more than one bears. */
function bearersOf(
  profiles: readonly Keyed[],
  isWanted: (key: bigint) => boolean,
  most = mostBearers,
): Map<bigint, readonly number[]> {
  const bearers = new Map<bigint, number[]>()
  for (const [at, { keys }] of profiles.entries()) {
    for (const key of keys) {
      if (!isWanted(key)) continue
      const those = bearers.get(key)
      if (those === undefined) bearers.set(key, [at])
      else if (those.length <= most) those.push(at)
    }
  }
  for (const [key, those] of bearers) if (those.length < 2) bearers.delete(key)
  return bearers
}

/** Those with keys who are of no pair. */
function lonelyAmong(profiles: readonly Keyed[], pairs: Float64Array): readonly number[] {
  const found = new Uint8Array(profiles.length)
  for (const pair of pairs) {
    found[Math.floor(pair / profiles.length)] = 1
    found[pair % profiles.length] = 1
  }
  return profiles.flatMap(({ keys }, at) => (found[at] === 1 || keys.length === 0 ? [] : [at]))
}

/** The pairs of these records with those who bear two of the same keys. */
function* sharingTwo(
  profiles: readonly Keyed[],
  asked: Iterable<number>,
  bearers: ReadonlyMap<bigint, readonly number[]>,
): Generator<number> {
  const shared = new Uint8Array(profiles.length)
  for (const at of asked) {
    const lists: (readonly number[])[] = []
    for (const key of profiles[at]!.keys) {
      const those = bearers.get(key)
      if (those) lists.push(those)
    }
    if (lists.length < 2) continue
    for (const those of lists)
      for (const other of those)
        if (other !== at && ++shared[other]! === 2) yield Math.min(at, other) * profiles.length + Math.max(at, other)
    for (const those of lists) for (const other of those) shared[other] = 0
  }
}
