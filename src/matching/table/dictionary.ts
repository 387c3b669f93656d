import { inPages, longer } from '../pages.ts'
import { type Batch, viewOf, type Written } from './batch.ts'

/**
 * Distinct words, numbered as they first appear, found again by their bytes. JavaScript's own Map of strings took twice the
 * time and five times the memory on a million people, and cannot be handed between threads without a copy.
 */
export type Dictionary = Written & {
  size: number
  starts: Uint32Array
  /** Pairs of a word's hash and its number plus one, nought where free; as many slots as keep at least half of them free. */
  slots: Int32Array
  /** How often a number was asked for, and whether words are no longer looked for: then one may stand here twice. */
  asked: number
  plain: boolean
}

/** A dictionary without words. */
export function newDictionary(): Dictionary {
  const bytes = inPages(Uint8Array, 1 << 12)
  return {
    ...{ size: 0, asked: 0, plain: false, bytes, view: viewOf(bytes) },
    starts: inPages(Uint32Array, 1 << 10),
    slots: inPages(Int32Array, 1 << 10),
  }
}

/** The number of the word that lies in `source` from `from` to `to`; one that was not there yet is kept. */
export function numberOf(dictionary: Dictionary, { view }: Written, from: number, to: number): number {
  dictionary.asked++
  return numberOfHash(dictionary, view, from, to, hashOf(view, from, to))
}

/**
 * Writes the numbers of the words of a batch into it. Whatever has to be looked at for one is looked at for all first: then
 * a processor waits for the memory of several at a time.
 */
export function numberAll(dictionary: Dictionary, batch: Batch): void {
  const { view, size, starts, hashes, numbers } = batch
  if (dictionary.plain) {
    keepAll(dictionary, batch)
    return
  }
  dictionary.asked += size
  for (let word = 0; word < size; word++) hashes[word] = hashOf(view, starts[word]!, starts[word + 1]!)
  const { slots, starts: kept, view: known } = dictionary
  const mask = slots.length - 2
  for (let word = 0; word < size; word++) {
    const slot = (hashes[word]! << 1) & mask
    numbers[word] = slots[slot] === hashes[word] ? slots[slot + 1]! - 1 : -1
  }
  for (let word = 0; word < size; word++) {
    const number = numbers[word]!
    const length = starts[word + 1]! - starts[word]!
    if (number >= 0 && kept[number + 1]! - kept[number]! !== length) numbers[word] = -1
  }
  for (let word = 0; word < size; word++) {
    const number = numbers[word]!
    const [from, to] = [starts[word]!, starts[word + 1]!]
    if (number < 0 || !alike(known, kept[number]!, view, from, to))
      numbers[word] = numberOfHash(dictionary, view, from, to, hashes[word]!)
  }
}

/** A hash of bytes. */
// Four bytes at a time, because each multiplication waits for the one before; the last four may have been among them.
export function hashOf(view: DataView, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from)
  const last = to - 4
  if (last >= from) {
    for (let at = from; at < last; at += 4) {
      hash = Math.imul(hash ^ view.getInt32(at, true), 0x5bd1e995)
      hash ^= hash >>> 15
    }
    hash = Math.imul(hash ^ view.getInt32(last, true), 0x5bd1e995)
  } else for (let at = from; at < to; at++) hash = Math.imul(hash ^ view.getUint8(at), 0x01000193)
  // The low bits choose the slot, and multiplying alone leaves them to the last bytes.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

/** True if the bytes from `own` on are those of the other view from `from` to `to`. */
export function alike(view: DataView, own: number, other: DataView, from: number, to: number): boolean {
  const shift = own - from
  const last = to - 4
  if (last < from) {
    for (let at = from; at < to; at++) if (view.getUint8(at + shift) !== other.getUint8(at)) return false
    return true
  }
  for (let at = from; at < last; at += 4) if (view.getInt32(at + shift, true) !== other.getInt32(at, true)) return false
  return view.getInt32(last + shift, true) === other.getInt32(last, true)
}

function numberOfHash(dictionary: Dictionary, view: DataView, from: number, to: number, hash: number): number {
  if (dictionary.plain) return keep(dictionary, view, from, to)
  const { slots, starts } = dictionary
  const mask = slots.length - 2
  let slot = (hash << 1) & mask
  while (slots[slot + 1] !== 0) {
    const number = slots[slot + 1]! - 1
    const start = starts[number]!
    if (slots[slot] === hash && starts[number + 1]! - start === to - from)
      if (alike(dictionary.view, start, view, from, to)) return number
    slot = (slot + 2) & mask
  }
  slots[slot] = hash
  slots[slot + 1] = dictionary.size + 1
  return keep(dictionary, view, from, to)
}

function keep(dictionary: Dictionary, view: DataView, from: number, to: number): number {
  const number = dictionary.size
  const start = dictionary.starts[number]!
  makePlace(dictionary, 1, to - from)
  const { bytes } = dictionary
  for (let at = from, own = start; at < to; at++, own++) bytes[own] = view.getUint8(at)
  dictionary.starts[number + 1] = start + to - from
  dictionary.size++
  if (!dictionary.plain && 4 * dictionary.size > dictionary.slots.length) spread(dictionary)
  return number
}

function keepAll(dictionary: Dictionary, { bytes, size, starts, numbers }: Batch): void {
  const number = dictionary.size
  const start = dictionary.starts[number]!
  const length = starts[size]!
  makePlace(dictionary, size, length)
  dictionary.bytes.set(bytes.subarray(0, length), start)
  const kept = dictionary.starts
  for (let word = 0; word < size; word++) {
    kept[number + word + 1] = start + starts[word + 1]!
    numbers[word] = number + word
  }
  dictionary.size += size
}

/** Makes place for so many words more, of so many bytes. */
function makePlace(dictionary: Dictionary, words: number, length: number): void {
  const end = dictionary.starts[dictionary.size]! + length
  if (end > dictionary.bytes.length) {
    dictionary.bytes = longer(Uint8Array, dictionary.bytes, 2 * end)
    dictionary.view = viewOf(dictionary.bytes)
  }
  const last = dictionary.size + words + 1
  if (last > dictionary.starts.length) dictionary.starts = longer(Uint32Array, dictionary.starts, 2 * last)
}

function spread(dictionary: Dictionary): void {
  // Of identifiers and telephone numbers nearly each is new; looking for them cost more than meeting a few twice.
  dictionary.plain = dictionary.size > 16_000 && 8 * dictionary.size > 7 * dictionary.asked
  if (dictionary.plain) return
  const before = dictionary.slots
  const slots = inPages(Int32Array, 2 * before.length)
  const mask = slots.length - 2
  for (let old = 0; old < before.length; old += 2) {
    if (before[old + 1] === 0) continue
    let slot = (before[old]! << 1) & mask
    while (slots[slot + 1] !== 0) slot = (slot + 2) & mask
    slots[slot] = before[old]!
    slots[slot + 1] = before[old + 1]!
  }
  dictionary.slots = slots
}
