import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { calendar } from '../../test/calendar.ts'
import {
  dueAt,
  isWorkingDay,
  type LimitValue,
  localDate,
  startOfDay,
  workingDaysBetween,
  workingHoursBetween,
} from './time.ts'

/** The same rules by the slowest way there is: an hour at a time in Intl's calendar, with no arithmetic on dates. */
const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
const minute = 60_000

function dayOnWall(ms: number): string {
  const [date = ''] = wall.format(ms).split(', ')
  return date.split('/').toReversed().join('-')
}

function isRest(date: string): boolean {
  const weekday = new Date(`${date}T12:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 || calendar.holidays.has(date)
}

function slowWorkingDays(count: number, from: number): number {
  let at = from
  for (let left = count; left > 0; ) {
    const before = dayOnWall(at)
    while (dayOnWall(at) === before) at += 30 * minute
    if (!isRest(dayOnWall(at))) left--
  }
  const last = dayOnWall(at)
  at -= at % (30 * minute)
  while (dayOnWall(at) === last) at += 30 * minute
  return at - 1
}

function slowCourtHours(hours: number, from: number): number {
  let left = hours * 60
  let at = from
  while (left > 0) {
    const date = dayOnWall(at)
    const isOut = new Date(`${date}T12:00Z`).getUTCDay() === 0 || date.endsWith('-12-25') || calendar.holidays.has(date)
    if (!isOut) left -= 15
    at += 15 * minute
  }
  return at
}

const quarter = 15 * minute
const anyStart = fc
  .integer({ min: Date.UTC(2013, 0, 1) / quarter, max: Date.UTC(2028, 8, 1) / quarter })
  .map(quarters => quarters * quarter)
const anyLimit: fc.Arbitrary<LimitValue> = fc.oneof(
  fc.record({ workingDays: fc.integer({ min: 0, max: 45 }) }),
  fc.record({ days: fc.integer({ min: 0, max: 60 }) }),
  fc.record({ months: fc.integer({ min: 0, max: 24 }) }),
  fc.record({ hours: fc.integer({ min: 1, max: 96 }) }),
  fc.record({ workingHours: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ courtHours: fc.integer({ min: 1, max: 96 }) }),
)

describe('for any start from 2013 to 2028', () => {
  it('working days agree with a calendar walked half an hour at a time', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 6 }), (start, count) => {
        assert.equal(dueAt({ workingDays: count }, new Date(start), calendar).getTime(), slowWorkingDays(count, start))
      }),
      { numRuns: 150 },
    )
  })

  it('court hours agree with a calendar walked a quarter of an hour at a time', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 48 }), (start, hours) => {
        const slow = slowCourtHours(hours, start)
        assert.equal(dueAt({ courtHours: hours }, new Date(start), calendar).getTime(), slow)
      }),
      { numRuns: 150 },
    )
  })

  it('what starts later is never due earlier, with a cut-off or without', () => {
    fc.assert(
      fc.property(
        anyStart,
        fc.integer({ min: 0, max: 96 * 4 }),
        anyLimit,
        fc.boolean(),
        (start, later, limit, cuts) => {
          const on = cuts ? { ...calendar, cutOff: '16:30' } : calendar
          const first = dueAt(limit, new Date(start), on)
          assert.ok(first >= new Date(start), 'due before it began')
          assert.ok(first <= dueAt(limit, new Date(start + later * quarter), on), 'a later start was due earlier')
        },
      ),
      { numRuns: 400 },
    )
  })

  it('a limit in working days is that many working days, and one in working hours that many hours, from its start', () => {
    fc.assert(
      fc.property(anyStart, fc.integer({ min: 1, max: 40 }), (start, count) => {
        const from = new Date(start)
        assert.equal(workingDaysBetween(from, dueAt({ workingDays: count }, from, calendar), calendar), count)
        assert.equal(workingHoursBetween(from, dueAt({ workingHours: count }, from, calendar), calendar), count)
      }),
      { numRuns: 100 },
    )
  })

  it('every local day begins on that day and the instant before belongs to another', () => {
    fc.assert(
      fc.property(anyStart, start => {
        const date = localDate(new Date(start), calendar)
        const begins = startOfDay(date, calendar)
        assert.equal(localDate(begins, calendar), date)
        assert.notEqual(localDate(new Date(begins.getTime() - 1), calendar), date)
        assert.equal(isWorkingDay(date, calendar), !isRest(date))
      }),
      { numRuns: 200 },
    )
  })
})
