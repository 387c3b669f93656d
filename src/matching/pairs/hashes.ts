import type { Words } from '../people.ts'

/** A number for some bytes, the same on every machine and in every database; never 0, which stands for "no key". */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
  return finished(hash)
}

/** The same number as `hashBytes` for a text of a-z, digits and signs; other letters count by their UTF-16 code. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return finished(hash)
}

/** A number for a number. */
export const hashNumber = (number: number): number => finished(Math.imul(number, 0x9e3779b1))

function finished(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (again ^ (again >>> 16)) >>> 0 || 1
}

const hashedBefore = new WeakMap<Words, Uint32Array>()

/** The number of every word of a column. */
export function hashWords(words: Words): Uint32Array {
  const hashes = hashedBefore.get(words) ?? hashAnew(words)
  hashedBefore.set(words, hashes)
  return hashes
}

function hashAnew({ size, bytes, starts }: Words): Uint32Array {
  const hashes = new Uint32Array(new SharedArrayBuffer(4 * size))
  for (let word = 0; word < size; word++) hashes[word] = hashBytes(bytes, starts[word]!, starts[word + 1]!)
  return hashes
}

/** The words as strings, one after the other: bytes that threads share must be copied before they can be decoded. */
export function* texts({ size, bytes, starts }: Words): Generator<string> {
  const copied = Buffer.from(bytes)
  for (let word = 0; word < size; word++) yield copied.toString('utf8', starts[word], starts[word + 1])
}
