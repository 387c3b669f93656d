import { inPages, longer } from '../pages.ts'

/**
 * Distinct words, numbered as they first appear, found again by their bytes. JavaScript's own Map of strings took twice the
 * time and five times the memory on a million people, and cannot be handed between threads without a copy.
 */
export type Dictionary = {
  size: number
  bytes: Uint8Array
  starts: Uint32Array
  /** Pairs of a word's hash and its number plus one, nought where free; as many slots as keep at least half of them free. */
  slots: Int32Array
  /** How often a number was asked for, and whether words are no longer looked for: then one may stand here twice. */
  asked: number
  plain: boolean
}

/** A dictionary without words. */
export const newDictionary = (): Dictionary => ({
  ...{ size: 0, asked: 0, plain: false },
  bytes: inPages(Uint8Array, 1 << 12),
  starts: inPages(Uint32Array, 1 << 10),
  slots: inPages(Int32Array, 1 << 10),
})

/** The number of the word that lies in `source` from `from` to `to`; one that was not there yet is kept. */
export function numberOf(dictionary: Dictionary, source: Uint8Array, from: number, to: number): number {
  if (dictionary.plain) return keep(dictionary, source, from, to)
  const { slots } = dictionary
  dictionary.asked++
  const mask = (slots.length >> 1) - 1
  const hash = hashOf(source, from, to)
  let slot = hash & mask
  while (slots[2 * slot + 1] !== 0) {
    const number = slots[2 * slot + 1]! - 1
    if (slots[2 * slot] === hash && isAt(dictionary, number, source, from, to)) return number
    slot = (slot + 1) & mask
  }
  slots[2 * slot] = hash
  slots[2 * slot + 1] = dictionary.size + 1
  return keep(dictionary, source, from, to)
}

/** A hash of bytes. */
// Four bytes at a time, because each multiplication waits for the one before.
export function hashOf(source: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5 ^ (to - from)
  let at = from
  for (; at + 3 < to; at += 4) {
    const four = source[at]! | (source[at + 1]! << 8) | (source[at + 2]! << 16) | (source[at + 3]! << 24)
    hash = Math.imul(hash ^ four, 0x5bd1e995)
    hash ^= hash >>> 15
  }
  for (; at < to; at++) hash = Math.imul(hash ^ source[at]!, 0x01000193)
  // The low bits choose the slot, and multiplying alone leaves them to the last bytes.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return hash ^ (hash >>> 13)
}

function isAt({ bytes, starts }: Dictionary, number: number, source: Uint8Array, from: number, to: number): boolean {
  const start = starts[number]!
  if (starts[number + 1]! - start !== to - from) return false
  for (let at = from, own = start; at < to; at++, own++) if (bytes[own] !== source[at]) return false
  return true
}

function keep(dictionary: Dictionary, source: Uint8Array, from: number, to: number): number {
  const number = dictionary.size++
  const start = dictionary.starts[number]!
  const end = start + to - from
  if (end > dictionary.bytes.length) dictionary.bytes = longer(Uint8Array, dictionary.bytes, 2 * end)
  if (number + 2 > dictionary.starts.length)
    dictionary.starts = longer(Uint32Array, dictionary.starts, 2 * dictionary.starts.length)
  for (let at = from, own = start; at < to; at++, own++) dictionary.bytes[own] = source[at]!
  dictionary.starts[number + 1] = end
  if (!dictionary.plain && 4 * dictionary.size > dictionary.slots.length) makeRoom(dictionary)
  return number
}

function makeRoom(dictionary: Dictionary): void {
  // Of identifiers and telephone numbers nearly each is new; looking for them cost more than meeting a few twice.
  dictionary.plain = dictionary.size > 16_000 && 8 * dictionary.size > 7 * dictionary.asked
  if (dictionary.plain) return
  const before = dictionary.slots
  const slots = inPages(Int32Array, 2 * before.length)
  const mask = (slots.length >> 1) - 1
  for (let old = 0; old < before.length; old += 2) {
    if (before[old + 1] === 0) continue
    let slot = before[old]! & mask
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask
    slots[2 * slot] = before[old]!
    slots[2 * slot + 1] = before[old + 1]!
  }
  dictionary.slots = slots
}
