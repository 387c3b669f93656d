/** What a measure is, and its figures before and after publication. */
import { english, type Language, monthIn, numberIn, percentIn } from '#web'
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

/** A value as a person reads it: 12, 62.5%, 3 hours; at most one decimal. */
export function withUnit(value: number, unit: Unit, language: Language = english): string {
  const count = Math.round(value * 10) / 10
  if (unit === 'percent') return percentIn(language, count)
  if (unit === 'hours') return language.say('{count} hours', { count })
  return unit === 'days' ? language.say('{count} days', { count }) : numberIn(language, count)
}

/** What stands in a table: the value, or in words why there is none. */
export function cellText(cell: Shown, unit: Unit, language: Language = english): string {
  if (cell.withheld) return withheldText(cell, language)
  return cell.value === null ? language.say('Nothing due') : withUnit(cell.value, unit, language)
}

function withheldText({ between, outOf }: Shown, { say }: Language): string {
  if (between === null) return say('Withheld')
  const [least, most] = between
  if (outOf === null) return say('{least} to {most}', { least, most })
  return most === outOf - 1 && least > 1
    ? say('All but 1 to 4 of {all}', { all: outOf })
    : say('{least} to {most} of {all}', { least, most, all: outOf })
}

/** `2026-10` as October 2026, `2017-18` as the year to March 2018, `2017` as it stands. */
export function periodText(period: string, every: Every, language: Language = english): string {
  if (every === 'year') return period
  if (every === 'month') return monthIn(language, `${period}-01`)
  return language.say('year to March {year}', { year: marchOf(period) })
}

/** The same within a sentence: since January 2025, since the year to March 2015. */
export const thePeriod = (period: string, every: Every, language: Language = english): string =>
  every === 'financial year'
    ? language.say('the year to March {year}', { year: marchOf(period) })
    : periodText(period, every, language)

/** A word and no number, which would be written 2,018. */
const marchOf = (period: string): string => String(Number(period.slice(0, 4)) + 1)
