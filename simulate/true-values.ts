import type { Ground } from './ground.ts'
import { always, inMonth, inTimeIn, meanReports, mentioning, type Truths } from './truths.ts'
import type { Strand } from './words.ts'

/** A month of a county, from 0, and which month of the year it is, 0 for January. */
export type MonthOf = Readonly<{ month: number; calendar: number }>
/** What a measure would read in a month if chance had no part in it: a mean count, or a share from nought to one. */
export type TrueValue = (at: MonthOf) => number

/**
 * The true value of each of the programme's measures, by arithmetic from what the lives are drawn by and from nothing
 * that was drawn. Contacts and offers are by the month they fall due in, the rest by the month they happen in.
 */
export function trueValues(truths: Truths, ground: Pick<Ground, 'shares'>): Readonly<Record<string, TrueValue>> {
  const { never, offered, asked, satisfied } = truths
  const atPlace = (1 - always.online) * (1 - always.unknown)
  const slow = atPlace * (ground.shares.get(truths.slow?.district ?? '') ?? 0)
  return {
    'hate.reports': ({ month, calendar }) => meanReports(truths, month, calendar),
    'hate.victims-contacted-in-time': ({ month }) =>
      slow * inTimeIn(truths, month, truths.slow?.district) + (1 - slow) * inTimeIn(truths, month, undefined),
    'hate.support-offered': () => (1 - never) * offered,
    'hate.repeats': ({ month }) => inMonth(truths.repeats, month),
    'hate.satisfaction': () => satisfied,
    'hate.satisfaction-asked': () => reachableCases() * (1 - always.unsafe) * (1 - never) * asked,
  }
}

/** The same for one district's contacts, and for reports that name one strand. */
export const inTimeOf =
  (truths: Truths, district: string): TrueValue =>
  ({ month }) =>
    inTimeIn(truths, month, district)

export const reportsNaming =
  (truths: Truths, strand: Strand): TrueValue =>
  ({ month, calendar }) =>
    meanReports(truths, month, calendar) * mentioning(truths, strand)

/** Incidents of a strand in a month, told or not, of those that it is the first reason for: what no report shows. */
export function incidents(truths: Truths, strand: Strand, { month, calendar }: MonthOf): number {
  const all = Object.values(truths.strands).reduce((sum, { happen, told }) => sum + happen * told, 0)
  return (meanReports(truths, month, calendar) * truths.strands[strand].happen) / all
}

/** Of all reports, those that become a case. */
export const becomeCases = (): number =>
  (always.named + (1 - always.named) * (1 - always.nothing)) *
  (1 - always.signposted) *
  (1 - always.threat * always.actedOn)

/** Of all cases, those whose reporter gave a name and a way to be reached. */
function reachableCases(): number {
  const named = always.named / (always.named + (1 - always.named) * (1 - always.nothing))
  return named * always.wanted
}
