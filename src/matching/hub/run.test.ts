import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RecordId, workOnce } from '#kernel'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { asTold, tell } from '../../../test/matching-records.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'
import { modelFrom } from '../learn/index.ts'
import { matchJob } from './match-job.ts'
import { modelInUse } from './model-queries.ts'
import { reviewRecords } from './review-queries.ts'
import { matchAll, rollBack } from './run.ts'

let office: Office
before(async () => {
  office = await openOffice()
  const all = [...inventPeople({ seed: 5, records: 1_500, setting: settings.ordinary! })]
  for (let from = 0; from < all.length; from += 500)
    await tell(office.database, 'warwickshire-police', all.slice(from, from + 500).map(asTold))
  while (await workOnce(office.database, [matchJob], aWednesday));
})
after(() => office.close())

const openLinks = () => office.seen('select * from kernel.person_links where ends_at is null order by id')
const suggestions = () =>
  office.seen(
    'select record_a, record_b, weight, probability, because, state from matching.suggestions order by record_a, record_b',
  )
const later = (seconds: number) => new Date(aWednesday.getTime() + seconds * 1000)

test('everybody compared at once is the same as one at a time, as they came', async () => {
  const oneAtATime = await suggestions()
  assert.ok(oneAtATime.length > 500, String(oneAtATime.length))
  const run = await matchAll(office.database, aWednesday)
  assert.deepEqual(await suggestions(), oneAtATime)
  assert.ok(run.made > 500, String(run.made))
  const persons = await office.seen<{ n: number }>(
    'select count(*)::int as n from kernel.person_links where ends_at is null group by person_id',
  )
  assert.ok(persons.every(row => row.n >= 2))
})

test('a run done again changes nothing, and one under another model is taken back to the very rows', async () => {
  const before = await openLinks()
  const again = await matchAll(office.database, later(10))
  assert.deepEqual([again.made, again.ended], [0, 0])
  assert.deepEqual(await openLinks(), before)
  const inUse = await modelOf()
  const timid = modelFrom({
    ...inUse,
    threshold: 0.9995,
    calibration: inUse.calibration.map(([weight, p]) => [weight, p * p * p]),
  })
  const run = await matchAll(office.database, later(20), timid)
  assert.ok(run.ended > 0)
  assert.notDeepEqual(await openLinks(), before)
  const undone = await rollBack(office.database, later(30))
  assert.deepEqual(
    undone.undone.map(one => [one.undoes, one.made, one.ended]),
    [[run.id, run.ended, run.made]],
  )
  assert.equal(undone.isHeld, false)
  assert.deepEqual(await openLinks(), before)
  assert.deepEqual(await modelOf(), inUse)
  assert.deepEqual(await office.seen('select * from kernel.persons where redirects_to is not null'), [])
  while (await workOnce(office.database, [matchJob], later(40)));
})

test('the person that most of a group is stays, and one left without a record leads on', async () => {
  const before = await office.seen<{ record_id: string; person_id: string }>(
    'select record_id, person_id from kernel.person_links where ends_at is null',
  )
  const groups = [...Map.groupBy(before, row => row.person_id).values()].filter(group => group.length >= 3)
  const [one] = groups
  assert.ok(one)
  // As though a former run had parted one of them off.
  const [odd] = one
  await office.seen(
    "update kernel.person_links set ends_at = now(), ended_reason = 'parted' where record_id = $1 and ends_at is null",
    [odd!.record_id],
  )
  await office.seen(
    "with p as (insert into kernel.persons (id) values (gen_random_uuid()) returning id) insert into kernel.person_links (id, person_id, record_id, starts_at, reason) select gen_random_uuid(), p.id, $1, now(), 'alone' from p",
    [odd!.record_id],
  )
  await matchAll(office.database, later(50))
  const [now] = await office.seen<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = $1 and ends_at is null',
    [odd!.record_id],
  )
  assert.equal(now?.person_id, odd!.person_id)
  const led = await office.seen('select redirects_to from kernel.persons where redirects_to is not null')
  assert.deepEqual(led, [{ redirects_to: odd!.person_id }])
})

test('what people decided no run alters, and their person takes the others in', async () => {
  const rows = await office.seen<{ record_id: RecordId; person_id: string }>(
    'select record_id, person_id from kernel.person_links where ends_at is null order by person_id, record_id',
  )
  const pairs = [...Map.groupBy(rows, row => row.person_id).values()].filter(group => group.length === 2)
  const [[a, b] = [], [c, d] = []] = pairs
  await office.as('officer', tx => reviewRecords(tx, a!.record_id, b!.record_id, 'different', 'Father and son'))
  await office.as('officer', tx => reviewRecords(tx, c!.record_id, a!.record_id, 'same', 'She told us so'))
  await matchAll(office.database, later(60))
  const now = await office.seen<{ record_id: string; person_id: string; decided_by: string | null }>(
    'select record_id, person_id, decided_by from kernel.person_links where ends_at is null and record_id = any ($1)',
    [[a, b, c, d].map(row => row!.record_id)],
  )
  const of = (row: (typeof rows)[number] | undefined) => now.find(one => one.record_id === row!.record_id)
  assert.notEqual(of(b)?.person_id, of(a)?.person_id)
  assert.equal(of(c)?.person_id, of(a)?.person_id)
  assert.ok([of(a), of(c)].some(one => one?.decided_by === cast.officer.id))
  assert.equal(of(d)?.person_id, of(c)?.person_id)
  await rollBack(office.database, later(70))
  assert.equal((await office.seen('select from kernel.person_differences')).length, 1)
})

const modelOf = async () =>
  (
    await office.database.as(
      { actor: { kind: 'job', name: 'match' }, action: 'test', purpose: 'keep-the-house', at: aWednesday },
      modelInUse,
    )
  ).model
