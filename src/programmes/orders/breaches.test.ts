import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CaseId, Refused, type Told, take } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { decided, later, type OrderHouse, openOrders } from '../../../test/orders.ts'

let house: OrderHouse
before(async () => {
  house = await openOrders()
})
after(() => house.close())

const refusedWith =
  (code: string, words = /./) =>
  (fault: unknown) =>
    fault instanceof Refused && fault.refusal.code === code && words.test(fault.refusal.message)

/** The case of a breach, opened from an order or a notice. */
async function breachOf(id: CaseId, breached: 'notice' | 'order'): Promise<CaseId> {
  await house.step(id, 'breach', { breached, what: 'Came to the door' })
  return (await house.shown(id)).opened.at(-1)!.id
}
const arrested = (at = aWednesday): Told => ({ arrestedAt: at.toISOString(), how: 'scene', by: 'PC 4471' })
const courtClocks = async (id: CaseId) => (await house.clocks(id)).filter(clock => clock.clock.startsWith('court'))
const brought: Told = { broughtAt: later(aWednesday, 60).toISOString(), charged: 'brought', court: 'A court' }

test('a breach is a case of its own beside its order, with the same people and the same law', async () => {
  const order = await house.inForce('dvpo', { lasts: 'day', expires: '2026-12-10' })
  const id = await breachOf(order, 'order')
  const shown = await house.shown(id)
  assert.deepEqual([shown.programme, shown.state, shown.openedFrom?.as], ['order-breaches', 'reported', 'breach'])
  assert.deepEqual(shown.people.map(one => one.part).sort(), ['protected', 'subject'])
  const [row] = await house.rows<{ codes: Told }>('select codes from kernel.cases where id = $1', [id])
  assert.deepEqual(row?.codes, { kind: 'dvpo', breached: 'order' })
  assert.equal((await house.shown(order)).state, 'active')
})

test('from the arrest 24 hours run to a court, by whichever law says so of that notice or order', async () => {
  const byLaw = async (order: CaseId, breached: 'notice' | 'order') => {
    const id = await breachOf(order, breached)
    await house.step(id, 'arrest', arrested(later(aWednesday, -90)))
    return (await courtClocks(id)).map(clock => [clock.limit?.id, clock.dueAt.toISOString()])
  }
  const due = '2026-11-19T09:00:00.000Z'
  const violence = [['domestic.protection-breach-court', due]]
  assert.deepEqual(await byLaw(await house.inForce('dvpo'), 'order'), violence)
  assert.deepEqual(await byLaw(await house.noticeServed('dvpo', aWednesday), 'notice'), violence)
  const abuse = await house.noticeServed('dapo', aWednesday)
  assert.deepEqual(await byLaw(abuse, 'notice'), [['domestic.abuse-notice-breach-court', due]])
  for (const kind of ['dapo', 'spo', 'nonMolestation', 'occupation'])
    assert.deepEqual(await byLaw(await house.inForce(kind), 'order'), [], kind)
})

test('who comes before the court in time has met the clock, by the hour of the hearing', async () => {
  const id = await breachOf(await house.inForce('dvpo'), 'order')
  await house.step(id, 'arrest', arrested())
  await house.step(id, 'bring', brought, { at: new Date('2026-11-20T12:00:00Z') })
  assert.deepEqual(
    (await courtClocks(id)).map(clock => clock.result),
    ['met'],
  )
})

test('who is released before any court is a clock missed, and the protected person is to be told', async () => {
  const id = await breachOf(await house.inForce('dvpo'), 'order')
  await house.step(id, 'arrest', arrested())
  await house.step(id, 'tellProtected', { how: 'phone', safe: 'yes' })
  await house.step(id, 'release', { why: 'No court sat in time' })
  const told = (await house.clocks(id)).filter(clock => clock.clock === 'tell').map(clock => clock.result)
  assert.deepEqual([(await courtClocks(id)).map(clock => clock.result), told.sort()], [['missed'], ['met', null]])
})

test('a breach that is no offence ends in no conviction, and one that is may', async () => {
  const ended = { result: 'proved', penalty: 'sentence' }
  for (const [kind, breached] of [
    ['dvpo', 'order'],
    ['occupation', 'order'],
  ] as const) {
    const id = await breachOf(await house.inForce(kind), breached)
    await house.step(id, 'bring', brought, { at: later(aWednesday, 90) })
    await assert.rejects(house.step(id, 'result', ended), refusedWith('step-not-ready', /not an offence/))
    await house.step(id, 'result', { ...ended, penalty: 'fine' })
  }
  const notice = await breachOf(await house.noticeServed('dapo', aWednesday), 'notice')
  await house.step(notice, 'bring', brought, { at: later(aWednesday, 90) })
  await assert.rejects(house.step(notice, 'result', ended), refusedWith('step-not-ready', /not an offence/))
  const order = await breachOf(await house.inForce('dapo'), 'order')
  await house.step(order, 'bring', { ...brought, charged: 'charged' }, { at: later(aWednesday, 90) })
  await house.step(order, 'result', ended)
  assert.equal((await house.shown(order)).state, 'closed')
})

test('contact that the protected person began is written down, and can be nobody’s breach but the subject’s', async () => {
  const id = await breachOf(await house.inForce('nonMolestation'), 'order')
  await house.step(id, 'findOut', { began: 'protected', note: 'She rang him about the car.' })
  const { steps, people } = await house.shown(id)
  assert.deepEqual(
    steps.filter(step => /arrest/i.test(step)),
    ['arrest'],
  )
  const programme = house.house.programmes.get('order-breaches')!
  // No question of any step asks whose breach it is: the order binds its subject, and so does every step.
  for (const step of Object.values(programme.case!.steps))
    for (const { label } of Object.values(step.ask)) assert.doesNotMatch(label, /whose|which person/i)
  assert.equal(programme.case!.steps.arrest!.title, 'Record the arrest of the subject')
  assert.equal(people.filter(one => one.part === 'subject').length, 1)
  await house.step(id, 'takeNoAction', { reason: 'protectedBegan' }, { by: 'ordersSupervisor' })
  assert.equal((await house.shown(id)).state, 'closed')
})

test('a notice cannot be broken where none begins such an order, nor an order before it is made', async () => {
  const order = await house.inForce('restraining')
  await assert.rejects(breachOf(order, 'notice'), refusedWith('step-not-ready', /no notice/))
  const notice = await house.noticeServed('dvpo', aWednesday)
  await assert.rejects(breachOf(notice, 'order'), refusedWith('step-not-ready', /No order/))
})

test('a breach is seen and moved by those in its programme, and by nobody of another', async () => {
  const id = await breachOf(await house.inForce('dvpo'), 'order')
  const taking = { caseId: id, step: 'note', raw: { note: 'Seen' }, seen: 'reported', ...decided }
  await assert.rejects(
    house.as('officer', tx => take(tx, taking)),
    fault => fault instanceof Error && fault.name === 'NotFound',
  )
})
