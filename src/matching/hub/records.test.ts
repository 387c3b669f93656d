import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AgencyId, queueJob, workOnce } from '#kernel'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { withdraw } from './index-queries.ts'
import { profileJob } from './match-job.ts'
import { recordsLacking } from './profile-queries.ts'

let it: MatchingOffice
let office: Office
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

test('an agency that tells anew changes what is compared, keeps what was, and told just so changes nothing', async () => {
  const record = await it.known('nhs-hospitals', 'Anewby', '07700 900 101')
  const anew = [indexed('Anewby', { given: 'Zebedee', family: 'Otherwiseby', phone: '07700 900 102' })]
  assert.deepEqual(await tell(office.database, 'nhs-hospitals', anew), { new: 0, changed: 1, same: 0, held: [] })
  await it.working()
  assert.deepEqual((await it.suggested('triage', record)).ask, [])
  const [theirs] = await it.recordsNamed('otherwiseby')
  const versions = await office.seen<{ was: { names: { family: string }[] } }>(
    'select was from kernel.person_record_versions where record_id = $1',
    [theirs],
  )
  assert.equal(versions[0]?.was.names[0]?.family, 'Anewby')
  const before = await office.seen(
    'select * from kernel.person_records r join matching.profiles p on p.record_id = r.id order by id',
  )
  assert.deepEqual(await tell(office.database, 'nhs-hospitals', anew), { new: 0, changed: 0, same: 1, held: [] })
  assert.deepEqual(
    await office.seen(
      'select * from kernel.person_records r join matching.profiles p on p.record_id = r.id order by id',
    ),
    before,
  )
})

test('a record that its agency withdraws is found by nobody any more', async () => {
  const record = await it.known('nhs-hospitals', 'Goneby', '07700 900 103')
  const [, theirs] = await it.recordsNamed('goneby')
  const gone = await office.database.as(
    { actor: { kind: 'job', name: 'index' }, action: 'index.withdraw', purpose: 'keep-the-house', at: aWednesday },
    tx => withdraw(tx, 'nhs-hospitals' as AgencyId, ['Goneby'], 'these'),
  )
  assert.equal(gone, 1)
  assert.deepEqual((await it.suggested('triage', record)).ask, [])
  for (const table of ['profiles', 'keys'])
    assert.deepEqual(await office.seen(`select from matching.${table} where record_id = $1`, [theirs]), [])
  assert.deepEqual(await it.rows(`'${theirs}' in (record_a, record_b)`), [])
})

test('whom a report told of that is disposed of is compared no more, and not brought back', async () => {
  const { a, b } = await it.toldTwice('Disposeby', '07700 900 104')
  const [{ id: report }] = (await office.seen<{ id: string }>(
    'select report_id as id from kernel.report_people where record_id = $1',
    [a],
  )) as [{ id: string }]
  await office.seen(
    "insert into kernel.grants (id, user_id, programme, role, starts_on) values (gen_random_uuid(), $1, 'retention', 'decider', '2020-01-01') on conflict do nothing",
    [cast.hateSupervisor.id],
  )
  await office.seen(
    `do $$ begin perform set_config('safekeep.actor', 'user:${cast.hateSupervisor.id}', true); perform kernel.dispose(null, '${report}', 'Its time is over', gen_random_uuid()); end $$`,
  )
  assert.deepEqual(await office.seen('select from matching.profiles where record_id = $1', [a]), [])
  assert.equal((await office.seen('select from matching.profiles where record_id = $1', [b])).length, 1)
  assert.deepEqual(await it.rows(`'${a}' in (record_a, record_b)`), [])
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  assert.deepEqual(await workOnce(office.database, [profileJob], aWednesday), { name: profileJob.name })
  assert.deepEqual(await office.seen('select from matching.profiles where record_id = $1', [a]), [])
})

test('records of an installation that is older than matching are given a profile, and then compared', async () => {
  const { a, b } = await it.toldTwice('Olderby', '07700 900 105')
  await office.seen('delete from matching.suggestions where record_a = $1 or record_b = $1', [a])
  const before = await office.seen('select record_id, given, keys from matching.profiles order by record_id')
  await office.seen('delete from matching.profiles')
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  assert.deepEqual(await workOnce(office.database, [profileJob], aWednesday), { name: profileJob.name })
  await it.working()
  const anonymous = (all: readonly Record<string, unknown>[]) => all.map(({ given, ...row }) => row)
  assert.deepEqual(
    anonymous(await office.seen('select record_id, given, keys from matching.profiles order by record_id')),
    anonymous(before),
  )
  assert.deepEqual(
    (await it.suggested('triage', a)).suggestions.map(one => one.other),
    [b],
  )
})

test('after a change of method everybody is given a profile anew, once', async () => {
  const { a, b } = await it.toldTwice('Methodby', '07700 900 106')
  const keys = () => office.seen('select record_id, keys from matching.profiles order by record_id')
  const before = await keys()
  // As a former release left it: other keys, by another method, under which the two would not have met.
  await office.seen("update matching.profiles set keys = '{1}' where record_id = $1", [a])
  await office.seen('delete from matching.keys where record_id = $1', [a])
  await office.seen('delete from matching.suggestions')
  await office.seen('update matching.profile_method set method = 0')
  const renews = async () => {
    await office.as('triage', tx => queueJob(tx, profileJob.name))
    await workOnce(office.database, [profileJob], aWednesday)
  }
  await renews()
  await it.working()
  assert.deepEqual(await keys(), before)
  assert.deepEqual(
    (await it.suggested('triage', a)).suggestions.map(one => one.other),
    [b],
  )
  const kept = () => office.seen('select xmin from matching.profiles order by record_id')
  const after = await kept()
  await renews()
  assert.deepEqual(await kept(), after)
  await assert.rejects(
    office.as('triage', tx => recordsLacking(tx, 1)),
    /profiles are made by the job/,
  )
})
