import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId, type Tx } from '#kernel'
import { type Office, openOffice } from '../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const note = (tx: Tx) =>
  tx.db.insertInto('outbox').values({ id: newId(), event: 'umbrella.opened', subject: newId(), at: tx.at }).execute()
const notes = async () =>
  (await office.seen("select count(*)::int from kernel.outbox where event = 'umbrella.opened'"))[0]?.count

test('a transaction whose fault was swallowed keeps nothing, and does not say that it has', async () => {
  const swallowing = office.as('officer', async tx => {
    await note(tx)
    await tx.db
      .selectFrom('cases')
      .select('id')
      .where('id', '=', 'no id at all')
      .execute()
      .catch(() => {})
    return 'kept'
  })
  await assert.rejects(swallowing)
  assert.equal(await notes(), 0)
})

test('nothing more is said in a transaction that is over', async () => {
  const left: Tx[] = []
  await office.as('officer', async tx => {
    left.push(tx)
    await note(tx)
  })
  await assert.rejects(note(left[0]!), /over/)
  assert.equal(await notes(), 1)
})
