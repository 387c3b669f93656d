import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import type { People } from '#matching/engine'

type Words = People['ids']

/** Where a file's lines go: text as it is, the word of a number as CSV has it, and a number with so many decimals. */
export type Out = Readonly<{
  text(text: string): void
  word(words: Words, number: number): void
  fixed(value: number, decimals: number): void
}>

/** Under which name a file is written before it is whole. */
export const partOf = (path: string): string => `${path}.part`

/** Writes under another name first, so that a file of this name is always whole; into a pipe or a device, at once. */
export function written<T>(path: string, header: string, write: (out: Out) => T): T {
  const part = (statSync(path, { throwIfNoEntry: false })?.isFile() ?? true) ? partOf(path) : path
  const file = openSync(part, 'w')
  try {
    const out = outTo(file)
    out.text(`${header}\n`)
    const result = write(out)
    out.end()
    closeSync(file)
    if (part !== path) renameSync(part, path)
    return result
  } catch (cause) {
    if (part !== path) rmSync(part, { force: true })
    throw cause
  }
}

/** A text as a field of CSV. */
export const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

// Words and numbers go to bytes and never become strings, which for a million pairs took longer than to find and score them.
function outTo(file: number): Out & Readonly<{ end(): void }> {
  const buffer = Buffer.alloc(1 << 20)
  let at = 0
  const room = (length: number): void => {
    if (at + length <= buffer.length) return
    writeSync(file, buffer, 0, at)
    at = 0
  }
  const text = (given: string): void => {
    if (3 * given.length > buffer.length) {
      room(buffer.length)
      writeSync(file, given)
      return
    }
    room(3 * given.length)
    if (given.length === 1 && given < '\x80') buffer[at++] = given.charCodeAt(0)
    else at += buffer.write(given, at)
  }
  const word = ({ bytes, starts }: Words, number: number): void => {
    const [start, end] = [starts[number]!, starts[number + 1]!]
    let plain = end - start <= buffer.length
    for (let from = start; plain && from < end; from++) plain = special[bytes[from]!] === 0
    if (!plain) {
      text(quoted(Buffer.from(bytes.slice(start, end)).toString()))
      return
    }
    room(end - start)
    for (let from = start; from < end; from++) buffer[at++] = bytes[from]!
  }
  const fixed = (value: number, decimals: number): void => {
    room(mostDigits)
    const end = putFixed(buffer, at, value, decimals)
    if (end < 0) text(value.toFixed(decimals))
    else at = end
  }
  return { text, word, fixed, end: () => room(buffer.length + 1) }
}

const special = Uint8Array.from({ length: 256 }, (_, byte) => ('",\r\n'.includes(String.fromCharCode(byte)) ? 1 : 0))
const mostDigits = 16

/** Puts what `toFixed` says into a buffer, and returns where it ends; -1 for a number too large or too near the middle. */
export function putFixed(buffer: Uint8Array, at: number, value: number, decimals: number): number {
  const scaled = Math.abs(value) * 10 ** decimals
  const below = Math.floor(scaled)
  // The product is off by less than a millionth.
  if (!(scaled < 1e9 && Math.abs(scaled - below - 0.5) > 1e-6)) return -1
  // As a whole number of 32 bits, of which the processor divides several in the time of one other.
  let rest = (scaled - below > 0.5 ? below + 1 : below) | 0
  let digits = decimals + 1
  for (let least = 10 ** digits; rest >= least; least *= 10) digits++
  const start = value < 0 ? at + 1 : at
  if (value < 0) buffer[at] = 0x2d
  const end = start + digits + (decimals > 0 ? 1 : 0)
  for (let place = end - 1; place >= start; place--) {
    if (decimals > 0 && end - place === decimals + 1) {
      buffer[place] = 0x2e
      continue
    }
    const tenth = (rest / 10) | 0
    buffer[place] = 0x30 + rest - 10 * tenth
    rest = tenth
  }
  return end
}
