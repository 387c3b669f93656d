import type { Chance } from '../chance.ts'

/** A day, of a person's birth. */
export type Day = Readonly<{ year: number; month: number; day: number }>

/** The year in which the county is looked at; nothing in it is later. */
export const present = 2026

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** A day of a year; those whose birth was registered nowhere were often given the first of January. */
export function bornIn(chance: Chance, year: number, abroad: boolean): Day {
  if (abroad && chance.percent(4)) return { year, month: 1, day: 1 }
  const month = chance.between(1, 12)
  return { year, month, day: chance.between(1, lengths[month - 1]!) }
}

const two = (number: number): string => String(number).padStart(2, '0')

/** YYYY-MM-DD. */
export const written = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`
