import { sayDate, sayDateTime } from '#kernel'
import { wilson } from '../compare.ts'
import { cellText, periodText, withUnit } from '../measure.ts'
import type { Outcome } from '../plan.ts'
import type { Published } from '../publish.ts'

/** Which way is good, in words. */
export const goodIs: Readonly<Record<Outcome['better'], string>> = {
  higher: 'Higher is better',
  lower: 'Lower is better',
  met: 'Met or not',
  neither: 'Neither way is good by itself',
}

export const wayOf = ({ direction }: Published): string =>
  goodIs[direction === 'up' ? 'higher' : direction === 'down' ? 'lower' : 'neither']

export const sourceIs: Readonly<Record<Outcome['source'], string>> = {
  own: 'our own work',
  feed: 'figures sent by other agencies',
  official: 'official statistics',
}

/** The latest finished period: its value and its name, or null before there is any. */
export function latestOf({
  series,
  unit,
  every,
}: Published): { readonly value: string; readonly period: string } | null {
  const cell = series.findLast(it => !it.provisional)
  return cell === undefined ? null : { value: cellText(cell, unit), period: periodText(cell.period, every) }
}

/** The unfinished period so far, where there is one. */
export function soFar({ series, unit, every }: Published): string | null {
  const cell = series.findLast(it => it.provisional)
  return cell === undefined ? null : `${cellText(cell, unit)} (${periodText(cell.period, every)}, not over yet)`
}

/** For a percentage: between what shares the true one lies, 19 times in 20. Null where it is not one, or withheld. */
export function marginOf({ series, unit }: Published): string | null {
  const cell = series.findLast(it => !it.provisional)
  if (unit !== 'percent' || !cell?.outOf || cell.value === null) return null
  const { from, to } = wilson({ count: Math.round((cell.value * cell.outOf) / 100), outOf: cell.outOf })
  return `${withUnit(100 * from, unit)} to ${withUnit(100 * to, unit)}, from ${cell.outOf} people or cases`
}

/** What stands where a figure of our own has never been counted, as in the first seconds of an installation. */
export const beingCounted = 'Being counted'

export const measurePath = (id: string): string => `/plan/measures/${id}`

/** A day as it is; an instant by the clock on the wall. */
export function asAtText(asAt: string, zone: string): string {
  const isDay = !asAt.includes('T')
  return isDay ? sayDate(new Date(`${asAt}T12:00:00Z`), { zone: 'UTC' }) : sayDateTime(new Date(asAt), { zone })
}
