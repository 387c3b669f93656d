import type { Column, Words } from '../people.ts'
import { soundOf, variantsOf } from '../standard/index.ts'
import { hashText, texts } from './hashes.ts'

/** What is known of every word of a column of names, reckoned once: its parts, how they sound, whose forms they are. */
export type Names = Readonly<{
  /** The parts of word `w` ("smith", "jones") lie from `starts[w]` to `starts[w + 1]`. */
  starts: Uint32Array
  parts: Uint32Array
  sounds: Uint32Array
  /** Numbers of the groups of variants that any of its parts belongs to, likewise. */
  groupStarts: Uint32Array
  groups: Uint32Array
}>

export type NameFact = 'forename' | 'middleNames' | 'surname' | 'formerSurname'
export const nameFacts = ['forename', 'middleNames', 'surname', 'formerSurname'] as const

/** What is known of the names of these people, by fact. */
export type NamesOf = Readonly<Partial<Record<NameFact, Names>>>

export const namesOf = (facts: Readonly<Partial<Record<NameFact, Column>>>): NamesOf =>
  Object.fromEntries(nameFacts.flatMap(fact => (facts[fact] ? [[fact, readNames(facts[fact].words)]] : [])))

/** Splits, sounds and groups the words of a column. */
export function readNames(words: Words): Names {
  const [starts, groupStarts] = [counters(words.size + 1), counters(words.size + 1)]
  const [parts, sounds, groups]: [number[], number[], number[]] = [[], [], []]
  let word = 0
  for (const text of texts(words)) {
    for (const part of text.split(' ')) {
      parts.push(hashText(part))
      sounds.push(hashText(soundOf(part) || part))
      for (const group of variantsOf(part)) groups.push(group)
    }
    word++
    starts[word] = parts.length
    groupStarts[word] = groups.length
  }
  return { starts, parts: shared(parts), sounds: shared(sounds), groupStarts, groups: shared(groups) }
}

/** Whether two lists of numbers, each a stretch of an array, have one in common. */
export function haveInCommon(
  [a, aFrom, aTo]: readonly [Uint32Array, number, number],
  [b, bFrom, bTo]: readonly [Uint32Array, number, number],
): boolean {
  for (let x = aFrom; x < aTo; x++) for (let y = bFrom; y < bTo; y++) if (a[x] === b[y]) return true
  return false
}

export const partsOf = (names: Names, word: number) =>
  [names.parts, names.starts[word]!, names.starts[word + 1]!] as const

export const groupsOf = (names: Names, word: number) =>
  [names.groups, names.groupStarts[word]!, names.groupStarts[word + 1]!] as const

const counters = (size: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * size))

function shared(numbers: readonly number[]): Uint32Array {
  const array = counters(numbers.length)
  array.set(numbers)
  return array
}
