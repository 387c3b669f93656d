import type { Profiled } from './likeness.ts'
import { mostBearers, mostSharing } from './match-queries.ts'

/** A profile with the keys it is found by. */
export type Keyed = Profiled & Readonly<{ keys: ArrayLike<bigint> & Iterable<bigint> }>

/**
 * The pairs of records that are compared, as numbers left * count + right, ascending, each once: those who share a key that
 * not too many bear; and of a record that finds nobody so, those who share two of the keys that more bear. Whoever is
 * reported more often than a key may be borne is thus still found.
 */
export function candidates(profiles: readonly Keyed[]): Float64Array {
  const pairs = growing(profiles.length)
  // A table of all keys at once would be larger than a table may be: some keys in each pass.
  const total = profiles.reduce((sum, one) => sum + one.keys.length, 0)
  const passes = Math.max(1, Math.ceil(total / 2_000_000))
  for (let pass = 0; pass < passes; pass++) {
    const isOfPass = (key: bigint) => Number(BigInt.asUintN(32, key)) % passes === pass
    for (const those of bearersOf(profiles, mostBearers, isOfPass).values())
      for (const [i, l] of those.entries())
        for (let j = i + 1; j < those.length; j++) pairs.add(l * profiles.length + those[j]!)
  }
  const found = pairs.ascending()
  const lonely = lonelyAmong(profiles, found)
  // Again some at a time, with the keys of those alone.
  for (let from = 0; from < lonely.length; from += lonelyAtOnce)
    for (const pair of sharingTwo(profiles, lonely.slice(from, from + lonelyAtOnce))) pairs.add(pair)
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

/** The records that share a key, for each key wanted that more than one bears and at most so many. */
function bearersOf(
  profiles: readonly Keyed[],
  most: number,
  isWanted: (key: bigint) => boolean,
): ReadonlyMap<bigint, readonly number[]> {
  const bearers = new Map<bigint, number[]>()
  for (const [at, { keys }] of profiles.entries()) {
    for (const key of keys) {
      if (!isWanted(key)) continue
      const those = bearers.get(key)
      if (those === undefined) bearers.set(key, [at])
      else if (those.length <= most) those.push(at)
    }
  }
  for (const [key, those] of bearers) if (those.length < 2 || those.length > most) bearers.delete(key)
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

function* sharingTwo(profiles: readonly Keyed[], lonely: readonly number[]): Generator<number> {
  const theirs = new Set(lonely.flatMap(at => [...profiles[at]!.keys]))
  const bearers = bearersOf(profiles, mostSharing, key => theirs.has(key))
  const shared = new Uint8Array(profiles.length)
  for (const at of lonely) {
    const met: number[] = []
    for (const key of profiles[at]!.keys) {
      for (const other of bearers.get(key) ?? []) {
        if (other === at) continue
        if (++shared[other]! === 2) met.push(other)
      }
    }
    for (const other of met) yield Math.min(at, other) * profiles.length + Math.max(at, other)
    for (const key of profiles[at]!.keys) for (const other of bearers.get(key) ?? []) shared[other] = 0
  }
}
