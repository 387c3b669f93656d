import type { Column, Fact, People } from '../people.ts'
import { wordAt } from '../table/words.ts'
import { type EncodingKey, keyed } from './key.ts'
import { filterWords, type Known, type Part, parts, scrapsOf } from './parts.ts'

/**
 * The filters of all people, 32 words of 32 bits each, in their order: bits that scraps of their facts set (Bloom filters
 * with a key, after Schnell, Bachteler and Reiher 2009), each then mixed from two by exclusive or, so that no bit stands
 * for a pair of letters (diffusion, after Armknecht, Heng and Schnell 2023). What is not known has no bits.
 */
export function encode(people: People, key: EncodingKey): Uint32Array {
  const filters = new Uint32Array(new SharedArrayBuffer(people.count * filterWords * 4))
  const placesOf = placesBy(key)
  const mixed = mixedBy(key)
  const raw = new Uint8Array(filterWords * 32)
  for (let record = 0; record < people.count; record++) {
    const known = knownOf(people, record)
    raw.fill(0)
    for (const part of parts) set(raw, part, known, placesOf)
    mix(raw, mixed, filters.subarray(record * filterWords, (record + 1) * filterWords))
  }
  return filters
}

type Places = (scrap: string) => Uint16Array

/**
 * Sixteen places that a scrap chooses with the key, each independent of the others: places worked out from two numbers,
 * as is often done, give away which bits belong together.
 */
function placesBy({ secret }: EncodingKey): Places {
  const kept = new Map<string, Uint16Array>()
  return scrap => {
    const there = kept.get(scrap)
    if (there) return there
    const bytes = keyed(secret, `scrap ${scrap}`)
    const places = Uint16Array.from({ length: 16 }, (_, i) => bytes.readUInt16LE(2 * i))
    // Streets and letters are few; numbers that one person bears would fill the memory.
    if (kept.size < 500_000) kept.set(scrap, places)
    return places
  }
}

function set(raw: Uint8Array, part: Part, known: Known, placesOf: Places): void {
  const [first, bits] = [part.from * 32, (part.to - part.from) * 32]
  const kind = part.name === 'forename' || part.name === 'surname' ? 'name' : part.name
  for (const [text, times] of scrapsOf[part.name](known)) {
    const places = placesOf(`${kind} ${text}`)
    for (let i = 0; i < times; i++) raw[first + (places[i]! % bits)] = 1
  }
}

/** For each bit, the two of its part that it is mixed from. */
function mixedBy({ secret }: EncodingKey): Uint16Array {
  const mixed = new Uint16Array(filterWords * 32 * 2)
  for (const { name, from, to } of parts) {
    const [bits, like] = [(to - from) * 32, name === 'surname' ? 'forename' : name]
    for (let bit = 0; bit < bits; bit++) {
      const chosen = keyed(secret, `mixed ${like} ${bit}`)
      const one = chosen.readUInt32LE(0) % bits
      const other = (one + 1 + (chosen.readUInt32LE(4) % (bits - 1))) % bits
      mixed.set([from * 32 + one, from * 32 + other], (from * 32 + bit) * 2)
    }
  }
  return mixed
}

function mix(raw: Uint8Array, mixed: Uint16Array, into: Uint32Array): void {
  for (let word = 0, at = 0; word < filterWords; word++) {
    let bits = 0
    for (let bit = 0; bit < 32; bit++, at += 2) bits |= (raw[mixed[at]!]! ^ raw[mixed[at + 1]!]!) << bit
    into[word] = bits
  }
}

function knownOf(people: People, record: number): Known {
  const word = ({ values, words }: Column) => wordAt(words, values[record]!)
  // The keys of `facts` are facts, which Object.entries does not say.
  const entries = Object.entries(people.facts) as [Fact, Column][]
  const facts: Partial<Record<Fact, string>> = Object.fromEntries(entries.map(([fact, column]) => [fact, word(column)]))
  const identifiers = people.others
    .filter(other => other.kind === 'person' && other.values[record]! >= 0)
    .map(other => [other.name, word(other)] as const)
  return { ...facts, identifiers }
}
