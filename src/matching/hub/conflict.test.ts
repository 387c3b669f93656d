import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { link, type RecordId, unlink, workOnce } from '#kernel'
import { cast, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { indexed, type Some, tell } from '../../../test/matching-records.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'
import { matchJob } from './match-job.ts'
import { reviewRecords } from './review-queries.ts'
import { matchAll, rollBack } from './run.ts'

/* Tamsin of the police has a conflict with somebody whom police and doctors know. */

const [police, doctors] = [cast.officer.agency, cast.triage.agency]
let office: Office
let now = aWednesday
before(async () => {
  office = await openOffice()
})
after(() => office.close())
beforeEach(() => office.seen('delete from kernel.conflicts'))

const later = () => {
  now = new Date(now.getTime() + 3_600_000)
  return now
}
const wife = (family: string): Some => ({
  ...{ given: 'Ermintrude', family, born: '1984-03-12', phone: '01632 960 111', postcode: 'CV32 4AB' },
})
const other = (family: string): Some => ({
  ...{ given: 'Bartholomea', family, born: '1951-09-01', phone: '01632 960 112', postcode: 'CV21 3AA' },
})
const somebody: Some = { given: 'Zuleika', family: 'Alone', born: '1990-02-20', phone: '01632 960 113' }
const known = async (agency: string, people: Readonly<Record<string, Some>>) => {
  await tell(
    office.database,
    agency,
    Object.entries(people).map(([ref, one]) => indexed(ref, one)),
    later(),
  )
  while (await workOnce(office.database, [matchJob], now));
}
const night = () => matchAll(office.database, later())
const person = async (ref: string) =>
  (
    await office.seen<{ person_id: string }>(
      `select l.person_id from kernel.person_links l join kernel.person_records r on r.id = l.record_id
        where r.source_ref = $1 and l.ends_at is null`,
      [ref],
    )
  )[0]?.person_id
const record = async (ref: string) =>
  (await office.seen<{ id: RecordId }>('select id from kernel.person_records where source_ref = $1', [ref]))[0]!.id
const conflictWith = async (id: string | undefined) =>
  office.seen(
    "insert into kernel.conflicts (id, user_id, person_id, reason, starts_at) values (gen_random_uuid(), $1, $2, 'His wife', $3)",
    [cast.officer.id, id, later()],
  )
/** Which of these records, by their agencies' numbers, somebody of the police sees. */
const sees = (who: Part, like: string) =>
  office.as(
    who,
    async tx =>
      (await tx.db.selectFrom('person_records').select('source_ref').where('source_ref', 'like', like).execute())
        .map(row => row.source_ref)
        .sort(),
    { at: later() },
  )

test('a lock-out outlives the night in which a machine gives the person’s records to another', async () => {
  await known(police, { a1: wife('Lockedout'), a2: wife('Lockedout') })
  await known(doctors, { ag1: other('Otherfolk'), ag2: other('Otherfolk'), ag3: other('Otherfolk') })
  await night()
  const before = await person('a1')
  await conflictWith(before)
  assert.deepEqual(await sees('officer', 'a_'), [])
  await known(doctors, { ag1: wife('Lockedout'), ag2: wife('Lockedout'), ag3: wife('Lockedout') })
  await known(police, { a3: wife('Lockedout') })
  assert.deepEqual(await sees('officer', 'a_'), ['a3'])
  await night()
  assert.notEqual(await person('a1'), before)
  assert.deepEqual(await sees('officer', 'a_'), [], 'nor is what the machine adds to them shown')
  assert.deepEqual(await sees('officerToo', 'a_'), ['a1', 'a2', 'a3'])
})

test('nor does a machine lift it by parting them, or by who takes a run back', async () => {
  await known(police, { b1: wife('Parted'), b2: wife('Parted') })
  const run = await night()
  await known(police, { b3: wife('Parted') })
  await night()
  await conflictWith(await person('b1'))
  await known(police, { b3: other('Different'), b4: other('Different') })
  await night()
  assert.notEqual(await person('b3'), await person('b1'))
  assert.deepEqual(await sees('officer', 'b_'), [])
  await rollBack(office.database, later(), run.id!)
  assert.equal(await person('b1'), undefined)
  assert.deepEqual(await sees('officer', 'b_'), ['b4'])
  await night()
})

test('what a run brought after the conflict began goes with the run that is taken back', async () => {
  await known(police, { c1: wife('Joined'), c2: wife('Joined') })
  await night()
  await conflictWith(await person('c1'))
  await known(police, { c3: wife('Joined') })
  await night()
  assert.deepEqual(await sees('officer', 'c_'), [])
  await rollBack(office.database, later(), await lastRun())
  assert.deepEqual(await sees('officer', 'c_'), ['c3'])
  await matchAll(office.database, later())
})

test('a person who undoes a link lifts it for that record, and one who says that two are one does not', async () => {
  await known(police, { d1: wife('Undone'), d2: wife('Undone'), d3: wife('Undone'), d4: somebody })
  await night()
  await conflictWith(await person('d1'))
  await office.as('officerToo', async tx => unlink(tx, await record('d3'), 'A namesake'), { at: later() })
  assert.deepEqual(await sees('officer', 'd_'), ['d3', 'd4'])
  await office.as('officerToo', async tx => link(tx, await record('d4'), 'new', 'New'), { at: later() })
  for (const ref of ['d1', 'd2'])
    await office.as(
      'officerToo',
      async tx => reviewRecords(tx, await record(ref), await record('d4'), 'same', 'She married'),
      { at: later() },
    )
  assert.deepEqual([await person('d1'), await person('d2')], [await person('d4'), await person('d4')])
  assert.deepEqual(await sees('officer', 'd_'), ['d3'])
})

test('a conflict with somebody by a former name of theirs is one with who they are now', async () => {
  const [former] = await office.seen<{ id: string; redirects_to: string }>(
    'select id, redirects_to from kernel.persons where redirects_to is not null order by id limit 1',
  )
  await conflictWith(former!.id)
  const [row] = await office.seen('select person_id from kernel.conflicts')
  assert.equal(row!.person_id, former!.redirects_to)
  assert.deepEqual(await sees('officer', 'a_'), [])
})

const lastRun = async () =>
  (await office.seen<{ id: string }>('select id from matching.runs order by position desc limit 1'))[0]!.id
