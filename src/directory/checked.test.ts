import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestDirectory, testDirectory } from '../../test/directory.ts'

let at: TestDirectory
before(async () => {
  at = await testDirectory()
})
after(() => at?.home.close())

test('a service may be checked by the release before this one, which knows of no day to look again', async () => {
  const id = await at.add('directoryKeeper', { name: 'Checked by the old one' })
  await at.publish(id)
  for (const again of [null, '2026-11-01']) {
    await at.rows("update directory.services set checked_on = '2026-11-17', again_on = $2 where id = $1", [id, again])
    const { body } = await at.server.inject({ url: '/help/all' })
    const card = body.split('<li class="sk-service">').find(one => one.includes('<bdi>Checked by the old one<'))
    assert.match(card ?? '', /Not checked yet|Check before relying on this/)
  }
})
