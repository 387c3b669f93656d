import { makeRoom, writtenIn } from './batch.ts'
import { type Dictionary, numberOf } from './dictionary.ts'

/** Where this thread puts a word together before it looks it up. */
export const scratch = writtenIn(1 << 12)

const encoder = new TextEncoder()

/** The number of a text's bytes, -1 for none. */
export function numberOfText(dictionary: Dictionary, text: string): number {
  if (text === '') return -1
  makeRoom(scratch, 3 * text.length)
  const { bytes } = scratch
  let high = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high |= code
    bytes[at] = code
  }
  // An encoder is asked only where it is needed: for so short a text the way to it takes longer than the work.
  const length = high < 0x80 ? text.length : encoder.encodeInto(text, bytes).written
  return numberOf(dictionary, scratch, 0, length)
}
