import { once } from 'node:events'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { profilesOf } from '../../src/matching/hub/profile.ts'
import { waysToRead } from '../../src/matching/hub/ways.ts'
import { face } from '../search/crowd.ts'

/** The id of the record of a made-up person. */
export const recordOf = (number: number) => `00000001-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const atOnce = 2_000
const at = '2026-11-01T10:00:00Z'

/**
 * Fills an empty, migrated database with so many records and their profiles, as its owner, past its triggers. What is asked
 * of each arrival is then in memory, as it is where a hub has been at work for a day.
 */
export async function fillProfiles(owner: pg.Client, records: number): Promise<void> {
  await owner.query(
    "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'",
  )
  const columns = 'id, source, born_from, born_to, born_precision, recorded_at'
  await copy(owner, `kernel.person_records (${columns})`, records, numbers =>
    numbers.map(n => [recordOf(n), 'user', face(n).birthDate, face(n).birthDate, 'exact', at]),
  )
  await copy(owner, 'matching.profiles (record_id, given, keys, pending, kept_at)', records, profiles)
  await owner.query(`
    alter table matching.keys drop constraint keys_pkey; drop index matching.keys_record_id_idx;
    insert into matching.keys (key, record_id) select k, record_id from matching.profiles cross join lateral unnest(keys) k;
    alter table matching.keys add primary key (key, record_id); create index keys_record_id_idx on matching.keys (record_id);
    set session_replication_role = default`)
  await owner.query('vacuum analyze')
  await readAll(owner)
}

/**
 * Filling leaves in memory what was written last: of a million records nearly all, of three million hardly anything that a
 * search asks for, and what was measured was how long a disk takes.
 */
async function readAll(owner: pg.Client): Promise<void> {
  await owner.query('checkpoint')
  await owner.query('begin; set local max_parallel_workers_per_gather = 0; set local enable_sort = off')
  const indexes = { 'matching.keys': 'key, record_id', 'matching.profiles': 'record_id', 'kernel.person_records': 'id' }
  for (const [table, columns] of Object.entries(indexes))
    await owner.query(`select count(*) from (select ${columns} from ${table} order by ${columns} offset 0) as by_index`)
  await owner.query(
    'select count(given) from matching.profiles; select count(source) from kernel.person_records; commit',
  )
}

function profiles(numbers: readonly number[]): readonly (readonly string[])[] {
  const ways = numbers.map(n => {
    const { forename, surname, birthDate, postcode, phone } = face(n)
    return waysToRead(recordOf(n), {
      ...{ born_from: birthDate, born_to: birthDate, born_precision: 'exact', sex: null, identifiers: [] },
      names: [{ kind: 'current', given: forename, family: surname }],
      addresses: [{ address: '', postcode, uprn: null }],
      contacts: phone ? [{ kind: 'phone', value: phone }] : [],
    })
  })
  const made = profilesOf(ways)
  return numbers.map((n, place) => {
    const { given, keys } = made[place]!
    return [recordOf(n), JSON.stringify(given).replaceAll('\\', '\\\\'), `{${keys.join(',')}}`, 'f', at]
  })
}

type Lines = (numbers: readonly number[]) => readonly (readonly string[])[]

async function copy(owner: pg.Client, into: string, records: number, lines: Lines): Promise<void> {
  const stream = owner.query(copyFrom(`copy ${into} from stdin`))
  for (let from = 0; from < records; from += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, records - from) }, (_, place) => from + place)
    const text = lines(numbers).map(row => `${row.join('\t')}\n`)
    if (!stream.write(text.join(''))) await once(stream, 'drain')
  }
  stream.end()
  await once(stream, 'finish')
}
