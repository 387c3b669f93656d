import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { searchPeople } from '#matching'
import type { Part } from '../../../test/cast.ts'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const names = async (part: Part, typed: string): Promise<readonly string[]> => {
  const found = await office.as(part, tx => searchPeople(tx, typed))
  return found.is === 'found'
    ? found.people.flatMap(({ records }) => records.map(one => [one.given, one.family].join(' ').trim()))
    : [found.is]
}
const owner = (given: string, family: string) => ({ owners: [{ given, family }] })

test('somebody is found by the beginning of a name, its sound, a nickname, and the end of a number', async () => {
  await openedCase(office, 'search-scraps', owner('William', 'Parapluie'))
  for (const typed of ['parap', 'PARAPLUIE', 'paraplui wil', 'bill parapluie', 'parapluy'])
    assert.deepEqual(await names('triage', typed), ['William Parapluie'], typed)
  assert.ok((await names('triage', 'gamp 0123')).includes('Brolly Gamp'))
  assert.deepEqual(await names('triage', 'gamp 0124'), [])
  assert.deepEqual(await names('triage', 'parapluie 1984'), [])
})

test('the very name comes before its beginning, and the beginning before what sounds like it', async () => {
  for (const [key, family] of [
    ['a', 'Ombrella'],
    ['b', 'Ombre'],
    ['c', 'Ombr'],
    ['d', 'Ombreh'],
  ] as const)
    await openedCase(office, `search-order-${key}`, owner('Uno', family))
  const found = await names('triage', 'ombre')
  assert.equal(found[0], 'Uno Ombre')
  assert.ok(found.includes('Uno Ombrella') && found.includes('Uno Ombreh'))
})

test('no more than twenty are shown, and it is said that there are more', async () => {
  const owners = Array.from({ length: 8 }, (_, i) => ({ given: `Nolan${'abcdefgh'[i]}`, family: 'Brollwick' }))
  for (const key of ['1', '2', '3']) await openedCase(office, `search-many-${key}`, { owners })
  const found = await office.as('triage', tx => searchPeople(tx, 'brollwick'))
  assert.ok(found.is === 'found' && found.more)
  assert.equal(found.is === 'found' ? found.people.flatMap(one => one.records).length : 0, 20)
})

test('whoever comes to see somebody finds them from then on, and nobody else does', async () => {
  const { caseId, reportId } = await openedCase(office, 'search-readers', owner('Zora', 'Regenschirm'))
  const finds = async () => {
    const found: Part[] = []
    for (const part of ['triage', 'officer', 'refuge', 'community'] as const)
      if ((await names(part, 'regenschirm')).length) found.push(part)
    return found
  }
  assert.deepEqual(await finds(), ['triage', 'officer'])
  await office.seen(
    `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at)
     select id, $2, programme, seen_by, sensitivity, opened_at from kernel.cases where id = $1`,
    [caseId, cast.community.agency],
  )
  assert.deepEqual(await finds(), ['triage', 'officer', 'community'])
  await office.seen("update kernel.cases set sensitivity = 'restricted' where id = $1", [caseId])
  await office.seen("update kernel.reports set sensitivity = 'restricted' where id = $1", [reportId])
  assert.deepEqual(await finds(), [])
  await office.seen(
    `insert into kernel.readers (id, user_id, case_id, why, starts_at) values (gen_random_uuid(), $1, $2, 'x', $3)`,
    [cast.refuge.id, caseId, aWednesday],
  )
  assert.deepEqual(await finds(), ['refuge'])
})

test('nobody is shown what they have not sought, or says what a record that they did not write is found by', async () => {
  const { recordId } = await openedCase(office, 'search-raw', owner('Quentin', 'Sonnenschirm'))
  const app = new pg.Client({ connectionString: office.db.appUrl })
  await app.connect()
  const as = async (actor: string, statement: string, values: readonly unknown[] = []) => {
    await app.query('begin')
    try {
      await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
        actor,
        aWednesday.toISOString(),
      ])
      return (await app.query(statement, [...values])).rows
    } finally {
      await app.query('rollback')
    }
  }
  try {
    const hub = `user:${cast.triage.id}`
    assert.deepEqual(await as(hub, 'select * from kernel.person_scraps'), [])
    const sought = `select record_id from kernel.people_sought(array['''n:sonnenschirm'''], array[''], 5)`
    assert.deepEqual(await as(hub, sought), [{ record_id: recordId }])
    for (const actor of ['', 'public', 'job:match', `user:${cast.refuge.id}`])
      assert.deepEqual(await as(actor, sought), [], actor)
    await assert.rejects(as(hub, 'select kernel.keep_scraps($1, $2)', [recordId, ['n:x']]), /whoever writes a record/)
    await assert.rejects(as(hub, 'select kernel.recast_scraps(array[$1]::uuid[])', [recordId]), /permission denied/)
    await assert.rejects(as(hub, 'delete from kernel.person_scraps'), /permission denied/)
  } finally {
    await app.end()
  }
})

test('who is disposed of is not found, and not kept', async () => {
  const { recordId } = await openedCase(office, 'search-gone', owner('Vera', 'Gonebrolly'))
  assert.deepEqual(await names('triage', 'gonebrolly'), ['Vera Gonebrolly'])
  await office.seen('update kernel.person_records set disposed_at = $2 where id = $1', [recordId, aWednesday])
  assert.deepEqual(await names('triage', 'gonebrolly'), [])
  assert.deepEqual(await office.seen('select from kernel.person_scraps where record_id = $1', [recordId]), [])
})
