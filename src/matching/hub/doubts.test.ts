import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { link, type RecordId, Refused, type Tx, unlink } from '#kernel'
import { acting } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { reviewRecords, reviewsOf, undoReview, type Verdict } from './review-queries.ts'
import { matchAll, rollBack } from './run.ts'
import { reviewQueue } from './suggestion-queries.ts'

let it: MatchingOffice
let office: Office
let now = aWednesday
let families = 0
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

/** Each time another hour. */
function later(): Date {
  now = new Date(now.getTime() + 3_600_000)
  return now
}
const night = () => matchAll(office.database, later())
const officer = <T>(work: (tx: Tx) => Promise<T>) => acting(office.database, later())('officer', work)
const said = (one: RecordId, other: RecordId, verdict: Verdict, why = 'x') =>
  officer(tx => reviewRecords(tx, one, other, verdict, why))
const refused = (wanted: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === wanted

/** As many index records of the police, all alike. */
async function alike(family: string, count: number): Promise<readonly [RecordId, RecordId, RecordId]> {
  families += 1
  const born = `19${50 + 3 * families}-0${1 + (families % 9)}-${10 + families}`
  const one = { given: family.slice(2), family, born, phone: `01632 960 6${60 + families}`, address: `7 ${family} Row` }
  const all = Array.from({ length: count }, (_, at) => indexed(`${family} ${at}`, one))
  await tell(office.database, 'warwickshire-police', all, later())
  await it.working()
  const [a, b, c] = await it.recordsNamed(family)
  return [a!, b!, c!]
}
/** Whose each record is now, as the place of the first record that is of the same person; nothing for nobody's. */
async function whose(...records: readonly RecordId[]) {
  const rows = await office.seen<{ record_id: RecordId; person_id: string }>(
    'select record_id, person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [records],
  )
  const persons = records.map(record => rows.find(row => row.record_id === record)?.person_id)
  return persons.map(person => (person === undefined ? undefined : persons.indexOf(person)))
}
const differences = (...records: readonly RecordId[]) =>
  office.seen('select reason from kernel.person_differences where record_a = any ($1) and record_b = any ($1)', [
    records,
  ])

test('a doubt lifts no "different", for machines or for people; and may be taken back whatever stands', async () => {
  const [a, b] = await alike('doubtling', 2)
  const different = await said(a, b, 'different', 'Twins: I saw both')
  const doubt = await said(a, b, 'unsure', 'Have not met them')
  const words = await officer(tx => reviewsOf(tx, a, b))
  assert.deepEqual(
    words.map(one => [one.verdict, one.stands]),
    [
      ['unsure', true],
      ['different', true],
    ],
  )
  await night()
  assert.deepEqual(await whose(a, b), [undefined, undefined])
  const person = await officer(tx => link(tx, a, 'new', 'New'))
  const linking = () => officer(tx => link(tx, b, person, 'One'))
  await assert.rejects(linking(), refused('said-different'))
  await officer(tx => undoReview(tx, doubt, 'I am sure again'))
  assert.deepEqual(await differences(a, b), [{ reason: 'Twins: I saw both' }])
  await officer(tx => undoReview(tx, different, 'I saw one of them twice'))
  await linking()
  assert.deepEqual(await whose(a, b), [0, 0])
})

test('what a machine had joined and somebody then could not tell the next night parts, until that is taken back', async () => {
  const [a, b] = await alike('nightdoubt', 2)
  await night()
  assert.deepEqual(await whose(a, b), [0, 0])
  const doubt = await said(a, b, 'unsure', 'Twins, perhaps')
  const waiting = async () => (await officer(tx => reviewQueue(tx, { only: 'unsure' }))).waiting
  const asked = async () => (await waiting()).filter(one => one.records.includes(a)).length
  assert.deepEqual([await whose(a, b), await asked()], [[0, 0], 1])
  const { id } = await night()
  assert.deepEqual([await whose(a, b), await asked()], [[undefined, undefined], 1])
  await rollBack(office.database, later(), id!)
  assert.equal(new Set(await whose(a, b)).size, 2, 'nor does a run that is taken back join them')
  await officer(tx => undoReview(tx, doubt, 'No twins'))
  assert.equal(await asked(), 0)
  await night()
  assert.deepEqual(await whose(a, b), [0, 0])
})

test('two in doubt are joined by no machine by way of a third, and by people as they see fit', async () => {
  const [a, b, c] = await alike('thirddoubt', 3)
  await said(a, b, 'unsure')
  await night()
  const [x, y] = await whose(a, b, c)
  assert.ok(x === undefined || y === undefined || x !== y)
  await said(a, c, 'same', 'I know her')
  await said(c, b, 'same', 'And here she is again')
  await night()
  assert.deepEqual(await whose(a, b, c), [0, 0, 0])
})

test('a doubt parts nobody whom people linked, before it or since', async () => {
  const [a, b] = await alike('peopledoubt', 2)
  await said(a, b, 'same')
  await said(a, b, 'unsure')
  await night()
  assert.deepEqual(await whose(a, b), [0, 0])
  const [c, d] = await alike('sincedoubt', 2)
  await night()
  await said(c, d, 'unsure')
  const [{ person }] = (await office.seen<{ person: string }>(
    'select person_id as person from kernel.person_links where record_id = $1 and ends_at is null',
    [c],
  )) as [{ person: string }]
  await officer(tx => unlink(tx, d, 'Anew'))
  await officer(tx => link(tx, d, person as never, 'It is her: I asked'))
  await night()
  assert.deepEqual(await whose(c, d), [0, 0])
})

test('the hub is pointed to no agency by somebody who was called different, though another was not sure', async () => {
  const record = await it.known('nhs-hospitals', 'Pointdoubt', '07700 900 444')
  const asks = async () => (await it.suggested('triage', record)).ask
  assert.deepEqual(await asks(), ['health'])
  const [other] = (await it.recordsNamed('pointdoubt')).filter(one => one !== record)
  for (const verdict of ['different', 'unsure'])
    await office.seen(
      `insert into matching.reviews (id, record_a, record_b, verdict, why, by_user, at)
       values (gen_random_uuid(), least($1::uuid, $2), greatest($1::uuid, $2), $3, 'x', (select id from kernel.users limit 1), now())`,
      [record, other, verdict],
    )
  assert.equal((await differences(record, other!)).length, 1)
  assert.deepEqual(await asks(), [])
})

test('of two called different and then in doubt somebody may say that they are one, and "different" comes back with the doubt', async () => {
  const [a, b] = await alike('doubtback', 2)
  await said(a, b, 'different', 'Twins')
  await said(a, b, 'unsure')
  const same = await said(a, b, 'same', 'No twins')
  assert.deepEqual([await whose(a, b), await differences(a, b)], [[0, 0], []])
  await officer(tx => undoReview(tx, same, 'Twins it is'))
  assert.deepEqual([await whose(a, b), await differences(a, b)], [[undefined, undefined], [{ reason: 'Twins' }]])
})

test('a doubt may be said of two who are one though somebody called them different, and parts nobody', async () => {
  const [a, b] = await alike('doubtlegacy', 2)
  await said(a, b, 'different')
  await contradict(a, b)
  await said(a, b, 'unsure')
  assert.deepEqual([await whose(a, b), (await differences(a, b)).length], [[0, 0], 1])
})

/** Links two whom somebody called different to one person, as before that was refused. */
async function contradict(...records: readonly RecordId[]): Promise<void> {
  const guard = (be: string) => office.seen(`alter table kernel.person_links ${be} trigger refuse_overruling`)
  await guard('disable')
  await office.seen(
    `with p as (insert into kernel.persons (id) values (gen_random_uuid()) returning id)
     insert into kernel.person_links (id, person_id, record_id, starts_at, reason, decided_by)
       select gen_random_uuid(), p.id, r, now(), 'x', (select id from kernel.users order by id limit 1) from p, unnest($1::uuid[]) as r`,
    [records],
  )
  await guard('enable')
}

test('a "different" that a doubt had lifted stands again when the installation is brought up to date', async () => {
  const [a, b] = await alike('mendone', 2)
  const [c, d] = await alike('mendtwo', 2)
  const [m, n] = await alike('mendthree', 2)
  for (const [one, other] of [
    [a, b],
    [m, n],
  ] as const) {
    await said(one, other, 'different', 'Twins')
    await said(one, other, 'unsure')
  }
  const taken = await said(c, d, 'different')
  await officer(tx => undoReview(tx, taken, 'No'))
  // As a doubt did it before: the word went, and whoever came by linked them.
  await office.seen('delete from kernel.person_differences')
  await contradict(a, b)
  await contradict(m, n)
  await office.seen('update kernel.person_links set decided_by = null where record_id = any ($1)', [[m, n]])
  const file = await readFile(new URL('../../../migrations/0053_doubts.sql', import.meta.url), 'utf8')
  const [mend] =
    /alter table kernel\.person_differences disable.*?enable trigger refuse_contradiction;/s.exec(file) ?? []
  assert.ok(mend)
  for (let twice = 0; twice < 2; twice++) {
    await office.seen(mend)
    assert.deepEqual(
      [await differences(a, b), await differences(c, d), await differences(m, n)].map(rows => rows.length),
      [1, 0, 1],
    )
    assert.deepEqual(await whose(a, b), [0, 0], 'what people said they sort out')
    assert.equal((await whose(m, n)).filter(of => of === undefined).length, 1, 'a machine is parted from it')
  }
})
