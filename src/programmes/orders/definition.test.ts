import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { correct, Invalid, Refused } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { beside, decided, later, type OrderHouse, openOrders, prohibitions, terms } from '../../../test/orders.ts'

let house: OrderHouse
before(async () => {
  house = await openOrders()
})
after(() => house.close())

const refusedWith =
  (code: string, words = /./) =>
  (fault: unknown) =>
    fault instanceof Refused && fault.refusal.code === code && words.test(fault.refusal.message)
const day = 86_400_000
const madeNow = { heardAt: aWednesday.toISOString(), ...terms('2026-12-10') }

for (const [what, servedAt, due] of [
  ['over a Sunday', '2026-11-20T16:00:00Z', '2026-11-23T16:00:00.000Z'],
  ['over Christmas and a bank holiday that moved', '2026-12-24T12:00:00Z', '2026-12-29T12:00:00.000Z'],
  ['over Easter, while the clocks go forward', '2027-03-25T10:00:00Z', '2027-03-30T09:00:00.000Z'],
  ['over the Sunday on which the clocks go back', '2026-10-24T11:00:00Z', '2026-10-27T12:00:00.000Z'],
] as const)
  test(`an application is to be heard 48 hours from when its notice was served, ${what}`, async () => {
    const id = await house.noticeServed('dvpo', new Date(servedAt))
    assert.equal((await house.clock(id, 'hearingViolence'))?.dueAt.toISOString(), due)
    assert.equal(await house.clock(id, 'hearingAbuse'), undefined)
  })

test('the clock of a kind with another law is that law’s, and a kind without a notice has none', async () => {
  const abuse = await house.noticeServed('dapo', aWednesday)
  assert.equal((await house.clock(abuse, 'hearingAbuse'))?.limit?.id, 'domestic.abuse-notice-court')
  const stalking = await house.authorised('spo')
  await assert.rejects(house.step(stalking, 'issue', { prohibitions }), refusedWith('step-not-now'))
  assert.ok(!(await house.shown(stalking)).steps.includes('issue'))
  await house.step(stalking, 'apply', { court: 'A court', hearingAt: later(aWednesday, 3000).toISOString() })
  assert.deepEqual(
    (await house.clocks(stalking)).map(clock => clock.clock),
    ['decide'],
  )
})

test('an application of a kind that begins with a notice is not listed before the notice is served', async () => {
  const id = await house.authorised('dvpo')
  const { steps } = await house.shown(id)
  assert.ok(steps.includes('issue') && !steps.includes('apply') && !steps.includes('list'))
})

test('the hour of service is asked, may not lie ahead, and moves the clock when it is put right', async () => {
  const servedAt = later(aWednesday, -300)
  const id = await house.authorised('dvpo', { at: later(servedAt, -120) })
  await house.step(id, 'issue', { prohibitions }, { at: later(servedAt, -60) })
  const served = { noticeServedAt: later(aWednesday, 1).toISOString(), how: 'inPerson', by: 'PC 4471' }
  await assert.rejects(house.step(id, 'serveNotice', served), fault => fault instanceof Invalid)
  await house.step(id, 'serveNotice', { ...served, noticeServedAt: { day: '2026-11-18', time: '05:30' } })
  assert.equal((await house.clock(id, 'hearingViolence'))?.dueAt.toISOString(), '2026-11-20T05:30:00.000Z')
  const { chronology } = await house.shown(id)
  const right = { ...served, noticeServedAt: { day: '2026-11-18', time: '04:30' } }
  await house.as('ordersOfficer', tx =>
    correct(tx, { caseId: id, entryId: chronology.at(-1)!.id, raw: right, why: 'The pocket book says half past four' }),
  )
  const clocks = (await house.clocks(id)).filter(clock => clock.clock === 'hearingViolence')
  assert.deepEqual(clocks.map(clock => [clock.dueAt.toISOString(), clock.result]).sort(), [
    ['2026-11-20T04:30:00.000Z', null],
    ['2026-11-20T05:30:00.000Z', 'lifted'],
  ])
})

test('a hearing that is adjourned was heard, and the notice stays in force', async () => {
  const id = await house.noticeServed('dvpo', aWednesday)
  const hearingAt = later(aWednesday, 24 * 60)
  await house.step(id, 'list', { court: 'A court', hearingAt: hearingAt.toISOString() }, { at: later(aWednesday, 60) })
  const adjourned = { heardAt: hearingAt.toISOString(), court: 'A court', why: 'For a solicitor' }
  const nextOn = later(hearingAt, 5 * 24 * 60).toISOString()
  await house.step(id, 'adjourn', { ...adjourned, hearingAt: nextOn }, { at: later(hearingAt, 9000) })
  const shown = await house.shown(id)
  assert.deepEqual([shown.state, (await house.clock(id, 'hearingViolence'))?.result], ['adjourned', 'met'])
  assert.ok(['breach', 'grant', 'refuse', 'adjourn'].every(step => shown.steps.includes(step)))
})

test('an order refused is over for the subject, and the protected person is to be told before it is closed', async () => {
  const id = await house.noticeServed('dvpo', aWednesday)
  await house.step(id, 'list', { court: 'A court', hearingAt: later(aWednesday, 600).toISOString() })
  await house.step(id, 'refuse', { heardAt: aWednesday.toISOString(), court: 'A court', why: 'Not satisfied' })
  assert.equal((await house.clock(id, 'tell'))?.result, null)
  await assert.rejects(house.step(id, 'close', {}, { by: 'ordersSupervisor' }), refusedWith('step-not-ready', /tell/i))
  await house.step(id, 'tellProtected', { toldOf: 'ended', how: 'phone', safe: 'yes' })
  await house.step(id, 'close', {}, { by: 'ordersSupervisor' })
  const shown = await house.shown(id)
  assert.equal(shown.state, 'closed')
  assert.ok(shown.closedAt)
})

test('a notice is authorised by a superintendent, and an order without one by whoever supervises', async () => {
  const id = await house.open()
  await house.step(id, 'draft', { kind: 'dvpo', ...beside, risk: 'Worse each time' })
  const by = { by: 'ordersSupervisor' } as const
  for (const rank of ['inspector', 'notPolice'])
    await assert.rejects(
      house.step(id, 'authorise', { rank, told: 'yes' }, by),
      refusedWith('step-not-ready', /DVPN.*higher rank/),
    )
  await assert.rejects(
    house.step(id, 'authorise', { rank: 'superintendent', told: 'yes' }),
    refusedWith('step-not-yours'),
  )
  await house.step(id, 'authorise', { rank: 'superintendent', told: 'yes' }, by)
  const other = await house.open()
  await house.step(other, 'draft', { kind: 'spo', ...beside, risk: 'Worse each time' })
  await house.step(other, 'authorise', { rank: 'notPolice', told: 'no' }, by)
})

test('that no order is sought is a decision with its reason, and ends the matter', async () => {
  const id = await house.open()
  await house.step(id, 'decline', { kind: 'spo', declinedFor: 'notWanted' })
  const { state, chronology, closedAt } = await house.shown(id)
  const last = chronology.at(-1)!
  assert.deepEqual([state, last.decision, last.rationale], ['declined', true, decided.rationale])
  assert.ok(closedAt)
  assert.equal((await house.clock(id, 'decide'))?.result, 'met')
})

test('names and address are owed within three days of service by the kinds whose law says so, and by no other', async () => {
  const clock = async (kind: string) => {
    const id = await house.inForce(kind)
    return (await house.clocks(id)).find(one => one.clock.startsWith('notify'))
  }
  const [abuse, stalking] = [await clock('dapo'), await clock('spo')]
  assert.equal(abuse?.limit?.id, 'domestic.abuse-order-notification')
  assert.equal(stalking?.limit?.id, 'stalking.order-notification')
  assert.equal(stalking?.dueAt.toISOString(), '2026-11-20T23:59:59.999Z') // the day of service is the first
  for (const kind of ['restraining', 'nonMolestation', 'shpo', 'dvpo']) assert.equal(await clock(kind), undefined, kind)
  const restraining = await house.inForce('restraining')
  await assert.rejects(house.step(restraining, 'notified', { station: 'Rugby' }), refusedWith('step-not-now'))
})

test('an order not yet served has its attempts on record, and nothing runs that begins with service', async () => {
  const id = await house.noticeServed('dvpo', aWednesday)
  await house.step(id, 'list', { court: 'A court', hearingAt: later(aWednesday, 60).toISOString() })
  await house.step(id, 'grant', madeNow)
  for (const triedAt of ['home', 'work']) await house.step(id, 'tryToServe', { triedAt, note: 'Not there' })
  const names = (await house.clocks(id)).filter(clock => clock.result === null).map(clock => clock.clock)
  assert.deepEqual(names.sort(), ['enter', 'tell'])
  assert.equal((await house.shown(id)).chronology.filter(entry => entry.step === 'tryToServe').length, 2)
})

test('an order made elsewhere is taken in with the force or court that has it', async () => {
  const id = await house.open()
  const elsewhere = { kind: 'dapo', origin: 'force', madeOn: '2026-11-10', ...terms(), ...beside }
  await assert.rejects(house.step(id, 'record', elsewhere), fault => fault instanceof Invalid)
  await house.step(id, 'record', { ...elsewhere, force: 'North Wales Police' })
  assert.deepEqual((await house.shown(id)).state, 'granted')
})

test('nobody is told by a letter that another may open', async () => {
  const id = await house.noticeServed('dvpo', aWednesday)
  await house.step(id, 'list', { court: 'A court', hearingAt: later(aWednesday, 60).toISOString() })
  await house.step(id, 'grant', madeNow)
  const letter = { toldOf: 'granted', how: 'letter' }
  for (const safe of ['no', 'notKnown'])
    await assert.rejects(house.step(id, 'tellProtected', { ...letter, safe }), refusedWith('step-not-ready', /write/))
  await house.step(id, 'tellProtected', { ...letter, safe: 'yes' })
  assert.equal((await house.clock(id, 'tell'))?.result, 'met')
})

test('before an order ends it is warned of four times, and anew when a court changes the day', async () => {
  const id = await house.inForce('restraining', { lasts: 'day', expires: '2027-06-30' })
  const rungs = async () =>
    (await house.clocks(id))
      .filter(clock => clock.clock.startsWith('left') && clock.result === null)
      .map(clock => `${clock.clock} ${clock.dueAt.toISOString().slice(0, 10)}`)
  const first = ['left60 2027-04-30', 'left30 2027-05-30', 'left14 2027-06-15', 'left7 2027-06-22']
  assert.deepEqual(await rungs(), first)
  await house.step(id, 'vary', { why: 'Shorter', ...terms('2027-01-05') })
  // Sixty days before then is past: to begin it would be to have missed it.
  assert.deepEqual(await rungs(), ['left30 2026-12-05', 'left14 2026-12-21', 'left7 2026-12-28'])
  await house.step(id, 'vary', { why: 'Until further order', ...terms() })
  assert.deepEqual(await rungs(), [])
})

test('an order does not expire before its last day, and one that a court ended is discharged', async () => {
  const id = await house.inForce('restraining', { lasts: 'day', expires: '2026-12-31' })
  const early = house.step(id, 'expire', { reviewed: 'no', endedOn: '2026-11-18' })
  await assert.rejects(early, refusedWith('step-not-ready', /binds until the end of 31 December 2026/))
  assert.equal((await house.shown(id)).state, 'active')
})

test('to let an order end is decided, and expiry says whether anybody had looked at it again', async () => {
  const id = await house.inForce('restraining', { lasts: 'day', expires: '2026-12-31' })
  await house.step(id, 'review', { needed: 'no', asked: 'yes', note: 'They have moved away' })
  await house.step(id, 'letEnd', { needed: 'no', asked: 'yes', note: 'As agreed' }, { by: 'ordersSupervisor' })
  assert.equal((await house.clock(id, 'left30'))?.result, 'met')
  const at = new Date('2027-01-01T09:00:00Z')
  await house.step(id, 'expire', { reviewed: 'yes', endedOn: '2026-12-31' }, { at })
  const still = (await house.clocks(id)).filter(clock => clock.result === null).map(clock => clock.clock)
  assert.deepEqual([still, (await house.shown(id)).state], [['tell'], 'expired'])
})

test('an order is renewed as an order of its own, before or after the first has ended', async () => {
  const id = await house.inForce('spo', { lasts: 'day', expires: '2026-12-31' })
  await house.step(id, 'renew')
  await house.step(id, 'expire', { reviewed: 'no', endedOn: '2026-12-31' }, { at: new Date('2027-01-02T09:00:00Z') })
  await house.step(id, 'renew', {}, { at: new Date('2027-01-03T09:00:00Z') })
  const { opened, state } = await house.shown(id)
  assert.deepEqual(
    [state, opened.map(one => [one.as, one.programme, one.state])],
    [
      'expired',
      [
        ['renewal', 'orders', 'considered'],
        ['renewal', 'orders', 'considered'],
      ],
    ],
  )
  const next = await house.shown(opened[0]!.id)
  assert.deepEqual(next.people.map(one => one.part).sort(), ['protected', 'subject'])
})

test('where both seek an order, each is protected in their own and the subject of the other', async () => {
  const id = await house.authorised('nonMolestation')
  await house.step(id, 'crossApply')
  const [other] = (await house.shown(id)).opened
  const people = async (which: typeof id) =>
    Object.fromEntries((await house.shown(which)).people.map(one => [one.part, one.record.given]))
  assert.deepEqual(await people(id), { protected: 'Perdita', subject: 'Ansel' })
  assert.deepEqual(await people(other!.id), { protected: 'Ansel', subject: 'Perdita' })
})

test('a tag is fitted only where the court ordered one, and its twelve months run from then', async () => {
  const without = await house.inForce('dapo')
  await assert.rejects(house.step(without, 'fitTag'), refusedWith('step-not-now'))
  const tagged = await house.inForce('dapo', { tag: 'yes' })
  await house.step(tagged, 'fitTag')
  const { dueAt } = (await house.clock(tagged, 'tag'))!
  assert.equal(Math.round((dueAt.getTime() - aWednesday.getTime()) / day), 366)
})

test('bail conditions and a child’s order beside it are asked before anything is sought', async () => {
  const id = await house.open()
  const missing = { kind: 'spo', bail: 'overlap', childContact: 'conflicts', risk: 'Worse' }
  await assert.rejects(house.step(id, 'draft', missing), fault => {
    assert.ok(fault instanceof Invalid)
    assert.deepEqual(
      fault.problems.map(problem => problem.field),
      ['bailTerms', 'childTerms'],
    )
    return true
  })
})

test('what is a year off waits in no worklist until it is near', async () => {
  const id = await house.inForce('spo', { lasts: 'day', expires: '2028-11-18' })
  const rows = await house.rows<{ title: string; starts_at: Date | null }>(
    'select title, starts_at from kernel.work where case_id = $1 order by starts_at nulls first, title',
    [id],
  )
  const now = rows.filter(row => row.starts_at === null).map(row => row.title)
  assert.deepEqual(now, ['Enter it on the national computer', 'Names and address from the subject'])
  const review = rows.find(row => row.title === 'Look at the order again')
  assert.equal(review?.starts_at?.toISOString(), '2027-11-11T23:59:59.999Z')
})
