import type { Group, Holds } from './layout.ts'

/**
 * Writes the standard form of what lies in `bytes` from `from` to `to` into `target`, from `into` on, and returns where it
 * ends; -1 where it takes more than a look, and the word must be read as text (`standards.ts`). It never says otherwise
 * than the text would.
 */
export type Quick = (bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number) => number

/**
 * How most words of a fact become their standard form without ever being text: of a million people, half a million
 * telephone numbers, e-mail addresses and NHS numbers each are new, and a string of each took longer than all else.
 */
export const quickOf = ({ holds, code }: Pick<Group, 'holds' | 'code'>): Quick | undefined =>
  code ? plainCode : quick[holds[0]!]

const [space, hyphen, point, slash, plus, at, underscore] = [0x20, 0x2d, 0x2e, 0x2f, 0x2b, 0x40, 0x5f]
const quote = 0x22
const [nought, nine, a, z] = [0x30, 0x39, 0x61, 0x7a]
const isDigit = (byte: number): boolean => byte >= nought && byte <= nine
const isCapital = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a
const isOneOf = (letters: string, byte: number): boolean => letters.includes(String.fromCharCode(byte))

const quick: Readonly<Partial<Record<Holds, Quick>>> = {
  birthDate: isoDate,
  phone: britishPhone,
  email: plainEmail,
  nhsNumber: soundNhsNumber,
  uprn: plainUprn,
  exact: plainText,
}

/** Any bytes, which are to be read as text then. */
export function asItStands(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let end = into
  for (let place = from; place < to; place++) target[end++] = bytes[place]!
  return end
}

/** ASCII without a quote, which is as it was meant. */
function plainText(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let end = into
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    if (byte >= 0x80 || byte === quote) return -1
    target[end++] = byte
  }
  return end
}

/** Letters and digits, whatever parts them, a digit among them, and not all alike. */
function plainCode(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let [end, digits, alike] = [into, 0, 0]
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    const letter = isCapital(byte) ? byte | space : byte
    if (isDigit(letter)) digits++
    else if (letter < a || letter > z) {
      if (letter === space || letter === hyphen || letter === slash) continue
      return -1
    }
    target[end++] = letter
    if (letter === target[into]) alike++
  }
  return digits > 0 && alike < end - into ? end : -1
}

/** YYYY-MM-DD on a day that every month has. Day and month alike may stand for no date at all. */
function isoDate(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  if (to - from !== 10 || bytes[from + 4] !== hyphen || bytes[from + 7] !== hyphen) return -1
  if (digits(bytes, from, to, target, into) !== into + 8) return -1
  const number = (first: number): number => 10 * (target[into + first]! - nought) + target[into + first + 1]! - nought
  const century = number(0)
  const month = number(4)
  const day = number(6)
  const isUsual = century >= 15 && century <= 20 && month >= 1 && month <= 12 && day >= 1 && day <= 28 && day !== month
  return isUsual ? into + 8 : -1
}

/** Eleven digits from 01, 02 or 07, or +44 in front of ten, without a row of keys. */
function britishPhone(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  const abroad = bytes[from] === plus && bytes[from + 1] === nought + 4 && bytes[from + 2] === nought + 4
  const end = digits(bytes, abroad ? from + 3 : from, to, target, abroad ? into + 1 : into)
  if (end !== into + 11) return -1
  if (abroad) target[into] = nought
  const second = target[into + 1]! - nought
  if (target[into] !== nought || (second !== 1 && second !== 2 && second !== 7)) return -1
  if (target[into + 3] === target[into + 2]! + 1 && target[into + 4] === target[into + 3]! + 1) return -1
  for (let place = into + 4, same = 0; place < end; place++) {
    same = target[place] === target[place - 1] ? same + 1 : 0
    if (same === 3) return -1
  }
  return end
}

/** A name and a domain, neither Gmail's, which has several forms, nor in the manner of a placeholder. */
function plainEmail(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let [name, end] = [-1, into]
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    const letter = isCapital(byte) ? byte | space : byte
    target[end++] = letter
    if ((letter >= a && letter <= z) || isDigit(letter) || letter === point || letter === hyphen) continue
    if (letter === at && name < 0) name = place - from
    else if (letter !== underscore || name >= 0) return -1
  }
  if (name <= 0 || name + 1 === to - from || isOneOf('gnux', target[into + name + 1]!)) return -1
  return isOneOf(name > longestNoAddress ? 'x' : 'dnrtux', target[into]!) ? -1 : end
}
const longestNoAddress = 9

/** Ten digits whose check digit holds (modulus 11), not all alike. */
function soundNhsNumber(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  if (digits(bytes, from, to, target, into) !== into + 10 || beginsAlike(target, into)) return -1
  let sum = 0
  for (let place = 0; place < 9; place++) sum += (target[into + place]! - nought) * (10 - place)
  return (11 - (sum % 11)) % 11 === target[into + 9]! - nought ? into + 10 : -1
}

/** No more than twelve digits, the first no nought, and not all alike. */
function plainUprn(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  const end = digits(bytes, from, to, target, into)
  return end > into && end <= into + 12 && target[into] !== nought && !beginsAlike(target, into) ? end : -1
}

const beginsAlike = (digits: Uint8Array, at: number): boolean =>
  digits[at] === digits[at + 1] && digits[at + 1] === digits[at + 2]

/** Writes the digits into `target` from a place on, and returns where they end; -1 if there is more than digits. */
function digits(bytes: Uint8Array, from: number, to: number, target: Uint8Array, into: number): number {
  let end = into
  for (let place = from; place < to; place++) {
    const byte = bytes[place]!
    if (isDigit(byte)) target[end++] = byte
    else if (byte !== space && byte !== hyphen) return -1
  }
  return end
}
