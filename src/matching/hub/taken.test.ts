import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RecordId, type Tx, unlink } from '#kernel'
import { acting } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { reviewRecords, undoReview } from './review-queries.ts'
import { matchAll, rollBack } from './run.ts'

let it: MatchingOffice
let now = aWednesday
let families = 0
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

/** Each time another hour. */
function later(): Date {
  now = new Date(now.getTime() + 3_600_000)
  return now
}
const night = () => matchAll(it.office.database, later())
const officer = <T>(work: (tx: Tx) => Promise<T>) => acting(it.office.database, later())('officer', work)
/** Three of the police's records that a machine is sure are of one person. */
async function three(family: string): Promise<readonly [RecordId, RecordId, RecordId]> {
  families += 1
  const one = {
    given: family.slice(2),
    family,
    born: `198${families}-03-1${families}`,
    phone: `01632 960 55${families}`,
  }
  const all = ['1', '2', '3'].map(ref => indexed(`${family} ${ref}`, { ...one, address: `${families} ${family} Road` }))
  await tell(it.office.database, 'warwickshire-police', all, later())
  await night()
  const [a, b, c] = await it.recordsNamed(family)
  assert.deepEqual(await whose(a!, b!, c!), [0, 0, 0])
  return [a!, b!, c!]
}
async function whose(...records: readonly RecordId[]) {
  const rows = await it.office.seen<{ record_id: RecordId; person_id: string }>(
    'select record_id, person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [records],
  )
  const persons = records.map(record => rows.find(row => row.record_id === record)?.person_id)
  return persons.map(person => (person === undefined ? undefined : persons.indexOf(person)))
}

test('a link that a person undid no night makes again, nor by way of a person who took the others in', async () => {
  const [a, b, c] = await three('Nightling')
  await officer(tx => unlink(tx, c, 'Twin sister: I have met both'))
  await night()
  assert.deepEqual(await whose(a, b, c), [0, 0, undefined])
  // The others go to another person, to whom nobody ever said that the third is not theirs.
  await it.office.seen(
    `with p as (insert into kernel.persons (id) values (gen_random_uuid()) returning id),
          was as (update kernel.person_links set ends_at = $2, ended_reason = 'A run found otherwise' where record_id = any ($1) and ends_at is null returning record_id)
     insert into kernel.person_links (id, person_id, record_id, starts_at, reason) select gen_random_uuid(), p.id, was.record_id, $2, 'machine' from p, was`,
    [[a, b], later()],
  )
  await night()
  assert.deepEqual(await whose(a, b, c), [0, 0, undefined])
})

test('whoever undid a link may say the contrary, and from then on it holds', async () => {
  const [a, b, c] = await three('Contrary')
  await officer(tx => unlink(tx, c, 'A sister'))
  await night()
  await officer(tx => reviewRecords(tx, a, c, 'same', 'No: she told us so'))
  await night()
  assert.deepEqual(await whose(a, b, c), [0, 0, 0])
  // Of those who are left each is as much with the other as before.
  await it.office.seen('update kernel.person_records set disposed_at = $2 where id = $1', [a, later()])
  await night()
  assert.deepEqual(await whose(b, c), [0, 0])
})

test('a link that people made and undid is made again by no machine, either', async () => {
  const [a, b, c] = await three('Peoples')
  await officer(tx => reviewRecords(tx, a, c, 'same', 'One address'))
  await officer(tx => unlink(tx, c, 'A sister'))
  await night()
  assert.deepEqual(await whose(a, b, c), [0, 0, undefined])
})

test('what a person takes back leaves the machine as free as it was', async () => {
  const [a, b, c] = await three('Asbefore')
  const before = await it.office.seen('select * from kernel.person_links where ends_at is null order by id')
  for (const verdict of ['different', 'same'] as const) {
    const said = await officer(tx => reviewRecords(tx, a, c, verdict, 'x'))
    await officer(tx => undoReview(tx, said, 'No'))
    await night()
    assert.deepEqual(await whose(a, b, c), [0, 0, 0])
  }
  assert.deepEqual(await it.office.seen('select * from kernel.person_links where ends_at is null order by id'), before)
})

test('a run taken back gives no person back what somebody took from them, nor two who were said to be different', async () => {
  const [a, b, c] = await three('Rollback')
  const [d, e, f] = await three('Another')
  await moved([a, b, c, d, e, f])
  await officer(tx => unlink(tx, c, 'A sister'))
  await it.office.seen(
    "update kernel.person_links set ends_at = $2, ended_reason = 'x' where record_id = any ($1) and ends_at is null",
    [[d, e], later()],
  )
  await officer(tx => reviewRecords(tx, d, e, 'different', 'Father and son'))
  const { undone } = await rollBack(it.office.database, later())
  assert.deepEqual(
    undone.map(one => one.made),
    [4],
  )
  assert.deepEqual(await whose(a, b, c), [0, 0, undefined])
  assert.deepEqual(await whose(f, d, e), [0, 0, undefined])
})

/** As though a run had moved these to other persons, each person's records together. */
async function moved(records: readonly RecordId[]): Promise<void> {
  await it.office.seen(
    `with was as (update kernel.person_links set ends_at = $2, ended_reason = 'A run found otherwise'
                   where record_id = any ($1) and ends_at is null returning id, record_id, person_id),
          next as (select person_id, gen_random_uuid() as id from was group by person_id),
          p as (insert into kernel.persons (id) select id from next),
          made as (insert into kernel.person_links (id, person_id, record_id, starts_at, reason)
                   select gen_random_uuid(), next.id, was.record_id, $2, 'machine' from was join next using (person_id) returning id),
          run as (insert into matching.runs (id, model_id, former_model_id, at, made, ended)
                  select gen_random_uuid(), m.id, m.id, $2, 6, 6 from matching.models m where in_use returning id)
     insert into matching.run_links (run_id, link_id, deed)
       select run.id, was.id, 'ended' from run, was union all select run.id, made.id, 'made' from run, made`,
    [records, later()],
  )
}
