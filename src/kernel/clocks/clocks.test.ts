import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CaseId,
  clocksOf,
  decide,
  installInto,
  openDatabase,
  type RecordId,
  type ReportId,
  startClock,
  take,
} from '#kernel'
import { acting } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { filledIn, type Office, openedCase, openOffice, umbrellaLimits } from '../../../test/umbrellas.ts'
import { endClocks, startBefore } from './clocks.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const find = (caseId: CaseId, at: Date) =>
  office.as('officer', tx => take(tx, { caseId, step: 'find', raw: { ribs: '8', shelf: 'high' }, seen: 'lost' }), {
    at,
  })
const clock = async (caseId: CaseId, name: string) =>
  (await office.as('officer', tx => clocksOf(tx, { caseId }))).find(one => one.clock === name)!

test('what is done by the last instant is met, and a millisecond after it is late', async () => {
  const [inTime, late] = [await openedCase(office, 'met'), await openedCase(office, 'late')]
  const { dueAt } = await clock(inTime.caseId, 'search')
  assert.equal(dueAt.toISOString(), '2026-11-21T23:59:59.999Z')
  await find(inTime.caseId, dueAt)
  await find(late.caseId, new Date(dueAt.getTime() + 1))
  const [met, other] = [await clock(inTime.caseId, 'search'), await clock(late.caseId, 'search')]
  assert.deepEqual([met.result, met.liftedWhy], ['met', null])
  assert.deepEqual([other.result, other.liftedWhy], ['late', null])
})

test('what was done in time and written down later is met, and no clock ends before it began', async () => {
  const { caseId } = await openedCase(office, 'written later')
  const { dueAt, startedAt } = await clock(caseId, 'search')
  const before = { caseId, step: 'find', raw: { ribs: '8', shelf: 'high' }, seen: 'lost', happenedAt: dueAt }
  const later = new Date(dueAt.getTime() + 86_400_000)
  await office.as('officer', tx => take(tx, before), { at: later })
  const { result, endedAt } = await clock(caseId, 'search')
  assert.deepEqual([result, endedAt], ['met', dueAt])
  const early = await openedCase(office, 'said too early')
  const impossible = { ...before, caseId: early.caseId, happenedAt: new Date(startedAt.getTime() - 86_400_000) }
  await office.as('officer', tx => take(tx, impossible), { at: later })
  const ended = await clock(early.caseId, 'search')
  assert.deepEqual(ended.endedAt, ended.startedAt)
})

test('a clock that does not apply any more is lifted with the reason, and is nobody’s work', async () => {
  const { caseId } = await openedCase(office, 'lifted')
  const giveUp = {
    caseId,
    step: 'giveUp',
    raw: { why: 'Washed out to sea' },
    seen: 'lost',
    rationale: 'No hope',
    lawfulBasis: 'public-task',
  }
  await office.as('hateSupervisor', tx => take(tx, giveUp))
  const { result, liftedWhy } = await clock(caseId, 'search')
  assert.deepEqual([result, liftedWhy], ['lifted', 'Give up the search'])
  assert.deepEqual(await office.seen('select id from kernel.work where case_id = $1', [caseId]), [])
})

test('a clock that ends without what it was for is missed, however early', async () => {
  const { caseId } = await openedCase(office, 'missed')
  const giveBack = {
    caseId,
    step: 'giveBack',
    raw: { thanks: 'yes' },
    seen: 'lost',
    rationale: 'Hers',
    lawfulBasis: 'public-task',
  }
  await office.as('hateSupervisor', tx => take(tx, giveBack))
  assert.equal((await clock(caseId, 'search')).result, 'missed')
})

test('a clock keeps the version of its limit under which it started, whatever becomes of the limit', async () => {
  const open = async (key: string, at: Date) => {
    const { reference } = await office.send(key, filledIn(), at)
    const [row] = await office.seen<{ id: ReportId; record: RecordId }>(
      "select r.id, p.record_id as record from kernel.reports r join kernel.report_people p on p.report_id = r.id where r.reference = $1 and p.part = 'owner'",
      [reference],
    )
    const usual = {
      what: 'refer',
      programme: 'umbrellas',
      rationale: 'x',
      lawfulBasis: 'public-task',
      told: 'yes',
      view: 'agrees',
      tell: [],
      actions: [],
    } as const
    const { caseId } = await office.as(
      'triage',
      tx => decide(tx, { ...usual, reportId: row!.id, recordId: row!.record }),
      { at },
    )
    return caseId!
  }
  const before = await clock(await open('before', new Date('2026-12-31T10:00:00Z')), 'search')
  const after = await clock(await open('after', new Date('2027-01-01T10:00:00Z')), 'search')
  assert.deepEqual([before.limit?.version, before.dueAt.toISOString()], [1, '2027-01-03T23:59:59.999Z'])
  assert.deepEqual([after.limit?.version, after.dueAt.toISOString()], [2, '2027-01-02T23:59:59.999Z'])
})

test('how long it took is kept in opening hours, beside the time that passed', async () => {
  const { caseId } = await openedCase(office, 'hours')
  // From Wednesday half past ten to Thursday half past nine: six and a half hours, and a half.
  await find(caseId, new Date(aWednesday.getTime() + 23 * 3_600_000))
  const [row] = await office.seen(
    "select working_seconds, elapsed_seconds from facts.clocks where case_ref = $1 and clock = 'search'",
    [caseId],
  )
  assert.deepEqual(row, { working_seconds: 7 * 3600, elapsed_seconds: String(23 * 3600) })
})

test('what must last at least so long is met at the instant it is due, and missed a millisecond before', async () => {
  const { caseId } = await openedCase(office, 'at least')
  const start = (name: string) =>
    office.as('officer', async tx =>
      startClock(tx, { caseId }, { programme: 'umbrellas', clock: name, limit: 'loans.dry' }),
    )
  const end = (name: string, doneAt: Date) =>
    office.as('officer', tx => endClocks(tx, { caseId }, [name], 'stopped', { doneAt }))
  const { dueAt, atLeast } = await start('long enough')
  await start('too short')
  assert.equal(atLeast, true)
  await end('long enough', dueAt)
  await end('too short', new Date(dueAt.getTime() - 1))
  assert.equal((await clock(caseId, 'long enough')).result, 'met')
  assert.equal((await clock(caseId, 'too short')).result, 'missed')
})

test('a clock that counts back counts from the day before, and there is none once that has come, or without a day', async () => {
  const { caseId } = await openedCase(office, 'counts back')
  let count = 0
  const before = (day: unknown, at = aWednesday) =>
    office.as(
      'officer',
      async tx =>
        startBefore(tx, { caseId }, { programme: 'umbrellas', clock: `back ${count++}`, limit: 'loans.warn', day }),
      { at },
    )
  const due = new Date('2027-01-21T23:59:59.999Z')
  assert.deepEqual((await before('2027-01-29T18:00'))?.dueAt, due)
  assert.deepEqual((await before('2027-01-29', new Date(due.getTime() - 1)))?.dueAt, due)
  assert.equal(await before('2027-01-29', due), undefined)
  assert.equal(await before(undefined), undefined)
})

test('opening hours are those of the calendar of its limit, in the version under which it started', async () => {
  const { caseId } = await openedCase(office, 'lesson')
  const lesson = umbrellaLimits.slice(0, 2).map(one => ({ ...one, id: 'umbrellas.lesson' }))
  const limits = [...office.house.limits, lesson[0]!, { ...lesson[1]!, calendar: 'school' }]
  const house = { ...office.house, limits }
  await installInto(office.db.ownerUrl, house)
  const database = openDatabase({ url: office.db.appUrl, measures: office.db.measures, house, most: 2 })
  try {
    const [eight, noon] = [new Date('2027-01-11T08:00:00Z'), new Date('2027-01-11T12:00:00Z')]
    const as = acting(database, eight)
    const toStart = { programme: 'umbrellas', clock: 'lesson', limit: 'umbrellas.lesson' }
    await as('officer', async tx => startClock(tx, { caseId }, toStart))
    await as('officer', tx => endClocks(tx, { caseId }, ['lesson'], 'stopped'), { at: noon })
  } finally {
    await database.close()
  }
  const [row] = await office.seen("select working_seconds from kernel.clocks where case_id = $1 and clock = 'lesson'", [
    caseId,
  ])
  assert.deepEqual(row, { working_seconds: 3.5 * 3600 })
})
