import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  auditTrail,
  type CaseId,
  NotFound,
  type Purpose,
  purposeStated,
  purposes,
  Refused,
  readCase,
  readReport,
  take,
  worklist,
} from '#kernel'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const last = async () => (await office.seen('select * from kernel.audit order by position desc limit 1'))[0]!

test('each opening leaves a row: who, from where, what, why, when, and what was shown', async () => {
  const { reportId, recordId } = await openedCase(office, 'opening')
  await office.as('triage', tx => readReport(tx, reportId), { action: 'hub.report', purpose: 'assess-risk' })
  const row = await last()
  assert.deepEqual(
    [row.actor, row.agency_id, row.action, row.purpose, row.regime, row.result, row.at],
    [
      `user:${cast.triage.id}`,
      'warwickshire-adults-social-care',
      'hub.report',
      'assess-risk',
      'general',
      'done',
      aWednesday,
    ],
  )
  assert.deepEqual(row.reports, [reportId])
  assert.ok(Array.isArray(row.records) && row.records.includes(recordId))
})

test('a list leaves one row with everything that it showed', async () => {
  const { work } = await office.as('officer', tx => worklist(tx, {}), { action: 'hub.worklist', purpose: 'find-work' })
  assert.ok(work.length > 0)
  assert.deepEqual([...((await last()).cases as string[])].sort(), [...new Set(work.map(one => one.caseId))].sort())
})

test('what is refused or not there is in the audit although its transaction was undone', async () => {
  const { caseId } = await openedCase(office, 'refused')
  await assert.rejects(
    office.as('officer', tx => take(tx, { caseId, step: 'burn', raw: {}, seen: 'lost' })),
    Refused,
  )
  assert.deepEqual([(await last()).result, (await last()).cases, (await last()).shown], ['refused', [caseId], 0])
  await assert.rejects(
    office.as('refuge', tx => readCase(tx, caseId)),
    NotFound,
  )
  assert.deepEqual([(await last()).result, (await last()).cases], ['not-found', [caseId]])
  const nothing = '00000000-0000-7000-8000-00000000dead' as CaseId
  await assert.rejects(
    office.as('officer', tx => readCase(tx, nothing)),
    NotFound,
  )
  assert.deepEqual([(await last()).result, (await last()).cases], ['not-found', [nothing]])
})

test('what a page asks again and again leaves a row only when something was shown', async () => {
  const [before] = await office.seen('select count(*) from kernel.audit')
  const occasion = {
    actor: { kind: 'user', id: cast.refuge.id },
    action: 'alert.poll',
    purpose: 'threat-to-life',
    at: aWednesday,
    onlyIfShown: true,
  } as const
  await office.database.as(occasion, async () => {})
  assert.deepEqual((await office.seen('select count(*) from kernel.audit'))[0], before)
  const { reportId } = await openedCase(office, 'shown')
  await office.database.as(occasion, async tx => tx.looksAt('reports', reportId))
  assert.deepEqual((await last()).reports, [reportId])
})

test('what is searched at each key leaves a row once in a while for each reason, and for whomever none shows yet', async () => {
  const [one, two] = [
    (await openedCase(office, 'typed one')).recordId,
    (await openedCase(office, 'typed two')).recordId,
  ]
  const rows = async () =>
    (
      await office.seen<{ records: string[] }>(
        "select records from kernel.audit where action = 'person.find' and actor = $1 order by position",
        [`user:${cast.officer.id}`],
      )
    ).map(row => row.records)
  const type = async (
    ids: readonly string[],
    minutes = 0,
    more: Readonly<{ purpose?: Purpose; note?: string }> = {},
  ) => {
    const at = new Date(aWednesday.getTime() + minutes * 60_000)
    const onlyIfNewSince = new Date(at.getTime() - 5 * 60_000)
    await office.database.as(
      {
        actor: { kind: 'user', id: cast.officer.id },
        action: 'person.find',
        purpose: 'triage',
        ...more,
        at,
        onlyIfNewSince,
      },
      async tx => tx.looksAt('records', ...ids),
    )
    return await rows()
  }
  await office.database.as(
    { actor: { kind: 'user', id: cast.triage.id }, action: 'person.find', purpose: 'triage', at: aWednesday },
    async tx => tx.looksAt('records', one, two),
  )
  assert.deepEqual(await type([]), [[]], 'nobody is shown, and it is there that somebody searched')
  assert.equal((await type([], 1)).length, 1)
  assert.deepEqual(await type([one], 1), [[], [one]], 'what somebody else was shown is not what they were')
  assert.equal((await type([one], 2)).length, 2)
  assert.deepEqual((await type([one, two], 3)).slice(2), [[one, two]])
  assert.equal((await type([two, one], 4)).length, 3)
  assert.equal((await type([one], 4, { purpose: 'assess-risk' })).length, 4)
  assert.equal((await type([one], 4, { note: 'A call' })).length, 5)
  assert.equal((await type([two], 9)).length, 6, 'six minutes after they were shown')
})

test('only an auditor reads the audit, and finds all of one subject there', async () => {
  const { caseId } = await openedCase(office, 'audited')
  await office.as('officer', tx => readCase(tx, caseId), { purpose: 'investigate-crime' })
  const trail = await office.as('auditor', tx => auditTrail(tx, { subject: caseId }), { purpose: 'audit' })
  assert.ok(trail.some(row => row.purpose === 'investigate-crime' && row.actor === 'Tamsin Brightwater'))
  assert.ok(trail.every(row => row.cases.includes(caseId)))
  for (const part of ['triage', 'hubSupervisor', 'officer', 'hateSupervisor', 'refuge', 'analyst'] as const)
    assert.deepEqual(await office.as(part, tx => auditTrail(tx, {})), [], part)
})

test('nobody writes the audit in another’s name', async () => {
  const forged = office.as('officer', tx =>
    tx.db
      .insertInto('audit')
      .values({
        at: aWednesday,
        actor: `user:${cast.triage.id}`,
        action: 'x',
        purpose: 'triage',
        regime: 'general',
        result: 'done',
      })
      .execute(),
  )
  await assert.rejects(forged, /row-level security/)
})

test('the audit is not rewritten: not by the application, and not by the owner by accident', async () => {
  for (const change of ["update kernel.audit set actor = 'x'", 'delete from kernel.audit', 'truncate kernel.audit'])
    await assert.rejects(office.seen(change), { code: 'SK001' }, change)
  await assert.rejects(
    office.as('officer', tx => tx.db.deleteFrom('audit').execute()),
    { code: '42501' },
  )
  await assert.rejects(
    office.as('officer', tx => tx.db.updateTable('audit').set({ actor: 'x' }).execute()),
    { code: '42501' },
  )
})

test('each purpose belongs to one regime, which the row says', async () => {
  const { caseId } = await openedCase(office, 'regimes')
  for (const [purpose, { regime }] of Object.entries(purposes)) {
    await office.as('officer', tx => readCase(tx, caseId), { purpose: purpose as keyof typeof purposes })
    assert.deepEqual([(await last()).purpose, (await last()).regime], [purpose, regime])
  }
  assert.equal(purposes['investigate-crime'].regime, 'law-enforcement')
})

test('a form may state only the purposes that are asked', () => {
  assert.equal(purposeStated('triage'), 'triage')
  for (const text of ['sign-in', 'curiosity', '', '__proto__', 'constructor', 'Triage'])
    assert.equal(purposeStated(text), undefined)
})
