import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { castList } from '../../simulate/cast.ts'
import { nameKey } from '../../src/kernel/index.ts'
import { scrapsOf } from '../../src/matching/search/scraps.ts'
import { face } from './crowd.ts'

/** Whose index records they are, every so many records: a large agency's and one that knows few. */
export const indexed = { large: castList.officer.agency, small: castList.refuge.agency } as const
const smallKnows = 400

/**
 * Fills an empty, migrated database with so many records of people: two in five an agency's index record, the others two by
 * two in reports over ten years, of which one in four became a case that agencies take part in.
 */
export async function fillCrowd(ownerUrl: string, records: number, until: Date): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    await owner.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '1GB'",
    )
    await owner.query('create unlogged table public.words (record_id uuid, words text[])')
    for (const [table, lines] of Object.entries(tables(records, until))) await copy(owner, table, lines)
    for (const statement of matters) await owner.query(statement)
    await keepAll(owner)
    await owner.query('vacuum analyze')
  } finally {
    await owner.end()
  }
}

const uuid = (kind: number, number: number) =>
  `${kind.toString(16).padStart(8, '0')}-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
const isIndexed = (number: number) => number % 5 >= 3

function tables(records: number, until: Date): Readonly<Record<string, () => Generator<readonly string[]>>> {
  const told = (number: number) =>
    new Date(until.getTime() - ((records - number) / records) * 3652 * 86_400_000).toISOString()
  const numbers = function* (of: (number: number) => readonly string[] | undefined) {
    for (let number = 0; number < records; number++) {
      const row = of(number)
      if (row) yield row
    }
  }
  return {
    'kernel.person_records (id, source, agency_id, born_from, born_to, born_precision, recorded_at)': () =>
      numbers(n => {
        const agency = n % smallKnows === 3 ? indexed.small : indexed.large
        const { birthDate } = face(n)
        return [
          uuid(1, n),
          isIndexed(n) ? 'feed' : 'report',
          isIndexed(n) ? agency : '\\N',
          birthDate,
          birthDate,
          'exact',
          told(n),
        ]
      }),
    'kernel.person_names (id, record_id, given, family, given_key, family_key)': () =>
      numbers(n => {
        const { forename, surname } = face(n)
        return [uuid(2, n), uuid(1, n), forename, surname, nameKey(forename), nameKey(surname)]
      }),
    'kernel.person_contacts (id, record_id, kind, value, value_key)': () =>
      numbers(n => {
        const { phone } = face(n)
        return phone ? [uuid(3, n), uuid(1, n), 'phone', phone, phone] : undefined
      }),
    'public.words (record_id, words)': () =>
      numbers(n => [
        uuid(1, n),
        `{${scrapsOf([{ id: '', ...face(n) }])
          .map(word => `"${word}"`)
          .join(',')}}`,
      ]),
    'kernel.report_people (id, report_id, record_id, part)': () =>
      numbers(n =>
        isIndexed(n) ? undefined : [uuid(4, n), uuid(5, Math.floor(n / 5) * 2 + ((n % 5) >> 1)), uuid(1, n), 'victim'],
      ),
  }
}

async function copy(owner: pg.Client, into: string, rows: () => Generator<readonly string[]>): Promise<void> {
  const stream = owner.query(copyFrom(`copy ${into} from stdin`))
  let lines: string[] = []
  const send = async () => {
    if (!stream.write(lines.join(''))) await once(stream, 'drain')
    lines = []
  }
  for (const row of rows()) {
    lines.push(`${row.join('\t')}\n`)
    if (lines.length === 2000) await send()
  }
  await send()
  stream.end()
  await once(stream, 'finish')
}

/** Reports of those people, and of one in four a case; agencies take part in many, a small one in few. */
const matters = [
  `insert into kernel.reports (id, reference, kind, source, wording_version, language, received_at, recorded_at, anonymous, contactable)
   select p.report_id, 'SK-' || right(p.report_id::text, 12), 'hate', 'public', '', 'en', min(r.recorded_at), min(r.recorded_at), false, true
     from kernel.report_people p join kernel.person_records r on r.id = p.record_id group by 1, 2`,
  `insert into kernel.cases (id, reference, programme, state, seen_by, report_id, opened_at)
   select ('00000006' || right(id::text, 28))::uuid, 'CA-' || right(id::text, 12), 'hate', 'new', 'partners', id, received_at
     from kernel.reports where ('x' || right(id::text, 8))::bit(32)::int % 4 = 0`,
  `insert into kernel.case_people (id, case_id, record_id, part, starts_at)
   select gen_random_uuid(), c.id, p.record_id, 'victim', c.opened_at from kernel.cases c join kernel.report_people p using (report_id)`,
  `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at, opened_at)
   select c.id, a.agency, c.programme, c.seen_by, c.sensitivity, c.opened_at, c.opened_at
     from (select *, row_number() over (order by id) as place from kernel.cases) c
     join (values ('${castList.community.agency}', 5), ('${castList.refuge.agency}', 500)) as a (agency, every) on c.place % a.every = 0`,
  'analyze',
]

/** What each is found by, and for whom: as the spine's own function says it, a statement for all. */
async function keepAll(owner: pg.Client): Promise<void> {
  await owner.query('drop index kernel.person_scraps_sought')
  await owner.query(
    `insert into kernel.person_scraps (record_id, recorded_at, scraps)
     select r.id, r.recorded_at, array_to_tsvector(w.words || kernel.readers_of_record(r.id) || array[
       'r:' || to_char(r.recorded_at at time zone 'UTC', 'YYYY'), 'r:' || to_char(r.recorded_at at time zone 'UTC', 'YYYYMM')])
       from public.words w join kernel.person_records r on r.id = w.record_id`,
  )
  await owner.query(
    'create index person_scraps_sought on kernel.person_scraps using gin (scraps) with (fastupdate = off)',
  )
  await owner.query('drop table public.words')
}
