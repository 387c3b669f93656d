import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { alertsFor, clocksOf, NotFound, Refused, type ReportId, seeAlert } from '#kernel'
import { cast, owner, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())
beforeEach(() => office.seen('delete from kernel.duty'))

const minutes = (many: number) => new Date(aWednesday.getTime() + many * 60_000)
const onDuty = (part: Part, from: Date, until: Date) =>
  office.seen('insert into kernel.duty (id, user_id, starts_at, ends_at) values (gen_random_uuid(), $1, $2, $3)', [
    cast[part].id,
    from,
    until,
  ])
async function threatened(key: string): Promise<{ id: string; reportId: ReportId }> {
  const { reference } = await office.send(key, { storm: 'yes' })
  const [row] = await office.seen<{ id: string; reportId: ReportId }>(
    'select a.id, r.id as "reportId" from kernel.alerts a join kernel.reports r on r.id = a.report_id where r.reference = $1',
    [reference],
  )
  return row!
}
const shownTo = async (part: Part, id: string, at = minutes(5)) =>
  (await office.as(part, tx => alertsFor(tx), { at })).some(alert => alert.id === id)

test('a threat is shown to whoever is on duty at that hour, and to nobody whose shift is over', async () => {
  const { id } = await threatened('duty')
  await onDuty('inspector', minutes(-60), minutes(10))
  await onDuty('inspectorToo', minutes(10), minutes(120))
  assert.deepEqual(
    [await shownTo('inspector', id), await shownTo('inspectorToo', id), await shownTo('triage', id)],
    [true, false, false],
  )
  const later = minutes(10)
  assert.deepEqual([await shownTo('inspector', id, later), await shownTo('inspectorToo', id, later)], [false, true])
})

test('a threat that whoever is on duty has not seen in time is shown to the whole hub, and to nobody else', async () => {
  const { id } = await threatened('unanswered')
  await onDuty('inspector', minutes(-60), minutes(60))
  assert.deepEqual([await shownTo('triage', id, minutes(15)), await shownTo('triage', id, minutes(16))], [false, true])
  assert.ok(await shownTo('inspector', id, minutes(16)))
  for (const part of ['officer', 'community', 'auditor'] as const)
    assert.ok(!(await shownTo(part, id, minutes(16))), part)
})

test('an empty rota hides no threat: the whole hub is shown it, and nobody else', async () => {
  const { id } = await threatened('empty rota')
  for (const part of ['triage', 'triageToo', 'hubSupervisor', 'inspector'] as const)
    assert.ok(await shownTo(part, id), part)
  for (const part of ['officer', 'community', 'refuge', 'auditor'] as const) assert.ok(!(await shownTo(part, id)), part)
})

test('somebody on duty without a role in the hub is shown the threat as well', async () => {
  const { id } = await threatened('council on duty')
  await onDuty('community', minutes(-60), minutes(60))
  assert.ok(await shownTo('community', id))
})

for (const [after, result] of [
  [15, 'met'],
  [16, 'late'],
] as const)
  test(`a threat seen after ${after} minutes is ${result}, and the report goes on waiting for its triage`, async () => {
    const { id, reportId } = await threatened(`seen ${after}`)
    await office.as('inspector', tx => seeAlert(tx, id), { at: minutes(after) })
    assert.ok(!(await shownTo('inspector', id, minutes(after))))
    const clocks = await office.as('triage', tx => clocksOf(tx, { reportId }))
    const triage = clocks.find(clock => clock.clock === 'triage')
    assert.equal(clocks.find(clock => clock.clock === 'threat-seen')?.result, result)
    const work = await office.seen('select queue, due_at, threat from kernel.work where report_id = $1', [reportId])
    assert.deepEqual(work, [{ queue: 'hub:triage', due_at: triage?.dueAt, threat: true }])
  })

test('of two who see a threat at once, one has seen it and the other is told', async () => {
  const { id } = await threatened('two')
  const both = await Promise.allSettled([
    office.as('inspector', tx => seeAlert(tx, id)),
    office.as('triage', tx => seeAlert(tx, id)),
  ])
  const faults = both.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
  assert.equal(faults.length, 1)
  assert.ok(faults[0] instanceof Refused && faults[0].refusal.code === 'already-done')
})

test('a threat in a report that was disposed of is shown to nobody any more', async () => {
  const { id, reportId } = await threatened('disposed of')
  assert.ok(await shownTo('triage', id))
  await owner(office.db.ownerUrl, async client => {
    await client.query("begin; set local safekeep.disposing = 'reports'")
    await client.query('update kernel.reports set sealed = null, sealed_key = null, disposed_at = $2 where id = $1', [
      reportId,
      aWednesday,
    ])
    await client.query('commit')
  })
  assert.ok(!(await shownTo('triage', id)))
})

test('nobody sees to a threat that is not theirs to see', async () => {
  const { id } = await threatened('not theirs')
  for (const part of ['officer', 'community', 'refuge'] as const)
    await assert.rejects(
      office.as(part, tx => seeAlert(tx, id)),
      NotFound,
      part,
    )
})
