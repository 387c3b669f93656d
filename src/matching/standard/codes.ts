import { foldLetters, wordsOf } from './letters.ts'
import { isProgramsNothing, saysNothing } from './placeholders.ts'

/** `f`, `m` or `x` (neither) of a word or code (NHS: 1 male, 2 female); '' if it is not known or not said. */
export const standardSex = (given: string): string => sexes[wordsOf(foldLetters(given))] ?? ''

/** An NHS number in ten digits whose check digit holds (modulus 11); '' for any other, and for one digit held down. */
export function standardNhsNumber(given: string): string {
  const digits = given.replace(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits) || /^(\d)\1+$/.test(digits)) return ''
  const sum = [...digits.slice(0, 9)].reduce((total, digit, at) => total + Number(digit) * (10 - at), 0)
  return (11 - (sum % 11)) % 11 === Number(digits[9]) ? digits : ''
}

/** An identifier as small letters and digits; '' if it says nothing or is one sign held down. */
export function standardCode(given: string): string {
  if (isProgramsNothing(given)) return ''
  const words = wordsOf(foldLetters(given))
  const code = words.replaceAll(' ', '')
  return saysNothing(words) || /^(0+|9{4,}|1{6,}|x+)$/.test(code) ? '' : code
}

/** A property's number (UPRN) without leading noughts, '' if it cannot be one. */
export function standardUprn(given: string): string {
  const digits = given.replace(/\D/g, '').replace(/^0+/, '')
  return digits.length > 12 || /^(\d)\1{5,}$/.test(digits) ? '' : digits
}

/** A word or some, of a birthplace or an occupation: letters and digits, one space apart; '' if it says nothing. */
export function standardText(given: string): string {
  if (isProgramsNothing(given)) return ''
  const words = wordsOf(foldLetters(given))
  return saysNothing(words) ? '' : words
}

const sexes: Readonly<Record<string, string>> = {
  ...{ f: 'f', female: 'f', woman: 'f', girl: 'f', w: 'f', fem: 'f', 2: 'f', benyw: 'f' },
  ...{ m: 'm', male: 'm', man: 'm', boy: 'm', 1: 'm', gwryw: 'm' },
  ...{ x: 'x', intersex: 'x', 'non binary': 'x', nonbinary: 'x', nb: 'x', other: 'x', i: 'x', indeterminate: 'x' },
}
