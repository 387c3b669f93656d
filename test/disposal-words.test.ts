/* What docs/retention.md says of why people were linked or told apart, held to disposal. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { ReportId } from '#kernel'
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

test('disposal takes what was said of who somebody is, in words, and leaves what was said and by whom', async () => {
  for (const key of ['words gone', 'words kept', 'words gone too'])
    await office.send(key, { owners: [{ family: key }] })
  const told = await office.seen<{ report: ReportId; record: string }>(
    `select p.report_id as report, p.record_id as record from kernel.report_people p join kernel.person_names n using (record_id)
      where n.family like 'words %' and p.part = 'owner' order by p.record_id`,
  )
  const [one, two, three] = told
  const said = [cast.triage.id, 'Words of 7 Elm Row rang', aWednesday]
  for (const [a, b] of [
    [one!.record, two!.record],
    [two!.record, three!.record],
  ]) {
    await office.seen(
      `insert into matching.reviews (id, record_a, record_b, verdict, why, by_user, at)
       values (gen_random_uuid(), $4, $5, 'unsure', $2, $1, $3)`,
      [...said, a, b],
    )
    await office.seen(
      'insert into kernel.person_differences (record_a, record_b, decided_by, reason, decided_at) values ($4, $5, $1, $2, $3)',
      [...said, a, b],
    )
  }
  for (const { record } of told)
    await office.seen(
      `with who as (insert into kernel.persons (id) values (gen_random_uuid()) returning id)
       insert into kernel.person_links (id, person_id, record_id, decided_by, reason, starts_at, ended_by, ended_reason, ends_at)
       select gen_random_uuid(), who.id, $4, $1, $2, $3, $1, $2, $3 from who`,
      [...said, record],
    )
  await owner(office.db.ownerUrl, async client => {
    await client.query('begin')
    await client.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      `user:${cast.hateSupervisor.id}`,
      aWednesday.toISOString(),
    ])
    await client.query("select kernel.dispose(null, $1, 'Asked for', gen_random_uuid())", [one!.report])
    await client.query('commit')
  })
  const reviews = await office.seen(
    'select verdict, by_user, why from matching.reviews where record_b = any ($1) order by record_a',
    [told.map(each => each.record)],
  )
  const review = { verdict: 'unsure', by_user: cast.triage.id }
  assert.deepEqual(reviews, [
    { ...review, why: 'The reason was removed with the record.' },
    { ...review, why: 'Words of 7 Elm Row rang' },
  ])
  const left = (where: string) =>
    office.seen(`select reason, ended_reason from kernel.person_links where record_id ${where}`, [one!.record])
  const removed = 'The reason was removed with the record.'
  assert.deepEqual(await left('= $1'), [{ reason: removed, ended_reason: removed }])
  assert.ok((await left('<> $1')).every(link => link.reason !== removed))
  const differences = await office.seen('select reason from kernel.person_differences order by record_a')
  assert.deepEqual(
    differences.map(each => each.reason),
    [removed, 'Words of 7 Elm Row rang'],
  )

  // Of those who were gone before this was so.
  await office.seen("update kernel.person_links set reason = 'Words of 7 Elm Row rang'")
  const file = readFileSync(join(import.meta.dirname, '../migrations/0052_words_of_the_gone.sql'), 'utf8')
  await office.seen(/^select matching\.forget_words.*$/m.exec(file)?.[0] ?? '')
  assert.deepEqual(await left('= $1'), [{ reason: removed, ended_reason: removed }])
  assert.ok((await left('<> $1')).every(link => link.reason !== removed))
})
