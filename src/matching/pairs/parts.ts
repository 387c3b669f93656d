import type { Column, Words } from '../people.ts'
import { outwardLength } from './address.ts'
import { hashBytes, hashNumber, hashWords } from './hashes.ts'
import { lengthOf } from './kernels.ts'
import type { Names } from './names.ts'

/** What a key is made of: a number for every word of a column, 0 for words that make no key. */
export type One = Readonly<{ values: Int32Array; hashes: Uint32Array; telling?: true }>

/** A fact that so few share that those who do can be held against each other by all that asks for it. */
export const telling = (one: One): One => ({ ...one, telling: true })

/** Likewise, but a word has several: the parts of a name, and the groups whose forms it is. */
export type Many = Readonly<{ values: Int32Array; starts: Uint32Array; hashes: Uint32Array }>

export const wholeWords = ({ values, words }: Column): One => ({ values, hashes: hashWords(words) })

/** The stretch of each word that `to` says, from its start; nothing where that is nothing. */
function stretches({ values, words }: Column, to: (word: number) => number): One {
  return { values, hashes: hashed(words.size, word => hashStretch(words, word, to(word))) }
}

const hashStretch = ({ bytes, starts }: Words, word: number, length: number): number =>
  length > 0 ? hashBytes(bytes, starts[word]!, Math.min(starts[word]! + length, starts[word + 1]!)) : 0

/** The first letters of a name, where slips are rare; a name no longer than those is heard, not read. */
export const beginnings = (column: Column): One => stretches(column, word => (lengthOf(column.words, word) > 4 ? 4 : 0))

export const initials = (column: Column): One => stretches(column, () => 1)

export const districts = (column: Column): One => stretches(column, word => outwardLength(column.words, word))

const at = '@'.charCodeAt(0)

/** What stands before the @, where it is long enough to be somebody's. */
export const localParts = (column: Column): One => {
  const { bytes, starts } = column.words
  return stretches(column, word => {
    const length = bytes.indexOf(at, starts[word]!) - starts[word]!
    return length >= 5 && length <= starts[word + 1]! - starts[word]! ? length : 0
  })
}

export type DateParts = Readonly<{ whole: One; folded: One; year: One; dayMonth: One }>

/**
 * Parts of dates of birth. Those that are `folded` are the same for a date whose day and month were swapped; a date not
 * known to the day makes a year and nothing else, and the first of January is no day.
 */
export function dateParts({ values, words }: Column): DateParts {
  const part = (): One => ({ values, hashes: noHashes(words.size) })
  const [whole, folded, years, dayMonth] = [part(), telling(part()), part(), part()]
  for (let word = 0; word < words.size; word++) {
    const date = numberIn(words, word)
    const year = Math.floor(date / 10_000)
    const month = Math.floor(date / 100) % 100
    const day = date % 100
    const least = Math.min(month, day)
    const most = Math.max(month, day)
    if (year > 0) years.hashes[word] = hashNumber(year)
    if (least > 0 && most > 1) dayMonth.hashes[word] = hashNumber(least * 100 + most)
    if (year === 0 || least === 0) continue
    whole.hashes[word] = hashNumber(date)
    folded.hashes[word] = hashNumber(year * 10_000 + least * 100 + most)
  }
  return { whole, folded, year: years, dayMonth }
}

/** The number that the digits of a word make. */
export function numberIn({ bytes, starts }: Words, word: number): number {
  let number = 0
  for (let at = starts[word]!; at < starts[word + 1]!; at++) number = number * 10 + (bytes[at]! - 48)
  return number
}

/** How the first part of a name sounds. */
export const firstSounds = ({ values, words }: Column, { starts, sounds }: Names): One => ({
  values,
  hashes: hashed(words.size, word => sounds[starts[word]!]!),
})

/** How each part of a name sounds. */
export const allSounds = ({ values }: Column, { starts, sounds }: Names): Many => ({ values, starts, hashes: sounds })

/** How each part of a name sounds, and the groups whose forms it is: Bill meets William, Yusuf meets Youssef. */
export function soundsAndForms({ values, words }: Column, names: Names): Many {
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (words.size + 1)))
  const hashes = new Uint32Array(new SharedArrayBuffer(4 * (names.sounds.length + names.groups.length)))
  let size = 0
  for (let word = 0; word < words.size; word++) {
    for (let at = names.starts[word]!; at < names.starts[word + 1]!; at++) hashes[size++] = names.sounds[at]!
    for (let at = names.groupStarts[word]!; at < names.groupStarts[word + 1]!; at++)
      hashes[size++] = hashNumber(names.groups[at]! + 1)
    starts[word + 1] = size
  }
  return { values, starts, hashes }
}

/** How likely two people drawn at random share a word of the column, of those who have one: it tells much, or little. */
export function chanceOfSharing({ words }: Column): number {
  let [sum, squares] = [0, 0]
  for (let word = 0; word < words.size; word++) {
    const count = words.counts[word]!
    sum += count
    squares += count * (count - 1)
  }
  return sum > 1 ? squares / (sum * (sum - 1)) : 0
}

const noHashes = (size: number): Uint32Array => new Uint32Array(new SharedArrayBuffer(4 * size))

function hashed(size: number, of: (word: number) => number): Uint32Array {
  const hashes = noHashes(size)
  for (let word = 0; word < size; word++) hashes[word] = of(word)
  return hashes
}
