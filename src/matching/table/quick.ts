import type { Group, Holds } from './layout.ts'

/**
 * Writes the standard form of what lies in `bytes` from `from` to `to` into `target`, and returns its length; -1 where it
 * takes more than a look, and the word must be read as text (`standards.ts`). It never says otherwise than the text would.
 */
export type Quick = (bytes: Uint8Array, from: number, to: number, target: Uint8Array) => number

/**
 * How most words of a fact become their standard form without ever being text: of a million people, half a million
 * telephone numbers, e-mail addresses and NHS numbers each are new, and a string of each took longer than all else.
 */
export const quickOf = ({ holds, code }: Pick<Group, 'holds' | 'code'>): Quick | undefined =>
  code ? plainCode : quick[holds[0]!]

const [space, hyphen, point, slash, plus, at, underscore] = [0x20, 0x2d, 0x2e, 0x2f, 0x2b, 0x40, 0x5f]
const [nought, nine, a, z] = [0x30, 0x39, 0x61, 0x7a]
const isDigit = (byte: number): boolean => byte >= nought && byte <= nine
const isOneOf = (letters: string, byte: number): boolean => letters.includes(String.fromCharCode(byte))

const quick: Readonly<Partial<Record<Holds, Quick>>> = {
  birthDate: isoDate,
  phone: britishPhone,
  email: plainEmail,
  nhsNumber: soundNhsNumber,
  uprn: plainUprn,
  exact: plainText,
}

/** ASCII without a quote, which is as it was meant. */
function plainText(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    if (byte >= 0x80 || byte === 0x22) return -1
    target[place - from] = byte
  }
  return to - from
}

/** Letters and digits, whatever parts them, a digit among them, and not all alike. */
function plainCode(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  let [length, digits, alike] = [0, 0, 0]
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    const small = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    if (isDigit(small)) digits++
    else if (small < a || small > z) {
      if (small === space || small === hyphen || small === slash) continue
      return -1
    }
    target[length++] = small
    if (small === target[0]) alike++
  }
  return digits > 0 && alike < length ? length : -1
}

/** YYYY-MM-DD on a day that every month has. Day and month alike may stand for no date at all. */
function isoDate(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  if (to - from !== 10 || bytes[from + 4] !== hyphen || bytes[from + 7] !== hyphen) return -1
  if (digits(bytes, from, to, target) !== 8) return -1
  const number = (first: number): number => 10 * (target[first]! - nought) + target[first + 1]! - nought
  const [century, month, day] = [number(0), number(4), number(6)]
  return century >= 15 && century <= 20 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && day !== month ? 8 : -1
}

/** Eleven digits from 01, 02 or 07, or +44 in front of ten, without a row of keys. */
function britishPhone(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  const abroad = bytes[from] === plus && bytes[from + 1] === nought + 4 && bytes[from + 2] === nought + 4
  if (digits(bytes, abroad ? from + 3 : from, to, target, abroad ? 1 : 0) !== 11) return -1
  if (abroad) target[0] = nought
  if (target[0] !== nought || !isOneOf('127', target[1]!)) return -1
  if (target[3] === target[2]! + 1 && target[4] === target[3] + 1) return -1
  for (let place = 4, same = 0; place < 11; place++) {
    same = target[place] === target[place - 1] ? same + 1 : 0
    if (same === 3) return -1
  }
  return 11
}

/** A name and a domain, neither Gmail's, which has several forms, nor in the manner of a placeholder. */
function plainEmail(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  let name = -1
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    const small = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte
    target[place - from] = small
    if ((small >= a && small <= z) || isDigit(small) || small === point || small === hyphen) continue
    if (small === at && name < 0) name = place - from
    else if (small !== underscore || name >= 0) return -1
  }
  if (name <= 0 || name + 1 === to - from || isOneOf('gnux', target[name + 1]!)) return -1
  return isOneOf(name > longestNoAddress ? 'x' : 'dnrtux', target[0]!) ? -1 : to - from
}
const longestNoAddress = 9

/** Ten digits whose check digit holds (modulus 11), not all alike. */
function soundNhsNumber(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  if (digits(bytes, from, to, target) !== 10 || beginsAlike(target)) return -1
  let sum = 0
  for (let place = 0; place < 9; place++) sum += (target[place]! - nought) * (10 - place)
  return (11 - (sum % 11)) % 11 === target[9]! - nought ? 10 : -1
}

/** No more than twelve digits, the first no nought, and not all alike. */
function plainUprn(bytes: Uint8Array, from: number, to: number, target: Uint8Array): number {
  const length = digits(bytes, from, to, target)
  return length > 0 && target[0] !== nought && !beginsAlike(target) ? length : -1
}

const beginsAlike = (digits: Uint8Array): boolean => digits[0] === digits[1] && digits[1] === digits[2]

/** Writes the digits into `target` from a place on, and returns where they end; -1 if there is more than digits. */
function digits(bytes: Uint8Array, from: number, to: number, target: Uint8Array, first = 0): number {
  let length = first
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    if (isDigit(byte) && length < 12) target[length++] = byte
    else if (byte !== space && byte !== hyphen) return -1
  }
  return length
}
