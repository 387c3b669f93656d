import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Compared, Comparison } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { chanceOfSharing } from './parts.ts'

const drawn = 200_000

/**
 * How often two records drawn at random show each level: by comparison, by level. Those from 1 on are of pairs where both
 * are known, and sum to 1; level 0 is the share where one is not. Agreement on a word is reckoned from the words' counts;
 * the rest is counted over pairs drawn by a generator with a fixed seed, so it is the same for the same people. A level
 * that no drawn pair shows has half a pair.
 */
export function chancesOf(people: People, { comparisons, compare }: Compared): number[][] {
  const counts = comparisons.map(({ levels }) => new Float64Array(levels.length))
  const levels = new Uint8Array(comparisons.length)
  const random = xoroshiro128plus(20_240_229)
  const pairs = people.count < 2 ? 0 : drawn
  for (let pair = 0; pair < pairs; pair++) {
    const l = uniformInt(random, 0, people.count - 1)
    const r = (l + uniformInt(random, 1, people.count - 1)) % people.count
    if (people.sources && people.sources[l] === people.sources[r]) continue
    compare(l, r, levels)
    for (let at = 0; at < levels.length; at++) counts[at]![levels[at]!]!++
  }
  return comparisons.map((comparison, at) => shares(comparison, counts[at]!, people))
}

function shares({ levels }: Comparison, counts: Float64Array, people: People): number[] {
  const known = counts.subarray(1).reduce((sum, count) => sum + count, 0)
  const total = known + counts[0]!
  const raw = Array.from(counts, (count, level) => (level === 0 ? 0 : Math.max(count, 0.5) / Math.max(known, 1)))
  const column = levels[1]?.name === 'exact' ? columnOf(people, levels[1].frequencyOf) : undefined
  if (column) raw[1] = Math.max(chanceOfSharing(column), 1e-12)
  const rest = raw.slice(2).reduce((sum, share) => sum + share, 0)
  const scale = column ? (1 - raw[1]!) / rest : 1 / (rest + raw[1]!)
  return raw.map((share, level) => {
    if (level === 0) return total > 0 ? counts[0]! / total : 0
    return level === 1 && column ? share : share * scale
  })
}

function columnOf({ facts, others }: People, name: string | undefined): Column | undefined {
  if (name === undefined) return undefined
  return Object.entries(facts).find(([fact]) => fact === name)?.[1] ?? others.find(other => other.name === name)
}
