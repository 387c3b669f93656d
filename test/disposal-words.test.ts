/* What docs/retention.md says of why people were linked or told apart, held to disposal. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { link, type PersonId, type RecordId, type ReportId, type Tx, unlink } from '#kernel'
import { reviewRecords, undoReview } from '#matching'
import { cast, owner } from './cast.ts'
import { aWednesday } from './house.ts'
import { type Office, openOffice } from './umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
  await owner(office.db.ownerUrl, client =>
    client.query(
      "insert into kernel.grants (id, user_id, programme, role, starts_on) values (gen_random_uuid(), $1, 'retention', 'decider', '2020-01-01')",
      [cast.hateSupervisor.id],
    ),
  )
})
after(() => office.close())

const removed = 'The reason was removed with the record.'
const words = 'Words of 7 Elm Row rang'
let now = aWednesday
/** Each thing is said at another moment, as by people. */
function later(): Date {
  now = new Date(now.getTime() + 60_000)
  return now
}
const triage = <T>(work: (tx: Tx) => Promise<T>) => office.as('triage', work, { at: later() })

type Told = Readonly<{ report: ReportId; record: RecordId }>
/** Three people, each told of in a report of their own. */
async function three(family: string): Promise<readonly [Told, Told, Told]> {
  for (const key of ['a', 'b', 'c']) await office.send(`${family} ${key}`, { owners: [{ family: `${family} ${key}` }] })
  const [a, b, c] = await office.seen<Told>(
    `select p.report_id as report, p.record_id as record from kernel.report_people p join kernel.person_names n using (record_id)
      where n.family like $1 and p.part = 'owner' order by n.family`,
    [`${family} %`],
  )
  return [a!, b!, c!]
}

const dispose = ({ report }: Told) =>
  owner(office.db.ownerUrl, async client => {
    await client.query('begin')
    await client.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      `user:${cast.hateSupervisor.id}`,
      later().toISOString(),
    ])
    await client.query("select kernel.dispose(null, $1, 'Asked for', gen_random_uuid())", [report])
    await client.query('commit')
  })

/** Why a record was linked, each time, and why no longer. */
const linked = async ({ record }: Told) =>
  (
    await office.seen<{ reason: string; ended_reason: string | null }>(
      'select reason, ended_reason from kernel.person_links where record_id = $1 order by starts_at, ends_at',
      [record],
    )
  ).map(one => [one.reason, one.ended_reason])
/** What was said of records, the first first. */
const said = async (...told: readonly Told[]) =>
  (
    await office.seen<{ why: string }>(
      'select why from matching.reviews where record_a = any ($1) and record_b = any ($1) order by id',
      [told.map(one => one.record)],
    )
  ).map(one => one.why)

test('disposal takes what was said of who somebody is, in words, and leaves what was said and by whom', async () => {
  const [one, two, other] = await three('gone')
  await triage(tx => reviewRecords(tx, one.record, two.record, 'different', words))
  await triage(tx => reviewRecords(tx, two.record, other.record, 'different', words))
  for (const { record } of [one, two, other]) {
    await triage(tx => link(tx, record, 'new', words))
    await triage(tx => unlink(tx, record, words))
  }
  await dispose(one)
  const reviews = await office.seen(
    'select verdict, by_user, why from matching.reviews where record_b = any ($1) order by id',
    [[one, two, other].map(each => each.record)],
  )
  const review = { verdict: 'different', by_user: cast.triage.id }
  assert.deepEqual(reviews, [
    { ...review, why: removed },
    { ...review, why: words },
  ])
  const differences = await office.seen('select reason from kernel.person_differences order by decided_at')
  assert.deepEqual(
    differences.map(each => each.reason),
    [removed, words],
  )
  assert.deepEqual(
    [await linked(one), await linked(two), await linked(other)],
    [[[removed, removed]], [[words, words]], [[words, words]]],
    'what was said of one of them by itself stays with that one',
  )

  // Of those who were gone before this was so.
  await office.seen('update kernel.person_links set reason = $1', [words])
  await office.seen(mendOf('0052_words_of_the_gone.sql'))
  assert.deepEqual([await linked(one), await linked(two)], [[[removed, removed]], [[words, words]]])
})

/** What a migration does with those who are gone already. */
const mendOf = (file: string): string =>
  /^select matching\.forget_words.*$/m.exec(
    readFileSync(join(import.meta.dirname, '../migrations', file), 'utf8'),
  )?.[0] ?? assert.fail()

test('what was said of two goes from the link of the other, too, when either is disposed of', async () => {
  const [a, b, c] = await three('both')
  await triage(tx => link(tx, b.record, 'new', 'Herself'))
  await triage(tx => unlink(tx, b.record, 'Nobody'))
  const same = await triage(tx => reviewRecords(tx, a.record, b.record, 'same', words))
  await triage(tx => undoReview(tx, same, `Not ${words}`))
  await triage(tx => reviewRecords(tx, a.record, b.record, 'same', `Yet ${words}`))
  await triage(tx => reviewRecords(tx, b.record, c.record, 'same', 'One voice'))
  await triage(tx => unlink(tx, b.record, `After all not ${words}`))
  await dispose(a)
  assert.deepEqual(await linked(a), [
    [removed, removed],
    [removed, null],
  ])
  assert.deepEqual(await linked(b), [
    ['Herself', 'Nobody'],
    [removed, removed],
    [removed, removed],
  ])
  assert.deepEqual(await linked(c), [['One voice', null]])
  assert.deepEqual([await said(a, b), await said(b, c)], [Array(4).fill(removed), ['One voice', removed]])
})

test('what made a machine’s link of the other end goes with the words', async () => {
  const [a, b] = await three('machines')
  const person = await triage(tx => link(tx, a.record, 'new', 'Anew'))
  await triage(tx => link(tx, b.record, person, 'Alike'))
  await office.seen('update kernel.person_links set decided_by = null where record_id = $1', [b.record])
  await triage(tx => reviewRecords(tx, a.record, b.record, 'different', words))
  assert.deepEqual(await linked(b), [['Alike', words]])
  await dispose(a)
  assert.deepEqual(await linked(b), [['Alike', removed]])
})

test('where two are linked at once and by one reason, it goes from both; and from links of those who were gone before', async () => {
  const [a, b, c] = await three('atonce')
  const person = await triage(async tx => link(tx, a.record, await link(tx, b.record, 'new', words), words))
  const herself = 'Herself, some other day'
  await triage(tx => link(tx, c.record, person as PersonId, herself))
  await dispose(a)
  assert.deepEqual([await linked(b), await linked(c)], [[[removed, null]], [[herself, null]]])
  await office.seen('update kernel.person_links set reason = $2 where record_id = $1', [b.record, words])
  await office.seen(mendOf('0054_words_of_both.sql'))
  assert.deepEqual([await linked(b), await linked(c)], [[[removed, null]], [[herself, null]]])
})
