import { neverNames } from '../standard/index.ts'
import { type Written, writtenIn } from './batch.ts'
import { hashOf } from './dictionary.ts'
import type { Group, Holds } from './layout.ts'
import type { Quick } from './quick.ts'

/**
 * How most names and postcodes lose what their standard form never tells, capitals and spaces: a text with the same standard
 * form, so that each is read once, however it is written.
 */
export const foldOf = ({ holds }: Pick<Group, 'holds'>): Quick | undefined => fold[holds[0]!]

/** True if a text that was folded is its own standard form, and tells no more; false if it may be another. */
export type Plain = (text: Written, from: number, to: number) => boolean

/** How most names and postcodes are known to need no reading. */
export const plainOf = ({ holds }: Pick<Group, 'holds'>): Plain | undefined => plain[holds[0]!]

const [space, quote, capitalN] = [0x20, 0x22, 0x4e]
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const isSmall = (byte: number): boolean => byte >= 0x61 && byte <= 0x7a
const isCapital = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a

const fold: Readonly<Partial<Record<Holds, Quick>>> = {
  forename: smallName,
  middleNames: smallName,
  surname: smallName,
  formerSurname: smallName,
  postcode: closePostcode,
}

/** For each byte that stands for itself, what it is in small letters; nought for a quote, and beyond ASCII. */
const small = Uint8Array.from({ length: 0x100 }, (_, byte) =>
  byte < space || byte === quote || byte >= 0x7f ? 0 : isCapital(byte) ? byte | space : byte,
)

/** A name in small letters. What programs write for nothing is so in capitals only: NA, NULL. */
export function smallName(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  const first = bytes[from]!
  if (first < 0x41 || (first === capitalN && to - from <= 4)) return -1
  let end = into
  for (let place = from; place < to; place++) {
    const letter = small[bytes[place]!]!
    if (letter === 0) return -1
    target[end++] = letter
  }
  return end
}

/** Letters and digits of a postcode, in small letters without spaces. */
export function closePostcode(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let end = into
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    const letter = isCapital(byte) ? byte | space : byte
    if (isSmall(letter) || isDigit(letter)) target[end++] = letter
    else if (letter !== space) return -1
  }
  return end
}

const plain: Readonly<Partial<Record<Holds, Plain>>> = {
  forename: isName,
  middleNames: isName,
  surname: isName,
  postcode: isBritish,
}

const noNames: ReadonlySet<number> = new Set(neverNames.map(hashOfText))

function hashOfText(text: string): number {
  const { bytes, view } = writtenIn(text.length)
  bytes.set(Buffer.from(text))
  return hashOf(view, 0, text.length)
}

/** One word of a to z that may be a name: no title, nothing that is said where there is none, and no key held down. */
function isName({ bytes, view }: Written, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isSmall(bytes[at]!)) return false
  return (to === from + 1 || bytes[from] !== bytes[from + 1]) && !noNames.has(hashOf(view, from, to))
}

/** A letter or two, a digit or two, a digit and two letters, and none that begins as placeholders do: x, z, aa, nf. */
export function isBritish({ bytes }: Written, from: number, to: number): boolean {
  const first = bytes[from]!
  const second = bytes[from + 1]!
  const digits = isSmall(second) ? from + 2 : from + 1
  if (!isSmall(first) || first === 0x78 || first === 0x7a || second === first || second === 0x66) return false
  const end = to - 3
  if (end - digits < 1 || end - digits > 2) return false
  for (let at = digits; at <= end; at++) if (!isDigit(bytes[at]!)) return false
  return isSmall(bytes[to - 2]!) && isSmall(bytes[to - 1]!)
}
