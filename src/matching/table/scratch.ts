import { longer } from '../pages.ts'
import { type Dictionary, numberOf } from './dictionary.ts'
import type { Rows } from './rows.ts'

/** Where this thread puts words together before it looks them up. */
export const scratch = { bytes: new Uint8Array(1 << 12) }

/** Makes the scratch so long at least, and what stands in it stay. */
export function makeRoom(length: number): Uint8Array {
  if (length > scratch.bytes.length) scratch.bytes = longer(Uint8Array, scratch.bytes, 2 * length)
  return scratch.bytes
}

/** Puts a field, behind its length, into the scratch from `at` on and returns where it ends: fields so put can be told apart. */
export function addField(at: number, { block, starts, ends }: Rows, place: number): number {
  const [from, to] = [starts[place]!, ends[place]!]
  const bytes = makeRoom(at + 4 + to - from)
  let end = at
  for (let shift = 0; shift < 32; shift += 8) bytes[end++] = (to - from) >> shift
  for (let each = from; each < to; each++) bytes[end++] = block[each]!
  return end
}

const encoder = new TextEncoder()

/** The number of a text's bytes, -1 for none. */
export function numberOfText(dictionary: Dictionary, text: string): number {
  if (text === '') return -1
  const bytes = makeRoom(3 * text.length)
  let high = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high |= code
    bytes[at] = code
  }
  // An encoder is asked only where it is needed: for so short a text the way to it takes longer than the work.
  const length = high < 0x80 ? text.length : encoder.encodeInto(text, bytes).written
  return numberOf(dictionary, bytes, 0, length)
}
