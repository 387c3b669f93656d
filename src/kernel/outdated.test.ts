import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { seen } from '../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../test/house.ts'

let home: TestHouse
before(async () => {
  home = await testHouse({ most: 3 })
})
after(() => home.close())

test('a table that changes its shape under connections that know it is read by all of them as it is now', async () => {
  const all = () =>
    home.database.as(
      { actor: { kind: 'job', name: 'test' }, action: 'test.read', purpose: 'keep-the-house', at: aWednesday },
      tx => tx.db.selectFrom('agencies').selectAll().where('id', '<>', '').execute(),
    )
  const thrice = () => Promise.all([all(), all(), all()])
  for (const rows of await thrice()) assert.ok(rows.length > 0)
  const audited = () =>
    seen(home.db.ownerUrl, "select from kernel.audit where action = 'test.read' and result = 'done'")
  await seen(home.db.ownerUrl, "alter table kernel.agencies add column motto text not null default 'Together'")
  for (const rows of await thrice()) assert.ok(rows.length > 0 && rows.every(row => 'motto' in row))
  assert.equal((await audited()).length, 6)
  assert.deepEqual(await seen(home.db.ownerUrl, "select from kernel.audit where result = 'failed'"), [])
})
