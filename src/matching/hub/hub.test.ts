import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type AgencyId, link, NotFound, queueJob, type RecordId, Refused, workOnce } from '#kernel'
import { cast, type Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { indexed, type Some, tell } from '../../../test/matching-records.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'
import { withdraw } from './index-queries.ts'
import { matchJob, profileJob } from './match-job.ts'
import { review, reviewsOf, undoReview } from './review-queries.ts'
import { reviewQueue, suggestionsFor } from './suggestion-queries.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const police = 'warwickshire-police'
const working = async () => {
  for (let worked = await workOnce(office.database, [matchJob], aWednesday); worked; ) {
    if (worked.fault) throw worked.fault
    worked = await workOnce(office.database, [matchJob], aWednesday)
  }
}
const recordsNamed = async (family: string) =>
  (
    await office.seen<{ id: RecordId }>(
      `select r.id from kernel.person_records r join kernel.person_names n on n.record_id = r.id
        where n.family_key = $1 order by r.agency_id nulls first, r.id`,
      [family.toLowerCase()],
    )
  ).map(row => row.id)
const sent = (key: string, given: string, family: string, phone: string) =>
  office.send(key, { given, family, phone, owners: [] })
const suggested = (who: Part, record: RecordId) => office.as(who, tx => suggestionsFor(tx, record))
const rows = (where = 'true') => office.seen(`select * from matching.suggestions where ${where} order by id`)

/** Somebody told of in two reports; they are found to be alike. */
async function toldTwice(family: string, phone: string) {
  for (const key of ['one', 'two']) await sent(`${family} ${key}`, 'Zebedee', family, phone)
  await working()
  const [a, b] = await recordsNamed(family)
  const { suggestions } = await suggested('triage', a!)
  const suggestion = suggestions.find(one => one.other === b)
  assert.ok(suggestion)
  return { a: a!, b: b!, suggestion }
}
/** Somebody told of in a report whom an agency knows. */
async function known(agency: string, family: string, phone: string, more: Partial<Some> = {}): Promise<RecordId> {
  await tell(office.database, agency, [indexed(family, { given: 'Zebedee', family, phone, ...more })])
  await sent(`${family} known`, 'Zebedee', family, phone)
  await working()
  return (await recordsNamed(family))[0]!
}

test('two who are told of at the same instant find each other, and once only', async () => {
  await Promise.all([
    sent('i1', 'Zebedee', 'Quillfeather', '07700 900 777'),
    sent('i2', 'Zebedee', 'Quillfeather', '07700900777'),
  ])
  await Promise.all([working(), working()])
  const [one, other] = await recordsNamed('quillfeather')
  const { suggestions } = await suggested('triage', one!)
  assert.deepEqual(
    suggestions.map(each => each.other),
    [other],
  )
  assert.ok(suggestions[0]!.probability > 0.5, String(suggestions[0]!.probability))
  assert.equal(suggestions[0]!.because.levels.surname, 'exact')
  assert.ok(suggestions[0]!.because.explanation)
})

test('a job done again changes nothing, not even when it was written', async () => {
  const before = await rows()
  await office.seen('update matching.profiles set pending = true')
  await office.as('triage', tx => queueJob(tx, 'match'), { at: aWednesday })
  await working()
  assert.ok(before.length > 0)
  assert.deepEqual(await rows(), before)
})

test('whoever does not see both records is told of neither by the other, nor by how likely', async () => {
  const { a } = await toldTwice('Hushaby', '07700 900 111')
  assert.deepEqual(await suggested('refuge', a), { suggestions: [], ask: [] })
  assert.deepEqual(await suggested('community', a), { suggestions: [], ask: [] })
})

test('the hub is pointed to the kind of agency that knows somebody, and told nothing else', async () => {
  const record = await known('nhs-hospitals', 'Pointerby', '07700 900 222')
  const of = await suggested('triage', record)
  assert.deepEqual(of, { suggestions: [], ask: ['health'] })
  assert.deepEqual(await suggested('officer', record), { suggestions: [], ask: [] }, 'who is not of the hub is not')
  const pointers = await office.as('triage', tx => pointersOf(tx, record))
  assert.deepEqual(pointers, [{ record_id: record, agency_kind: 'health' }])
})

test('an agency is shown what it knows itself, with reasons', async () => {
  const record = await known(police, 'Ownerby', '07700 900 333')
  const of = await suggested('triageToo', record)
  assert.equal(of.suggestions.length, 1)
  assert.deepEqual(of.ask, [])
  assert.deepEqual((await suggested('triage', record)).ask, ['police'])
})

test('nobody is pointed to a record that its agency sealed, or that stands in a matter kept close', async () => {
  const sealed = await known('nhs-hospitals', 'Sealby', '07700 900 444', { sealed: true })
  assert.deepEqual((await suggested('triage', sealed)).ask, [])
  const close = await known('nhs-hospitals', 'Closeby', '07700 900 445')
  assert.deepEqual((await suggested('triage', close)).ask, ['health'])
  const [, theirs] = await recordsNamed('closeby')
  const { reference } = await sent('kept close', 'Nobody', 'Inparticular', '07700 900 446')
  await office.seen(
    "insert into kernel.report_people (id, report_id, record_id, part) select gen_random_uuid(), id, $2, 'owner' from kernel.reports where reference = $1",
    [reference, theirs],
  )
  await office.seen("update kernel.reports set sensitivity = 'sealed' where reference = $1", [reference])
  assert.deepEqual((await suggested('triage', close)).ask, [])
})

test('to confirm links both to one person, and to take it back restores exactly what was', async () => {
  const { a, b, suggestion } = await toldTwice('Confirmby', '07700 900 555')
  const before = await office.seen('select * from kernel.person_links order by id')
  const id = await office.as('triage', tx => review(tx, suggestion.id, 'same', 'The same voice and number'))
  const open = await office.seen<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [[a, b]],
  )
  assert.equal(open.length, 2)
  assert.equal(new Set(open.map(row => row.person_id)).size, 1)
  assert.equal((await suggested('triage', a)).suggestions[0]!.state, 'same')
  await office.as('triageToo', tx => undoReview(tx, id, 'A cousin of that name'))
  const still = await office.seen(
    'select * from kernel.person_links where ends_at is null or record_id <> all ($1) order by id',
    [[a, b]],
  )
  assert.deepEqual(still, before)
  assert.equal((await suggested('triage', a)).suggestions[0]!.state, 'open')
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
  await working()
  const [one, other] = await recordsNamed('differby')
  const {
    suggestions: [suggestion],
  } = await suggested('officer', one!)
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
  await working()
  assert.equal((await suggested('officer', one!)).suggestions[0]!.state, 'different')
  await office.as('officer', tx => undoReview(tx, id, 'One of them twice, after all'))
  await linking(other!, person)
  assert.deepEqual(
    await office.seen('select * from kernel.person_differences where record_a = any ($1)', [[one, other]]),
    [],
  )
})

test('no machine says who somebody in a report is, and only the job that matches says who somebody else is', async () => {
  const { a } = await toldTwice('Machineby', '07700 900 888')
  const theirs = indexed('Machineby', { given: 'Zebedee', family: 'Machineby' })
  await tell(office.database, police, [theirs])
  const [, , known] = await recordsNamed('Machineby')
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
  const { a, b, suggestion } = await toldTwice('Twoby', '07700 900 999')
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
  const { suggestion } = await toldTwice('Queueby', '07700 900 100')
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

test('an agency that tells anew changes what is compared, keeps what was, and told just so changes nothing', async () => {
  const record = await known('nhs-hospitals', 'Anewby', '07700 900 101')
  const anew = [indexed('Anewby', { given: 'Zebedee', family: 'Otherwiseby', phone: '07700 900 102' })]
  assert.deepEqual(await tell(office.database, 'nhs-hospitals', anew), { new: 0, changed: 1, same: 0 })
  await working()
  assert.deepEqual((await suggested('triage', record)).ask, [])
  const [theirs] = await recordsNamed('otherwiseby')
  const versions = await office.seen<{ was: { names: { family: string }[] } }>(
    'select was from kernel.person_record_versions where record_id = $1',
    [theirs],
  )
  assert.equal(versions[0]?.was.names[0]?.family, 'Anewby')
  const before = await office.seen(
    'select * from kernel.person_records r join matching.profiles p on p.record_id = r.id order by id',
  )
  assert.deepEqual(await tell(office.database, 'nhs-hospitals', anew), { new: 0, changed: 0, same: 1 })
  assert.deepEqual(
    await office.seen(
      'select * from kernel.person_records r join matching.profiles p on p.record_id = r.id order by id',
    ),
    before,
  )
})

test('a record that its agency withdraws is found by nobody any more', async () => {
  const record = await known('nhs-hospitals', 'Goneby', '07700 900 103')
  const [, theirs] = await recordsNamed('goneby')
  const gone = await office.database.as(
    { actor: { kind: 'job', name: 'index' }, action: 'index.withdraw', purpose: 'keep-the-house', at: aWednesday },
    tx => withdraw(tx, 'nhs-hospitals' as AgencyId, ['Goneby'], 'these'),
  )
  assert.equal(gone, 1)
  assert.deepEqual((await suggested('triage', record)).ask, [])
  for (const table of ['profiles', 'keys'])
    assert.deepEqual(await office.seen(`select from matching.${table} where record_id = $1`, [theirs]), [])
  assert.deepEqual(await rows(`'${theirs}' in (record_a, record_b)`), [])
})

test('whom a report told of that is disposed of is compared no more, and not brought back', async () => {
  const { a, b } = await toldTwice('Disposeby', '07700 900 104')
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
  assert.deepEqual(await rows(`'${a}' in (record_a, record_b)`), [])
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  assert.deepEqual(await workOnce(office.database, [profileJob], aWednesday), { name: profileJob.name })
  assert.deepEqual(await office.seen('select from matching.profiles where record_id = $1', [a]), [])
})

test('records of an installation that is older than matching are given a profile, and then compared', async () => {
  const { a, b } = await toldTwice('Olderby', '07700 900 105')
  await office.seen('delete from matching.suggestions where record_a = $1 or record_b = $1', [a])
  const before = await office.seen('select record_id, given, keys from matching.profiles order by record_id')
  await office.seen('delete from matching.profiles')
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  assert.deepEqual(await workOnce(office.database, [profileJob], aWednesday), { name: profileJob.name })
  await working()
  const anonymous = (all: readonly Record<string, unknown>[]) => all.map(({ given, ...row }) => row)
  assert.deepEqual(
    anonymous(await office.seen('select record_id, given, keys from matching.profiles order by record_id')),
    anonymous(before),
  )
  assert.deepEqual(
    (await suggested('triage', a)).suggestions.map(one => one.other),
    [b],
  )
})

async function pointersOf(tx: Parameters<Parameters<Office['as']>[1]>[0], record: RecordId) {
  return (await sql`select * from matching.pointers where record_id = ${record}`.execute(tx.db)).rows
}
