/** What a measure is, and its figures before and after publication. */
import type { Shown } from './withhold.ts'
import type { Break } from './xmr.ts'

export type Unit = 'count' | 'percent' | 'hours' | 'days'
export type Every = 'month' | 'year' | 'financial year'
export type Better = 'higher' | 'lower' | 'neither'
export type Direction = 'up' | 'down' | 'neither'

export type Measure = {
  readonly id: string
  readonly title: string
  readonly definition: string
  readonly better: Better
  readonly unit: Unit
  readonly source: string
  /** What one period is; the form of its name follows: 2026-10, 2026, 2026-27. */
  readonly every: Every
  /** The measure without which this one must not be called good or bad. */
  readonly pairedWith?: string
  readonly breaks?: readonly Break[]
  /** How many first points the limits stand on; twelve unless said. */
  readonly baseline?: number
  readonly licence?: string
}

/**
 * One period as counted. Percent: `numerator` of `outOf`. Count: `numerator`, and `outOf` is null.
 * Hours and days: `numerator` is the typical time itself, over `outOf` people.
 */
export type Row = { readonly period: string; readonly numerator: number | null; readonly outOf: number | null }

/** One period as published. A null value that is not withheld means that nothing fell due. */
export type Cell = Shown & { readonly period: string; readonly provisional: boolean }

export const directionOf = (better: Better): Direction =>
  better === 'higher' ? 'up' : better === 'lower' ? 'down' : 'neither'

const days = (value: number): string => (value === 1 ? '1 day' : `${value} days`)
const hours = (value: number): string => (value === 1 ? '1 hour' : `${value} hours`)
const one = (value: number): string => String(Math.round(value * 10) / 10)

/** A value as a person reads it: 12, 62.5%, 3 hours; at most one decimal. */
export function withUnit(value: number, unit: Unit): string {
  if (unit === 'percent') return `${one(value)}%`
  if (unit === 'hours') return hours(Number(one(value)))
  return unit === 'days' ? days(Number(one(value))) : Number(one(value)).toLocaleString('en-GB')
}

/** What stands in a table: the value, or in words why there is none. */
export function cellText(cell: Shown, unit: Unit): string {
  if (cell.withheld) return withheldText(cell)
  return cell.value === null ? 'Nothing due' : withUnit(cell.value, unit)
}

function withheldText({ between, outOf }: Shown): string {
  if (between === null) return 'Withheld'
  const [least, most] = between
  if (outOf === null) return `${least} to ${most}`
  return most === outOf - 1 && least > 1 ? `All but 1 to 4 of ${outOf}` : `${least} to ${most} of ${outOf}`
}

const names = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October']
const monthNames = [...names, 'November', 'December']

/** `2026-10` as October 2026, `2017-18` as the year to March 2018, `2017` as it stands. */
export function periodText(period: string, every: Every): string {
  const year = Number(period.slice(0, 4))
  if (every === 'year') return period
  return every === 'financial year' ? `year to March ${year + 1}` : `${monthNames[Number(period.slice(5)) - 1]} ${year}`
}

/** The same within a sentence: since January 2025, since the year to March 2015. */
export const thePeriod = (period: string, every: Every): string =>
  `${every === 'financial year' ? 'the ' : ''}${periodText(period, every)}`
