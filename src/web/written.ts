/* Days, moments and numbers as a language writes them. */
import { type Language, localeOf } from './language.ts'

type Spoken = Pick<Language, 'tag'>
type InZone = Readonly<{ zone: string }>

const date = { day: 'numeric', month: 'long', year: 'numeric' } as const
const hours = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** A day; ISO 8601. */
export const dayIn = (language: Spoken, iso: string): string => dateIn(language, noon(iso), utc)
/** The day on the wall at an instant, in an area’s zone. */
export const dateIn = (language: Spoken, at: Date, { zone }: InZone): string =>
  times(language, { ...date, timeZone: zone }).format(at)
/** The month of a day, with its year; ISO 8601. */
export const monthIn = (language: Spoken, iso: string): string =>
  times(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(noon(iso))
/** The same where there is little room, with the last two digits of the year. */
export const shortMonthIn = (language: Spoken, iso: string): string =>
  times(language, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(noon(iso))
/** The day and the hour on the wall at an instant. */
export const momentIn = (language: Spoken, at: Date, { zone }: InZone): string =>
  times(language, { ...date, ...hours, timeZone: zone }).format(at)

/** A number, to one decimal at the most. */
export const numberIn = (language: Spoken, value: number): string =>
  numbers(language, { maximumFractionDigits: 1 }).format(value)
/** A share of a hundred, to one decimal at the most. */
export const percentIn = (language: Spoken, value: number): string =>
  numbers(language, { style: 'percent', maximumFractionDigits: 1 }).format(value / 100)

const utc = { zone: 'UTC' }
const noon = (iso: string): Date => new Date(`${iso}T12:00:00Z`)

const times = kept((locale, how: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, how))
const numbers = kept((locale, how: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, how))

/** To make one costs far more than to use it, and a table uses hundreds. */
function kept<How extends object, Made>(
  make: (locale: string, how: How) => Made,
): (language: Spoken, how: How) => Made {
  const made = new Map<string, Made>()
  return (language, how) => {
    const key = `${localeOf(language)} ${JSON.stringify(how)}`
    const one = made.get(key) ?? make(localeOf(language), how)
    made.set(key, one)
    return one
  }
}
