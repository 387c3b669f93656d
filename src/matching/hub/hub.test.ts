import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { link, NotFound, queueJob, type RecordId, Refused } from '#kernel'
import { cast } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { review, reviewsOf, undoReview } from './review-queries.ts'
import { reviewQueue } from './suggestion-queries.ts'

const police = 'warwickshire-police'
let it: MatchingOffice
let office: Office
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

test('two who are told of at the same instant find each other, and once only', async () => {
  await Promise.all([
    it.sent('i1', 'Zebedee', 'Quillfeather', '07700 900 777'),
    it.sent('i2', 'Zebedee', 'Quillfeather', '07700900777'),
  ])
  await Promise.all([it.working(), it.working()])
  const [one, other] = await it.recordsNamed('quillfeather')
  const { suggestions } = await it.suggested('triage', one!)
  assert.deepEqual(
    suggestions.map(each => each.other),
    [other],
  )
  assert.ok(suggestions[0]!.probability > 0.5, String(suggestions[0]!.probability))
  assert.equal(suggestions[0]!.because.levels.surname, 'exact')
  assert.ok(suggestions[0]!.because.explanation)
})

test('a job done again changes nothing, not even when it was written', async () => {
  const before = await it.rows()
  await office.seen('update matching.profiles set pending = true')
  await office.as('triage', tx => queueJob(tx, 'match'), { at: aWednesday })
  await it.working()
  assert.ok(before.length > 0)
  assert.deepEqual(await it.rows(), before)
})

test('whoever does not see both records is told of neither by the other, nor by how likely', async () => {
  const { a } = await it.toldTwice('Hushaby', '07700 900 111')
  assert.deepEqual(await it.suggested('refuge', a), { suggestions: [], hasMore: false, ask: [] })
  assert.deepEqual(await it.suggested('community', a), { suggestions: [], hasMore: false, ask: [] })
})

test('the hub is pointed to the kind of agency that knows somebody, and told nothing else', async () => {
  const record = await it.known('nhs-hospitals', 'Pointerby', '07700 900 222')
  const of = await it.suggested('triage', record)
  assert.deepEqual(of, { suggestions: [], hasMore: false, ask: ['health'] })
  assert.deepEqual(
    await it.suggested('officer', record),
    { suggestions: [], hasMore: false, ask: [] },
    'who is not of the hub is not',
  )
  const pointers = await office.as('triage', tx => pointersOf(tx, record))
  assert.deepEqual(pointers, [{ record_id: record, agency_kind: 'health' }])
})

test('an agency is shown what it knows itself, with reasons', async () => {
  const record = await it.known(police, 'Ownerby', '07700 900 333')
  const of = await it.suggested('triageToo', record)
  assert.equal(of.suggestions.length, 1)
  assert.deepEqual(of.ask, [])
  assert.deepEqual((await it.suggested('triage', record)).ask, ['police'])
})

test('nobody is pointed to a record that its agency sealed, or that stands in a matter kept close', async () => {
  const sealed = await it.known('nhs-hospitals', 'Sealby', '07700 900 444', { sealed: true })
  assert.deepEqual((await it.suggested('triage', sealed)).ask, [])
  const close = await it.known('nhs-hospitals', 'Closeby', '07700 900 445')
  assert.deepEqual((await it.suggested('triage', close)).ask, ['health'])
  const [, theirs] = await it.recordsNamed('closeby')
  const { reference } = await it.sent('kept close', 'Nobody', 'Inparticular', '07700 900 446')
  await office.seen(
    "insert into kernel.report_people (id, report_id, record_id, part) select gen_random_uuid(), id, $2, 'owner' from kernel.reports where reference = $1",
    [reference, theirs],
  )
  await office.seen("update kernel.reports set sensitivity = 'sealed' where reference = $1", [reference])
  assert.deepEqual((await it.suggested('triage', close)).ask, [])
})

test('to confirm links both to one person, and to take it back restores exactly what was', async () => {
  const { a, b, suggestion } = await it.toldTwice('Confirmby', '07700 900 555')
  const before = await office.seen('select * from kernel.person_links order by id')
  const id = await office.as('triage', tx => review(tx, suggestion.id, 'same', 'The same voice and number'))
  const open = await office.seen<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [[a, b]],
  )
  assert.equal(open.length, 2)
  assert.equal(new Set(open.map(row => row.person_id)).size, 1)
  assert.equal((await it.suggested('triage', a)).suggestions[0]!.state, 'same')
  await office.as('triageToo', tx => undoReview(tx, id, 'A cousin of that name'))
  const still = await office.seen(
    'select * from kernel.person_links where ends_at is null or record_id <> all ($1) order by id',
    [[a, b]],
  )
  assert.deepEqual(still, before)
  assert.equal((await it.suggested('triage', a)).suggestions[0]!.state, 'open')
  const said = await office.as('triage', tx => reviewsOf(tx, b, a))
  assert.deepEqual(
    said.map(one => [one.verdict, one.why, one.byUser]),
    [
      ['undone', 'A cousin of that name', cast.triageToo.id],
      ['same', 'The same voice and number', cast.triage.id],
    ],
  )
  const again = (error: unknown) => error instanceof Refused && error.refusal.code === 'already-done'
  await assert.rejects(
    office.as('triage', tx => undoReview(tx, id, 'Twice')),
    again,
  )
})

test('what a person said is different no machine links, whoever runs it, until it is taken back', async () => {
  const names = [1, 2].map(i =>
    indexed(`diff ${i}`, { given: 'Ulla', family: 'Differby', born: '1990-02-03', phone: '07700 900 666' }),
  )
  await tell(office.database, police, names)
  await it.working()
  const [one, other] = await it.recordsNamed('differby')
  const {
    suggestions: [suggestion],
  } = await it.suggested('officer', one!)
  const id = await office.as('officer', tx => review(tx, suggestion!.id, 'different', 'Twins: both were in the room'))
  const linking = (record: RecordId, person: string) =>
    office.seen(
      `insert into kernel.person_links (id, person_id, record_id, starts_at, reason) values (gen_random_uuid(), $1, $2, now(), 'machine')`,
      [person, record],
    )
  const [{ id: person }] = (await office.seen<{ id: string }>(
    'insert into kernel.persons (id) values (gen_random_uuid()) returning id',
  )) as [{ id: string }]
  await linking(one!, person)
  await assert.rejects(linking(other!, person), { code: 'SK004' })
  await office.seen('update matching.profiles set pending = true')
  await office.as('triage', tx => queueJob(tx, 'match'))
  await it.working()
  assert.equal((await it.suggested('officer', one!)).suggestions[0]!.state, 'different')
  await office.as('officer', tx => undoReview(tx, id, 'One of them twice, after all'))
  await linking(other!, person)
  assert.deepEqual(
    await office.seen('select * from kernel.person_differences where record_a = any ($1)', [[one, other]]),
    [],
  )
})

test('no machine says who somebody in a report is, and only the job that matches says who somebody else is', async () => {
  const { a } = await it.toldTwice('Machineby', '07700 900 888')
  const theirs = indexed('Machineby', { given: 'Zebedee', family: 'Machineby' })
  await tell(office.database, police, [theirs])
  const [, , known] = await it.recordsNamed('Machineby')
  const linking = (job: string, record: RecordId | undefined) =>
    office.database.as(
      { actor: { kind: 'job', name: job }, action: 'test', purpose: 'keep-the-house', at: aWednesday },
      tx =>
        sql`with p as (insert into kernel.persons (id) values (gen_random_uuid()) returning id)
          insert into kernel.person_links (id, person_id, record_id, starts_at, reason)
          select gen_random_uuid(), p.id, ${record}, ${aWednesday}, 'machine' from p`.execute(tx.db),
    )
  await assert.rejects(linking('match', a), { code: '42501' })
  await assert.rejects(linking('sweep', known), { code: '42501' })
  await linking('match', known)
})

test('records that people linked to two persons are not joined over their heads', async () => {
  const { a, b, suggestion } = await it.toldTwice('Twoby', '07700 900 999')
  for (const record of [a, b]) await office.as('triage', tx => link(tx, record, 'new', 'New'))
  const refused = (error: unknown) => error instanceof Refused && error.refusal.code === 'already-linked'
  await assert.rejects(
    office.as('triage', tx => review(tx, suggestion.id, 'same', 'Surely')),
    refused,
  )
  await assert.rejects(
    office.as('refuge', tx => review(tx, suggestion.id, 'unsure', 'Not mine')),
    NotFound,
  )
})

test('what hangs on more, and is nearer to even, is asked about first, and what is unsure stays', async () => {
  const { suggestion } = await it.toldTwice('Queueby', '07700 900 100')
  await office.as('triage', tx => review(tx, suggestion.id, 'unsure', 'Ask whoever took the call'))
  const seen: number[] = []
  const ids: string[] = []
  let after: { worth: number; id: string } | undefined
  do {
    const page = await office.as('triage', tx => reviewQueue(tx, { size: 2, ...(after && { after }) }))
    seen.push(...page.waiting.map(one => one.worth))
    ids.push(...page.waiting.map(one => one.id))
    after = page.next
  } while (after)
  assert.ok(ids.includes(suggestion.id))
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(
    seen,
    seen.toSorted((x, y) => y - x),
  )
})

async function pointersOf(tx: Parameters<Parameters<Office['as']>[1]>[0], record: RecordId) {
  return (await sql`select * from matching.pointers where record_id = ${record}`.execute(tx.db)).rows
}
