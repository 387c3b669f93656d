import type pg from 'pg'
import { cast, gather, type Held, owner, type Part, since } from './cast.ts'

/** Every matter of the test, by its letter; docs/access.md says who may see which. */
export const matters = {
  A: { programme: 'umbrellas', seenBy: 'partners', sensitivity: 'ordinary', report: true, case: true },
  B: { programme: 'umbrellas', seenBy: 'partners', sensitivity: 'restricted', report: true, case: true },
  C: { programme: 'umbrellas', seenBy: 'partners', sensitivity: 'sealed', report: true, case: true },
  D: { programme: 'cellar', seenBy: 'programme', sensitivity: 'ordinary', report: false, case: true },
  E: { programme: 'parasols', seenBy: 'participants', sensitivity: 'ordinary', report: false, case: true },
  U: { programme: 'umbrellas', seenBy: 'partners', sensitivity: 'ordinary', report: true, case: false },
  P: { programme: 'umbrellas', seenBy: 'partners', sensitivity: 'ordinary', report: true, case: false },
} as const
export type Letter = keyof typeof matters
export const letters = Object.keys(matters).filter((one): one is Letter => one in matters)

/** What the cast holds: clerks and a keeper of umbrellas, one in the cellar, one with parasols. */
export const held: Held = {
  officer: ['umbrellas:clerk'],
  officerToo: ['umbrellas:clerk'],
  hateSupervisor: ['umbrellas:keeper'],
  refuge: ['cellar:worker'],
  inspectorThree: ['parasols:keeper'],
}

/** An identifier that says whose it is: a kind and a letter. */
export const idOf = (kind: 'report' | 'case' | 'record' | 'person' | 'agreement', letter: string) => {
  const number = { report: 1, case: 2, record: 3, person: 4, agreement: 5 }[kind]
  return `0000000${number}-0000-7000-8000-0000000000${letter.charCodeAt(0).toString(16)}`
}

export const moment = '2026-11-18T10:30:00Z'
/** An agency with nobody in the cast, so that owing an action or a check shows it to nobody here. */
const elsewhere = 'kingfisher-homes'

/** Writes the world as the owner: each matter with one row in every table that may hang on it. */
export async function makeWorld(ownerUrl: string): Promise<void> {
  await gather(ownerUrl, held)
  await owner(ownerUrl, async client => {
    await client.query("insert into kernel.wordings values ('v', 'en', 'umbrellas', '{}')")
    for (const letter of letters) await makeMatter(client, letter)
    for (const letter of ['A', 'D', 'E'] as const) await takesPart(client, letter, cast.community.agency)
    await reader(client, 'B', cast.officerToo.id)
    await reader(client, 'C', cast.hubSupervisor.id)
    await client.query("update kernel.reports set sensitivity = 'restricted' where id = $1", [idOf('report', 'B')])
    await client.query("update kernel.reports set sensitivity = 'sealed' where id = $1", [idOf('report', 'C')])
  })
}

async function makeMatter(client: pg.Client, letter: Letter): Promise<void> {
  const { report, case: hasCase, programme, seenBy, sensitivity } = matters[letter]
  const [reportId, caseId, recordId] = [
    report ? idOf('report', letter) : null,
    hasCase ? idOf('case', letter) : null,
    idOf('record', letter),
  ]
  await makePerson(client, letter)
  if (reportId) await makeReport(client, letter, reportId)
  if (caseId)
    await client.query(
      `insert into kernel.cases (id, reference, programme, state, seen_by, sensitivity, report_id, opened_at)
       values ($1, $2, $3, 'lost', $4, $5, $6, $7)`,
      [caseId, `CA-${letter}`, programme, seenBy, sensitivity, reportId, moment],
    )
  for (const statement of hanging(reportId !== null, caseId !== null))
    await client.query(
      `with given as (select $1::uuid as report_id, $2::uuid as case_id, $3::uuid as record_id, $4::uuid as by_user, $5::timestamptz as at, $6::text as agency) ${statement}`,
      [reportId, caseId, recordId, cast.triage.id, moment, elsewhere],
    )
}

async function makeReport(client: pg.Client, letter: Letter, id: string): Promise<void> {
  await client.query(
    `insert into kernel.reports (id, reference, kind, source, agency_id, wording_version, language, received_at, recorded_at, anonymous, contactable)
     values ($1, $2, 'umbrellas', 'public', $3, 'v', 'en', $4, $4, false, true)`,
    [id, `SK-${letter}`, letter === 'P' ? cast.community.agency : null, moment],
  )
}

async function makePerson(client: pg.Client, letter: Letter): Promise<void> {
  const [record, person] = [idOf('record', letter), idOf('person', letter)]
  await client.query("insert into kernel.person_records (id, source, recorded_at) values ($1, 'report', $2)", [
    record,
    moment,
  ])
  await client.query('insert into kernel.persons (id) values ($1)', [person])
  for (const statement of [
    `insert into kernel.person_links (id, person_id, record_id, starts_at, reason) values (gen_random_uuid(), '${person}', $1, '${moment}', 'x')`,
    "insert into kernel.person_names (id, record_id, family) values (gen_random_uuid(), $1, 'Galoshes')",
    "insert into kernel.person_addresses (id, record_id, address) values (gen_random_uuid(), $1, '1 Rain Road')",
    "insert into kernel.person_contacts (id, record_id, kind, value, value_key) values (gen_random_uuid(), $1, 'phone', '0', '0')",
    "insert into kernel.person_identifiers (id, record_id, scheme, value) values (gen_random_uuid(), $1, 'nhs', '0')",
    `insert into kernel.person_record_versions values ($1, 1, '{}', '${cast.triage.id}', '${moment}', 'x')`,
  ])
    await client.query(statement, [record])
}

const onReport = [
  `insert into kernel.report_people (id, report_id, record_id, part) select gen_random_uuid(), report_id, record_id, 'owner' from given`,
  `insert into kernel.decisions (id, report_id, record_id, what, rationale, lawful_basis, told, view, by_user, at, recorded_at)
   select gen_random_uuid(), report_id, record_id, 'signpost', 'x', 'public-task', 'yes', 'agrees', by_user, at, at from given`,
  `insert into kernel.alerts (id, report_id, raised_at) select gen_random_uuid(), report_id, at from given`,
]
const onCase = [
  `insert into kernel.case_people (id, case_id, record_id, part, starts_at) select gen_random_uuid(), case_id, record_id, 'owner', at from given`,
  `insert into kernel.chronology (id, case_id, step, from_state, to_state, by_user, happened_at, recorded_at)
   select gen_random_uuid(), case_id, 'note', 'lost', 'lost', by_user, at, at from given`,
]
const onEither = (id: 'report_id' | 'case_id') => [
  `insert into kernel.clocks (id, ${id}, programme, clock, limit_id, limit_version, started_at, due_at)
   select gen_random_uuid(), ${id}, 'umbrellas', 'search', 'hub.triage', 1, at, at from given`,
  `insert into kernel.actions (id, ${id}, owner_agency, what, due_on, set_by, set_at) select gen_random_uuid(), ${id}, agency, 'x', '2026-11-30', by_user, at from given`,
  `insert into kernel.checks (id, ${id}, record_id, agency_id, requested_by, requested_at, due_at) select gen_random_uuid(), ${id}, record_id, agency, by_user, at, at from given`,
  `insert into kernel.shares (id, ${id}, to_agency, what, power, purpose, by_user, at) select gen_random_uuid(), ${id}, agency, 'x', 'x', 'x', by_user, at from given`,
  `insert into kernel.documents (id, ${id}, title, file_name, type, bytes, sha256, added_at) select gen_random_uuid(), ${id}, 'x', 'x', 'x', 1, '', at from given`,
  `insert into kernel.work (id, queue, kind, title, programme, ${id}, reference, due_at, added_at) select gen_random_uuid(), 'nobody:here', 'step', 'x', 'umbrellas', ${id}, 'x', at, at from given`,
]
const hanging = (report: boolean, hasCase: boolean): readonly string[] => [
  ...(report ? [...onReport, ...onEither('report_id')] : []),
  ...(hasCase ? [...onCase, ...onEither('case_id')] : []),
]

async function takesPart(client: pg.Client, letter: Letter, agency: string): Promise<void> {
  const { programme, seenBy, sensitivity } = matters[letter]
  await client.query(
    'insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at) values ($1, $2, $3, $4, $5, $6)',
    [idOf('case', letter), agency, programme, seenBy, sensitivity, since],
  )
}

export async function reader(
  client: pg.Client,
  letter: Letter,
  user: string,
  until: string | null = null,
): Promise<void> {
  await client.query(
    "insert into kernel.readers (id, user_id, case_id, why, starts_at, ends_at) values (gen_random_uuid(), $1, $2, 'named', $3, $4)",
    [user, idOf('case', letter), moment, until],
  )
}

/** Runs statements as somebody, in one transaction that is always undone; how many rows the last one touched. */
export type Asking = (asker: Part | 'public' | 'nobody', ...statements: readonly string[]) => Promise<number>

/** Asks under the role that the application works under. */
export const asking =
  (app: pg.Client): Asking =>
  async (asker, ...statements) => {
    const name = asker === 'nobody' ? '' : asker === 'public' ? 'public' : `user:${cast[asker].id}`
    await app.query('begin')
    try {
      await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
        name,
        moment,
      ])
      let touched = 0
      for (const statement of statements) touched = (await app.query(statement)).rowCount ?? 0
      return touched
    } finally {
      await app.query('rollback')
    }
  }
