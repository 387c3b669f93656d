import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { appearances, findPeople, link, NotFound, nameKey, type PersonId, Refused, unlink } from '#kernel'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const code = (wanted: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === wanted
const open = async (personId: PersonId) =>
  (
    await office.seen('select record_id from kernel.person_links where person_id = $1 and ends_at is null order by 1', [
      personId,
    ])
  ).map(row => row.record_id)

test('records are linked to a person and nothing is merged: each keeps its own words', async () => {
  const [one, other] = [
    await openedCase(office, 'l1'),
    await openedCase(office, 'l2', { owners: [{ given: 'A', family: 'Galoshes' }] }),
  ]
  const person = await office.as('triage', tx => link(tx, one.recordId, 'new', 'Nobody known by that name'))
  assert.equal(await office.as('triage', tx => link(tx, other.recordId, person, 'The same umbrella')), person)
  const { reports, cases } = await office.as('triage', tx => appearances(tx, person))
  assert.deepEqual([reports.length, cases.length], [2, 2])
  const {
    people: [found],
  } = await office.as('triage', tx => findPeople(tx, { given: '', family: 'galoshes', born: undefined }))
  assert.equal(found?.personId, person)
  assert.deepEqual(found?.records.map(record => record.given).sort(), ['A', 'Ada'])
})

test('to unlink restores exactly what was there before, and the history stays', async () => {
  const [one, other] = [await openedCase(office, 'u1'), await openedCase(office, 'u2')]
  const person = await office.as('triage', tx => link(tx, one.recordId, 'new', 'New'))
  const own = await office.as('triage', tx => link(tx, other.recordId, 'new', 'New'))
  const before = await office.seen('select * from kernel.person_links order by id')
  await office.as('triage', tx => unlink(tx, other.recordId, 'The same person'))
  await office.as('triage', tx => link(tx, other.recordId, person, 'The same person'))
  assert.equal((await open(person)).length, 2)
  await office.as('triageToo', tx => unlink(tx, other.recordId, 'A sister'))
  await office.as('triageToo', tx => link(tx, other.recordId, own, 'A sister'))
  assert.deepEqual([await open(person), await open(own)], [[one.recordId], [other.recordId]])
  const history = await office.seen(
    'select ended_reason from kernel.person_links where record_id = $1 order by starts_at, id',
    [other.recordId],
  )
  assert.deepEqual(history, [{ ended_reason: 'The same person' }, { ended_reason: 'A sister' }, { ended_reason: null }])
  const untouched = await office.seen('select * from kernel.person_links where record_id <> $1 order by id', [
    other.recordId,
  ])
  assert.deepEqual(
    untouched,
    before.filter(row => row.record_id !== other.recordId),
  )
})

test('a record belongs to one person at a time, even when two link it at once', async () => {
  const { recordId } = await openedCase(office, 'once')
  const both = await Promise.allSettled([
    office.as('triage', tx => link(tx, recordId, 'new', 'New')),
    office.as('triageToo', tx => link(tx, recordId, 'new', 'New')),
  ])
  const faults = both.flatMap(one => (one.status === 'rejected' ? [one.reason] : []))
  assert.equal(faults.length, 1)
  assert.ok(code('already-linked')(faults[0]))
  await office.as('triage', tx => unlink(tx, recordId, 'Not sure'))
  await assert.rejects(
    office.as('triage', tx => unlink(tx, recordId, 'Not sure')),
    code('not-linked'),
  )
})

test('nobody links a record, or to a person, that they cannot see', async () => {
  const { recordId } = await openedCase(office, 'hidden')
  const person = await office.as('triage', tx => link(tx, recordId, 'new', 'New'))
  const other = await openedCase(office, 'unlinked')
  await assert.rejects(
    office.as('refuge', tx => link(tx, other.recordId, 'new', 'New')),
    NotFound,
  )
  await assert.rejects(
    office.as('refuge', tx => unlink(tx, recordId, 'Gone')),
    code('not-linked'),
  )
  const nobody = '00000000-0000-7000-8000-00000000dead' as PersonId
  await assert.rejects(
    office.as('triage', tx => link(tx, other.recordId, nobody, 'The same')),
    NotFound,
  )
  assert.deepEqual(await open(person), [recordId])
})

test('a search finds a name whatever its case, accents and marks, and refuses to list half the county', async () => {
  await openedCase(office, 'accents', { owners: [{ given: 'Zoë', family: 'O’Brien-Łuk' }] })
  const find = (given: string, family: string) =>
    office.as('triage', async tx => (await findPeople(tx, { given, family, born: undefined })).people)
  assert.equal((await find('', 'obrien luk')).length, 1)
  assert.equal((await find('zoe', "O'BRIEN LUK")).length, 1)
  assert.equal((await find('adam', "O'BRIEN LUK")).length, 0)
  assert.equal(nameKey('Đặng-Sørensen'), 'dangsorensen')
  for (const family of ['', ' ', '-', '%', '_']) await assert.rejects(find('Zoë', family), code('person-too-vague'))
  assert.deepEqual(
    await office.as('refuge', tx => findPeople(tx, { given: '', family: 'obrien luk', born: undefined })),
    { people: [], more: false },
  )
})

test('a search shows no more than twenty, the very name first, and says when there are more', async () => {
  const owners = Array.from({ length: 7 }, (_, i) => ({ given: i ? `Nolan ${i}` : 'Nora', family: 'Brollyson' }))
  for (const key of ['many', 'more', 'most']) await openedCase(office, key, { owners })
  const find = (given: string) =>
    office.as('triage', tx => findPeople(tx, { given, family: 'Brollyson', born: undefined }))
  const all = await find('')
  assert.equal(all.people.flatMap(person => person.records).length, 20)
  assert.ok(all.more)
  const nora = await find('Nora')
  assert.deepEqual(
    nora.people.slice(0, 3).map(person => person.records[0]?.given),
    ['Nora', 'Nora', 'Nora'],
  )
})
