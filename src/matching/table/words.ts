import type { Column, Words } from '../people.ts'

/** A column of words as given, '' where nothing is known; words are numbered in the order in which they first appear. */
export function columnOf(given: readonly string[]): Column {
  const values = new Int32Array(new SharedArrayBuffer(4 * given.length))
  const numbers = new Map<string, number>()
  const counts: number[] = []
  given.forEach((word, record) => {
    if (word === '') {
      values[record] = -1
      return
    }
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    counts[number] = (counts[number] ?? 0) + 1
    values[record] = number
  })
  return { values, words: wordsOf([...numbers.keys()], counts) }
}

/** Words and in how many records each stands, as threads share them. */
export function wordsOf(texts: readonly string[], counts: readonly number[]): Words {
  const encoded = texts.map(text => Buffer.from(text))
  const length = encoded.reduce((sum, { byteLength }) => sum + byteLength, 0)
  const bytes = new Uint8Array(new SharedArrayBuffer(length))
  const starts = new Uint32Array(new SharedArrayBuffer(4 * (texts.length + 1)))
  encoded.forEach((word, number) => {
    bytes.set(word, starts[number])
    starts[number + 1] = starts[number]! + word.byteLength
  })
  const kept = new Uint32Array(new SharedArrayBuffer(4 * texts.length))
  kept.set(counts)
  return { size: texts.length, bytes, starts, counts: kept }
}

/** The word of a number, or '' for -1. */
export function wordAt({ bytes, starts }: Words, number: number): string {
  if (number < 0) return ''
  // A decoder refuses memory that threads share; a copy of so few bytes costs nothing.
  return Buffer.from(bytes.subarray(starts[number], starts[number + 1])).toString()
}
