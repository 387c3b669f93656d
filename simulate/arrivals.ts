import { type Installation, localDate, startOfDay } from '#kernel'
import type { Chance } from './chance.ts'
import { meanReports, type Truths } from './truths.ts'

/** The county's last moment, and how many whole months come before that month. */
export type Span = Readonly<{ until: Date; months: number }>
/** One month of reports: which it is, counted from 0, and the moment of each, the earliest first. */
export type Month = Readonly<{ month: number; moments: readonly Date[] }>

const hour = 3_600_000
const weekday = [0.75, 1.3, 1.1, 1, 1, 1.05, 0.8] // Sunday first: people write on Mondays of what the weekend held

/** The first moment anything happens: midnight at the start of a month. */
export function firstMoment(house: Pick<Installation, 'zone'>, { until, months }: Span): Date {
  return startOfDay(firstOfMonth(localDate(until, house), -months), house)
}

/**
 * The moments at which reports come: a Poisson count for each month, of the mean that is true of it, shared out by the
 * day of the week, holidays and the hour. The last month is cut off at `until`.
 */
export function* arrivals(
  chance: Chance,
  house: Pick<Installation, 'zone' | 'calendar'>,
  truths: Truths,
  { until, months }: Span,
): Generator<Month> {
  const today = localDate(until, house)
  const { holidays } = house.calendar('hub')
  for (let month = 0; month <= months; month++) {
    const first = firstOfMonth(today, month - months)
    const days = daysOf(first).map(date => [startOfDay(date, house).getTime(), weightOf(date, holidays)] as const)
    const mean = meanReports(truths, month, Number(first.slice(5, 7)) - 1)
    const moments = Array.from({ length: chance.poisson(mean) }, () => chance.weighed(days) + timeOfDay(chance))
    yield {
      month,
      moments: moments
        .filter(at => at < until.getTime())
        .sort((a, b) => a - b)
        .map(at => new Date(at)),
    }
  }
}

function weightOf(date: string, holidays: ReadonlySet<string>): number {
  const christmas = /-12-2[4-9]$|-12-3[01]$|-01-01$/.test(date) ? 0.5 : 1
  return weekday[new Date(`${date}T12:00:00Z`).getUTCDay()]! * christmas * (holidays.has(date) ? 0.6 : 1)
}

/** Somewhat after work and before bed is when most people write; a few in the night. */
function timeOfDay(chance: Chance): number {
  const from = chance.weighed([
    [7, 10],
    [11, 20],
    [15, 25],
    [19, 35],
    [0, 6],
  ])
  return from * hour + chance.between(0, 4 * 60 - 1) * 60_000 + chance.between(0, 59_999)
}

function daysOf(first: string): readonly string[] {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return Array.from({ length: last }, (_, day) => `${first.slice(0, 8)}${String(day + 1).padStart(2, '0')}`)
}

const firstOfMonth = (day: string, later: number): string =>
  new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + later, 1)).toISOString().slice(0, 10)
