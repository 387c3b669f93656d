import { Temporal } from 'temporal-polyfill'
import { type Calendar, isWorkingDay, type LimitValue, localDate, startOfDay, workingDaysBetween } from './time.ts'

/** How near a promise is, without words, so that any language can say it. Numbers are whole and never nought. */
export type Nearness =
  | { readonly kind: 'late'; readonly by: number; readonly unit: Unit }
  | { readonly kind: 'left'; readonly by: number; readonly unit: Unit }
  | { readonly kind: 'today' | 'tomorrow'; readonly until: Date | null }

export type Unit = 'minutes' | 'hours' | 'days' | 'workingDays'

/** "22 November 2026": the day on the wall at that instant. */
export function sayDate(at: Date, calendar: Pick<Calendar, 'zone'>): string {
  return formatter(calendar.zone).format(at)
}

/** "22 November 2026 at 5:30pm"; noon and midnight are said as "midday" and "midnight", which nobody mistakes. */
export function sayDateTime(at: Date, calendar: Pick<Calendar, 'zone'>): string {
  return `${sayDate(at, calendar)} at ${sayTime(at, calendar)}`
}

/** "5pm", "5:30pm", "midday" or "midnight": the hour on the wall at that instant. */
export function sayTime(at: Date, calendar: Pick<Calendar, 'zone'>): string {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.zone)
  if (minute === 0 && hour % 12 === 0) return hour === 0 ? 'midnight' : 'midday'
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}

/** "due today by 5pm", "due tomorrow", "3 working days left", "2 days late": a deadline as somebody at a desk asks for it. */
export function sayDue(due: Date, now: Date, calendar: Calendar): string {
  const near = nearness(due, now, calendar)
  if (near.kind === 'late' || near.kind === 'left') {
    const unit = near.unit === 'workingDays' ? 'working days' : near.unit
    return `${near.by} ${near.by === 1 ? unit.slice(0, -1) : unit} ${near.kind}`
  }
  const when = near.kind === 'today' ? 'today' : 'tomorrow'
  return near.until ? `due ${when} by ${sayTime(near.until, calendar)}` : `due ${when}`
}

/** "1 working day", "72 hours", "15 minutes", "3 months": a length of time as a page or a letter gives it. */
export function sayLength(limit: LimitValue): string {
  if ('beforeNextSchoolDay' in limit) return 'before the next school day'
  if ('workingDays' in limit) return count(limit.workingDays, 'working day') + closing(limit)
  if ('days' in limit) return count(limit.days, 'day') + first(limit) + closing(limit)
  if ('months' in limit) return count(limit.months, 'month') + first(limit)
  if ('workingHours' in limit) return count(limit.workingHours, 'working hour')
  if ('courtHours' in limit) return `${count(limit.courtHours, 'hour')}, less Sundays and bank holidays`
  return limit.hours < 1 ? count(Math.round(limit.hours * 60), 'minute') : count(limit.hours, 'hour')
}

/**
 * How near a deadline is. Under an hour it is said in minutes and, once missed, hours up to a day; `until` is null where
 * the whole day may be used. Days ahead are working days, or plain days where the last one is not a working day.
 */
export function nearness(due: Date, now: Date, calendar: Calendar): Nearness {
  const away = Math.abs(due.getTime() - now.getTime())
  if (now > due) return late(away, daysApart(due, now, calendar))
  const days = daysApart(now, due, calendar)
  const until = isEndOfDay(due, calendar) ? null : due
  if (until && away < hour) return { kind: 'left', by: Math.max(1, Math.ceil(away / minute)), unit: 'minutes' }
  if (days === 0) return { kind: 'today', until }
  if (days === 1) return { kind: 'tomorrow', until }
  if (isWorkingDay(localDate(due, calendar), calendar)) {
    return { kind: 'left', by: workingDaysBetween(now, due, calendar), unit: 'workingDays' }
  }
  return { kind: 'left', by: days, unit: 'days' }
}

function count(many: number, one: string): string {
  return `${many} ${one}${many === 1 ? '' : 's'}`
}

const first = (limit: { readonly firstDayCounts?: true }): string =>
  limit.firstDayCounts ? ', the first day included' : ''

function closing(limit: { readonly closeOfBusiness?: true }): string {
  return limit.closeOfBusiness ? ', by close of business' : ''
}

const minute = 60_000
const hour = 60 * minute

function late(away: number, days: number): Nearness {
  if (away < hour) return { kind: 'late', by: Math.max(1, Math.floor(away / minute)), unit: 'minutes' }
  if (away < 24 * hour || days === 0) return { kind: 'late', by: Math.floor(away / hour), unit: 'hours' }
  return { kind: 'late', by: days, unit: 'days' }
}

function daysApart(from: Date, to: Date, calendar: Calendar): number {
  const [first, last] = [from, to].map(at => Temporal.PlainDate.from(localDate(at, calendar)))
  return first && last ? first.until(last).days : 0
}

/** A deadline at the end of its day is the last millisecond before the next one begins; see `dueAt`. */
function isEndOfDay(at: Date, calendar: Calendar): boolean {
  const next = new Date(at.getTime() + 1)
  return startOfDay(localDate(next, calendar), calendar).getTime() === next.getTime()
}

const formatters = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs a hundred times what using one does.
function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' })
  formatters.set(zone, made)
  return made
}
