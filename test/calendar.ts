import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Calendar } from '#kernel'

const published = v.parse(
  v.object({ divisions: v.record(v.string(), v.object({ events: v.array(v.object({ date: v.string() })) })) }),
  JSON.parse(readFileSync(new URL('../law/england-wales/bank-holidays.json', import.meta.url), 'utf8')),
)
const nineToFive = [{ from: '09:00', to: '17:00' }]
/** Monday to Friday from nine to five, with the holidays of England and Wales as they were published. */
export const calendar: Calendar = {
  id: 'standard',
  zone: 'Europe/London',
  holidays: new Set(published.divisions['england-and-wales']?.events.map(event => event.date)),
  knownFrom: '2012-01-01',
  knownUntil: '2028-12-31',
  opening: {
    monday: nineToFive,
    tuesday: nineToFive,
    wednesday: nineToFive,
    thursday: nineToFive,
    friday: nineToFive,
    saturday: [],
    sunday: [],
  },
}

const allDay = [{ from: '00:00', to: '24:00' }]
const everyHour = {
  monday: allDay,
  tuesday: allDay,
  wednesday: allDay,
  thursday: allDay,
  friday: allDay,
  saturday: allDay,
  sunday: allDay,
}
/** A service that never closes but on holidays. */
export const always: Calendar = { ...calendar, opening: everyHour }
