/*
 * When somebody may be reached, read from their own words: "weekdays before 3pm". Only what is understood whole is used;
 * of anything else nothing is guessed, and a person reads it.
 */
import { Temporal } from 'temporal-polyfill'

/** Days of the week, Monday as 1, with the minutes of the day from and until which. */
export type Stretch = Readonly<{ days: readonly number[]; from: number; until: number }>
/** `text` is what was read; stretches of nothing mean at any time. */
export type SafeTimes = Readonly<{ text: string; stretches: readonly Stretch[] }>

/** The times that some words mean; nothing where they cannot be read whole. Words that are blank mean at any time. */
export function safeTimesIn(text: string): SafeTimes | undefined {
  if (text.length > longest) return undefined
  const words = tidied(text)
  if (words === '' || anyTime.test(words)) return { text, stretches: [] }
  const clauses = clausesOf(words).map(clauseIn)
  const stretches = clauses.every(one => one !== undefined) ? together(clauses) : undefined
  return stretches?.length ? { text, stretches } : undefined
}

/** As many characters as a form takes of them; more would be read for very long. */
const longest = 500

/**
 * Clauses as they belong together. Days alone share the hours that are said with the others, since to be reached at fewer
 * hours than was meant harms nobody: "Mondays and Tuesdays, after 6pm". Hours alone are of the days before them.
 */
function together(clauses: readonly Clause[]): readonly Stretch[] | undefined {
  const timed = clauses.flatMap(one => (one.hours ? [one.hours] : []))
  const [hours = { from: 0, until: wholeDay }] = timed
  if (timed.length < 2) return [{ days: sorted(clauses.flatMap(one => one.days ?? [])), ...hours }]
  const stretches: Stretch[] = []
  let waiting: readonly number[] = []
  for (const { days = [], hours } of clauses) {
    waiting = [...waiting, ...days]
    if (!hours) continue
    stretches.push({ days: waiting.length ? sorted(waiting) : (stretches.at(-1)?.days ?? everyDay), ...hours })
    waiting = []
  }
  return waiting.length ? undefined : stretches
}

const sorted = (days: readonly number[]): readonly number[] => (days.length ? [...new Set(days)].toSorted() : everyDay)

/** "Mon–Fri until 15:00": how they were understood, for whoever works on it. */
export function saySafeTimes({ stretches }: SafeTimes): string {
  if (stretches.length === 0) return 'at any time'
  return stretches.map(one => [sayDays(one.days), sayHours(one)].filter(Boolean).join(' ')).join(', and ')
}

/** One safe stretch of real time. */
export type Window = Readonly<{ from: Date; until: Date }>
type Days = Readonly<{ zone: string; holidays: ReadonlySet<string> }>

/**
 * The stretch that `at` is in, or the next one to begin. A bank holiday is not a weekday: whoever is at home then is home.
 * Nothing where none comes within three weeks, which no stretch that was read can do.
 */
export function windowAt(times: SafeTimes, at: Date, { zone, holidays }: Days): Window | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate()
  const coming = Array.from({ length: 22 }, (_, later) => today.add({ days: later })).flatMap(day =>
    times.stretches.filter(one => isOn(one, day, holidays)).map(one => onDay(one, day, zone)),
  )
  return coming.filter(one => one.until > at).toSorted((a, b) => a.from.getTime() - b.from.getTime())[0]
}

const isOn = ({ days }: Stretch, day: Temporal.PlainDate, holidays: ReadonlySet<string>): boolean =>
  days.includes(day.dayOfWeek) && !(days.every(one => one <= 5) && holidays.has(day.toString()))

const onDay = ({ from, until }: Stretch, day: Temporal.PlainDate, zone: string): Window => ({
  from: minuteOf(day, from, zone),
  until: minuteOf(day, until, zone),
})

function minuteOf(day: Temporal.PlainDate, minute: number, zone: string): Date {
  if (minute === wholeDay) return new Date(day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds)
  const plainTime = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
  return new Date(day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds)
}

const wholeDay = 24 * 60
const everyDay = [1, 2, 3, 4, 5, 6, 7]
const anyTime = /^(at )?(any ?time|whenever|always)( is (fine|ok|okay|safe))?$/

const tidied = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[–—−]/g, '-')
    .replace(/\b([ap])\.\s?m\.?/g, '$1m')
    .replace(/o['’]?\s?clock/g, '')
    .replace(/\b(please|only|best|is|are|safe|ok|okay|fine|for me|on|in the|the|during|a|at)\b/g, ' ')
    .replace(/\bor\b|\band\b|&/g, ',')
    .replace(/\s*-\s*/g, '-')
    .replace(/[.!]+\s*$/, '')
    .replace(/\s+/g, ' ')
    .trim()

/** Parts between commas; the hours of "between 9, 5pm" were one until "and" was taken for a comma. */
const clausesOf = (words: string): readonly string[] =>
  words
    .replace(/\bbetween ([\w:.]+) ?, ?([\w:.]+)/g, 'between $1-$2')
    .split(/[,;]|\bthen\b/)
    .map(clause => clause.trim())
    .filter(Boolean)

type Clause = Readonly<{ days?: readonly number[]; hours?: Pick<Stretch, 'from' | 'until'> }>

/** Days first, hours first, or either alone. */
function clauseIn(clause: string): Clause | undefined {
  for (const [, first = '', second = ''] of splits(clause)) {
    for (const [daily, hourly] of [
      [first, second],
      [second, first],
    ] as const) {
      const days = daily === '' ? undefined : daysIn(daily)
      const hours = hourly === '' ? undefined : hoursIn(hourly)
      if ((daily === '' || days) && (hourly === '' || hours)) return { ...(days && { days }), ...(hours && { hours }) }
    }
  }
  return undefined
}

const splits = (clause: string): readonly (readonly string[])[] => {
  const parts = clause.split(' ')
  return Array.from({ length: parts.length }, (_, at) => [
    '',
    parts.slice(0, at + 1).join(' '),
    parts.slice(at + 1).join(' '),
  ]).toReversed()
}

const names = [
  'mon(day)?',
  'tue(s|sday)?',
  'wed(s|nesday)?',
  'thu(r|rs|rsday)?',
  'fri(day)?',
  'sat(urday)?',
  'sun(day)?',
]
const sets: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^(week ?days?|working days?|(through )?(the )?week)$/, [1, 2, 3, 4, 5]],
  [/^week ?ends?$/, [6, 7]],
  [/^(every ?day|daily|any day|all week)$/, everyDay],
]

function daysIn(text: string): readonly number[] | undefined {
  const set = sets.find(([words]) => words.test(text))
  if (set) return set[1]
  const one = dayIn(text)
  if (one) return [one]
  const [, first = '', last = ''] = /^(?:from )?(\w+?)(?:-| to | until | till | through )(\w+)$/.exec(text) ?? []
  const [from, to] = [dayIn(first), dayIn(last)]
  if (!from || !to) return undefined
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, later) => ((from - 1 + later) % 7) + 1).toSorted()
}

const dayIn = (text: string): number | undefined =>
  names.findIndex(name => new RegExp(`^(?:${name})s?$`).test(text)) + 1 || undefined

function hoursIn(text: string): Pick<Stretch, 'from' | 'until'> | undefined {
  const part = parts.find(([words]) => words.test(text))
  if (part) return part[1]
  const [, side, only] = /^(before|until|till|up to|by|after|from|since) (.+)$/.exec(text) ?? []
  const hour = only === undefined ? undefined : timeIn(only)
  if (hour !== undefined) return /after|from|since/.test(side!) ? span(hour, wholeDay) : span(0, hour)
  const [, first = '', last = ''] = /^(?:from |between )?([\w:.]+)(?:-| to | until | till )([\w:.]+)$/.exec(text) ?? []
  const [begins, ends] = [timeIn(first, last), timeIn(last)]
  return begins === undefined || ends === undefined ? undefined : span(begins, ends)
}

/** A stretch over midnight is not read: which day it belongs to would be a guess. */
const span = (from: number, until: number) => (from < until ? { from, until } : undefined)

const parts: readonly (readonly [RegExp, Pick<Stretch, 'from' | 'until'>])[] = [
  [/^mornings?$/, { from: 9 * 60, until: 12 * 60 }],
  [/^afternoons?$/, { from: 12 * 60, until: 17 * 60 }],
  [/^evenings?$/, { from: 18 * 60, until: 21 * 60 }],
]

/** Minutes of the day. An hour must say which half of the day it is in, itself or by the hour after it: "9-11am". */
function timeIn(text: string, other = ''): number | undefined {
  if (/^(midday|noon|lunch ?time)$/.test(text)) return /lunch/.test(text) ? undefined : 12 * 60
  if (text === 'midnight') return wholeDay
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?$/.exec(text) ?? []
  if (hours === undefined || Number(minutes) > 59 || Number(hours) > 23) return undefined
  const [hour, minute] = [Number(hours), Number(minutes)]
  if (half) return hour < 1 || hour > 12 ? undefined : ((hour % 12) + (half === 'pm' ? 12 : 0)) * 60 + minute
  if (/^\d\d[:.]\d\d$/.test(text) || hour > 12) return hour * 60 + minute
  const borrowed = /(am|pm)$/.exec(other)?.[1]
  return borrowed ? closest(hour, minute, timeIn(other)!) : undefined
}

/** "9 to 5pm" begins at nine in the morning and "1 to 5pm" after noon: the later of the two halves that comes before. */
function closest(hour: number, minute: number, until: number): number | undefined {
  const halves = [(hour % 12) * 60 + minute, ((hour % 12) + 12) * 60 + minute]
  return halves.filter(one => one < until).at(-1)
}

const short = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function sayDays(days: readonly number[]): string {
  if (days.length === 7) return 'any day'
  const runs: number[][] = []
  for (const day of days) {
    const run = runs.at(-1)
    if (run?.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const said = runs.map(run => [run[0]!, run.at(-1)!].map(day => short[day - 1]).join(run.length === 1 ? '' : '–'))
  return runs.map((run, at) => (run.length === 1 ? short[run[0]! - 1] : said[at])).join(', ')
}

function sayHours({ from, until }: Stretch): string {
  if (from === 0 && until === wholeDay) return ''
  if (from === 0) return `until ${clock(until)}`
  return until === wholeDay ? `from ${clock(from)}` : `from ${clock(from)} until ${clock(until)}`
}

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
