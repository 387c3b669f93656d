import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { nearness, sayDate, sayDateTime, sayDue, sayLength, sayTime } from './say-time.ts'
import { type Calendar, dueAt, type LimitValue } from './time.ts'

const open = [{ from: '09:00', to: '17:00' }]
const calendar: Calendar = {
  id: 'standard',
  zone: 'Europe/London',
  holidays: new Set(['2026-12-25', '2026-12-28']),
  knownFrom: '2026-01-01',
  knownUntil: '2026-12-31',
  opening: { monday: open, tuesday: open, wednesday: open, thursday: open, friday: open, saturday: [], sunday: [] },
}
const say = (due: string, now: string) => sayDue(new Date(due), new Date(now), calendar)

describe('a moment', () => {
  it('is said by the clock on the wall, in winter and in summer', () => {
    assert.equal(sayDateTime(new Date('2026-11-22T17:30Z'), calendar), '22 November 2026 at 5:30pm')
    assert.equal(sayDateTime(new Date('2026-07-01T23:05Z'), calendar), '2 July 2026 at 12:05am')
    assert.equal(sayDate(new Date('2026-07-01T23:05Z'), calendar), '2 July 2026')
  })

  it('has no twelve o’clock that could be taken for the other', () => {
    assert.equal(sayTime(new Date('2026-11-22T12:00Z'), calendar), 'midday')
    assert.equal(sayTime(new Date('2026-11-22T00:00Z'), calendar), 'midnight')
    assert.equal(sayTime(new Date('2026-11-22T12:01Z'), calendar), '12:01pm')
    assert.equal(sayTime(new Date('2026-11-22T09:00Z'), calendar), '9am')
  })
})

describe('a length of time', () => {
  const lengths: readonly [LimitValue, string][] = [
    [{ workingDays: 1 }, '1 working day'],
    [{ workingDays: 1, closeOfBusiness: true }, '1 working day, by close of business'],
    [{ days: 28 }, '28 days'],
    [{ months: 3 }, '3 months'],
    [{ hours: 72 }, '72 hours'],
    [{ hours: 0.25 }, '15 minutes'],
    [{ workingHours: 4 }, '4 working hours'],
    [{ courtHours: 48 }, '48 hours, less Sundays and bank holidays'],
    [{ beforeNextSchoolDay: true }, 'before the next school day'],
  ]
  for (const [limit, said] of lengths) it(`is said as "${said}"`, () => assert.equal(sayLength(limit), said))
})

describe('a deadline', () => {
  it('today is said with its hour, or without one when the day is free to the end', () => {
    assert.equal(say('2026-11-23T17:00Z', '2026-11-23T09:00Z'), 'due today by 5pm')
    assert.equal(say('2026-11-23T23:59:59.999Z', '2026-11-23T09:00Z'), 'due today')
    assert.equal(say('2026-11-23T23:59:59.999Z', '2026-11-23T23:30Z'), 'due today')
  })

  it('within the hour is said in minutes', () => {
    assert.equal(say('2026-11-23T09:12Z', '2026-11-23T09:00Z'), '12 minutes left')
    assert.equal(say('2026-11-23T09:00:20Z', '2026-11-23T09:00Z'), '1 minute left')
    assert.equal(say('2026-11-24T00:05Z', '2026-11-23T23:50Z'), '15 minutes left')
  })

  it('tomorrow is said as tomorrow', () => {
    assert.equal(say('2026-11-24T23:59:59.999Z', '2026-11-23T09:00Z'), 'due tomorrow')
    assert.equal(say('2026-11-24T09:30Z', '2026-11-23T09:00Z'), 'due tomorrow by 9:30am')
  })

  it('further off is said in working days, or in days when it falls on a day of rest', () => {
    assert.equal(say('2026-11-26T23:59:59.999Z', '2026-11-23T09:00Z'), '3 working days left')
    assert.equal(say('2026-11-23T23:59:59.999Z', '2026-11-20T09:00Z'), '1 working day left')
    assert.equal(say('2026-11-29T23:59:59.999Z', '2026-11-27T09:00Z'), '2 days left')
    assert.equal(say('2026-12-29T23:59:59.999Z', '2026-12-23T09:00Z'), '2 working days left')
  })

  it('missed is said in minutes, hours, then days', () => {
    assert.equal(say('2026-11-23T09:00Z', '2026-11-23T09:00:30Z'), '1 minute late')
    assert.equal(say('2026-11-23T09:00Z', '2026-11-23T12:59Z'), '3 hours late')
    assert.equal(say('2026-11-23T23:59:59.999Z', '2026-11-24T09:00Z'), '9 hours late')
    assert.equal(say('2026-11-23T23:59:59.999Z', '2026-11-25T23:59:59.999Z'), '2 days late')
  })

  it('at this very instant is not yet late', () => {
    assert.equal(say('2026-11-23T09:00Z', '2026-11-23T09:00Z'), '1 minute left')
  })

  it('is never said in nought of anything, and is called late exactly when it is', () => {
    const limits = fc.constantFrom({ workingDays: 2 }, { hours: 0.25 }, { days: 28 }, { courtHours: 48 }, { months: 1 })
    const start = Date.UTC(2026, 0, 1)
    fc.assert(
      fc.property(fc.nat(300 * 24 * 60), limits, fc.integer({ min: -9000, max: 60_000 }), (minutes, limit, on) => {
        const from = new Date(start + minutes * 60_000)
        const due = dueAt(limit, from, calendar)
        const near = nearness(due, new Date(from.getTime() + on * 60_000), calendar)
        assert.equal(near.kind === 'late', from.getTime() + on * 60_000 > due.getTime())
        if ('by' in near) assert.ok(Number.isInteger(near.by) && near.by > 0, JSON.stringify(near))
      }),
      { numRuns: 400 },
    )
  })
})
