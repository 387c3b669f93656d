import type { Person } from './families.ts'

const prime = 99_999_989
const spread = (number: number, by: number): string => String((number * by + 12_345) % prime).padStart(8, '0')

/** A number of the form of an NHS number, with its check digit (modulus 11), of ranges that are not given to anybody. */
export function nhsNumberOf({ number }: Person): string {
  const rest = spread(number, 48_271)
  // One first digit or the other has a check digit: they differ by one in it.
  return withCheck(`9${rest}`) ?? withCheck(`8${rest}`) ?? ''
}

function withCheck(nine: string): string | undefined {
  let sum = 0
  for (let place = 0; place < 9; place++) sum += (10 - place) * Number(nine[place])
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? undefined : `${nine}${check}`
}

/** A pupil's number as schools write it: a letter and twelve digits. */
export function upnOf({ number, birth }: Person): string {
  const digits = `937${spread(number, 16_807).slice(0, 8)}${birth.year % 10}`
  return `${letters[remainder(digits, 2)]}${digits}`
}

/** A number as the police national computer writes it: year, seven digits and a letter. */
export function pncOf({ number, birth }: Person): string {
  const year = Math.min(2025, birth.year + 16 + (number % 9))
  const serial = spread(number, 69_621).slice(1)
  return `${Math.max(1979, year)}/${serial}${letters[remainder(`${year}${serial}`, 1)]}`
}

const letters = 'ABCDEFGHJKLMNPQRTUVWXYZ'
const remainder = (digits: string, from: number): number =>
  [...digits].reduce((sum, digit, place) => sum + Number(digit) * (place + from), 0) % 23
