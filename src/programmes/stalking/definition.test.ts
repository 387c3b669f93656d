import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type CaseId, newId, readCase, startCase, type Told, take } from '#kernel'
import { type Acting, acting, gather, seen } from '../../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../../test/house.ts'

let home: TestHouse
let as: Acting
before(async () => {
  home = await testHouse()
  await gather(home.db.ownerUrl)
  as = acting(home.database, aWednesday)
})
after(() => home.close())

const why = { rationale: 'The whole course of conduct was looked at', lawfulBasis: 'public-task' }
const close = { outcome: 'withdrew', safer: 'notAsked', why: 'They did not wish to speak again.' }

async function opened(): Promise<CaseId> {
  const { id } = await as('stalkingLead', tx =>
    startCase(tx, {
      ...why,
      id: newId<'case'>(),
      programme: 'stalking',
      people: [{ part: 'victim', told: { part: 'victim', description: 'Somebody followed from work' } }],
      district: null,
      contactable: true,
    }),
  )
  return id
}

async function walk(id: CaseId, step: string, raw: Told): Promise<void> {
  const { state } = await as('stalkingLead', tx => readCase(tx, id))
  await as('stalkingLead', tx => take(tx, { ...why, caseId: id, step, raw, seen: state }))
}

const clock = async (id: CaseId, name: string) =>
  (await seen(home.db.ownerUrl, 'select result from kernel.clocks where case_id = $1 and clock = $2', [id, name])).map(
    row => row.result,
  )

test('whether an order is sought is a promise in every case: kept by deciding, and missed by closing without', async () => {
  const [decided, closed] = [await opened(), await opened()]
  await walk(decided, 'considerOrder', { considered: 'notNow', pattern: 'Eleven times in a month.' })
  await walk(closed, 'close', close)
  assert.deepEqual([await clock(decided, 'order'), await clock(closed, 'order')], [['met'], ['missed']])
})

test('an order asked for is a case of its own, linked to this one', async () => {
  const id = await opened()
  await walk(id, 'seekOrder', {})
  const [row] = await seen(home.db.ownerUrl, 'select programme, opened_as from kernel.cases where opened_from = $1', [
    id,
  ])
  assert.deepEqual(row, { programme: 'orders', opened_as: 'request' })
  assert.deepEqual(await clock(id, 'order'), ['met'])
})

test('where nobody can be reached safely nothing is owed but the thought of an order', async () => {
  const id = await opened()
  await walk(id, 'cannotContact', { why: 'He reads every message.' })
  assert.deepEqual([await clock(id, 'contact'), await clock(id, 'support')], [['lifted'], ['lifted']])
  assert.deepEqual(await clock(id, 'order'), [null])
})
