import { sayDateTime } from '#kernel'
import { dayIn, english, type Language, momentIn, type Say } from '#web'
import { wilson } from '../compare.ts'
import { cellText, periodText, withUnit } from '../measure.ts'
import type { Outcome } from '../plan.ts'
import type { Published } from '../publish.ts'

/** Which way is good, in words. */
export const goodIs = (better: Outcome['better'], say: Say): string =>
  ({
    higher: say('Higher is better'),
    lower: say('Lower is better'),
    met: say('Met or not'),
    neither: say('Neither way is good by itself'),
  })[better]

export const wayOf = ({ direction }: Published, say: Say): string =>
  goodIs(direction === 'up' ? 'higher' : direction === 'down' ? 'lower' : 'neither', say)

export const sourceIs = (source: Outcome['source'], say: Say): string =>
  ({
    own: say('our own work'),
    feed: say('figures sent by other agencies'),
    official: say('official statistics'),
  })[source]

/** The latest finished period: its value and its name, or null before there is any. */
export function latestOf(
  { series, unit, every }: Published,
  language: Language,
): { readonly value: string; readonly period: string } | null {
  const cell = series.findLast(it => !it.provisional)
  return cell === undefined
    ? null
    : { value: cellText(cell, unit, language), period: periodText(cell.period, every, language) }
}

/** The unfinished period so far, where there is one. */
export function soFar({ series, unit, every }: Published, language: Language): string | null {
  const cell = series.findLast(it => it.provisional)
  return cell === undefined
    ? null
    : language.say('{figure} ({period}, not over yet)', {
        figure: cellText(cell, unit, language),
        period: periodText(cell.period, every, language),
      })
}

/** For a percentage: between what shares the true one lies, 19 times in 20. Null where it is not one, or withheld. */
export function marginOf({ series, unit }: Published, language: Language): string | null {
  const cell = series.findLast(it => !it.provisional)
  if (unit !== 'percent' || !cell?.outOf || cell.value === null) return null
  const { from, to } = wilson({ count: Math.round((cell.value * cell.outOf) / 100), outOf: cell.outOf })
  return language.say('{from} to {to}, from {number} people or cases', {
    from: withUnit(100 * from, unit, language),
    to: withUnit(100 * to, unit, language),
    number: cell.outOf,
  })
}

/** What stands where a figure of our own has never been counted, as in the first seconds of an installation. */
export const beingCounted = (say: Say): string => say('Being counted')

/** A measure's page; its figures for programs are at the same address with an ending, and in English alone. */
export const measurePath = (id: string): string => `/plan/measures/${id}`

/** A day as it is; an instant by the clock on the wall. */
export function asAtText(asAt: string, zone: string, language: Language): string {
  if (!asAt.includes('T')) return dayIn(language, asAt)
  const at = new Date(asAt)
  return language === english ? sayDateTime(at, { zone }) : momentIn(language, at, { zone })
}
