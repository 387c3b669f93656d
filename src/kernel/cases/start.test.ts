import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CaseId,
  correct,
  type EntryId,
  Invalid,
  NotFound,
  newId,
  type RecordId,
  Refused,
  readCase,
  startCase,
  type ToStart,
  take,
  worklist,
} from '#kernel'
import type { Part } from '../../../test/cast.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

// A Saturday afternoon: court time does not run on the Sunday that follows.
const saturday = new Date('2026-11-14T15:00:00Z')
const monday = new Date('2026-11-16T10:00:00Z')

const loan = (more: Partial<ToStart> = {}): ToStart => ({
  id: newId<'case'>(),
  programme: 'loans',
  people: [{ part: 'borrower', told: { part: 'borrower', given: 'Ada', family: 'Galoshes' } }],
  district: 'Rugby',
  contactable: true,
  rationale: 'She asked at the desk',
  lawfulBasis: 'public-task',
  ...more,
})
const started = (more?: Partial<ToStart>, part: Part = 'officer') =>
  office.as(part, tx => startCase(tx, loan(more)), { at: monday })
const agreed = {
  kind: 'golf',
  handed: { day: '2026-11-14', time: '15:00' },
  back: '2027-01-29',
  deposit: 'Ten pounds',
  terms: [{ kind: 'must', words: 'Shake it' }, {}, { kind: 'mustNot', words: 'Open it indoors' }],
}
const lent = async (raw = {}, happenedAt = saturday) => {
  const { id } = await started()
  const entry = await office.as(
    'officer',
    tx => take(tx, { caseId: id, step: 'lend', raw: { ...agreed, ...raw }, seen: 'asked', happenedAt }),
    { at: monday },
  )
  return { id, entry }
}
const read = (id: CaseId, part: Part = 'officer') => office.as(part, tx => readCase(tx, id))
const clocksOf = (id: CaseId) =>
  office.seen<{ clock: string; started_at: Date; due_at: Date; result: string | null }>(
    'select clock, started_at, due_at, result from kernel.clocks where case_id = $1 order by clock, id',
    [id],
  )
const dueOf = async (id: CaseId) =>
  (await clocksOf(id)).filter(one => !one.result).map(one => `${one.clock} ${one.due_at.toISOString()}`)
const refused = (code: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === code

test('a case is opened by hand with people told of there and then, and seen by its programme alone', async () => {
  const { id } = await started()
  const shown = await read(id)
  assert.deepEqual(
    shown.people.map(({ part, record }) => [part, record.given]),
    [['borrower', 'Ada']],
  )
  assert.deepEqual([shown.state, shown.reportId, shown.openedFrom, shown.stands], ['asked', null, null, {}])
  await assert.rejects(read(id, 'triage'), NotFound)
})

test('the same opening sent twice, one after the other, opens one case', async () => {
  const twice = loan()
  const [first, second] = [
    await office.as('officer', tx => startCase(tx, twice)),
    await office.as('officer', tx => startCase(tx, twice)),
  ]
  assert.deepEqual(first, second)
})

test('a case is opened by hand only by whoever works in its programme, and with what it needs', async () => {
  await assert.rejects(started({}, 'triage'), refused('not-yours-to-open'))
  await assert.rejects(started({ programme: 'sunshades' }), NotFound)
  await assert.rejects(started({ people: [], rationale: ' ', lawfulBasis: 'a whim' }), fault => {
    assert.ok(fault instanceof Invalid)
    assert.deepEqual(
      fault.problems.map(problem => problem.field),
      ['borrower', 'rationale', 'lawfulBasis'],
    )
    return true
  })
})

test('to name the record of somebody is no way to see them: the code refuses, and the database refuses the code', async () => {
  const [row] = await office.seen<{ id: RecordId }>(
    "insert into kernel.person_records (id, source, recorded_at) values (gen_random_uuid(), 'feed', now()) returning id",
  )
  const people = [{ part: 'borrower', recordId: row!.id }]
  await assert.rejects(started({ people }), NotFound)
  const { id } = await started()
  const put = office.as('officer', tx =>
    tx.db
      .insertInto('case_people')
      .values({ id: newId(), case_id: id, record_id: row!.id, part: 'owner', starts_at: tx.at })
      .execute(),
  )
  await assert.rejects(put, /row-level security/)
})

test('clocks begin when the thing happened, count court time, and count back from the day agreed', async () => {
  const { id } = await lent()
  assert.deepEqual(await dueOf(id), [
    'deposit 2026-11-17T23:59:59.999Z',
    'dry 2026-11-15T03:00:00.000Z',
    'fetch 2026-11-17T15:00:00.000Z', // 48 hours from Saturday at three, but for the Sunday
    'remind 2026-12-29T23:59:59.999Z',
    'warn 2027-01-21T23:59:59.999Z',
  ])
})

test('a rule that only some cases come under starts no clock in the others', async () => {
  const { id } = await lent({ kind: 'pocket' })
  assert.ok(!(await clocksOf(id)).some(one => one.clock === 'deposit'))
})

test('what must last at least so long is owed to nobody, is never overdue, and is missed when it is cut short', async () => {
  const [cut, kept] = [await lent(), await lent()]
  const fetch = (id: CaseId, happenedAt: string) =>
    office.as(
      'officer',
      tx => take(tx, { caseId: id, step: 'fetched', raw: {}, seen: 'lent', happenedAt: new Date(happenedAt) }),
      { at: monday },
    )
  const [work] = await office.seen("select count(*)::int from kernel.work where title = 'Let it dry'")
  assert.deepEqual(work, { count: 0 })
  const result = async (id: CaseId) =>
    (await office.seen("select result from facts.clocks where clock = 'dry' and case_ref = $1", [id]))[0]?.result
  assert.equal(await result(cut.id), 'running')
  await fetch(cut.id, '2026-11-15T02:00:00Z')
  await fetch(kept.id, '2026-11-15T04:00:00Z')
  assert.deepEqual([await result(cut.id), await result(kept.id)], ['missed', 'met'])
})

test('a warning that could only come too late is not begun', async () => {
  const { id } = await lent({ back: '2026-11-30' })
  assert.deepEqual(
    (await dueOf(id)).filter(due => /remind|warn/.test(due)),
    ['warn 2026-11-22T23:59:59.999Z'],
  )
})

test('what stands is kept with the case until a later answer takes its place, and the promises with it', async () => {
  const { id } = await lent()
  const raw = { back: '2027-03-01' }
  await office.as('officer', tx => take(tx, { caseId: id, step: 'extend', raw, seen: 'lent' }), { at: monday })
  const [row] = await office.seen('select codes from kernel.cases where id = $1', [id])
  assert.deepEqual(row, { codes: { kind: 'golf', handed: '2026-11-14T15:00:00.000Z', back: '2027-03-01' } })
  const { stands } = await read(id)
  assert.deepEqual([stands.back, stands.terms], ['2027-03-01', agreed.terms])
  const again = await clocksOf(id)
  assert.deepEqual(
    again.filter(one => one.clock === 'warn').map(one => [one.due_at.toISOString(), one.result]),
    [
      ['2027-01-21T23:59:59.999Z', 'lifted'],
      ['2027-02-21T23:59:59.999Z', null],
    ],
  )
})

test('a correction puts right what stands and the promises that count back from it', async () => {
  const { id, entry } = await lent()
  const fix = (entryId: EntryId, raw: object) =>
    office.as('officer', tx => correct(tx, { caseId: id, entryId, raw: { ...agreed, ...raw }, why: 'Misread' }), {
      at: monday,
    })
  const second = await fix(entry, { back: '2027-02-28' })
  assert.equal((await read(id)).stands.back, '2027-02-28')
  assert.ok((await dueOf(id)).includes('warn 2027-02-20T23:59:59.999Z'))
  const raw = { back: '2027-04-01' }
  await office.as('officer', tx => take(tx, { caseId: id, step: 'extend', raw, seen: 'lent' }), { at: monday })
  await fix(second, { back: '2027-03-31' })
  assert.equal(
    (await read(id)).stands.back,
    '2027-04-01',
    'a later entry was overruled by a correction of an earlier one',
  )
  const [row] = await office.seen<{ codes: { back: string } }>('select codes from kernel.cases where id = $1', [id])
  assert.equal(row?.codes.back, '2027-04-01')
})

test('what is wrong with one of several is said of that one', async () => {
  const { id } = await started()
  const raw = { ...agreed, terms: [{}, { kind: 'must', words: '' }], handed: { day: '2026-11-14', time: '25:00' } }
  await assert.rejects(
    office.as('officer', tx => take(tx, { caseId: id, step: 'lend', raw, seen: 'asked' })),
    fault => {
      assert.ok(fault instanceof Invalid)
      assert.deepEqual(
        fault.problems.map(problem => problem.field),
        ['handed', 'terms.1.words'],
      )
      return true
    },
  )
})

test('a check looks at what stands with these answers taken', async () => {
  const { id } = await started()
  const raw = { ...agreed, back: '2026-11-01' }
  await assert.rejects(
    office.as('officer', tx => take(tx, { caseId: id, step: 'lend', raw, seen: 'asked' })),
    refused('step-not-ready'),
  )
})

test('what is due in some weeks is not on the worklist yet', async () => {
  const { id } = await lent()
  const titles = async (at: string) =>
    (await office.as('officer', tx => worklist(tx, { programme: 'loans' }, undefined, 500), { at: new Date(at) })).work
      .filter(one => one.caseId === id)
      .map(one => one.title)
  assert.deepEqual(await titles('2026-11-16T12:00:00Z'), ['Have it fetched', 'Take the deposit'])
  assert.deepEqual(await titles('2026-12-23T12:00:00Z'), ['Have it fetched', 'Take the deposit', 'Remind them'])
})

test('a step opens a case elsewhere with the people it is about, though whoever takes it may not look there', async () => {
  const { id } = await lent()
  const lose = {
    caseId: id,
    step: 'lose',
    raw: { where: 'On the bus' },
    seen: 'lent',
    rationale: 'She left it',
    lawfulBasis: 'public-task',
  }
  await office.as('officer', tx => take(tx, lose), { at: monday })
  const [opened] = (await read(id)).opened
  assert.deepEqual([opened?.as, opened?.programme, opened?.state], ['search', 'umbrellas', 'lost'])
  const search = await read(opened!.id)
  assert.deepEqual([search.openedFrom?.id, search.people.map(({ part }) => part)], [id, ['finder']])
  // The hub sees the search, and not the loan that it came from.
  const asHub = await read(opened!.id, 'triage')
  assert.deepEqual([asHub.openedFrom?.reference, asHub.openedFrom?.programme], [null, null])
  const [row] = await office.seen('select district, opened_as from kernel.cases where id = $1', [opened!.id])
  assert.deepEqual(row, { district: 'Rugby', opened_as: 'search' })
})

test('a case opened from a restricted one is as restricted, and has the same readers', async () => {
  const { id } = await lent()
  await office.seen(
    "insert into kernel.readers (id, user_id, case_id, why, starts_at) select gen_random_uuid(), id, $1, 'Named', $2 from kernel.users where name = 'Tamsin Brightwater'",
    [id, new Date('2026-01-01')],
  )
  await office.seen("update kernel.cases set sensitivity = 'restricted' where id = $1", [id])
  const lose = {
    caseId: id,
    step: 'lose',
    raw: { where: 'On the bus' },
    seen: 'lent',
    rationale: 'She left it',
    lawfulBasis: 'public-task',
  }
  await office.as('officer', tx => take(tx, lose), { at: monday })
  const [opened] = (await read(id)).opened
  assert.equal((await read(opened!.id)).sensitivity, 'restricted')
  await assert.rejects(read(opened!.id, 'officerToo'), NotFound)
})

test('an agency that only takes part cannot open a case from it where the step says nothing of the kind', async () => {
  const one = await openedCase(office, 'by a stranger')
  const stolen = office.as('refuge', tx =>
    tx.db
      .insertInto('cases')
      .values({
        id: newId(),
        reference: 'CA-0000-0000',
        programme: 'umbrellas',
        state: 'lost',
        seen_by: 'partners',
        opened_from: one.caseId,
        opened_as: 'search',
        opened_at: tx.at,
      })
      .execute(),
  )
  await assert.rejects(stolen, /row-level security/)
})
