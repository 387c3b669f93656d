import { type Calendar, dueAt, type Installation, instantOn, type Limit, limitAt, localDate, startOfDay } from '#kernel'

/**
 * The house's calendars and limits, worked out once for every day of a county, so that a million lives are reckoned in
 * minutes. It asks the kernel for each day and remembers the answer; a test holds it to the kernel's own reckoning.
 */
export type Reckoner = Readonly<{
  /** Whole months since the county's first, which is 0. */
  month(at: Date): number
  /** The day on the wall, YYYY-MM-DD. */
  day(at: Date): string
  /** The limit in force at that moment, and when what begins then is due. */
  due(limit: string, at: Date): Readonly<{ limit: Limit; dueAt: Date }>
  /** So many of the hub's open hours later. */
  after(openHours: number, at: Date): Date
  /** Seconds of the calendar's opening hours between two moments. */
  openSeconds(from: Date, to: Date, calendar: string | undefined): number
}>

type House = Pick<Installation, 'zone' | 'calendar' | 'limits'>

/** Everything from six weeks before `since` until a year and a quarter after `until`. */
export function reckonerOf(house: House, since: Date, until: Date): Reckoner {
  const days = daysOf(house, since, until)
  const open = new Map<string | undefined, Open>()
  const limits = new Map<string, Limit>()
  const ends = new Map<string, Date>()
  const opening = (id: string | undefined) => remembered(open, id, () => openOf(house.calendar(id), days))
  const firstMonth = monthNumber(localDate(since, house))
  const day = (at: Date) => days[placeOf(days, at.getTime())]!.date
  const whenDue = (limit: Limit, at: Date): Date => {
    const calendar = house.calendar(limit.calendar)
    if ('hours' in limit.value) return dueAt(limit.value, at, calendar)
    if ('workingHours' in limit.value) return opening(limit.calendar).after(limit.value.workingHours * hour, at)
    // Whole days are due at the same moment whatever the hour they began at, unless there is a cut-off.
    if ('courtHours' in limit.value || calendar.cutOff) return dueAt(limit.value, at, calendar)
    return remembered(ends, `${limit.id} ${limit.version} ${day(at)}`, () => dueAt(limit.value, at, calendar))
  }
  return {
    month: at => monthNumber(day(at)) - firstMonth,
    day,
    due: (id, at) => {
      const limit = remembered(limits, `${id} ${day(at)}`, () => limitAt(house.limits, id, at, house.zone))
      return { limit, dueAt: whenDue(limit, at) }
    },
    after: (hours, at) => opening('hub').after(hours * hour, at),
    openSeconds: (from, to, calendar) => Math.max(0, Math.round((opening(calendar).between(from, to) / hour) * 3600)),
  }
}

const hour = 3_600_000

type Day = Readonly<{ date: string; start: number }>

function daysOf(house: House, since: Date, until: Date): readonly Day[] {
  const days: Day[] = []
  const last = until.getTime() + 460 * 24 * hour
  const first = Date.parse(`${localDate(new Date(since.getTime() - 42 * 24 * hour), house)}T12:00:00Z`)
  for (let noon = first; noon < last; noon += 24 * hour) {
    const date = new Date(noon).toISOString().slice(0, 10)
    days.push({ date, start: startOfDay(date, house).getTime() })
  }
  return days
}

/** The day that holds an instant: a guess by days of 24 hours, and a step where the clocks have changed. */
function placeOf(days: readonly Day[], at: number): number {
  let place = Math.floor((at - days[0]!.start) / (24 * hour))
  while (days[place]!.start > at) place--
  while (place + 1 < days.length && days[place + 1]!.start <= at) place++
  return place
}

type Open = Readonly<{ after(milliseconds: number, at: Date): Date; between(from: Date, to: Date): number }>
type Span = Readonly<{ from: number; to: number; before: number }>

function openOf(calendar: Calendar, days: readonly Day[]): Open {
  const spans = spansOf(calendar, days)
  const until = (at: number): number => {
    const place = lastNotAfter(spans, at, span => span.from)
    const span = spans[place]
    return span ? span.before + Math.min(at, span.to) - span.from : 0
  }
  return {
    between: (from, to) => until(to.getTime()) - until(from.getTime()),
    after: (milliseconds, at) => {
      const wanted = until(at.getTime()) + milliseconds
      // The span that reaches so far: what ends a span is still in it, not at the beginning of the next.
      const place = lastNotAfter(spans, wanted - 1, span => span.before)
      const span = spans[place]!
      return new Date(span.from + wanted - span.before)
    },
  }
}

function spansOf(calendar: Calendar, days: readonly Day[]): readonly Span[] {
  const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
  const spans: Span[] = []
  let before = 0
  for (const { date } of days) {
    if (calendar.holidays.has(date)) continue
    for (const { from, to } of calendar.opening[names[new Date(`${date}T12:00:00Z`).getUTCDay()]!]) {
      const [start, end] = [instantOn(date, from, calendar).getTime(), instantOn(date, to, calendar).getTime()]
      spans.push({ from: start, to: end, before })
      before += end - start
    }
  }
  return spans
}

/** The place of the last whose key is not after a value; -1 where all are. */
function lastNotAfter<T>(all: readonly T[], value: number, key: (one: T) => number): number {
  let [low, high] = [0, all.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (key(all[middle]!) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

const monthNumber = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const already = known.get(key)
  if (already !== undefined) return already
  const found = find()
  known.set(key, found)
  return found
}
