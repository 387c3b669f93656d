import type { Comparison } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { factLevels } from './compared.ts'
import type { FactLevels } from './fact-levels.ts'
import { hashWords } from './hashes.ts'
import { namesOf } from './names.ts'
import { chanceOfSharing } from './parts.ts'

/** How many people are drawn, and how many pairs of them are looked at: few people stay near at hand in memory. */
const [drawnPeople, drawnPairs, drawnNeighbours] = [4_096, 250_000, 20_000]

/**
 * How often two records drawn at random show each level: by comparison, by level. Those from 1 on are of pairs where both
 * are known, and sum to 1; level 0 is the share where one is not. Agreement on a word or a postcode is reckoned from the
 * counts of the words; the rest is counted over pairs drawn by what identifiers hash to, so that the same people have the
 * same chances, in whatever order they come. A level that no drawn pair shows has half a pair.
 */
export function chancesOf(people: People): number[][] {
  const hashes = hashWords(people.ids)
  const facts = factLevels(people, namesOf(people.facts))
  const counts = countDrawn(people, drawPeople(hashes, drawnPeople))
  return facts.map((fact, at) => {
    const { comparison } = fact
    const reckoned =
      comparison.name === 'address' ? addresses(people, fact, hashes, counts[at]!) : words(people, comparison)
    return shares(counts[at]!, reckoned)
  })
}

function countDrawn(people: People, drawn: Int32Array): readonly Float64Array[] {
  const most = Math.min(Math.floor((drawn.length - 1) / 2), Math.ceil(drawnPairs / drawn.length))
  const near = only(people, drawn)
  const { sources } = near
  return factLevels(near, namesOf(people.facts)).map(fact => {
    const shown = new Float64Array(fact.comparison.levels.length)
    for (let apart = 1; apart <= most; apart++) countApart(fact, apart, drawn.length, sources, shown)
    return shown
  })
}

/** Counts what is shown by each of so many people and who is so far behind, as if they stood in a ring. */
function countApart(
  { level }: FactLevels,
  apart: number,
  size: number,
  sources: Int32Array | undefined,
  shown: Float64Array,
): void {
  for (let l = 0; l < size; l++) {
    const r = l + apart < size ? l + apart : l + apart - size
    if (!sources || sources[l] !== sources[r]) shown[level(l, r)]!++
  }
}

/** Some of these people alone, in that order. */
function only(people: People, records: Int32Array): People {
  const of = (values: Int32Array): Int32Array => records.map(record => values[record]!)
  const facts = Object.fromEntries(
    Object.entries(people.facts).map(([fact, { values, words }]) => [fact, { values: of(values), words }]),
  )
  const others = people.others.map(other => ({ ...other, values: of(other.values) }))
  return { ...people, count: records.length, sources: people.sources && of(people.sources), facts, others }
}

/** So many records, each once, in the order of their hashes: a file often has those of one family side by side. */
function drawPeople(hashes: Uint32Array, size: number): Int32Array {
  const cut = (2 ** 32 * 1.5 * size) / hashes.length
  const low: number[] = []
  for (let record = 0; record < hashes.length; record++) if (hashes[record]! < cut) low.push(record)
  const drawn = low.length < size ? hashes.map((_, record) => record) : low
  return inOrder(Int32Array.from(drawn), hashes).subarray(0, size)
}

/** Records in the order of their hashes, those of one hash as they were; as numbers, which are sorted without being asked. */
function inOrder(records: Int32Array, hashes: Uint32Array): Int32Array {
  const most = 2 ** Math.ceil(Math.log2(records.length))
  if (most > 2 ** 21) return records.toSorted((a, b) => hashes[a]! - hashes[b]!)
  const keys = new Float64Array(records.length)
  for (let at = 0; at < records.length; at++) keys[at] = hashes[records[at]!]! * most + at
  keys.sort()
  const ordered = new Int32Array(records.length)
  for (let at = 0; at < records.length; at++) ordered[at] = records[keys[at]! - Math.floor(keys[at]! / most) * most]!
  return ordered
}

/** Of levels that can be reckoned, by number, how many of the pairs where both are known show them. */
type Reckoned = ReadonlyMap<number, number>

/** Two people share a word as often as its count says. */
function words({ facts, others }: People, { name, levels }: Comparison): Reckoned {
  const column = Object.entries(facts).find(([fact]) => fact === name)?.[1] ?? others.find(other => other.name === name)
  return new Map(column && levels[1]?.name === 'exact' ? [[1, chanceOfSharing(column)]] : [])
}

/** Two people share a postcode as often as its count says; what else they share is drawn among neighbours. */
function addresses(
  people: People,
  { comparison, level }: FactLevels,
  hashes: Uint32Array,
  counts: Float64Array,
): Reckoned {
  const { postcode } = people.facts
  if (!postcode) return new Map()
  const { weights, all, known } = shownByNeighbours(postcode, hashes, level, counts.length)
  const missing = counts[0]! / counts.reduce((sum, count) => sum + count, 0)
  const both = (known / people.count) ** 2 / Math.max(1 - missing, 1e-9)
  const share = chanceOfSharing(postcode) * Math.min(1, both)
  // The rest (a house of the same number and street in another town) need not be neighbours, and is drawn.
  const ofPostcode = new Set(['same', 'postcode'])
  const { levels: named } = comparison
  return new Map(
    [...weights].flatMap((weight, level) =>
      weight > 0 && ofPostcode.has(named[level]!.name) ? [[level, (share * weight) / all]] : [],
    ),
  )
}

/** How often some people and their neighbours show each level, how often in all, and how many people have neighbours. */
function shownByNeighbours(postcode: Column, hashes: Uint32Array, level: FactLevels['level'], levels: number) {
  const drawn = drawPeople(hashes, drawnNeighbours)
  const { starts, neighbours, known } = neighbourhoods(postcode, hashes, drawn)
  const weights = new Float64Array(levels)
  const each = Math.ceil(drawnNeighbours / drawn.length)
  let all = 0
  for (let at = 0; at < drawn.length; at++) {
    const l = drawn[at]!
    const word = postcode.values[l]!
    if (word < 0) continue
    const first = starts[word]!
    const size = starts[word + 1]! - first
    const some = Math.min(each, size - 1)
    const place = neighbours.indexOf(l, first) - first
    for (let apart = 1; apart <= some; apart++) {
      weights[level(l, neighbours[first + ((place + apart) % size)]!)]! += (size - 1) / some
      all += (size - 1) / some
    }
  }
  return { weights, all, known }
}

/**
 * Those who share word `w`, if one of some records bears it, in the order of their hashes: from `starts[w]` to
 * `starts[w + 1]`. And how many have a word.
 */
function neighbourhoods({ values, words }: Column, hashes: Uint32Array, of: Int32Array) {
  const wanted = new Uint8Array(words.size)
  for (let at = 0; at < of.length; at++) if (values[of[at]!]! >= 0) wanted[values[of[at]!]!] = 1
  const starts = new Uint32Array(words.size + 1)
  for (let word = 0; word < words.size; word++) starts[word + 1] = starts[word]! + wanted[word]! * words.counts[word]!
  const next = starts.slice()
  const neighbours = new Int32Array(starts[words.size]!)
  for (let record = 0; record < values.length; record++) {
    const word = values[record]!
    if (word >= 0 && wanted[word] === 1) neighbours[next[word]!++] = record
  }
  for (let word = 0; word < words.size; word++) bringInOrder(neighbours, starts[word]!, starts[word + 1]!, hashes)
  return { starts, neighbours, known: words.counts.reduce((sum, count) => sum + count, 0) }
}

/** The same as `inOrder`, where they stand: few are soon looked through. */
function bringInOrder(records: Int32Array, from: number, to: number, hashes: Uint32Array): void {
  const many = to - from > 64
  if (many) records.set(inOrder(records.subarray(from, to), hashes), from)
  for (let at = many ? to : from + 1; at < to; at++) {
    const record = records[at]!
    const hash = hashes[record]!
    let place = at
    for (; place > from && hashes[records[place - 1]!]! > hash; place--) records[place] = records[place - 1]!
    records[place] = record
  }
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
