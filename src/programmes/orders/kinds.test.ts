import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { limitAt, newId, type RecordShown } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { openArea } from '../../area/index.ts'
import { breachCourtIn, kindOf, kinds, type OrderKind } from './kinds.ts'
import { concernsOf, lengthConcerns } from './lengths.ts'

const root = join(import.meta.dirname, '../../..')
const area = openArea(join(root, 'areas/warwickshire'), join(root, 'law/england-wales'))
const house = {
  limits: area.limits,
  zone: area.zone,
  calendar: (id?: string) => area.calendarOf(id ? { calendar: id } : {}),
}
const all: readonly (readonly [string, OrderKind])[] = Object.entries(kinds)

test('every length of time that a kind speaks of is a limit in force, and says where it comes from', () => {
  const named = all.flatMap(([, { least, most, travel, notification, tag, breachCourt, notice }]) =>
    [least, most, travel, notification, tag, breachCourt, notice?.hearing, notice?.breachCourt].filter(
      id => id !== undefined,
    ),
  )
  assert.ok(named.length > 10)
  for (const id of named) assert.ok(limitAt(area.limits, id, aWednesday, area.zone).source.instrument, id)
})

test('a kind that is sure of its law rests on limits that are sure', () => {
  for (const [, kind] of all) {
    if (kind.confidence === 'check' || !kind.notice) continue
    assert.equal(limitAt(area.limits, kind.notice.hearing, aWednesday, area.zone).confidence, 'sure')
  }
  assert.equal(kinds.dapo.confidence, 'check')
})

test('no kind says that a notice is authorised by nobody, and every kind says what may be done about a breach', () => {
  for (const [id, { notice, power, source, test: asked }] of all) {
    assert.ok(power && source && asked, id)
    if (notice) assert.ok(notice.authorisedBy.length > 0 && !notice.authorisedBy.includes('notPolice'), id)
  }
})

test('what is no kind is none, though every object has it', () => {
  for (const code of ['constructor', '__proto__', '', undefined, 7]) assert.equal(kindOf(code), undefined)
})

test('whoever is arrested must be before a court in 24 hours only where the law of that notice or order says so', () => {
  const rule = (kind: string, breached: string) => breachCourtIn({ kind, breached })
  assert.equal(rule('dvpo', 'notice'), 'domestic.protection-breach-court')
  assert.equal(rule('dvpo', 'order'), 'domestic.protection-breach-court')
  assert.equal(rule('dapo', 'notice'), 'domestic.abuse-notice-breach-court')
  for (const [id] of all) if (id !== 'dvpo') assert.equal(rule(id, 'order'), undefined, id)
})

const nobody: RecordShown = {
  ...{ id: newId<'record'>(), personId: null, given: '', family: '', description: '', born: null, sex: null },
  ...{ ethnicity: null, language: null, interpreter: null, contacts: [], source: 'user', recordedAt: aWednesday },
}
const concerns = (stands: object) => lengthConcerns({ lasts: 'day', interim: 'full', ...stands }, house)

test('an order recorded as shorter or longer than its law allows is questioned, not refused', () => {
  const made = { kind: 'dvpo', madeOn: '2026-11-02' }
  // Fourteen and twenty-eight days, of which the day it was made is the first.
  assert.deepEqual(concerns({ ...made, expires: '2026-11-15' }), [])
  assert.deepEqual(concerns({ ...made, expires: '2026-11-29' }), [])
  assert.match(concerns({ ...made, expires: '2026-11-14' })[0] ?? '', /ends earlier/)
  assert.match(concerns({ ...made, expires: '2026-11-30' })[0] ?? '', /lasts longer/)
  assert.match(concerns({ ...made, lasts: 'further', expires: undefined })[0] ?? '', /lasts longer/)
})

test('an interim order may be shorter than the least that a full one lasts', () => {
  const made = { kind: 'spo', heardAt: '2026-11-02T10:00:00.000Z', expires: '2026-12-02' }
  assert.equal(concerns({ ...made, interim: 'interim' }).length, 0)
  assert.equal(concerns(made).length, 1)
})

test('a last day before the day it was made is a slip of the pen', () => {
  assert.match(
    concerns({ kind: 'restraining', madeOn: '2026-11-02', expires: '2025-11-02' })[0] ?? '',
    /before the day/,
  )
})

test('a ban on travel that outlasts what the law allows is questioned, where the order itself may last longer', () => {
  const stands = { kind: 'shpo', madeOn: '2026-11-02', lasts: 'day', expires: '2036-11-02', interim: 'full' }
  const about = (until?: string) =>
    concernsOf(stands, { people: [], prohibitions: [{ what: 'travel', until }, { what: 'contact' }] }, house)
  assert.deepEqual(about('2031-11-02'), [])
  assert.match(about('2031-11-03')[0] ?? '', /ban on travel/)
  assert.match(about()[0] ?? '', /ban on travel/)
})

test('who was too young for such an order on the day it was made is said, only where that is certain', () => {
  const stands = { kind: 'dapo', madeOn: '2026-11-02', lasts: 'further' }
  const born = (from: string, to = from) => ({ precision: 'exact', from, to })
  const about = (part: string, when: ReturnType<typeof born> | null) =>
    concernsOf(stands, { people: [{ part, record: { ...nobody, born: when } }], prohibitions: [] }, house)
  assert.match(about('subject', born('2008-11-03'))[0] ?? '', /subject was under 18/)
  assert.match(about('protected', born('2010-11-03'))[0] ?? '', /protected person was under 16/)
  const certain = [born('2008-11-02'), born('2008-01-01', '2008-12-31'), null]
  for (const when of certain) assert.deepEqual(about('subject', when), [])
  assert.deepEqual(about('child', born('2020-01-01')), [])
})
