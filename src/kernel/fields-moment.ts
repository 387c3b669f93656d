import { bad, type Field, good, part, type Read, type Surroundings, said, type Text } from './fields.ts'
import { holdsReceipt, receiptFound } from './reports/receipts.ts'
import { instantOn } from './time.ts'
import { digitsOf } from './wrong.ts'

/** When something happened, as exactly as the person knows it; both days included. */
export type Happened = Readonly<{
  precision: 'day' | 'month' | 'year' | 'ongoing' | 'unknown'
  from: string | null
  to: string | null
  about?: string
}>
/** A birth date as exactly as anybody knows it. */
export type Born = Readonly<{ precision: 'exact' | 'month' | 'year'; from: string; to: string }>

export const precisions = {
  day: 'On a date I know',
  month: 'In a month I know, but not the day',
  year: 'In a year I know, but not the month',
  ongoing: 'It has happened more than once, or is still going on',
  unknown: 'I am not sure',
} as const

/** A date, with day, month and year; `YYYY-MM-DD` from JSON does as well. */
export function day(
  label: Text,
  message: Text,
  { hint, notAfterToday = false }: { hint?: Text; notAfterToday?: boolean } = {},
): Field<string> {
  return {
    kind: 'date',
    label,
    ...(hint && { hint }),
    read: (raw, around) => {
      const date = dateIn(raw)
      if (!date) return bad(message)
      return notAfterToday && date > around.today ? bad(message, 'that is not in the future') : good(date)
    },
    schema: { type: 'string', format: 'date', title: label },
    example: '2026-06-14',
  }
}

/** A day and a time of day in the area's zone, read as the instant that it is, in ISO 8601 and UTC. */
export function instant(label: Text, message: Text, { hint }: { hint?: Text } = {}): Field<string> {
  return {
    kind: 'instant',
    label,
    ...(hint && { hint }),
    read: (raw, around) => {
      const written = said(raw)
      if (/^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/.test(written) && !Number.isNaN(Date.parse(written)))
        return good(new Date(written).toISOString())
      const date = dateIn(part(raw, 'day'))
      const time = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(said(part(raw, 'time')))
      if (!date) return bad(message)
      if (!time) return bad(message, 'with the time like 14:30')
      return good(instantOn(date, `${time[1]!.padStart(2, '0')}:${time[2]}`, around).toISOString())
    },
    schema: {
      title: label,
      oneOf: [
        { type: 'string', format: 'date-time' },
        {
          type: 'object',
          required: ['day', 'time'],
          additionalProperties: false,
          properties: {
            day: { type: 'string', format: 'date' },
            time: { type: 'string', pattern: '^\\d{1,2}:\\d{2}$' },
          },
        },
      ],
    },
    example: { day: '2026-06-14', time: '14:30' },
  }
}

/** A date with its precision: the person says how exactly they know it and is asked for no more. */
export function happened(label: Text, message: Text, hint?: Text): Field<Happened> {
  return {
    kind: 'happened',
    label,
    options: precisions,
    ...(hint && { hint }),
    read: (raw, around) => readHappened(raw, message, around),
    schema: {
      type: 'object',
      title: label,
      required: ['precision'],
      additionalProperties: false,
      properties: {
        precision: { type: 'string', enum: Object.keys(precisions) },
        date: { type: 'string', description: 'YYYY-MM-DD, YYYY-MM or YYYY, as exact as the precision says' },
        about: { type: 'string', maxLength: 200, description: 'The time of day, or how often' },
      },
    },
    example: { precision: 'day', date: '2026-06-14', about: 'about half past five in the afternoon' },
  }
}

/** A date of birth: a whole date, a month and year, or a year alone. */
export function born(label: Text, message: Text, hint?: Text): Field<Born> {
  return {
    kind: 'born',
    label,
    ...(hint && { hint }),
    read: (raw, around) => {
      const span = spanIn(raw)
      if (!span || span.from > around.today || span.from < '1890') return bad(message)
      return good({ ...span, precision: span.precision === 'day' ? 'exact' : span.precision })
    },
    schema: {
      type: 'string',
      title: label,
      pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$',
      description: 'YYYY-MM-DD, YYYY-MM or YYYY',
    },
    example: '1987-04',
  }
}

function readHappened(raw: unknown, message: Text, around: Surroundings): Read<Happened> {
  const precision = said(part(raw, 'precision'))
  const note = said(part(raw, 'about'))
  if (note.length > 200)
    return bad('Enter about what time, or how often,', {
      text: 'in {count} characters or fewer',
      values: { count: 200 },
    })
  if (holdsReceipt(note)) return bad(receiptFound)
  const about = note ? { about: note } : {}
  if (precision === 'unknown' || precision === 'ongoing') return good({ precision, from: null, to: null, ...about })
  if (precision !== 'day' && precision !== 'month' && precision !== 'year') return bad(message)
  // A form sends each precision's boxes under its own name; JSON sends one date.
  const span = spanIn(part(raw, precision) ?? raw)
  if (!span || rank[span.precision] < rank[precision]) return bad(asksFor[precision])
  if (span.from > around.today) return bad('Enter a date that is not in the future')
  if (span.from < '1900') return bad(asksFor[precision])
  return good({ ...widened(span.from, precision), precision, ...about })
}

const rank = { year: 0, month: 1, day: 2 } as const
const asksFor = {
  day: 'Enter the date it happened, with a day, a month and a year',
  month: 'Enter the month and year it happened',
  year: 'Enter the year it happened',
} as const

type Span = Readonly<{ precision: 'day' | 'month' | 'year'; from: string; to: string }>

/** A date given as `YYYY[-MM[-DD]]`, as `{ date }`, or as `{ day, month, year }`, month by number or by name. */
function spanIn(raw: unknown): Span | undefined {
  const typed = (name: string): string => digitsOf(said(part(raw, name)))
  const written = digitsOf(said(raw)) || typed('date')
  const [year, month, dayOfMonth] = written
    ? (/^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(written)?.slice(1) ?? [])
    : [typed('year'), monthNumber(typed('month')), typed('day')]
  if (!year || !/^\d{4}$/.test(year)) return undefined
  if (!month) return dayOfMonth ? undefined : { ...widened(`${year}-01-01`, 'year'), precision: 'year' }
  const from = isoDate(year, month, dayOfMonth || '1')
  if (!from) return undefined
  return dayOfMonth ? { from, to: from, precision: 'day' } : { ...widened(from, 'month'), precision: 'month' }
}

function dateIn(raw: unknown): string | undefined {
  const span = spanIn(raw)
  return span?.precision === 'day' ? span.from : undefined
}

function isoDate(year: string, month: string, dayOfMonth: string): string | undefined {
  const iso = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}

function widened(from: string, precision: Span['precision']): { from: string; to: string } {
  if (precision === 'day') return { from, to: from }
  const [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))]
  if (precision === 'year') return { from: `${year}-01-01`, to: `${year}-12-31` }
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return { from: `${from.slice(0, 7)}-01`, to: `${from.slice(0, 7)}-${String(last).padStart(2, '0')}` }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthNumber(written: string): string {
  if (/^\d{1,2}$/.test(written)) return written
  const index = months.indexOf(written.slice(0, 3).toLowerCase())
  return index < 0 ? written : String(index + 1)
}
