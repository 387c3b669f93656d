import { bad, type Field, good, type Opening, said, text, type Weekday } from '#kernel'

/** Days as staff fill them in. */
export const days: readonly (readonly [Weekday, string])[] = [
  ['monday', 'Monday'],
  ['tuesday', 'Tuesday'],
  ['wednesday', 'Wednesday'],
  ['thursday', 'Thursday'],
  ['friday', 'Friday'],
  ['saturday', 'Saturday'],
  ['sunday', 'Sunday'],
]

const message = 'Enter hours such as 09:00-17:00, or 09:00-12:00, 13:00-17:00'

/** The hours of one day, as one or more spans that follow one another; empty where it is closed. */
export function hoursField(label: string): Field<readonly Opening[]> {
  const field = text(label, message, { longest: 60, hint: 'Such as 09:00-17:00. Empty where it is closed.' })
  return { ...field, read: raw => spansIn(said(raw)), schema: { type: 'string', title: label }, example: [] }
}

function spansIn(typed: string) {
  const spans: Opening[] = []
  for (const one of typed.split(/\s*[,;]\s*/)) {
    const [, from = '', to = ''] = /^(\d{1,2}[:.]\d\d)\s*(?:-|–|to)\s*(\d{1,2}[:.]\d\d)$/.exec(one) ?? []
    const span = { from: clock(from), to: clock(to) }
    const before = spans.at(-1)
    if (!isTime(span.from) || !isTime(span.to) || span.from >= span.to || (before && span.from <= before.to))
      return bad(message)
    spans.push(span)
  }
  return good(spans)
}

const clock = (time: string): string => time.replace('.', ':').padStart(5, '0')
const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(time)

/** Hours as they are typed. */
export const typedHours = (spans: readonly Opening[]): string => spans.map(({ from, to }) => `${from}-${to}`).join(', ')
