import { type Calendar, instantOn, localDate, type Opening, startOfDay, type Weekday } from '#kernel'
import type { Hours } from './service.ts'

export const weekdays: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
]

type Where = Pick<Calendar, 'zone' | 'holidays' | 'knownUntil'>

/** Whether it is open at an instant, and when that next changes; `changes` is missing where nobody knows, or never. */
export type OpenState = Readonly<{ is: 'open' | 'closed' | 'unknown'; changes?: Date }>

/** Whether a service is open at that instant, by the clock on the wall and the bank holidays of the area. */
export function openAt(hours: Hours, at: Date, calendar: Where): OpenState {
  if (hours === 'always') return { is: 'open' }
  if (hours === 'unknown') return { is: 'unknown' }
  const today = localDate(at, calendar)
  // Past the last holiday that anybody here knows of, any day may be one.
  if (
    today > calendar.knownUntil ? hours.holidays !== 'open' : onHoliday(today, calendar) && hours.holidays === 'unknown'
  )
    return { is: 'unknown' }
  // Spans that meet at midnight are one; a fortnight is more than any closure that a week of hours can say.
  const spans = joined(days(today, 14).flatMap(day => spansOn(day, hours, calendar)))
  const now = spans.find(([from, to]) => from <= at && at < to)
  if (now) return { is: 'open', changes: now[1] }
  const next = spans.find(([from]) => from > at)
  return { is: 'closed', ...(next && { changes: next[0] }) }
}

/** Times at which somebody can reach out, by the hour on the wall. */
export const times = ['now', 'day', 'evening', 'night', 'weekend'] as const

export type Time = (typeof times)[number]

const within: Readonly<Record<Exclude<Time, 'now'>, Readonly<{ on: readonly Weekday[]; from: string; to: string }>>> = {
  day: { on: weekdays.slice(0, 5), from: '09:00', to: '17:00' },
  evening: { on: weekdays, from: '18:00', to: '22:00' },
  night: { on: weekdays, from: '22:00', to: '24:00' },
  weekend: { on: ['saturday', 'sunday'], from: '09:00', to: '18:00' },
}

/** Whether it is open at some part of such a time, on any of its days. */
export function openDuring(hours: Hours, time: Time, at: Date, calendar: Where): OpenState['is'] {
  if (time === 'now') return openAt(hours, at, calendar).is
  if (hours === 'always') return 'open'
  if (hours === 'unknown') return 'unknown'
  const { on, from, to } = within[time]
  return on.some(day => hours.days[day].some(span => span.from < to && from < span.to)) ? 'open' : 'closed'
}

/** Days that have the same hours, beside one another in the week; days on which it never opens are left out. */
export function byDays(days: Exclude<Hours, string>['days']): readonly Readonly<{
  first: Weekday
  last: Weekday
  spans: readonly Opening[]
}>[] {
  const runs: { first: Weekday; last: Weekday; spans: readonly Opening[] }[] = []
  for (const day of weekdays) {
    const spans = days[day]
    const before = runs.at(-1)
    if (before && JSON.stringify(before.spans) === JSON.stringify(spans)) before.last = day
    else runs.push({ first: day, last: day, spans })
  }
  return runs.filter(({ spans }) => spans.length > 0)
}

type Span = readonly [from: Date, to: Date]

function spansOn(day: string, { days, holidays }: Exclude<Hours, string>, calendar: Where): readonly Span[] {
  if (onHoliday(day, calendar) && holidays !== 'open') return []
  return days[weekdayOf(day)].map(({ from, to }) => [
    instantOn(day, from, calendar),
    to === '24:00' ? startOfDay(after(day, 1), calendar) : instantOn(day, to, calendar),
  ])
}

function joined(spans: readonly Span[]): readonly Span[] {
  const all: [Date, Date][] = []
  for (const [from, to] of spans) {
    const before = all.at(-1)
    if (before && before[1] >= from) before[1] = to > before[1] ? to : before[1]
    else all.push([from, to])
  }
  return all
}

const onHoliday = (day: string, { holidays }: Where): boolean => holidays.has(day)

/** Days are told apart at noon in Greenwich, where no clock change can move one. */
const noon = (day: string): Date => new Date(`${day}T12:00:00Z`)
const weekdayOf = (day: string): Weekday => weekdays[(noon(day).getUTCDay() + 6) % 7]!
const after = (day: string, many: number): string =>
  new Date(noon(day).getTime() + many * 86_400_000).toISOString().slice(0, 10)
const days = (from: string, many: number): readonly string[] =>
  Array.from({ length: many }, (_, index) => after(from, index))
