import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Compared, Comparison } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { chanceOfSharing } from './parts.ts'

/** How many people are drawn, and how many pairs of them are looked at: few people stay near at hand in memory. */
const [drawnPeople, drawnPairs, drawnNeighbours] = [4_096, 250_000, 20_000]

/**
 * How often two records drawn at random show each level: by comparison, by level. Those from 1 on are of pairs where both
 * are known, and sum to 1; level 0 is the share where one is not. Agreement on a word or a postcode is reckoned from the
 * counts of the words; the rest is counted over pairs drawn by a generator with a fixed seed, so that the same people have
 * the same chances. A level that no drawn pair shows has half a pair.
 */
export function chancesOf(people: People, compared: Compared): number[][] {
  const counts = countDrawn(people, compared)
  return compared.comparisons.map((comparison, at) => {
    const reckoned =
      comparison.name === 'address' ? addresses(people, compared, at, counts[at]!) : words(people, comparison)
    return shares(counts[at]!, reckoned)
  })
}

const seed = 20_240_229

function countDrawn(people: People, { comparisons, compare }: Compared): readonly Float64Array[] {
  const counts = comparisons.map(({ levels }) => new Float64Array(levels.length))
  const levels = new Uint8Array(comparisons.length)
  const drawn = drawPeople(people.count)
  const most = Math.min(Math.floor((drawn.length - 1) / 2), Math.ceil(drawnPairs / drawn.length))
  for (let apart = 1; apart <= most; apart++)
    for (let at = 0; at < drawn.length; at++) {
      const l = drawn[at]!
      const r = drawn[(at + apart) % drawn.length]!
      if (people.sources && people.sources[l] === people.sources[r]) continue
      compare(l, r, levels)
      for (let of = 0; of < levels.length; of++) counts[of]![levels[of]!]!++
    }
  return counts
}

/** Some people, each at most once, in no order: a file often has those of one family side by side. */
function drawPeople(count: number): Int32Array {
  const random = xoroshiro128plus(seed)
  const size = Math.min(count, drawnPeople)
  const start = (at: number): number => Math.floor((at * count) / size)
  const drawn = Int32Array.from({ length: size }, (_, at) => uniformInt(random, start(at), start(at + 1) - 1))
  for (let at = size - 1; at > 0; at--) {
    const other = uniformInt(random, 0, at)
    const one = drawn[at]!
    drawn[at] = drawn[other]!
    drawn[other] = one
  }
  return drawn
}

/** Of levels that can be reckoned, by number, how many of the pairs where both are known show them. */
type Reckoned = ReadonlyMap<number, number>

/** Two people share a word as often as its count says. */
function words({ facts, others }: People, { name, levels }: Comparison): Reckoned {
  const column = Object.entries(facts).find(([fact]) => fact === name)?.[1] ?? others.find(other => other.name === name)
  return new Map(column && levels[1]?.name === 'exact' ? [[1, chanceOfSharing(column)]] : [])
}

/** Two people share a postcode as often as its count says; what else they share is drawn among neighbours. */
function addresses(people: People, { comparisons, compare }: Compared, of: number, counts: Float64Array): Reckoned {
  const { postcode } = people.facts
  if (!postcode) return new Map()
  const { order, starts } = byWord(postcode)
  const random = xoroshiro128plus(seed)
  const [levels, weights] = [new Uint8Array(comparisons.length), new Map<number, number>()]
  let all = 0
  for (let draw = 0; draw < drawnNeighbours && order.length > 1; draw++) {
    const l = order[uniformInt(random, 0, order.length - 1)]!
    const word = postcode.values[l]!
    const neighbours = starts[word + 1]! - starts[word]! - 1
    const r = order[uniformInt(random, starts[word]!, starts[word + 1]! - 1)]!
    if (neighbours === 0 || l === r) continue
    compare(l, r, levels)
    weights.set(levels[of]!, (weights.get(levels[of]!) ?? 0) + neighbours)
    all += neighbours
  }
  const missing = counts[0]! / counts.reduce((sum, count) => sum + count, 0)
  const both = (order.length / people.count) ** 2 / Math.max(1 - missing, 1e-9)
  const share = chanceOfSharing(postcode) * Math.min(1, both)
  // The rest (a house of the same number and street in another town) need not be neighbours, and is drawn.
  const ofPostcode = new Set(['same', 'postcode'])
  const { levels: named } = comparisons[of]!
  return new Map(
    [...weights].flatMap(([level, weight]) =>
      ofPostcode.has(named[level]!.name) ? [[level, (share * weight) / all]] : [],
    ),
  )
}

/** The records that have a word, by word. */
function byWord({ values, words }: Column): Readonly<{ order: Int32Array; starts: Uint32Array }> {
  const starts = new Uint32Array(words.size + 1)
  for (let word = 0; word < words.size; word++) starts[word + 1] = starts[word]! + words.counts[word]!
  const next = starts.slice()
  const order = new Int32Array(starts[words.size]!)
  for (let record = 0; record < values.length; record++)
    if (values[record]! >= 0) order[next[values[record]!]!++] = record
  return { order, starts }
}

function shares(counts: Float64Array, reckoned: Reckoned): number[] {
  const known = counts.subarray(1).reduce((sum, count) => sum + count, 0)
  const total = known + counts[0]!
  const certain = (level: number): number | undefined => {
    const share = reckoned.get(level)
    return share === undefined ? undefined : Math.max(share, 1e-12)
  }
  const drawn = Array.from(counts, (count, level) =>
    level === 0 || certain(level) !== undefined ? 0 : Math.max(count, 0.5),
  )
  const sum = drawn.reduce((all, count) => all + count, 0)
  const left = 1 - counts.reduce((all, _, level) => all + (certain(level) ?? 0), 0)
  return drawn.map((count, level) => {
    if (level === 0) return total > 0 ? counts[0]! / total : 0
    return certain(level) ?? (count / sum) * left
  })
}
