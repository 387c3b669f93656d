import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { readLimits } from '#kernel'
import { readJson, readPack } from '../../src/area/read.ts'
import { bankHolidaysShape } from '../../src/area/shapes.ts'

const folder = fileURLToPath(new URL('../../law/england-wales', import.meta.url))
const table = readPack(folder, 'bank-holidays.json', bankHolidaysShape)
const dates = table.divisions['england-and-wales']?.events.map(event => event.date) ?? []
const years = Array.from({ length: 17 }, (_, at) => 2012 + at)

describe('the bank holidays of England and Wales', () => {
  it('are known for every year from 2012 to 2028, at least eight a year, in order, once each', () => {
    assert.deepEqual([table.knownFrom, table.knownUntil], ['2012-01-01', '2028-12-31'])
    for (const year of years) assert.ok(dates.filter(date => date.startsWith(`${year}`)).length >= 8, `${year}`)
    assert.deepEqual(dates, [...new Set(dates)].toSorted())
  })

  it('never fall on a weekend, since a substitute day is given', () => {
    assert.deepEqual(
      dates.filter(date => [0, 6].includes(weekdayOf(date))),
      [],
    )
  })

  it('hold Good Friday and Easter Monday as the moon has them', () => {
    for (const year of years) {
      const sunday = easter(year)
      assert.ok(dates.includes(plus(sunday, -2)), `Good Friday ${year}`)
      assert.ok(dates.includes(plus(sunday, 1)), `Easter Monday ${year}`)
    }
  })

  it('hold Christmas, Boxing Day and New Year, or their substitutes', () => {
    for (const year of years) {
      for (const day of substituted([`${year}-12-25`, `${year}-12-26`])) assert.ok(dates.includes(day), day)
      if (year > 2012) for (const day of substituted([`${year}-01-01`])) assert.ok(dates.includes(day), day)
    }
  })

  it('hold the last Monday of August', () => {
    for (const year of years) {
      const last = ['25', '26', '27', '28', '29', '30', '31'].find(day => weekdayOf(`${year}-08-${day}`) === 1)
      assert.ok(dates.includes(`${year}-08-${last}`), `${year}`)
    }
  })
})

describe('the national limits', () => {
  const limits = readLimits(readJson(folder, 'limits.json'), join(folder, 'limits.json'))

  it('are national, unsigned by whoever wrote them down, and name an instrument', () => {
    for (const limit of limits) {
      assert.deepEqual([limit.scope, limit.verified], ['national', null], limit.id)
      assert.ok(limit.source.instrument.length > 3, limit.id)
    }
  })

  const values: readonly [string, unknown][] = [
    ['children.decision', { workingDays: 1 }],
    ['children.initial-conference', { workingDays: 15 }],
    ['children.core-group', { workingDays: 10 }],
    ['children.assessment', { workingDays: 45 }],
    ['children.return-home-interview', { hours: 72 }],
    ['children.police-protection', { hours: 72 }],
    ['domestic.protection-notice-court', { courtHours: 48 }],
    ['domestic.disclosure', { days: 28 }],
    ['victims.referral-to-support', { workingDays: 2 }],
    ['victims.update', { workingDays: 5 }],
    ['victims.update-enhanced', { workingDays: 1 }],
    ['mental-health.detention', { hours: 24 }],
    ['crime.recorded', { hours: 24 }],
    ['slavery.reasonable-grounds', { workingDays: 5 }],
    ['inspection.response', { days: 56 }],
  ]
  for (const [id, value] of values) {
    it(`give ${id} ${JSON.stringify(value)}`, () => {
      assert.deepEqual(limits.find(limit => limit.id === id)?.value, value)
    })
  }
})

function weekdayOf(date: string): number {
  return new Date(`${date}T12:00Z`).getUTCDay()
}

function plus(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** Each day, or the first weekday after it that none of the others has taken. */
function substituted(days: readonly string[]): readonly string[] {
  const taken = new Set(days.filter(day => ![0, 6].includes(weekdayOf(day))))
  return days.map(day => {
    let moved = day
    while ([0, 6].includes(weekdayOf(moved)) || (moved !== day && taken.has(moved))) moved = plus(moved, 1)
    taken.add(moved)
    return moved
  })
}

/** Easter Sunday by the paschal full moon of the Gregorian calendar. */
function easter(year: number): string {
  const golden = year % 19
  const century = Math.floor(year / 100)
  const correction = century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25)
  const epact = (correction + 19 * golden + 15) % 30
  const moon =
    epact -
    Math.floor(epact / 28) *
      (1 - Math.floor(epact / 28) * Math.floor(29 / (epact + 1)) * Math.floor((21 - golden) / 11))
  const weekday = (year + Math.floor(year / 4) + moon + 2 - century + Math.floor(century / 4)) % 7
  return plus(`${year}-03-28`, moon - weekday)
}
