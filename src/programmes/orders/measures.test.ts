import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countMeasure, decide, type RecordId, type ReportId, readCase, receive, take } from '#kernel'
import { decided, later, type OrderHouse, openOrders, terms } from '../../../test/orders.ts'
import { hateReport } from '../../../test/worker.ts'
import { breachMeasures, measures } from './measures.ts'

let house: OrderHouse
before(async () => {
  house = await openOrders()
})
after(() => house.close())

const end = new Date('2026-12-31T12:00:00Z')

/** What a measure says of each month from October, as parts of a whole. */
async function counted(id: string): Promise<readonly string[]> {
  const measure = [...measures, ...breachMeasures].find(one => one.id === id)
  assert.ok(measure, id)
  const months = await countMeasure(house.database, measure, '2026-10-01', { at: end, zone: 'Europe/London' })
  return months.map(month => `${month.numerator ?? '-'}/${month.outOf ?? '-'}`)
}

const on = (date: string, time = '10:00') => new Date(`${date}T${time}:00Z`)
const court = 'A magistrates’ court'

/** A notice served, and its application heard at an instant in one of the ways it may be. */
async function heard(servedAt: Date, heardAt: Date, how: 'grant' | 'refuse' | 'adjourn') {
  const id = await house.noticeServed('dvpo', servedAt)
  await house.step(id, 'list', { court, hearingAt: heardAt.toISOString() }, { at: later(servedAt, 60) })
  const said = { heardAt: heardAt.toISOString(), court, why: 'As the court said' }
  const asked = { grant: terms('2026-12-20'), refuse: {}, adjourn: { hearingAt: later(heardAt, 9000).toISOString() } }
  await house.step(id, how, { ...said, ...asked[how] }, { at: later(heardAt, 30) })
  return id
}

test('applications are counted heard in time by the hour of the hearing, an adjourned one too, and the rest are not', async () => {
  await heard(on('2026-10-05'), on('2026-10-06'), 'grant')
  await heard(on('2026-10-05'), on('2026-10-06'), 'adjourn')
  await heard(on('2026-10-05'), on('2026-10-09'), 'refuse')
  await house.noticeServed('dvpo', on('2026-10-12'))
  assert.deepEqual(await counted('orders.heard-in-time'), ['2/4', '-/-', '-/-'])
  assert.deepEqual(await counted('orders.granted'), ['1/2', '-/-', '-/-'])
})

test('the gap is the days without an order between one and the next that was sought from it', async () => {
  const first = await house.inForce('spo', { lasts: 'day', expires: '2026-10-31' }, on('2026-10-01'))
  await house.step(first, 'expire', { reviewed: 'no', endedOn: '2026-10-31' }, { at: on('2026-11-01') })
  await house.step(first, 'renew', {}, { at: on('2026-11-02') })
  const made = async (from: typeof first, heardAt: Date) => {
    const next = (await house.shown(from)).opened.at(-1)!.id
    const at = { at: later(heardAt, -2000) }
    await house.step(next, 'draft', { kind: 'spo', bail: 'none', childContact: 'no', risk: 'Still there' }, at)
    await house.step(next, 'authorise', { rank: 'superintendent', told: 'yes' }, { ...at, by: 'ordersSupervisor' })
    await house.step(next, 'apply', { court, hearingAt: heardAt.toISOString() }, at)
    await house.step(next, 'grant', { heardAt: heardAt.toISOString(), ...terms('2028-12-31') }, { at: heardAt })
  }
  await made(first, on('2026-11-11'))
  assert.deepEqual(await counted('orders.gap'), ['-/-', '10/1', '-/-'])
  const second = await house.inForce('spo', { lasts: 'day', expires: '2026-12-05' }, on('2026-10-01'))
  await house.step(second, 'renew', {}, { at: on('2026-11-20') })
  await made(second, on('2026-12-03'))
  assert.deepEqual(await counted('orders.gap'), ['-/-', '10/1', '0/1'])
})

test('orders that expired are counted by whether anybody had looked at them again', async () => {
  const id = await house.inForce('spo', { lasts: 'day', expires: '2026-11-30' }, on('2026-10-01'))
  await house.step(id, 'expire', { reviewed: 'yes', endedOn: '2026-11-30' }, { at: on('2026-11-30', '23:00') })
  // One was looked at, and the one before in this file, which lapsed on 31 October, was not.
  assert.deepEqual(await counted('orders.expired-unreviewed'), ['-/-', '1/2', '-/-'])
})

test('breaches are counted by the clock of the court, by what was done at once, and by how they ended', async () => {
  const order = await house.inForce('dvpo', { lasts: 'day', expires: '2026-12-20' }, on('2026-11-25'))
  for (const [arrestedAt, broughtAt] of [
    [on('2026-12-01'), on('2026-12-01', '15:00')],
    [on('2026-12-02'), on('2026-12-04')],
  ] as const) {
    await house.step(order, 'breach', { breached: 'order', what: 'At the door' }, { at: later(arrestedAt, -120) })
    const id = (await house.shown(order)).opened.at(-1)!.id
    const arrested = { arrestedAt: arrestedAt.toISOString(), how: 'scene', by: 'PC 4471' }
    await house.step(id, 'arrest', arrested, { at: later(arrestedAt, 5) })
    const brought = { broughtAt: broughtAt.toISOString(), charged: 'brought', court }
    await house.step(id, 'bring', brought, { at: later(broughtAt, 5) })
    await house.step(id, 'result', { result: 'proved', penalty: 'fine' }, { at: later(broughtAt, 60) })
  }
  await house.step(order, 'breach', { breached: 'order', what: 'A message' }, { at: on('2026-12-08') })
  const third = (await house.shown(order)).opened.at(-1)!.id
  const at = { at: on('2026-12-10'), by: 'ordersSupervisor' } as const
  await house.step(third, 'takeNoAction', { reason: 'notABreach' }, at)
  assert.deepEqual(await counted('order-breaches.in-court-in-time'), ['-/-', '-/-', '1/2'])
  assert.deepEqual(await counted('order-breaches.acted-on-in-time'), ['-/-', '-/-', '2/3'])
  assert.deepEqual(await counted('order-breaches.charged'), ['-/-', '-/-', '2/3'])
})

test('of cases that came of a threat, those in which an order was asked for are counted, sought or not', async () => {
  const at = on('2026-12-14')
  const refer = async (sendKey: string, asks: boolean) => {
    const raw = { ...hateReport, kinds: ['threats'], threat: 'yes', when: { precision: 'unknown' } }
    const sent = { kind: 'hate', raw, source: 'public', language: 'en', sendKey } as const
    const { reference } = await receive(house.database, { actor: { kind: 'public' }, at }, sent)
    const [row] = await house.rows<{ id: ReportId; record: RecordId }>(
      `select r.id, p.record_id as record from kernel.reports r join kernel.report_people p on p.report_id = r.id
        where r.reference = $1 and p.part = 'victim'`,
      [reference],
    )
    const decision = { what: 'refer', programme: 'hate', told: 'yes', view: 'agrees', tell: [], actions: [] } as const
    const { id: reportId, record: recordId } = row!
    const { caseId } = await house.as('triage', tx => decide(tx, { ...decision, ...decided, reportId, recordId }), {
      at,
    })
    const step = { caseId: caseId!, step: 'seekOrder', raw: {}, seen: 'referred', ...decided }
    if (asks) await house.as('officer', tx => take(tx, step), { at })
    return caseId!
  }
  const asking = await refer('asks', true)
  await refer('does not ask', false)
  assert.deepEqual(await counted('orders.considered'), ['-/-', '-/-', '1/2'])
  const { opened } = await house.as('officer', tx => readCase(tx, asking), { at })
  // Whoever asks for an order need not be somebody who may see what comes of it.
  assert.deepEqual(opened, [])
  const [order] = await house.rows<{ id: typeof asking }>('select id from kernel.cases where opened_from = $1', [
    asking,
  ])
  const { people } = await house.shown(order!.id, at)
  assert.deepEqual(
    people.map(one => [one.part, one.record.given]),
    [
      ['protected', 'Ottilie'],
      ['subject', 'Barnaby'],
    ],
  )
})
