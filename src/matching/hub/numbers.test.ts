import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { migrate, migrationsIn, queueJob, workOnce } from '#kernel'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { seen } from '../../../test/cast.ts'
import { testDatabase } from '../../../test/database.ts'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { asTold, indexed, tell } from '../../../test/matching-records.ts'
import type { Office } from '../../../test/umbrellas.ts'
import { searchPeople } from '../search/queries.ts'
import type { Indexed } from './index-queries.ts'
import { profileJob } from './match-job.ts'
import { matchAll } from './run.ts'

const [police, education] = ['warwickshire-police', 'warwickshire-education']
let it: MatchingOffice
let office: Office
before(async () => {
  it = await openMatching()
  office = it.office
})
after(() => office.close())

const bearing = (one: Indexed, scheme: string, value: string): Indexed => ({
  ...one,
  told: { ...one.told, identifiers: [...one.told.identifiers, { scheme, value }] },
})

/** What was found of the records that agencies gave these numbers of their own. */
const found = (...refs: readonly string[]) =>
  office.seen<{ probability: number; because: { levels: Record<string, string> } }>(
    `select s.probability, s.because from matching.suggestions s join kernel.person_records a on a.id = s.record_a
       join kernel.person_records b on b.id = s.record_b where a.source_ref = any ($1) and b.source_ref = any ($1)`,
    [refs],
  )

test('two who bear one number of the country are found to be alike, whatever their agencies call it', async () => {
  const [u1, u2] = [
    indexed('U1', { given: 'Dymphna', family: 'Upnhaver', born: '2012-03-12' }),
    indexed('U2', { given: 'Dimfna', family: 'Neuname' }),
  ]
  await tell(office.database, police, [bearing(u1, 'upn', 'H820200107077')])
  await tell(office.database, education, [bearing(u2, 'Pupil number', 'h820 2001 07077')])
  await it.working()
  const [pair, ...more] = await found('U1', 'U2')
  assert.deepEqual(more, [])
  assert.equal(pair?.because.levels.UPN, 'exact')
  assert.ok(pair.probability > 0.5 && pair.probability < 0.999, String(pair.probability))
})

test('a case number of one agency says nothing of who bears it with another, and much within its own', async () => {
  const case17 = (ref: string, given: string) =>
    bearing(indexed(ref, { given, family: 'Casely', born: '1990-05-17' }), 'case no', 'C-100017')
  await tell(office.database, police, [case17('V1', 'Ottilie'), case17('V2', 'Bertram')])
  await tell(office.database, education, [case17('V3', 'Bertram')])
  await it.working()
  const level = async (...refs: readonly string[]) => {
    const [pair] = await found(...refs)
    assert.ok(pair, `${refs} were compared`)
    return { of: pair.because.levels[`case no of ${police}`], names: Object.keys(pair.because.levels) }
  }
  assert.equal((await level('V1', 'V2')).of, 'exact')
  const across = await level('V2', 'V3')
  assert.ok(across.names.includes('forename'))
  assert.deepEqual(
    across.names.filter(name => name.startsWith('case')),
    [],
  )
})

test('somebody is found by any number that is theirs, by those who may see them', async () => {
  const sought = async (who: 'officer' | 'refuge', typed: string) => {
    const answer = await office.as(who, tx => searchPeople(tx, typed))
    return answer.is === 'found' ? answer.people.flatMap(one => one.records.map(record => record.family)) : []
  }
  const one = bearing(indexed('W1', { given: 'Ursula', family: 'Numberby' }), 'upn', 'K820200107055')
  await tell(office.database, police, [bearing(one, 'desk', 'Q7700')])
  for (const typed of ['K820200107055', 'k8202001', 'Q7700']) {
    assert.deepEqual(await sought('officer', typed), ['Numberby'], typed)
    assert.deepEqual(await sought('refuge', typed), [], typed)
  }
})

test('with numbers too, everybody compared at once is the same as one at a time, and as renewed', async () => {
  const people = [...inventPeople({ seed: 8, records: 300, setting: settings.ordinary! })]
  const numbered = people.map((one, at) => {
    const told = asTold(one)
    // Two in turn bear one number, whoever they are.
    const n = String(1_000_000 + (at >> 1))
    return at % 3 === 0 ? bearing(told, 'case no', n) : bearing(told, 'upn', `A${n}77777`)
  })
  for (let from = 0; from < numbered.length; from += 60)
    await tell(office.database, (from / 60) % 2 ? police : education, numbered.slice(from, from + 60))
  await it.working()
  const all = () =>
    office.seen('select record_a, record_b, weight, probability, because from matching.suggestions order by 1, 2')
  const oneAtATime = await all()
  assert.ok(oneAtATime.length > 100)
  await matchAll(office.database, aWednesday)
  assert.deepEqual(await all(), oneAtATime)
  const profiles = () => office.seen('select record_id, keys from matching.profiles order by 1')
  const before = await profiles()
  await office.seen('update matching.profiles set version = 0')
  await office.as('triage', tx => queueJob(tx, profileJob.name))
  await workOnce(office.database, [profileJob], aWednesday)
  const others = (rows: readonly Record<string, unknown>[]) => rows.map(({ record_id, keys }) => ({ record_id, keys }))
  assert.deepEqual(others(await profiles()), others(before))
  await it.working()
  assert.deepEqual(await all(), oneAtATime)
})

test('whoever bears another number in an installation that is older is given a profile anew, and nobody else', async () => {
  const db = await testDatabase({ migrate: async () => {} })
  try {
    const files = (await migrationsIn()).map(one => one.file)
    await migrate({ ...db, only: files.filter(file => file < '0043') })
    for (const scheme of ['nhs', 'upn'])
      await seen(
        db.ownerUrl,
        `with r as (insert into kernel.person_records (id, source, source_ref, recorded_at)
                      values (gen_random_uuid(), 'feed', $1, now()) returning id),
              i as (insert into kernel.person_identifiers (id, record_id, scheme, value)
                      select gen_random_uuid(), id, $1, 'x' from r)
         insert into matching.profiles (record_id, given, keys, kept_at) select id, '[]', '{}', now() from r`,
        [scheme],
      )
    await migrate(db)
    const rows = await seen(
      db.ownerUrl,
      `select r.source_ref as scheme, p.version, m.method from matching.profiles p
         join kernel.person_records r on r.id = p.record_id cross join matching.profile_method m order by 1`,
    )
    assert.deepEqual(rows, [
      { scheme: 'nhs', version: 1, method: 2 },
      { scheme: 'upn', version: 0, method: 2 },
    ])
  } finally {
    await db.close()
  }
})
