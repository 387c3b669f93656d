import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Limit, LimitsFault, limitAt, NoLimitInForce, readLimits, standing } from './limits.ts'

const reply = {
  id: 'umbrellas.reply',
  version: 1,
  title: 'Answer whoever lost an umbrella',
  value: { workingDays: 2 },
  starts: 'the report is received',
  source: { instrument: 'Lost Umbrellas Act 1911', section: 's. 3' },
  validFrom: '2020-01-01',
  validUntil: '2023-06-30',
  confidence: 'sure',
  verified: null,
  scope: 'national',
} as const
const newer = { ...reply, version: 2, value: { hours: 24 }, validFrom: '2023-07-01', validUntil: null } as const
const limits = readLimits({ limits: [reply, newer] }, 'limits.json')
const zone = 'Europe/London'

const refused = (entry: unknown) => {
  try {
    readLimits({ limits: Array.isArray(entry) ? entry : [entry] }, 'law/limits.json')
  } catch (fault) {
    if (fault instanceof LimitsFault) return fault.message
    throw fault
  }
  return 'accepted'
}

describe('a limit in force', () => {
  it('is the version of that day, the last day included', () => {
    assert.equal(limitAt(limits, 'umbrellas.reply', new Date('2023-06-30T12:00Z'), zone).version, 1)
    assert.equal(limitAt(limits, 'umbrellas.reply', new Date('2023-07-01T12:00Z'), zone).version, 2)
  })

  it('changes at midnight on the wall, not in Greenwich', () => {
    assert.equal(limitAt(limits, 'umbrellas.reply', new Date('2023-06-30T23:30Z'), zone).version, 2)
  })

  it('is refused before the first version, and for an id nobody knows, with what is known', () => {
    const early = () => limitAt(limits, 'umbrellas.reply', new Date('2019-12-31T12:00Z'), zone)
    assert.throws(early, (fault: unknown) => {
      assert.ok(fault instanceof NoLimitInForce)
      assert.deepEqual([fault.id, fault.on], ['umbrellas.reply', '2019-12-31'])
      assert.match(fault.message, /version 1 2020-01-01 to 2023-06-30; version 2 2023-07-01 to now/)
      return true
    })
    assert.throws(() => limitAt(limits, 'umbrellas.repaly', new Date('2024-01-01'), zone), /No limit has that id/)
  })

  it('is at most that long unless it says otherwise', () => {
    assert.equal(limits[0]?.kind, 'atMost')
  })
})

describe('the standing of a limit', () => {
  const verified = { by: 'A. Officer', on: '2026-11-01' }
  const cases: readonly [Pick<Limit, 'confidence' | 'verified'>, string][] = [
    [{ confidence: 'sure', verified: null }, 'not-signed'],
    [{ confidence: 'check', verified: null }, 'unverified'],
    [{ confidence: 'sure', verified }, 'signed'],
    [{ confidence: 'check', verified }, 'signed'],
  ]
  for (const [limit, expected] of cases) {
    it(`${limit.confidence}, ${limit.verified ? 'signed locally' : 'not signed'}, is "${expected}"`, () => {
      assert.equal(standing(limit), expected)
    })
  }
})

describe('a limit', () => {
  it('may end at closing time, have its first day counted, and count to the next school day', () => {
    for (const value of [
      { workingDays: 1, closeOfBusiness: true },
      { days: 3, closeOfBusiness: true, firstDayCounts: true },
      { months: 2, firstDayCounts: true },
      { beforeNextSchoolDay: true },
    ])
      assert.deepEqual(readLimits({ limits: [{ ...reply, value }] }, 'limits.json')[0]?.value, value)
  })

  it('never says that it does not', () => {
    for (const value of [
      { workingDays: 1, closeOfBusiness: false },
      { days: 3, closeOfBusiness: false },
      { months: 2, firstDayCounts: false },
      { beforeNextSchoolDay: false },
    ])
      assert.match(refused({ ...reply, value }), /value/)
  })
})

describe('a file of limits is refused, by name and entry, when', () => {
  const wrong: readonly [string, unknown, RegExp][] = [
    [
      'a unit is misspelt',
      { ...reply, value: { workingdays: 2 } },
      /limit 1 \("umbrellas\.reply"\) value: must have exactly one unit/,
    ],
    ['there are two units', { ...reply, value: { days: 2, hours: 3 } }, /exactly one unit/],
    ['a number is nought', { ...reply, value: { workingDays: 0 } }, /more than nought/],
    ['hours are nought', { ...reply, value: { hours: 0 } }, /more than nought/],
    ['a number is not whole', { ...reply, value: { days: 1.5 } }, /whole/],
    ['a day does not exist', { ...reply, validFrom: '2023-02-30' }, /validFrom: must be a day/],
    ['the source is missing', { ...reply, source: {} }, /source\.instrument/],
    ['there is a key nobody knows', { ...reply, verfied: null }, /verfied/],
    ['the id is not like the others', { ...reply, id: 'Umbrellas' }, /"Umbrellas".*must look like/],
    ['it ends before it begins', { ...reply, validUntil: '2019-01-01' }, /ends before it begins/],
    ['a version comes twice', [reply, { ...newer, version: 1 }], /version 1 twice/],
    ['versions overlap', [reply, { ...newer, validFrom: '2023-06-30' }], /versions 1 and 2 overlap/],
    ['versions overlap, the newer written first', [{ ...newer, validFrom: '2023-06-30' }, reply], /2 and 1 overlap/],
    ['it is not a list of limits', 'nothing', /limit 1 \(without an id\)/],
  ]
  for (const [why, entry, message] of wrong) {
    it(why, () => {
      const said = refused(entry)
      assert.match(said, /^law\/limits\.json cannot be used/)
      assert.match(said, message)
    })
  }

  it('the list itself is missing', () => {
    assert.throws(() => readLimits({}, 'law/limits.json'), /law\/limits\.json cannot be used:\n {2}the file: /)
  })
})
