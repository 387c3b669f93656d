import { Temporal } from 'temporal-polyfill'

/** A day on the wall calendar of an area, written `YYYY-MM-DD`. */
export type LocalDate = string

export type Weekday = 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'

/** A stretch of one day during which a service is open; `to` may be `24:00`. */
export type Opening = { readonly from: string; readonly to: string }

/** School time: the hour at which a school day begins and the days without school that are neither weekend nor holiday. */
export type SchoolDays = {
  readonly opens: string
  readonly closed: ReadonlySet<LocalDate>
  /** The last day for which term dates were published; null while nobody has given any. */
  readonly knownUntil: LocalDate | null
}

/** Where and when days count: everything that turns a length of time into an instant. */
export type Calendar = {
  readonly id: string
  readonly zone: string
  readonly holidays: ReadonlySet<LocalDate>
  /** First and last day for which holidays are known; outside them a reckoning is not certain. */
  readonly knownFrom: LocalDate
  readonly knownUntil: LocalDate
  readonly opening: Readonly<Record<Weekday, readonly Opening[]>>
  /** `HH:MM`: what arrives at or after it counts as received on the next working day. */
  readonly cutOff?: string
  readonly school?: SchoolDays
}

/**
 * How long something may take. Exactly one unit; `closeOfBusiness` ends the last day at closing time, not at midnight, and
 * with `firstDayCounts` the day on which it began is the first of them.
 */
export type LimitValue =
  | { readonly workingDays: number; readonly closeOfBusiness?: true }
  | { readonly days: number; readonly closeOfBusiness?: true; readonly firstDayCounts?: true }
  | { readonly months: number; readonly firstDayCounts?: true }
  | { readonly hours: number }
  | { readonly workingHours: number }
  | { readonly courtHours: number }
  | { readonly beforeNextSchoolDay: true }

/** When something is due, and whether the calendar knew every day that was counted. */
export type Reckoning = { readonly dueAt: Date; readonly isCertain: boolean }

/** Thrown when a calendar cannot answer at all, such as one that never opens. */
export class CalendarFault extends Error {
  override readonly name = 'CalendarFault'
}

/**
 * The last instant at which what began at `startedAt` is still in time.
 *
 * - `workingDays`: Monday to Friday less holidays; the day of receipt is day 0, so one working day after a Saturday is
 *   Monday. With a cut-off, what arrives after it, or on a day that is not a working day, is received on the next
 *   working day. (Working Together ch. 3 counts so; the hour of the cut-off is local.)
 * - `days`, `months`: whole calendar days; months end on the same day of the month or on its last day. Where the law says
 *   "beginning with" a day, that day counts, and they end a day earlier (Stalking Protection Act 2019 s.9).
 * - All three end with their last local day, since the law takes no account of parts of a day and what is done in the
 *   evening is done that day; `closeOfBusiness` is for rules that say so (FGM reports: "close of the next working day").
 * - `hours`: real elapsed hours, nights, weekends and clock changes included (Mental Health Act 1983 s.136B).
 * - `workingHours`: time during which the service is open.
 * - `courtHours`: elapsed hours, skipping Sundays, holidays, Christmas Day and Good Friday whole
 *   (Crime and Security Act 2010 s.27; Domestic Abuse Act 2021 s.29).
 * - `beforeNextSchoolDay`: the moment the next school day begins.
 *
 * Throws `CalendarFault` where the calendar can never answer.
 */
export function dueAt(limit: LimitValue, startedAt: Date, calendar: Calendar): Date {
  if ('workingDays' in limit) return endOf(workingDaysOn(limit.workingDays, startedAt, calendar), limit, calendar)
  const before = { days: 'firstDayCounts' in limit ? 1 : 0 }
  if ('days' in limit)
    return endOf(dayOf(startedAt, calendar).add({ days: limit.days }).subtract(before), limit, calendar)
  if ('months' in limit)
    return endOf(dayOf(startedAt, calendar).add({ months: limit.months }).subtract(before), {}, calendar)
  if ('hours' in limit) return new Date(startedAt.getTime() + limit.hours * hour)
  if ('workingHours' in limit) return spend(limit.workingHours * hour, startedAt, calendar, openSpans)
  if ('courtHours' in limit) return spend(limit.courtHours * hour, startedAt, calendar, courtSpans)
  return nextSchoolDay(startedAt, calendar)
}

/**
 * The last instant at which a promise that counts back is in time: the end of the day before `day`, so many whole days or
 * months earlier. A notice of thirty days before a day on which something ends leaves thirty whole days; and like every
 * promise of days it ends with a day, for nobody knows which day a midnight belongs to. Throws `CalendarFault` for other units.
 */
export function dueBefore(limit: LimitValue, day: LocalDate, calendar: Pick<Calendar, 'id' | 'zone'>): Date {
  const span = 'days' in limit ? { days: limit.days } : 'months' in limit ? { months: limit.months } : undefined
  if (!span) throw new CalendarFault(`Calendar ${calendar.id} counts back in days or months, and in nothing else.`)
  return new Date(startOf(Temporal.PlainDate.from(day).subtract(span), calendar) - 1)
}

/**
 * `dueAt`, and whether it can be relied on: beyond the table of holidays every weekday counts as a working day, so an
 * uncertain answer can only be too early, never too late, and the promise is kept by keeping it.
 */
export function reckon(limit: LimitValue, startedAt: Date, calendar: Calendar): Reckoning {
  const due = dueAt(limit, startedAt, calendar)
  const needsNoTable = 'hours' in limit || 'days' in limit || 'months' in limit
  return { dueAt: due, isCertain: needsNoTable || knows(calendar, startedAt, due, 'beforeNextSchoolDay' in limit) }
}

/** True for Monday to Friday less the calendar's holidays. */
export function isWorkingDay(date: LocalDate, calendar: Calendar): boolean {
  return isWorking(Temporal.PlainDate.from(date), calendar)
}

/** The day on the wall, in the calendar's zone, at that instant. */
export function localDate(at: Date, calendar: Pick<Calendar, 'zone'>): LocalDate {
  return dayOf(at, calendar).toString()
}

/** The instant of a time on the wall (`HH:MM`) on a local day; a time that the clocks skip is read as the one after. */
export function instantOn(date: LocalDate, time: string, calendar: Pick<Calendar, 'zone'>): Date {
  const wall = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: calendar.zone, plainTime: time })
  return new Date(wall.epochMilliseconds)
}

/** The instant at which that local day begins (not always midnight: some zones change their clocks then). */
export function startOfDay(date: LocalDate, calendar: Pick<Calendar, 'zone'>): Date {
  return new Date(startOf(Temporal.PlainDate.from(date), calendar))
}

/** Working days after the day of `from` up to and including the day of `to`; negative when `to` comes first. */
export function workingDaysBetween(from: Date, to: Date, calendar: Calendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar) || 0
  const last = dayOf(to, calendar)
  let count = 0
  for (let day = dayOf(from, calendar); Temporal.PlainDate.compare(day, last) < 0; ) {
    day = day.add(oneDay)
    if (isWorking(day, calendar)) count++
  }
  return count
}

/** Hours, with fractions, during which the service was open between two instants; negative when `to` comes first. */
export function workingHoursBetween(from: Date, to: Date, calendar: Calendar): number {
  if (to < from) return -workingHoursBetween(to, from, calendar) || 0
  const last = dayOf(to, calendar)
  let open = 0
  for (let day = dayOf(from, calendar); Temporal.PlainDate.compare(day, last) <= 0; day = day.add(oneDay)) {
    for (const [start, end] of openSpans(day, calendar)) {
      open += Math.max(0, Math.min(end, to.getTime()) - Math.max(start, from.getTime()))
    }
  }
  return open / hour
}

const hour = 3_600_000
const oneDay = { days: 1 }
const longestClosure = 400
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Day = Temporal.PlainDate
type Span = readonly [start: number, end: number]

function dayOf(at: Date, calendar: Pick<Calendar, 'zone'>): Day {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(calendar.zone).toPlainDate()
}

function startOf(day: Day, calendar: Pick<Calendar, 'zone'>): number {
  return day.toZonedDateTime(calendar.zone).epochMilliseconds
}

/** The hour `24:00` belongs to the next day, so that a service open all night has no gap. */
function clockAt(day: Day, time: string, calendar: Calendar): number {
  if (time === '24:00') return startOf(day.add(oneDay), calendar)
  return day.toZonedDateTime({ timeZone: calendar.zone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds
}

function isWorking(day: Day, calendar: Calendar): boolean {
  return day.dayOfWeek <= 5 && !calendar.holidays.has(day.toString())
}

function workingDaysOn(count: number, startedAt: Date, calendar: Calendar): Day {
  let day = dayOfReceipt(startedAt, calendar)
  for (let left = count; left > 0; ) {
    day = day.add(oneDay)
    if (isWorking(day, calendar)) left--
  }
  while (!isWorking(day, calendar)) day = day.add(oneDay)
  return day
}

function dayOfReceipt(startedAt: Date, calendar: Calendar): Day {
  let day = dayOf(startedAt, calendar)
  if (calendar.cutOff === undefined) return day
  if (startedAt.getTime() >= clockAt(day, calendar.cutOff, calendar)) day = day.add(oneDay)
  // Without this, Saturday's post would be due before what came late on Friday.
  while (!isWorking(day, calendar)) day = day.add(oneDay)
  return day
}

function endOf(day: Day, limit: { readonly closeOfBusiness?: true }, calendar: Calendar): Date {
  const closing = limit.closeOfBusiness ? openSpans(day, calendar).at(-1)?.[1] : undefined
  return new Date(closing ?? startOf(day.add(oneDay), calendar) - 1)
}

function openSpans(day: Day, calendar: Calendar): readonly Span[] {
  if (calendar.holidays.has(day.toString())) return []
  const hours = calendar.opening[weekdays[day.dayOfWeek - 1] ?? 'monday']
  return hours.map(({ from, to }) => [clockAt(day, from, calendar), clockAt(day, to, calendar)])
}

/** Christmas Day is named in the Act: it is skipped even when its bank holiday has moved to a weekday. */
function courtSpans(day: Day, calendar: Calendar): readonly Span[] {
  const isChristmas = day.month === 12 && day.day === 25
  if (day.dayOfWeek === 7 || isChristmas || calendar.holidays.has(day.toString())) return []
  return [[startOf(day, calendar), startOf(day.add(oneDay), calendar)]]
}

function spend(wanted: number, from: Date, calendar: Calendar, spansOf: typeof openSpans): Date {
  let left = wanted
  let closed = 0
  for (let day = dayOf(from, calendar); closed < longestClosure; day = day.add(oneDay)) {
    const spans = spansOf(day, calendar)
    closed = spans.length === 0 ? closed + 1 : 0
    for (const [start, end] of spans) {
      const begin = Math.max(start, from.getTime())
      if (end > begin && end - begin >= left) return new Date(begin + left)
      left -= Math.max(0, end - begin)
    }
  }
  throw new CalendarFault(`Calendar ${calendar.id} has no open hours, so a limit in hours can never end.`)
}

function nextSchoolDay(startedAt: Date, calendar: Calendar): Date {
  const school = calendar.school
  if (!school) throw new CalendarFault(`Calendar ${calendar.id} says nothing of school days; give it "school".`)
  let day = dayOf(startedAt, calendar)
  for (let tried = 0; tried < longestClosure; tried++, day = day.add(oneDay)) {
    if (!isWorking(day, calendar) || school.closed.has(day.toString())) continue
    const opens = clockAt(day, school.opens, calendar)
    if (opens > startedAt.getTime()) return new Date(opens)
  }
  throw new CalendarFault(`Calendar ${calendar.id} has no school day in the ${longestClosure} days that follow.`)
}

function knows(calendar: Calendar, from: Date, to: Date, needsSchool: boolean): boolean {
  const until = needsSchool ? (calendar.school?.knownUntil ?? '') : calendar.knownUntil
  const last = localDate(to, calendar)
  return localDate(from, calendar) >= calendar.knownFrom && last <= calendar.knownUntil && last <= until
}
