import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byDays, openAt, openDuring, weekdays } from './opening.ts'
import type { Hours } from './service.ts'

const calendar = {
  zone: 'Europe/London',
  holidays: new Set(['2026-12-25', '2026-12-28']),
  knownUntil: '2026-12-31',
}
type Week = Exclude<Hours, string>
const week = (days: Partial<Week['days']>, holidays: Week['holidays'] = 'closed'): Week => ({
  days: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [], ...days },
  holidays,
})
const daily = (from: string, to: string, holidays?: Week['holidays']): Week =>
  week(Object.fromEntries(weekdays.map(day => [day, [{ from, to }]])), holidays)

const state = (hours: Hours, at: string) => {
  const { is, changes } = openAt(hours, new Date(at), calendar)
  return [is, changes?.toISOString().slice(0, 16)]
}

describe('whether a service is open', () => {
  it('is told by the clock on the wall, on the night when the clocks change too', () => {
    assert.deepEqual(
      state(daily('09:00', '17:00'), '2026-10-24T08:30:00Z'),
      ['open', '2026-10-24T16:00'],
      'summer time',
    )
    assert.deepEqual(
      state(daily('09:00', '17:00'), '2026-10-25T08:30:00Z'),
      ['closed', '2026-10-25T09:00'],
      'winter time',
    )
    assert.deepEqual(
      state(daily('00:00', '03:00'), '2026-10-25T02:30:00Z'),
      ['open', '2026-10-25T03:00'],
      'an hour more',
    )
  })

  it('knows a night that goes on past midnight for one opening, and the minute of closing for closed', () => {
    const night = week({ friday: [{ from: '20:00', to: '24:00' }], saturday: [{ from: '00:00', to: '04:00' }] })
    assert.deepEqual(state(night, '2026-11-20T23:30:00Z'), ['open', '2026-11-21T04:00'])
    assert.deepEqual(state(night, '2026-11-21T04:00:00Z'), ['closed', '2026-11-27T20:00'])
    assert.deepEqual(state(daily('00:00', '24:00', 'open'), '2026-11-20T12:00:00Z')[0], 'open')
  })

  it('is closed, open or unknown on a bank holiday, as it says; and nobody guesses past the last one that is known', () => {
    const christmas = '2026-12-25T12:00:00Z'
    assert.deepEqual(state(daily('09:00', '17:00', 'closed'), christmas), ['closed', '2026-12-26T09:00'])
    assert.deepEqual(state(daily('09:00', '17:00', 'open'), christmas)[0], 'open')
    assert.deepEqual(state(daily('09:00', '17:00', 'unknown'), christmas), ['unknown', undefined])
    assert.deepEqual(state(daily('09:00', '17:00', 'closed'), '2027-01-04T12:00:00Z'), ['unknown', undefined])
    assert.deepEqual(state(daily('09:00', '17:00', 'open'), '2027-01-04T12:00:00Z')[0], 'open')
    assert.deepEqual(state('always', christmas), ['open', undefined])
    assert.deepEqual(state('unknown', christmas), ['unknown', undefined])
    assert.deepEqual(state(week({}), '2026-11-20T12:00:00Z'), ['closed', undefined], 'never')
  })

  it('is told for a time of day that somebody can reach out at', () => {
    const at = new Date('2026-11-20T12:00:00Z')
    const during = (hours: Hours, time: 'day' | 'evening' | 'night' | 'weekend') =>
      openDuring(hours, time, at, calendar)
    const late = week({ tuesday: [{ from: '17:00', to: '22:00' }] })
    assert.deepEqual(
      [during(late, 'day'), during(late, 'evening'), during(late, 'night')],
      ['closed', 'open', 'closed'],
    )
    assert.equal(during(week({ sunday: [{ from: '10:00', to: '11:00' }] }), 'weekend'), 'open')
    assert.deepEqual([during('always', 'night'), during('unknown', 'night')], ['open', 'unknown'])
  })
})

it('days with the same hours are said together, and days on which it never opens not at all', () => {
  const nine = [{ from: '09:00', to: '17:00' }]
  const { days } = week({ monday: nine, tuesday: nine, thursday: nine })
  assert.deepEqual(
    byDays(days).map(({ first, last }) => [first, last]),
    [
      ['monday', 'tuesday'],
      ['thursday', 'thursday'],
    ],
  )
})
