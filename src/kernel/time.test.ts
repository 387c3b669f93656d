import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { always, calendar } from '../../test/calendar.ts'
import {
  type Calendar,
  CalendarFault,
  dueAt,
  dueBefore,
  type LimitValue,
  reckon,
  workingDaysBetween,
  workingHoursBetween,
} from './time.ts'

const due = (limit: LimitValue, from: string, on = calendar) => dueAt(limit, new Date(from), on).toISOString()

describe('working days', () => {
  it('end with the local day, in winter and in summer', () => {
    assert.equal(due({ workingDays: 1 }, '2026-11-23T10:00Z'), '2026-11-24T23:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2026-07-06T10:00Z'), '2026-07-07T22:59:59.999Z')
  })

  it('begin on the day after receipt, so that one working day after a Saturday is Monday', () => {
    assert.equal(due({ workingDays: 1 }, '2026-11-21T10:00Z'), '2026-11-23T23:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2026-11-20T10:00Z'), '2026-11-23T23:59:59.999Z')
  })

  it('count the day on the wall, not the day in Greenwich', () => {
    assert.equal(due({ workingDays: 1 }, '2026-07-05T23:30Z'), '2026-07-07T22:59:59.999Z')
  })

  it('skip Christmas and the substitute days after it', () => {
    assert.equal(due({ workingDays: 1 }, '2021-12-24T10:00Z'), '2021-12-29T23:59:59.999Z')
    assert.equal(due({ workingDays: 2 }, '2022-12-23T10:00Z'), '2022-12-29T23:59:59.999Z')
  })

  it('skip Easter from Good Friday to Easter Monday', () => {
    assert.equal(due({ workingDays: 1 }, '2026-04-02T10:00Z'), '2026-04-07T22:59:59.999Z')
  })

  it('skip days proclaimed once: a jubilee, a state funeral, a coronation', () => {
    assert.equal(due({ workingDays: 1 }, '2022-06-01T10:00Z'), '2022-06-06T22:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2022-09-16T10:00Z'), '2022-09-20T22:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2023-05-05T10:00Z'), '2023-05-09T22:59:59.999Z')
  })

  it('have the day on which they begin as their first where the rule says so', () => {
    assert.equal(due({ days: 3, firstDayCounts: true }, '2026-11-20T18:00Z'), '2026-11-22T23:59:59.999Z')
    assert.equal(due({ months: 24, firstDayCounts: true }, '2026-11-20T18:00Z'), '2028-11-19T23:59:59.999Z')
    assert.equal(due({ days: 1, firstDayCounts: true }, '2026-11-20T18:00Z'), '2026-11-20T23:59:59.999Z')
  })

  it('end at closing time where the rule says so', () => {
    assert.equal(due({ workingDays: 1, closeOfBusiness: true }, '2026-11-20T18:00Z'), '2026-11-23T17:00:00.000Z')
  })

  it('start on the next working day for what comes at or after the cut-off, or on a day of rest', () => {
    const withCutOff = { ...calendar, cutOff: '16:00' }
    assert.equal(due({ workingDays: 1 }, '2026-11-23T15:59Z', withCutOff), '2026-11-24T23:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2026-11-23T16:00Z', withCutOff), '2026-11-25T23:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2026-11-20T16:30Z', withCutOff), '2026-11-24T23:59:59.999Z')
    assert.equal(due({ workingDays: 1 }, '2026-11-21T10:00Z', withCutOff), '2026-11-24T23:59:59.999Z')
  })

  it('of nought mean the same day, or the first working day after a day of rest', () => {
    assert.equal(due({ workingDays: 0 }, '2026-11-23T10:00Z'), '2026-11-23T23:59:59.999Z')
    assert.equal(due({ workingDays: 0 }, '2026-11-22T10:00Z'), '2026-11-23T23:59:59.999Z')
  })
})

describe('days and months', () => {
  it('end with their last day and ignore holidays', () => {
    assert.equal(due({ days: 28 }, '2026-12-01T09:00Z'), '2026-12-29T23:59:59.999Z')
  })

  it('clamp to the end of a short month, and know a leap year', () => {
    assert.equal(due({ months: 1 }, '2027-01-31T09:00Z'), '2027-02-28T23:59:59.999Z')
    assert.equal(due({ months: 1 }, '2028-01-31T09:00Z'), '2028-02-29T23:59:59.999Z')
    assert.equal(due({ months: 12 }, '2028-02-29T09:00Z'), '2029-02-28T23:59:59.999Z')
    assert.equal(due({ months: 3 }, '2026-11-30T09:00Z'), '2027-02-28T23:59:59.999Z')
  })
})

describe('what counts back', () => {
  it('is due until the end of the day before, so many days or months earlier, in winter and in summer', () => {
    const before = (limit: LimitValue, day: string) => dueBefore(limit, day, calendar).toISOString()
    assert.equal(before({ days: 30 }, '2027-01-29'), '2026-12-29T23:59:59.999Z')
    assert.equal(before({ months: 1 }, '2026-07-31'), '2026-06-29T22:59:59.999Z')
    assert.throws(() => before({ hours: 24 }, '2027-01-29'), CalendarFault)
  })
})

describe('hours', () => {
  it('are real hours on both days on which the clocks change', () => {
    assert.equal(due({ hours: 24 }, '2026-03-28T12:00Z'), '2026-03-29T12:00:00.000Z')
    assert.equal(due({ hours: 24 }, '2026-10-24T11:00Z'), '2026-10-25T11:00:00.000Z')
  })

  it('may be parts of an hour', () => {
    assert.equal(due({ hours: 0.25 }, '2026-11-22T23:50Z'), '2026-11-23T00:05:00.000Z')
  })

  it('of work run only while the service is open', () => {
    assert.equal(due({ workingHours: 4 }, '2026-11-20T15:00Z'), '2026-11-23T11:00:00.000Z')
    assert.equal(due({ workingHours: 4 }, '2026-11-20T13:00Z'), '2026-11-20T17:00:00.000Z')
    assert.equal(due({ workingHours: 4 }, '2026-11-21T03:00Z'), '2026-11-23T13:00:00.000Z')
    assert.equal(due({ workingHours: 2 }, '2026-12-24T16:00Z'), '2026-12-29T10:00:00.000Z')
  })

  it('of work follow a service that closes for lunch, and one that never closes', () => {
    const lunch = {
      ...calendar.opening,
      monday: [
        { from: '09:00', to: '12:00' },
        { from: '13:00', to: '17:00' },
      ],
    }
    assert.equal(
      due({ workingHours: 4 }, '2026-11-23T10:00Z', { ...calendar, opening: lunch }),
      '2026-11-23T15:00:00.000Z',
    )
    assert.equal(due({ workingHours: 30 }, '2026-03-28T12:00Z', always), '2026-03-29T18:00:00.000Z')
  })

  it('of work wait for a service that is closed for more than a year, wherever it stands in it, and not for ever', () => {
    const open = '2026-11-23T15:00Z'
    const shut = (days: number) => {
      const closed = Array.from({ length: days }, (_, day) => new Date(Date.UTC(2026, 10, 24 + day)))
      return { ...always, holidays: new Set(closed.map(one => one.toISOString().slice(0, 10))) }
    }
    assert.equal(due({ workingHours: 10 }, open, shut(399)), '2027-12-28T01:00:00.000Z')
    assert.equal(due({ workingHours: 1 }, '2026-11-24T15:00Z', shut(399)), '2027-12-28T01:00:00.000Z')
    assert.throws(() => due({ workingHours: 10 }, open, shut(400)), CalendarFault)
    assert.equal(due({ workingHours: 24 * 500 }, '2026-11-23T00:00Z', always), '2028-04-19T00:00:00.000Z')
  })

  it('of work are refused by a service that never opens', () => {
    const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] }
    assert.throws(() => due({ workingHours: 1 }, '2026-11-23T10:00Z', { ...calendar, opening: never }), CalendarFault)
  })
})

describe('court hours', () => {
  it('skip Sunday whole', () => {
    assert.equal(due({ courtHours: 48 }, '2026-11-20T22:00Z'), '2026-11-23T22:00:00.000Z')
    assert.equal(due({ courtHours: 48 }, '2026-11-22T09:00Z'), '2026-11-25T00:00:00.000Z')
  })

  it('count Saturday, which is not a working day but is a court day', () => {
    assert.equal(due({ courtHours: 24 }, '2026-11-20T09:00Z'), '2026-11-21T09:00:00.000Z')
  })

  it('skip Good Friday, Easter Sunday and Easter Monday but not the Saturday between', () => {
    assert.equal(due({ courtHours: 48 }, '2026-04-02T11:00Z'), '2026-04-07T11:00:00.000Z')
  })

  it('skip Christmas Day itself even in a year when its holiday falls on another day', () => {
    assert.equal(due({ courtHours: 48 }, '2021-12-24T12:00Z'), '2021-12-30T12:00:00.000Z')
  })

  it('skip the Sundays on which the clocks change, of twenty-three hours and of twenty-five', () => {
    assert.equal(due({ courtHours: 48 }, '2026-03-28T12:00Z'), '2026-03-31T11:00:00.000Z')
    assert.equal(due({ courtHours: 48 }, '2026-10-24T11:00Z'), '2026-10-27T12:00:00.000Z')
  })
})

describe('the next school day', () => {
  const school = { opens: '08:30', closed: new Set(['2026-11-24']), knownUntil: '2027-07-20' }
  const schools: Calendar = { ...calendar, school }

  it('begins the same morning for what happened in the night', () => {
    assert.equal(due({ beforeNextSchoolDay: true }, '2026-11-23T03:00Z', schools), '2026-11-23T08:30:00.000Z')
  })

  it('is after the weekend, the holiday and the day on which schools are closed', () => {
    assert.equal(due({ beforeNextSchoolDay: true }, '2026-11-20T09:00Z', schools), '2026-11-23T08:30:00.000Z')
    assert.equal(due({ beforeNextSchoolDay: true }, '2026-11-23T09:00Z', schools), '2026-11-25T08:30:00.000Z')
  })

  it('is certain only while term dates are known', () => {
    assert.equal(reckon({ beforeNextSchoolDay: true }, new Date('2026-11-23T09:00Z'), schools).isCertain, true)
    assert.equal(reckon({ beforeNextSchoolDay: true }, new Date('2027-07-20T09:00Z'), schools).isCertain, false)
    const beyond = { ...schools, knownUntil: '2026-11-24' }
    assert.equal(reckon({ beforeNextSchoolDay: true }, new Date('2026-11-23T09:00Z'), beyond).isCertain, false)
    const untold = { ...schools, school: { ...school, knownUntil: null } }
    assert.equal(reckon({ beforeNextSchoolDay: true }, new Date('2026-11-23T09:00Z'), untold).isCertain, false)
  })

  it('is refused by a calendar that knows nothing of schools', () => {
    assert.throws(() => due({ beforeNextSchoolDay: true }, '2026-11-23T09:00Z'), CalendarFault)
  })
})

describe('a reckoning beyond the table of holidays', () => {
  it('is made, and says that it is not certain', () => {
    const late = reckon({ workingDays: 3 }, new Date('2028-12-28T10:00Z'), calendar)
    assert.deepEqual(late, { dueAt: new Date('2029-01-02T23:59:59.999Z'), isCertain: false })
    assert.equal(reckon({ workingDays: 1 }, new Date('2028-12-28T10:00Z'), calendar).isCertain, true)
    assert.equal(reckon({ courtHours: 1 }, new Date('2011-12-30T10:00Z'), calendar).isCertain, false)
  })

  it('is certain from the first day of the table to its last', () => {
    const table = { ...calendar, knownFrom: '2026-11-23', knownUntil: '2026-11-24' }
    const certain = (days: number, from: string) => reckon({ workingDays: days }, new Date(from), table).isCertain
    assert.equal(certain(1, '2026-11-23T10:00Z'), true)
    assert.equal(certain(2, '2026-11-23T10:00Z'), false)
    assert.equal(certain(1, '2026-11-22T10:00Z'), false)
    const taught = { ...calendar, school: { opens: '08:30', closed: new Set<string>(), knownUntil: '2026-11-24' } }
    const lesson = (from: string) => reckon({ beforeNextSchoolDay: true }, new Date(from), taught).isCertain
    assert.deepEqual([lesson('2026-11-23T10:00Z'), lesson('2026-11-24T10:00Z')], [true, false])
  })

  it('is certain where no table is needed', () => {
    assert.equal(reckon({ hours: 24 }, new Date('2031-01-01T10:00Z'), calendar).isCertain, true)
    assert.equal(reckon({ months: 6 }, new Date('2031-01-01T10:00Z'), calendar).isCertain, true)
  })
})

describe('time between', () => {
  it('counts working days after the first up to and including the last', () => {
    assert.equal(workingDaysBetween(new Date('2026-04-02T23:00Z'), new Date('2026-04-07T08:00Z'), calendar), 1)
    assert.equal(workingDaysBetween(new Date('2026-04-07T08:00Z'), new Date('2026-04-02T22:00Z'), calendar), -1)
    assert.equal(workingDaysBetween(new Date('2026-11-23T08:00Z'), new Date('2026-11-23T18:00Z'), calendar), 0)
    assert.equal(workingDaysBetween(new Date('2026-11-23T18:00Z'), new Date('2026-11-23T08:00Z'), calendar), 0)
  })

  it('is nought between an instant and itself', () => {
    const noon = new Date('2026-11-23T12:00Z')
    assert.deepEqual([workingDaysBetween(noon, noon, calendar), workingHoursBetween(noon, noon, calendar)], [0, 0])
  })

  it('counts only hours of opening', () => {
    assert.equal(workingHoursBetween(new Date('2026-11-20T16:30Z'), new Date('2026-11-23T09:15Z'), calendar), 0.75)
    assert.equal(workingHoursBetween(new Date('2026-11-23T09:15Z'), new Date('2026-11-20T16:30Z'), calendar), -0.75)
  })
})
