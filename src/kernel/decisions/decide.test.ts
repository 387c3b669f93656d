import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  clocksOf,
  type Decision,
  decide,
  Invalid,
  NotFound,
  Refused,
  type ReportShown,
  readCase,
  readReport,
  worklist,
} from '#kernel'
import { cast, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

let sends = 0
async function received(more: Record<string, unknown> = {}): Promise<ReportShown> {
  const { reference } = await office.send(`report ${sends++}`, more)
  const [row] = await office.seen<{ id: ReportShown['id'] }>('select id from kernel.reports where reference = $1', [
    reference,
  ])
  return await office.as('triage', tx => readReport(tx, row!.id))
}
const usual = {
  what: 'refer',
  programme: 'umbrellas',
  rationale: 'It may be on the shelf',
  lawfulBasis: 'public-task',
  told: 'yes',
  view: 'agrees',
  tell: [],
  actions: [],
} as const
type About = Pick<Decision, 'reportId' | 'recordId'>
const about = (report: ReportShown, index = 0): About => ({
  reportId: report.id,
  recordId: report.people.filter(person => person.part === 'owner')[index]!.record.id,
})
const stateOf = async (report: ReportShown) => {
  const [clock] = await office.as('triage', tx => clocksOf(tx, { reportId: report.id }))
  const work = await office.seen("select id from kernel.work where report_id = $1 and kind = 'triage'", [report.id])
  return { triage: clock?.result ?? 'running', waiting: work.length }
}

for (const what of ['signpost', 'act-now', 'no-further-action'] as const)
  test(`a decision to ${what} ends the triage and opens no case`, async () => {
    const report = await received()
    const { caseId } = await office.as('triage', tx => decide(tx, { ...usual, ...about(report), what }))
    assert.equal(caseId, undefined)
    assert.deepEqual(await stateOf(report), { triage: 'met', waiting: 0 })
    const after = await office.as('triage', tx => readReport(tx, report.id))
    assert.deepEqual(
      after.decisions.map(one => [one.what, one.programme, one.caseId, one.rationale]),
      [[what, null, null, 'It may be on the shelf']],
    )
    assert.deepEqual(after.cases, [])
  })

test('a referral opens a case at the start of its programme, with its people, clocks and work', async () => {
  const report = await received()
  const { caseId } = await office.as('triage', tx => decide(tx, { ...usual, ...about(report) }))
  assert.deepEqual(
    await office.seen('select programme, state, seen_by, report_id from kernel.cases where id = $1', [caseId]),
    [{ programme: 'umbrellas', state: 'lost', seen_by: 'partners', report_id: report.id }],
  )
  assert.deepEqual(
    await office.seen('select part from kernel.case_people where case_id = $1 order by part', [caseId]),
    [{ part: 'finder' }, { part: 'owner' }],
  )
  assert.deepEqual(
    await office.seen(
      'select k.clock, w.queue from kernel.clocks k join kernel.work w on w.clock_id = k.id where k.case_id = $1 and k.ended_at is null order by 1',
      [caseId],
    ),
    [
      { clock: 'search', queue: 'umbrellas:clerk' },
      { clock: 'tell', queue: 'umbrellas:clerk' },
    ],
  )
  const [entry] = await office.seen(
    'select decision, rationale, lawful_basis, by_user from kernel.chronology where case_id = $1',
    [caseId],
  )
  assert.equal(entry?.rationale, 'It may be on the shelf')
  assert.equal(entry?.decision, true)
})

test('each person is decided on apart; the triage ends with the last of them, and one case holds both', async () => {
  const report = await received({ owners: [{ given: 'Ada' }, { given: 'Bea' }] })
  const first = await office.as('triage', tx => decide(tx, { ...usual, ...about(report, 0) }))
  assert.deepEqual(await stateOf(report), { triage: 'running', waiting: 1 })
  const second = await office.as('triage', tx => decide(tx, { ...usual, ...about(report, 1) }))
  assert.deepEqual(await stateOf(report), { triage: 'met', waiting: 0 })
  assert.equal(second.caseId, first.caseId)
  const owners = await office.seen("select id from kernel.case_people where case_id = $1 and part = 'owner'", [
    first.caseId,
  ])
  assert.equal(owners.length, 2)
})

test('of two colleagues who decide at once, one does and the other is told', async () => {
  const report = await received()
  const both = await Promise.allSettled([
    office.as('triage', tx => decide(tx, { ...usual, ...about(report) })),
    office.as('triageToo', tx => decide(tx, { ...usual, ...about(report), what: 'signpost' })),
  ])
  const refused = both.filter(one => one.status === 'rejected')
  assert.equal(refused.length, 1)
  const fault: unknown = refused[0]?.reason
  assert.ok(fault instanceof Refused && fault.refusal.code === 'already-decided')
  assert.equal((await office.seen('select id from kernel.decisions where report_id = $1', [report.id])).length, 1)
})

test('a decision is put right by another that takes its place; both stay on the record', async () => {
  const report = await received()
  await office.as('triage', tx => decide(tx, { ...usual, ...about(report), what: 'no-further-action' }))
  const [earlier] = (await office.as('triage', tx => readReport(tx, report.id))).decisions
  await office.as('hubSupervisor', tx => decide(tx, { ...usual, ...about(report), supersedes: earlier!.id }))
  const { decisions, cases } = await office.as('triage', tx => readReport(tx, report.id))
  assert.deepEqual(
    decisions.map(one => [one.what, one.supersedes]),
    [
      ['no-further-action', null],
      ['refer', earlier!.id],
    ],
  )
  assert.equal(cases.length, 1)
  const again = { ...usual, ...about(report), supersedes: earlier!.id }
  await assert.rejects(
    office.as('triage', tx => decide(tx, again)),
    Refused,
  )
})

test('agencies that are told get a share on the record and take part in the case', async () => {
  const report = await received()
  const tell = ['rugby-borough-council', 'kingfisher-homes']
  const { caseId } = await office.as('triage', tx => decide(tx, { ...usual, ...about(report), tell }))
  assert.deepEqual(
    await office.seen(
      'select to_agency, power, purpose from kernel.shares where report_id = $1 and case_id = $2 order by 1',
      [report.id, caseId],
    ),
    [...tell].sort().map(to_agency => ({ to_agency, power: 'public-task', purpose: 'It may be on the shelf' })),
  )
  const taking = await office.seen('select agency_id from kernel.case_agencies where case_id = $1 order by 1', [caseId])
  assert.deepEqual(
    taking,
    [...tell].sort().map(agency_id => ({ agency_id })),
  )
  const shared = await office.as('community', tx =>
    tx.db.selectFrom('cases').select('id').where('id', '=', caseId!).execute(),
  )
  assert.equal(shared.length, 1)
})

test('an action appears in the queue of the agency that owes it, due at the end of its day', async () => {
  const report = await received()
  const actions = [{ ownerAgency: 'rugby-borough-council', what: 'Look under the seats', dueOn: '2026-11-25' }]
  await office.as('triage', tx => decide(tx, { ...usual, ...about(report), actions }))
  const { work } = await office.as('community', tx => worklist(tx, { kind: 'action' }))
  assert.deepEqual(
    work.map(one => [one.queue, one.dueAt.toISOString()]),
    [['agency:rugby-borough-council', '2026-11-25T23:59:59.999Z']],
  )
})

test('everything missing from a decision is said at once', async () => {
  const report = await received()
  const empty = {
    ...usual,
    ...about(report),
    programme: 'parasols',
    rationale: ' ',
    lawfulBasis: 'curiosity',
    told: 'no',
    view: 'objects',
    tell: ['nobody'],
  } as const
  await assert.rejects(
    office.as('triage', tx => decide(tx, empty)),
    fault => {
      assert.ok(fault instanceof Invalid)
      assert.deepEqual(
        fault.problems.map(problem => problem.field),
        ['programme', 'rationale', 'lawfulBasis', 'notToldWhy', 'overrideWhy', 'tell'],
      )
      return true
    },
  )
  assert.deepEqual(await stateOf(report), { triage: 'running', waiting: 1 })
})

test('nobody decides on a person who is not in the report, or on a report they cannot see', async () => {
  const [one, other] = [await received(), await received()]
  const stranger = { ...usual, reportId: one.id, recordId: about(other).recordId }
  await assert.rejects(
    office.as('triage', tx => decide(tx, stranger)),
    NotFound,
  )
  await assert.rejects(
    office.as('community', tx => decide(tx, { ...usual, ...about(one) })),
    NotFound,
  )
  await assert.rejects(
    office.as('officer', tx => decide(tx, { ...usual, ...about(one) })),
    NotFound,
  )
})

test('whoever cannot be contacted is owed no contact: that clock is lifted, with the reason, and is nobody’s work', async () => {
  const report = await received({ named: 'no' })
  const { caseId } = await office.as('triage', tx =>
    decide(tx, { ...usual, ...about(report), told: 'not-yet', view: 'not-known' }),
  )
  const clocks = await office.seen(
    'select clock, result, lifted_why from kernel.clocks where case_id = $1 order by clock',
    [caseId],
  )
  assert.deepEqual(clocks, [
    { clock: 'search', result: null, lifted_why: null },
    { clock: 'tell', result: 'lifted', lifted_why: 'There is nobody who can be contacted safely' },
  ])
  assert.equal((await office.seen('select id from kernel.work where case_id = $1', [caseId])).length, 1)
})

/** Keeps a report from most people, and lets these of the cast read it: by name, or through a broken glass. */
async function restricted(report: ReportShown, named: readonly Part[], broken: readonly Part[] = []): Promise<void> {
  const [at, until] = [new Date(aWednesday.getTime() - 3_600_000), new Date(aWednesday.getTime() + 3_600_000)]
  for (const part of [...named, ...broken])
    await office.seen(
      `insert into kernel.readers (id, user_id, report_id, why, glass_broken, starts_at, ends_at)
       values (gen_random_uuid(), $1, $2, 'x', $3, $4, $5)`,
      [cast[part].id, report.id, broken.includes(part), at, broken.includes(part) ? until : null],
    )
  await office.seen("update kernel.reports set sensitivity = 'sealed' where id = $1", [report.id])
}
const readersOf = (caseId: string | undefined) =>
  office.seen(
    `select u.name, r.glass_broken, r.ends_at is not null as ends from kernel.readers r join kernel.users u on u.id = r.user_id
      where r.case_id = $1 order by u.name`,
    [caseId],
  )

test('a case opened of a sealed report is sealed, and read by those who read the report, each as they read that', async () => {
  const report = await received()
  await restricted(report, ['triage', 'officer'], ['hubSupervisor'])
  const tell = [cast.refuge.agency]
  const { caseId } = await office.as('triage', tx => decide(tx, { ...usual, ...about(report), tell }))
  const sensitivity = async (part: Part) => (await office.as(part, tx => readCase(tx, caseId!))).sensitivity
  assert.equal(await sensitivity('triage'), 'sealed')
  assert.equal(await sensitivity('officer'), 'sealed')
  await assert.rejects(sensitivity('officerToo'), NotFound)
  assert.deepEqual(await readersOf(caseId), [
    { name: cast.hubSupervisor.name, glass_broken: true, ends: true },
    { name: cast.officer.name, glass_broken: false, ends: false },
    { name: cast.triage.name, glass_broken: false, ends: false },
  ])
  const agencies = await office.seen('select sensitivity from kernel.case_agencies where case_id = $1', [caseId])
  assert.deepEqual(agencies, [{ sensitivity: 'sealed' }])
})

test('a case that its programme keeps to itself is read through a sealed report by nobody outside the programme', async () => {
  const report = await received()
  await restricted(report, ['triage', 'officer'])
  const loan = { ...usual, ...about(report), programme: 'loans' }
  const { caseId } = await office.as('triage', tx => decide(tx, loan))
  assert.deepEqual(await readersOf(caseId), [{ name: cast.officer.name, glass_broken: false, ends: false }])
})

test('nobody is put into an ordinary case from a report that was restricted after it was opened', async () => {
  const report = await received({ owners: [{ given: 'Ada' }, { given: 'Bea' }] })
  const first = await office.as('triage', tx => decide(tx, { ...usual, ...about(report, 0) }))
  await restricted(report, ['triage'])
  const second = await office.as('triage', tx => decide(tx, { ...usual, ...about(report, 1) }))
  assert.notEqual(second.caseId, first.caseId)
  const [row] = await office.seen('select sensitivity from kernel.cases where id = $1', [second.caseId])
  assert.deepEqual(row, { sensitivity: 'sealed' })
})
