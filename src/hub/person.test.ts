import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { matchAll } from '#matching'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { indexed, type Some, tell } from '../../test/matching-records.ts'
import { type TestHub, testHub } from '../../test/worker.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.it.close())

const known = (agency: string, refs: readonly string[], one: Some) =>
  tell(
    hub.it.database,
    agency,
    refs.map(ref => indexed(ref, one)),
  )

test('the address of somebody whom a night found to be somebody else leads on, for whoever sees anything of them', async () => {
  const ada = { given: 'Ada', family: 'Movedon', born: '1984-03-12', phone: '01632 960 121' }
  const bea = { given: 'Bartholomea', family: 'Notyet', born: '1951-09-01', phone: '01632 960 122' }
  await known(cast.triage.agency, ['1', '2'], ada)
  await known(cast.triageToo.agency, ['3', '4', '5'], bea)
  await matchAll(hub.it.database, aWednesday)
  const personOf = async (ref: string) =>
    (
      await hub.rows<{ person_id: string }>(
        `select l.person_id from kernel.person_links l join kernel.person_records r on r.id = l.record_id
          where r.source_ref = $1 and l.ends_at is null`,
        [ref],
      )
    )[0]!.person_id
  const [old, onward] = [await personOf('1'), await personOf('3')]
  await known(cast.triageToo.agency, ['3', '4', '5'], ada)
  await matchAll(hub.it.database, aWednesday)
  assert.equal(await personOf('1'), onward)
  for (const part of ['triage', 'triageToo'] as const) {
    const worker = await hub.worker(part)
    const led = await worker.open(`/hub/people/${old}`, 'triage')
    assert.deepEqual([led.status, led.to], [303, `/hub/people/${onward}`], part)
    const page = await worker.open(`/hub/people/${onward}`, 'triage')
    assert.match(page.words, part === 'triage' ? /2 records that you may see/ : /3 records that you may see/)
    const titles = [...page.html.matchAll(/<h2 class="sk-panel__title"[^>]*>([^<]*)</g)].map(([, title]) => title)
    assert.equal(new Set(titles).size, titles.length, 'each record of one name is called by which it is')
    assert.ok(titles.includes(`Ada Movedon, 2 of ${part === 'triage' ? 2 : 3}`), titles.join())
  }
  for (const part of ['hubSupervisor', 'refuge'] as const)
    assert.equal((await (await hub.worker(part)).open(`/hub/people/${old}`, 'triage')).status, 404, part)
})
