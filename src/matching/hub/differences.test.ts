import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { link, type RecordId, Refused, unlink } from '#kernel'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { reviewRecords, reviewsOf, undoReview, type Verdict } from './review-queries.ts'

let it: MatchingOffice
let office: Office
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

const refused = (wanted: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === wanted
const say = (one: RecordId, other: RecordId, verdict: Verdict, why = 'x', who: 'triage' | 'triageToo' = 'triage') =>
  office.as(who, tx => reviewRecords(tx, one, other, verdict, why))

/** Several records of one name, each told of in a report of its own. */
async function several(family: string, count: number): Promise<readonly [RecordId, RecordId, RecordId, RecordId]> {
  for (let i = 0; i < count; i++) await it.sent(`${family} ${i}`, 'Romilda', family, '07700 900 801')
  const [a, b, c, d] = await it.recordsNamed(family)
  return [a!, b!, c!, d!]
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
const links = () => office.seen('select * from kernel.person_links where ends_at is null order by id')
const differences = (...records: readonly RecordId[]) =>
  office.seen('select from kernel.person_differences where record_a = any ($1) and record_b = any ($1)', [records])

test('two whom a person called different become one by no third record, whoever says the rest', async () => {
  const [a, b, c, d] = await several('Thirdling', 4)
  await say(a, c, 'different', 'Twins: both were in the room')
  await say(b, c, 'same', 'One number', 'triageToo')
  await assert.rejects(say(a, b, 'same', 'One number', 'triageToo'), refused('said-different'))
  await assert.rejects(say(b, a, 'same', 'One number', 'triageToo'), refused('said-different'))
  await say(a, d, 'same', 'One voice')
  await assert.rejects(say(d, b, 'same'), refused('already-linked'))
  assert.deepEqual(await whose(a, b, c, d), [0, 1, 1, 0])
  assert.equal((await differences(a, c)).length, 1)
})

test('of two whom people linked to one person by way of a third, nobody says that they are different', async () => {
  const [a, b, c] = await several('Otherway', 3)
  await say(a, b, 'same')
  await say(b, c, 'same')
  await assert.rejects(say(a, c, 'different', 'Twins'), refused('linked-to-one'))
  assert.deepEqual(await whose(a, b, c), [0, 0, 0])
  assert.deepEqual(await differences(a, c), [])
})

test('nobody is linked to a person of whom they were said to be another, until that is taken back', async () => {
  const [d, e, f] = await several('Linkling', 3)
  const said = await say(d, e, 'different')
  await say(e, f, 'same')
  const [{ person_id: person }] = (await office.seen<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = $1 and ends_at is null',
    [f],
  )) as [{ person_id: string }]
  const linking = () => office.as('triageToo', tx => link(tx, d, person as never, 'It looks right'))
  await assert.rejects(linking(), refused('said-different'))
  await office.as('triage', tx => undoReview(tx, said, 'The same twice, after all'))
  await linking()
  assert.deepEqual(await whose(d, e, f), [0, 0, 0])
})

test('the same two may be called different and then one by a later word, and each taken back in turn', async () => {
  const [a, b] = await several('Turnabout', 2)
  const before = await links()
  const different = await say(a, b, 'different')
  const same = await say(a, b, 'same')
  assert.deepEqual(await whose(a, b), [0, 0])
  assert.deepEqual(await differences(a, b), [])
  await office.as('triage', tx => undoReview(tx, same, 'No'))
  assert.equal((await differences(a, b)).length, 1)
  await office.as('triage', tx => undoReview(tx, different, 'No'))
  assert.deepEqual(await differences(a, b), [])
  assert.deepEqual(await links(), before)
})

test('a word taken back leaves what another word says of the same records, and nothing once all are taken back', async () => {
  const [a, b, c] = await several('Chainling', 3)
  const before = await links()
  const first = await say(a, b, 'same')
  const second = await say(b, c, 'same')
  await office.as('triage', tx => undoReview(tx, first, 'No'))
  assert.deepEqual(await whose(a, b, c), [undefined, 1, 1])
  await office.as('triage', tx => undoReview(tx, second, 'No'))
  assert.deepEqual(await links(), before)
})

test('what a word taken back would open again stays shut where another was said to be different since', async () => {
  for (const ref of ['m1', 'm2', 'm3'])
    await tell(office.database, 'warwickshire-police', [indexed(ref, { given: 'Ulla', family: 'Reopening' })])
  const [a, b, c] = (await it.recordsNamed('reopening')) as readonly RecordId[]
  const person = await grouped(a!, b!)
  const said = await office.as('officer', tx => reviewRecords(tx, a!, b!, 'different', 'Twins'))
  await office.seen(
    "insert into kernel.person_links (id, person_id, record_id, starts_at, reason) values (gen_random_uuid(), $1, $2, now(), 'machine')",
    [person, c],
  )
  const [gone] = (await whose(a!, b!)).flatMap((of, at) => (of === undefined ? [[a!, b!][at]!] : []))
  await office.as('officer', tx => reviewRecords(tx, gone!, c!, 'different', 'Triplets'))
  await office.as('officer', tx => undoReview(tx, said, 'Not those two'))
  assert.deepEqual(await whose(gone!), [undefined])
})

/** Records that a machine had grouped. */
async function grouped(...records: readonly RecordId[]): Promise<string> {
  const [{ id }] = (await office.seen<{ id: string }>(
    'insert into kernel.persons (id) values (gen_random_uuid()) returning id',
  )) as [{ id: string }]
  for (const record of records)
    await office.seen(
      "insert into kernel.person_links (id, person_id, record_id, starts_at, reason) values (gen_random_uuid(), $1, $2, now(), 'machine')",
      [id, record],
    )
  return id
}

test('a link undone takes back the word that two are one person, and no other link', async () => {
  const { a, b, suggestion } = await it.toldTwice('Unlinkling', '07700 900 802')
  await say(a, b, 'same', 'One number')
  await say(a, b, 'unsure', 'Or is it')
  await office.as('triageToo', tx => unlink(tx, b, 'A namesake: I have met both'))
  assert.deepEqual(await whose(a, b), [0, undefined])
  const said = await office.as('triage', tx => reviewsOf(tx, a, b))
  assert.deepEqual(
    said.map(one => [one.verdict, one.why, one.stands]),
    [
      ['undone', 'A namesake: I have met both', false],
      ['unsure', 'Or is it', true],
      ['same', 'One number', false],
    ],
  )
  await office.as('triage', tx => undoReview(tx, said[1]!.id, 'No'))
  assert.deepEqual(await it.rows(`id = '${suggestion.id}' and state = 'open'`).then(rows => rows.length), 1)
  assert.deepEqual(await whose(a, b), [0, undefined])
})

test('the database itself refuses both, whatever asks, and of two at once the later', async () => {
  const [a, b] = await several('Atonce', 2)
  const person = await office.as('triage', tx => link(tx, b, 'new', 'New'))
  const by = '(select id from kernel.users order by id limit 1)'
  const linking = `insert into kernel.person_links (id, person_id, record_id, starts_at, reason, decided_by) values (gen_random_uuid(), '${person}', '${a}', now(), 'x', ${by})`
  const parting = `insert into kernel.person_differences values ('${[a, b].sort().join("', '")}', ${by}, now(), 'x')`
  for (const [first, second, code] of [
    [linking, parting, 'SK006'],
    [parting, linking, 'SK004'],
  ] as const) {
    const [one, other] = [await client(), await client()]
    for (const [each, statement] of [
      [one, first],
      [other, second],
    ] as const) {
      await each.query('begin')
      await each.query(statement)
    }
    await one.query('set constraints all immediate')
    const late = other.query('set constraints all immediate').then(
      () => 'not refused',
      (fault: pg.DatabaseError) => fault.code,
    )
    await Promise.race([late, waiting()])
    await one.query('commit')
    assert.equal(await late, code)
    await Promise.all([one.end(), other.end()])
    await office.seen(
      "update kernel.person_links set ends_at = now(), ended_reason = 'x' where record_id = $1 and ends_at is null",
      [a],
    )
    await office.seen('delete from kernel.person_differences where record_a = any ($1)', [[a, b]])
  }
})

async function client(): Promise<pg.Client> {
  const one = new pg.Client({ connectionString: office.db.ownerUrl })
  await one.connect()
  return one
}
/** Until somebody waits for somebody else. */
async function waiting(): Promise<void> {
  for (let n = 0; n === 0; )
    n = (
      await office.seen<{ n: number }>(
        "select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted",
      )
    )[0]!.n
}

test('a link undone before words followed it takes them back when the installation is brought up to date', async () => {
  const [a, b, c] = await several('Beforehand', 3)
  await say(a, b, 'same')
  await say(b, c, 'same')
  await office.seen('alter table kernel.person_links disable trigger follow_unlink')
  await office.as('triageToo', tx => unlink(tx, a, 'A namesake'))
  await office.seen('alter table kernel.person_links enable trigger follow_unlink')
  const spoken = async (one: RecordId, other: RecordId) =>
    (await office.as('triage', tx => reviewsOf(tx, one, other))).map(said => [said.verdict, said.why])
  assert.deepEqual(await spoken(a, b), [['same', 'x']])
  const file = await readFile(new URL('../../../migrations/0045_different.sql', import.meta.url), 'utf8')
  const [mend] = /do \$\$ declare one uuid;.*?end \$\$;/s.exec(file) ?? []
  assert.ok(mend)
  for (let twice = 0; twice < 2; twice++) await office.seen(mend)
  assert.deepEqual(await spoken(a, b), [
    ['undone', 'A namesake'],
    ['same', 'x'],
  ])
  assert.deepEqual(await spoken(b, c), [['same', 'x']])
  assert.deepEqual(await whose(a, b, c), [undefined, 1, 1])
})

test('the reason of a word that was contradicted before that was refused may be rewritten, as at disposal', async () => {
  const [a, b] = await several('Legacying', 2)
  await say(a, b, 'same')
  const guard = (be: string) => office.seen(`alter table kernel.person_differences ${be} trigger refuse_contradiction`)
  await guard('disable')
  await office.seen(
    "insert into kernel.person_differences values (least($1::uuid, $2), greatest($1::uuid, $2), (select id from kernel.users limit 1), now(), 'x')",
    [a, b],
  )
  await guard('enable')
  await office.seen("update kernel.person_differences set reason = 'Gone' where record_a = any ($1)", [[a, b]])
  assert.equal((await differences(a, b)).length, 1)
})
