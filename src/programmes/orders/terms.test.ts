import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clauseSentence, forbidden } from './clauses.ts'
import { daysAfter, daysUntil, mondayOf, monthAfter, weeksOf } from './days.ts'
import { kindOf } from './kinds.ts'
import { bindsNow, isPast, withheld } from './terms.ts'

test('an address is withheld however it was typed, and words around it stay', () => {
  const secrets = ['12 Canary Close', 'CV21 3AA', '01632 960 411']
  const typed = [
    '12 Canary Close',
    '12, CANARY   close',
    '12-canary-close',
    'cv213aa',
    'CV21  3AA',
    '01632960411',
    '01632-960-411',
  ]
  for (const one of typed) assert.equal(withheld(`Not to go to ${one} again`, secrets), 'Not to go to (withheld) again')
})

test('nothing of a secret of four letters or more is ever left whole', () => {
  const secret = fc.string({ unit: fc.constantFrom(...'abcdefghij 12345'), minLength: 5, maxLength: 20 })
  fc.assert(
    fc.property(secret, fc.string(), fc.string(), (hidden, before, after) => {
      const bare = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
      fc.pre(bare(hidden).length >= 4 && !'withheld'.includes(bare(hidden)))
      assert.ok(!withheld(`${before}${hidden}${after}`, [hidden]).includes(hidden))
    }),
    { seed: 7 },
  )
})

test('too short a word is not searched for: it would blot out half of every sentence', () => {
  assert.equal(withheld('Not to go near a road', ['a', '', 'ro ']), 'Not to go near a road')
})

test('a clause is the list’s sentence with the court’s own words, or those alone', () => {
  assert.equal(clauseSentence({ what: 'contact' }, forbidden), forbidden.contact)
  assert.equal(
    clauseSentence({ what: 'contact', words: 'but by solicitors' }, forbidden),
    `${forbidden.contact}: but by solicitors`,
  )
  assert.equal(clauseSentence({ what: 'other', words: 'Not to keep a dog' }, forbidden), 'Not to keep a dog')
  assert.equal(clauseSentence({ what: 'other' }, forbidden), 'See the order')
  assert.equal(clauseSentence({ what: 'constructor' }, forbidden), 'See the order')
})

test('an order binds to the end of its last day; a notice while the court has not decided; nothing that was not served', () => {
  const stands = { lasts: 'day', expires: '2026-11-18' }
  const [dvpo, spo] = [kindOf('dvpo'), kindOf('spo')]
  assert.deepEqual([isPast(stands, '2026-11-18'), isPast(stands, '2026-11-19')], [false, true])
  assert.deepEqual(
    ['2026-11-18', '2026-11-19'].map(today => bindsNow('active', stands, spo, today)),
    [true, false],
  )
  assert.ok(bindsNow('active', { lasts: 'further', expires: '2020-01-01' }, spo, '2026-11-19'))
  for (const state of ['served', 'listed', 'adjourned']) {
    assert.ok(bindsNow(state, {}, dvpo, '2026-11-18'), state)
    assert.ok(!bindsNow(state, {}, spo, '2026-11-18'), state)
  }
  for (const state of ['considered', 'issued', 'granted', 'expired', 'refused'])
    assert.ok(!bindsNow(state, stands, dvpo, '2026-11-18'), state)
})

test('days, weeks and months are counted on the calendar, leap days and changes of the clock included', () => {
  assert.deepEqual([daysUntil('2028-03-01', '2028-02-28'), daysUntil('2026-10-26', '2026-10-24')], [2, 2])
  assert.deepEqual(
    [daysAfter('2026-12-31', 1), mondayOf('2026-11-22'), mondayOf('2026-11-23')],
    ['2027-01-01', '2026-11-16', '2026-11-23'],
  )
  assert.deepEqual([monthAfter('2026-12', 1), monthAfter('2026-01', -1)], ['2027-01', '2025-12'])
  const weeks = weeksOf('2026-11')
  assert.deepEqual([weeks.length, weeks[0]![0], weeks.at(-1)![6]], [6, '2026-10-26', '2026-12-06'])
  assert.equal(weeksOf('2027-02').length, 4)
})
