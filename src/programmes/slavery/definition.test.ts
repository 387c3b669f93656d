import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CaseId, newId, Refused, readCase, startCase, type Told, take } from '#kernel'
import { type Acting, acting, gather, seen } from '../../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../../test/house.ts'

let home: TestHouse
let as: Acting
before(async () => {
  home = await testHouse()
  await gather(home.db.ownerUrl, { officer: ['slavery:responder'], hateSupervisor: ['slavery:lead'] })
  as = acting(home.database, aWednesday)
})
after(() => home.close())

const why = { rationale: 'So that support begins', lawfulBasis: 'public-task' }

async function found(seenOf: Told): Promise<CaseId> {
  const { id } = await as('officer', tx =>
    startCase(tx, {
      ...why,
      id: newId<'case'>(),
      programme: 'slavery',
      people: [{ part: 'victim', told: { part: 'victim', description: 'A young man at the car wash' } }],
      district: null,
      contactable: true,
    }),
  )
  await walk(id, 'assess', { seen: ['labour'], words: 'He sleeps in the van', ...seenOf })
  return id
}

async function walk(id: CaseId, step: string, raw: Told, at = aWednesday): Promise<void> {
  const part = step === 'assess' || step === 'refer' ? 'officer' : 'hateSupervisor'
  const { state } = await as(part, tx => readCase(tx, id), { at })
  await as(part, tx => take(tx, { ...why, caseId: id, step, raw, seen: state }), { at })
}

const refer = { sentAt: { day: '2026-11-18', time: '10:00' }, number: 'NRM-1' }
const notReady = (fault: unknown) => fault instanceof Refused && fault.refusal.code === 'step-not-ready'
const clocks = async (id: CaseId) =>
  (
    await seen(home.db.ownerUrl, 'select clock, due_at, result from kernel.clocks where case_id = $1 order by id', [id])
  ).map(row => [row.clock, row.due_at, row.result])

test('an adult who agrees is referred, one who says no is notified without a name, and neither is the other', async () => {
  const [yes, no] = [await found({ age: 'adult', consent: 'yes' }), await found({ age: 'adult', consent: 'no' })]
  await assert.rejects(walk(yes, 'notify', { number: 'MS-1' }), notReady)
  await assert.rejects(walk(no, 'refer', refer), notReady)
  await walk(yes, 'refer', refer)
  await walk(no, 'notify', { number: 'MS-1' })
})

test('an adult who could not be asked safely is neither referred nor notified yet', async () => {
  const id = await found({ age: 'adult', consent: 'notAsked' })
  await assert.rejects(walk(id, 'refer', refer), notReady)
  await assert.rejects(walk(id, 'notify', { number: 'MS-2' }), notReady)
})

test('a child needs no consent, and neither does somebody who may be one', async () => {
  for (const age of ['child', 'unsure']) {
    const id = await found({ age })
    await assert.rejects(walk(id, 'notify', { number: 'MS-3' }), notReady)
    await walk(id, 'refer', refer)
  }
})

test('five working days from the sending, then thirty days that must not be cut short', async () => {
  const id = await found({ age: 'child' })
  await walk(id, 'refer', refer)
  const decided = { decidedAt: { day: '2026-11-24', time: '12:00' }, support: 'A safe house' }
  await walk(id, 'foundGrounds', decided, new Date('2026-11-24T13:00:00Z'))
  assert.deepEqual(await clocks(id), [
    ['meet', new Date('2026-11-19T23:59:59.999Z'), 'met'],
    ['grounds', new Date('2026-11-25T23:59:59.999Z'), 'met'],
    ['recovery', new Date('2026-12-24T23:59:59.999Z'), null],
  ])
  const early = { decidedAt: { day: '2026-12-20', time: '12:00' }, outcome: 'positive' }
  await walk(id, 'conclude', early, new Date('2026-12-20T13:00:00Z'))
  assert.equal((await clocks(id)).at(-1)?.[2], 'missed')
})

test('who was told there are no grounds may be referred again', async () => {
  const id = await found({ age: 'child' })
  await walk(id, 'refer', refer)
  await walk(id, 'noGrounds', { decidedAt: { day: '2026-11-18', time: '10:15' }, told: 'With an interpreter' })
  await walk(id, 'refer', { ...refer, sentAt: { day: '2026-11-18', time: '10:20' } })
  assert.deepEqual(
    (await clocks(id)).map(row => row[2]),
    ['met', 'met', null],
  )
})
