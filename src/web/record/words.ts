import {
  type Calendar,
  type Installation,
  type Limit,
  type LimitValue,
  sayDate,
  sayDateTime,
  sayTime,
  standing,
} from '#kernel'

/** What the pieces of a record need in order to say a time: now, and the house whose clock and calendars they are. */
export type Around = Readonly<{ at: Date; house: Installation }>

export const when = (at: Date, { house }: Pick<Around, 'house'>): string => sayDateTime(at, zoned(house))
/** "18 Nov 2026, 10:30am": for lists, where the year and the month in full would crowd out the rest. */
export const shortly = (at: Date, { house }: Pick<Around, 'house'>): string =>
  `${sayDate(at, zoned(house)).replace(/^(\d+ \w{3})\w*/, '$1')}, ${sayTime(at, zoned(house))}`
export const whatDay = (at: Date, { house }: Pick<Around, 'house'>): string => sayDate(at, zoned(house))
const zoned = (house: Installation): Pick<Calendar, 'zone'> => ({ zone: house.zone })

/** A day written YYYY-MM-DD as "3 March 2026". */
export const dayWritten = (day: string): string => sayDate(new Date(`${day}T12:00:00Z`), { zone: 'UTC' })

/** An agency by its name; its id where the area no longer has it. */
export const agencyName = (id: string, house: Installation): string =>
  house.agencies.find(agency => agency.id === id)?.name ?? id

export const programmeTitle = (id: string, house: Installation): string => house.programmes.get(id)?.title ?? id

/** A lawful basis with its source: "To protect someone’s life (UK GDPR, article 6(1)(d))". */
export function basisTitle(id: string, house: Installation): string {
  const basis = house.lawfulBases.find(one => one.id === id)
  if (!basis) return id
  return `${basis.title} (${[basis.source.instrument, basis.source.section].filter(Boolean).join(', ')})`
}

/** A limit's length: "1 working day", "15 minutes", "3 months". */
export function sayLimit(value: LimitValue): string {
  if ('beforeNextSchoolDay' in value) return 'before the next school day'
  if ('hours' in value && value.hours < 1) return several(Math.round(value.hours * 60), 'minute')
  if ('hours' in value) return several(value.hours, 'hour')
  if ('workingHours' in value) return several(value.workingHours, 'working hour')
  if ('courtHours' in value) return several(value.courtHours, 'hour', ', not counting Sundays and bank holidays')
  const first = 'firstDayCounts' in value ? ', the first day included' : ''
  if ('months' in value) return several(value.months, 'month', first)
  const close = value.closeOfBusiness ? ', by close of business' : ''
  return 'days' in value ? several(value.days, 'day', first + close) : several(value.workingDays, 'working day', close)
}

const several = (count: number, unit: string, more = ''): string => `${count} ${unit}${count === 1 ? '' : 's'}${more}`

/** What may be said of a limit's authority, in words. */
export const standings = {
  signed: 'signed by a local officer',
  'not-signed': 'not yet signed locally',
  unverified: 'unverified',
} as const satisfies Record<ReturnType<typeof standing>, string>

export const sayStanding = (limit: Limit): string => standings[standing(limit)]
