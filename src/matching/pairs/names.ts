import type { Column, Words } from '../people.ts'
import { soundOf, titleLike, variantsOf } from '../standard/index.ts'
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
  /** A bit for each of the groups of a word, which others may have too: two words with no bit in common share none. */
  groupBits: Uint32Array
}>

export type NameFact = 'forename' | 'middleNames' | 'surname' | 'formerSurname'
export const nameFacts = ['forename', 'middleNames', 'surname', 'formerSurname'] as const

/** What is known of the names of these people, by fact. */
export type NamesOf = Readonly<Partial<Record<NameFact, Names>>>

export const namesOf = (facts: Readonly<Partial<Record<NameFact, Column>>>): NamesOf =>
  Object.fromEntries(nameFacts.flatMap(fact => (facts[fact] ? [[fact, readNames(facts[fact].words)]] : [])))

/** Keeps what a thread read of some words. */
export const keepNames = (words: Words, names: Names): void => void readBefore.set(words, names)

// Words are read again for what chance would do and for pairs that come late, and are never changed.
const readBefore = new WeakMap<Words, Names>()

/** Splits, sounds and groups the words of a column. */
export function readNames(words: Words): Names {
  const names = readBefore.get(words) ?? readAnew(words)
  readBefore.set(words, names)
  return names
}

function readAnew(words: Words): Names {
  const [starts, groupStarts, groupBits] = [counters(words.size + 1), counters(words.size + 1), counters(words.size)]
  const [parts, sounds, groups]: [number[], number[], number[]] = [[], [], []]
  const read = (part: string, several: boolean): void => {
    // Half of a community is called Kaur or Singh beside a name of their own: sharing that is sharing no name.
    parts.push(several && titleLike(part) ? noPart : hashText(part))
    sounds.push(hashText(soundOf(part) || part))
    for (const group of variantsOf(part)) groups.push(group)
  }
  let word = 0
  for (const text of texts(words)) {
    if (text.includes(' ')) for (const part of text.split(' ')) read(part, true)
    else read(text, false)
    for (let at = groupStarts[word]!; at < groups.length; at++) groupBits[word]! |= 1 << (groups[at]! & 31)
    word++
    starts[word] = parts.length
    groupStarts[word] = groups.length
  }
  return { starts, parts: shared(parts), sounds: shared(sounds), groupStarts, groups: shared(groups), groupBits }
}

/** Whether a word of one column and one of another have a part in common. */
export function sharePart(a: Names, i: number, b: Names, j: number): boolean {
  const end = a.starts[i + 1]!
  const last = b.starts[j + 1]!
  for (let x = a.starts[i]!; x < end; x++)
    for (let y = b.starts[j]!; y < last; y++) if (a.parts[x] === b.parts[y] && a.parts[x] !== noPart) return true
  return false
}

const noPart = 0

/** Whether one name is the other or a form of it: Mary, Molly and Mary Jane, but not Mary Jane and Mary Ann. */
export const areForms = (names: Names, i: number, j: number): boolean =>
  eitherIsSingle(names, i, j) && (shareGroup(names, i, j) || sharePart(names, i, names, j))

/** Whether two names begin with the same sound, unless each goes on with another. */
export const soundAlike = (names: Names, i: number, j: number): boolean =>
  eitherIsSingle(names, i, j) && names.sounds[names.starts[i]!] === names.sounds[names.starts[j]!]

const eitherIsSingle = ({ starts }: Names, i: number, j: number): boolean =>
  starts[i + 1]! - starts[i]! === 1 || starts[j + 1]! - starts[j]! === 1

/** Whether parts of two words of a column are forms of one name. */
export function shareGroup({ groups, groupStarts, groupBits }: Names, i: number, j: number): boolean {
  if ((groupBits[i]! & groupBits[j]!) === 0) return false
  const end = groupStarts[i + 1]!
  const last = groupStarts[j + 1]!
  for (let x = groupStarts[i]!; x < end; x++)
    for (let y = groupStarts[j]!; y < last; y++) if (groups[x] === groups[y]) return true
  return false
}

const counters = (size: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * size))

function shared(numbers: readonly number[]): Uint32Array {
  const array = counters(numbers.length)
  array.set(numbers)
  return array
}
