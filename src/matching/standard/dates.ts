import { foldLetters } from './letters.ts'

/**
 * A date as `YYYYMMDD`, `00` for a month or day that is not known or cannot be; '' if it is a placeholder or has no year. `format` says in
 * which order day, month and year come (`DD/MM/YYYY`, `YYYYMMDD`, `MM-DD-YY`, `DD-MON-YYYY`); what can only be read one
 * way is, whatever the format says. A year of two digits lies in the hundred years up to `newest`.
 */
export function standardDate(given: string, format = 'DD/MM/YYYY', newest = 2030): string {
  const date = readDate(given, format, newest)
  return placeholders.has(date) ? '' : date
}

function readDate(given: string, format: string, newest: number): string {
  const iso = inIso.exec(given)
  if (iso) return checked(+iso[1]!, +iso[2]!, +iso[3]!)
  const found = foldLetters(given)
    .replace(clock, ' ')
    .match(/\d+|[a-z]{3,}/g)
  if (!found || found.length > 4) return ''
  const { year, month, day } = read(found.map(monthNumber), format.toUpperCase(), newest)
  return checked(year, month, day)
}

const inIso = /^(\d{4})-(\d\d)-(\d\d)$/

type Parts = Readonly<{ year: number; month: number; day: number }>
const nothing: Parts = { year: 0, month: 0, day: 0 }

function read(parts: readonly string[], format: string, newest: number): Parts {
  const words = parts.filter(part => /^\d+$|^m\d/.test(part))
  const named = words.findIndex(word => word.startsWith('m'))
  if (named >= 0) return withNamedMonth(words, named, newest)
  const [a = '', b, c] = words
  if (b === undefined) return inOneNumber(a, orderOf(format), newest)
  if (c === undefined) return a.length === 4 ? { ...nothing, year: +a, month: +b } : { ...nothing, year: +b, month: +a }
  if (a.length === 4) return inOrder([a, b, c], 'YMD', newest)
  const order = orderOf(format)
  return inOrder([a, b, c], c.length === 4 && order === 'YMD' ? 'DMY' : order, newest)
}

function withNamedMonth(words: readonly string[], named: number, newest: number): Parts {
  const rest = words.filter((_, at) => at !== named)
  const month = +words[named]!.slice(1)
  const [first = '', second] = rest
  if (second === undefined) return { ...nothing, year: fullYear(first, newest), month }
  return first.length === 4
    ? { year: +first, month, day: +second }
    : { year: fullYear(second, newest), month, day: +first }
}

function inOneNumber(digits: string, order: string, newest: number): Parts {
  if (digits.length === 4) return { ...nothing, year: +digits }
  if (digits.length === 6 && order === 'YMD' && plausibleYear(+digits.slice(0, 4)) && +digits.slice(4) <= 12)
    return { ...nothing, year: +digits.slice(0, 4), month: +digits.slice(4) }
  if (digits.length !== 6 && digits.length !== 8 && digits.length !== 14) return nothing
  // Eight digits in the other order have no year that could be, or no month.
  if (digits.length === 8 && order !== 'YMD' && !plausibleYear(+digits.slice(4)))
    return inOneNumber(digits, 'YMD', newest)
  if (digits.length === 8 && order === 'YMD' && isDayFirst(digits)) return inOneNumber(digits, 'DMY', newest)
  const year = digits.length === 6 ? 2 : 4
  const lengths = [...order].map(part => (part === 'Y' ? year : 2))
  const from = (part: number): number => lengths.slice(0, part).reduce((sum, length) => sum + length, 0)
  const cut = lengths.map((length, part) => digits.slice(from(part), from(part) + length))
  return inOrder(cut, order, newest)
}

const isDayFirst = (digits: string): boolean =>
  !(plausibleYear(+digits.slice(0, 4)) && isMonth(digits.slice(4, 6))) &&
  plausibleYear(+digits.slice(4)) &&
  isMonth(digits.slice(2, 4))
// Turned round with the day it may still be one; noughts are a month that is not known.
const isMonth = (digits: string): boolean => +digits <= 12

function inOrder(parts: readonly string[], order: string, newest: number): Parts {
  const of = (part: string): string => parts[order.indexOf(part)] ?? ''
  return { year: fullYear(of('Y'), newest), month: +of('M'), day: +of('D') }
}

/** Y, M and D in the order in which a format first names them. */
function orderOf(format: string): string {
  const order = [...new Set(format.replace(/MONTH|MON/g, 'M').replace(/[^YMD]/g, ''))].join('')
  return order.length === 3 ? order : 'DMY'
}

function fullYear(digits: string, newest: number): number {
  if (digits.length === 4) return +digits
  if (digits.length !== 2) return 0
  const year = newest - (newest % 100) + +digits
  return year > newest ? year - 100 : year
}

/** Whether a date is what systems write when they know none, in whichever order it is written. */
export const isPlaceholderDate = (given: string): boolean =>
  standardDate(given) === '' && ['DMY', 'MDY', 'YMD'].some(format => placeholders.has(readDate(given, format, 2030)))

/** A month before a day that only the other way round can be a date is turned round: it was typed in another order. */
function checked(year: number, month: number, day: number): string {
  if (!plausibleYear(year)) return ''
  return month > 12 && month <= 31 && day >= 1 && day <= 12 ? written(year, day, month) : written(year, month, day)
}

/** A month or day that cannot be is not known; the rest of the date still tells something. */
function written(year: number, month: number, day: number): string {
  const [known, days] = [month <= 12 ? month : 0, month <= 12 ? daysIn(year, month) : 31]
  return String(year) + String(known).padStart(2, '0') + String(day <= days ? day : 0).padStart(2, '0')
}

/** Registers of the dead go back far; of a date written in the wrong order, day and month are never such a year. */
export const plausibleYear = (year: number): boolean => year >= 1500 && year <= 2100
const daysIn = (year: number, month: number): number =>
  month === 2
    ? year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31
const monthNumber = (part: string): string => {
  const at = /^\d/.test(part)
    ? -1
    : 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').indexOf(part.slice(0, 3))
  return at < 0 ? part : `m${at + 1}`
}

/** What systems write when no date is known: their own beginning of time, or keys held down. */
const placeholders = new Set([
  '16000101',
  '16010101',
  '17530101',
  '19000101',
  '19010101',
  '18991230',
  '18991231',
  '18000101',
  '19111111',
  '20991231',
  '21000101',
])
const clock = /[t ]\d{1,2}:\d{2}.*$|(?<=^\d{8})[t ]\d{4}(?:\d\d)?$|\b(?:st|nd|rd|th)\b|(?<=\d)(?:st|nd|rd|th)\b/g
