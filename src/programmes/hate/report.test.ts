import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { receive } from '#kernel'
import { rowsOf } from '../../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { hate } from './index.ts'

let home: TestHouse
before(async () => {
  home = await testHouse()
})
after(() => home.close())

/** What the spine keeps of one of the programme's own examples. */
async function kept(example: string) {
  const raw = hate.report?.examples?.[example]?.answers
  assert.ok(raw, example)
  const sent = { kind: 'hate', raw, source: 'public', language: 'en', sendKey: example } as const
  const { reference } = await receive(home.database, { actor: { kind: 'public' }, at: home.at }, sent)
  const [row] = await rowsOf(
    home.db.ownerUrl,
    `select anonymous, contactable, array(select part from kernel.report_people p where p.report_id = r.id order by part) as parts
       from kernel.reports r where reference = '${reference}'`,
  )
  return row
}

test('a witness who may be telephoned is a way to whoever was targeted, who may be several', async () => {
  assert.deepEqual(await kept('named'), { anonymous: false, contactable: true, parts: ['victim', 'victim', 'witness'] })
})

test('an anonymous report owes nobody a contact, and the one targeted is a person in it all the same', async () => {
  assert.deepEqual(await kept('anonymous'), { anonymous: true, contactable: false, parts: ['suspect', 'victim'] })
})
