import type { Calendar } from '#kernel'
import { PackFault } from './read.ts'
import type { AreaFile, BankHolidays } from './shapes.ts'

/** The area's calendars by name, each with the holidays of its nation; throws `PackFault` without a `standard` one. */
export function calendarsOf(area: AreaFile, holidays: BankHolidays): Readonly<Record<string, Calendar>> {
  const division = holidays.divisions[area.bankHolidays]
  if (!division)
    throw new PackFault(`area.json asks for the bank holidays of "${area.bankHolidays}", which nobody gave.`)
  const shared = {
    zone: area.zone,
    holidays: new Set(division.events.map(event => event.date)),
    knownFrom: holidays.knownFrom,
    knownUntil: holidays.knownUntil,
  }
  const calendars = area.calendars.map(({ school, title: _, ...calendar }) => {
    const schoolDays = school ? { school: { ...school, closed: new Set(school.closed) } } : {}
    return [calendar.id, { ...shared, ...calendar, ...schoolDays }] as const
  })
  if (!calendars.some(([id]) => id === 'standard'))
    throw new PackFault('area.json needs a calendar with id "standard".')
  return Object.fromEntries(calendars)
}
