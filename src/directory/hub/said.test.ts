import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { surroundingsAt } from '#kernel'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { packed } from '../pack.ts'
import { saidIn, typedFrom } from './said.ts'

let home: TestHouse
before(async () => {
  home = await testHouse()
})
after(() => home?.close())

it('what is said of a service comes out of its form as it went in, so that a change of one word loses no other', () => {
  const { area } = home.built
  for (const { kind, said, pack } of packed(area, true)) {
    const { madeUp: _, ...words } = { ...said, notice: 'Closed this week' }
    const form = { ...typedFrom(words), why: 'Nothing' }
    const read = saidIn(form, { pack: area, kind, isNew: false, around: surroundingsAt(home.house, home.at) })
    assert.deepEqual(read, { said: words, why: 'Nothing' }, pack)
  }
})
