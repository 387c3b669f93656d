import { type Batch, makeRoom } from './batch.ts'
import type { Rows } from './rows.ts'

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const small = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
const [space, apostrophe, hyphen] = [0x20, 0x27, 0x2d]

const flats = ['flat ', 'apartment ', 'apt ', 'unit ', 'room '].map(word => Uint8Array.from(Buffer.from(word)))

/** Where the number of a flat begins, if a field is that and no more: "Flat 2b"; -1 if it is not. */
export function flatNumber({ block, starts, ends }: Rows, place: number): number {
  const from = starts[place]!
  const to = ends[place]!
  if (to - from < 5 || isDigit(block[from]!)) return -1
  for (let word = 0; word < flats.length; word++) {
    const flat = flats[word]!
    if (!beginsWith(block, from, flat)) continue
    let at = from + flat.length
    while (isDigit(block[at]!) && at < to) at++
    const digits = at - from - flat.length
    if (at < to && isLetter(block[at]!)) at++
    return digits > 0 && digits <= 4 && at === to ? from + flat.length : -1
  }
  return -1
}

function beginsWith(block: Uint8Array, from: number, word: Uint8Array): boolean {
  for (let at = 0; at < word.length; at++) if (small(block[from + at]!) !== word[at]) return false
  return true
}

/** Where the house number, and a letter that belongs to it, ends before a space; -1 if none is in front. */
export function endOfNumber(block: Uint8Array, from: number): number {
  if (block[from] === 0x30) return -1
  let at = from
  while (isDigit(block[at]!)) at++
  if (at === from || at > from + 5) return -1
  if (isLetter(block[at]!)) at++
  return block[at] === space ? at : -1
}

/** Writes a house number, and the flat's behind it if there is one, as one more word; returns where it ends. */
export function writeNumber(
  batch: Batch,
  block: Uint8Array,
  from: number,
  to: number,
  flat: number,
  flatTo: number,
): number {
  let end = batch.starts[batch.size]!
  makeRoom(batch, end + 16)
  const { bytes } = batch
  for (let at = from; at < to; at++) bytes[end++] = small(block[at]!)
  if (flat < 0) return end
  bytes[end++] = space
  for (let at = flat; at < flatTo; at++) bytes[end++] = small(block[at]!)
  return end
}

/** Writes a street in small letters as one more word, and a nought; returns where it ends, or -1 if it is more than words. */
export function writeStreet(batch: Batch, block: Uint8Array, from: number, to: number): number {
  let end = batch.starts[batch.size]!
  if (to < from + 2 || !isLetter(block[from + 1]!)) return -1
  makeRoom(batch, end + to - from + 1)
  const { bytes } = batch
  let parted = true
  for (let at = from; at < to; at++) {
    const byte = block[at]!
    const parts = byte === space || byte === apostrophe || byte === hyphen
    if (parts ? parted : !isLetter(byte)) return -1
    parted = parts
    bytes[end++] = small(byte)
  }
  if (parted) return -1
  bytes[end++] = 0
  return end
}
