import type pg from 'pg'
import { actorOf } from './asked.ts'
import { idOf } from './names.ts'
import type { Asker, Sensitivity, World } from './rows.ts'
import { mayKnow, standingIn } from './rules.ts'
import type { Standing } from './standing.ts'

/** Statements of one transaction: whether its last may be let through, by C1, C2, C3 and C8, and on which table it is. */
export type Sequence = Readonly<{
  asker: Asker
  table: string
  says: string
  statements: readonly string[]
  may: boolean
}>

const fresh = { report: idOf(91, 1), other: idOf(91, 2), case: idOf(92, 1), record: idOf(93, 1) }
const at = 'kernel.at()'
const report = (id: string) =>
  `insert into kernel.reports (id, reference, kind, source, wording_version, language, received_at, recorded_at, anonymous, contactable)
   values ('${id}', 'SK-${id}', 'umbrellas', 'public', 'v', 'en', ${at}, ${at}, true, false)`
const record = `insert into kernel.person_records (id, source, recorded_at) values ('${fresh.record}', 'report', ${at})`
const aCase = (programme: string, more: Readonly<Record<string, string>> = {}, id = fresh.case) => {
  const row = { id, reference: `CA-${id}`, programme, state: 'lost', seen_by: 'programme', ...more }
  const values = Object.values(row).map(value => `'${value}'`)
  return `insert into kernel.cases (${Object.keys(row).join(', ')}, opened_at) values (${values.join(', ')}, ${at})`
}
const receiving = (id: string) => `select set_config('safekeep.receiving', '${id}', true)`
const opening = (id: string) => `select set_config('safekeep.opening', '${id}', true)`

/** What hangs on a person, by whoever tells of them. */
const ofRecord = (id: string): Readonly<Record<string, string>> => ({
  person_names: `insert into kernel.person_names (id, record_id) values (gen_random_uuid(), '${id}')`,
  person_addresses: `insert into kernel.person_addresses (id, record_id) values (gen_random_uuid(), '${id}')`,
  person_contacts: `insert into kernel.person_contacts (id, record_id, kind, value, value_key) values (gen_random_uuid(), '${id}', 'phone', 'x', 'x')`,
  person_identifiers: `insert into kernel.person_identifiers (id, record_id, scheme, value) values (gen_random_uuid(), '${id}', 'x', 'x')`,
})
const put = (table: 'report_people' | 'case_people', matter: string, who: string) =>
  table === 'report_people'
    ? `insert into kernel.report_people (id, report_id, record_id, part) values (gen_random_uuid(), '${matter}', '${who}', 'new')`
    : `insert into kernel.case_people (id, case_id, record_id, part, starts_at) values (gen_random_uuid(), '${matter}', '${who}', 'new', ${at})`

/** What hangs on a report or a case, as the transaction that makes it writes it. */
const onMatter = (column: 'report_id' | 'case_id', id: string): Readonly<Record<string, string>> => ({
  work: `insert into kernel.work (id, queue, kind, title, programme, ${column}, reference, due_at, added_at) values (gen_random_uuid(), 'x', 'step', 'x', 'x', '${id}', 'x', ${at}, ${at})`,
  clocks: `insert into kernel.clocks (id, ${column}, programme, clock, limit_id, limit_version, started_at, due_at) values (gen_random_uuid(), '${id}', 'x', 'x', 'limit', 1, ${at}, ${at})`,
})
const ofReport = (id: string): Readonly<Record<string, string>> => ({
  ...onMatter('report_id', id),
  alerts: `insert into kernel.alerts (id, report_id, raised_at) values (gen_random_uuid(), '${id}', ${at})`,
  outbox: `insert into kernel.outbox (id, event, subject, at) values (gen_random_uuid(), 'x', '${id}', ${at})`,
  jobs: `insert into kernel.jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'match', '${id}', ${at}, ${at})`,
  'conversation.messages': `insert into conversation.messages (id, report_id, side, kind, send_hash, at) values (gen_random_uuid(), '${id}', 'reporter', 'words', '\\x01', ${at})`,
  documents: `insert into kernel.documents (id, report_id, title, file_name, type, bytes, sha256, added_at) values (gen_random_uuid(), '${id}', 'x', 'x', 'x', 1, '', ${at})`,
})
const ofCase = (id: string, by: string): Readonly<Record<string, string>> => ({
  ...onMatter('case_id', id),
  chronology: `insert into kernel.chronology (id, case_id, step, from_state, to_state, by_user, happened_at, recorded_at) values (gen_random_uuid(), '${id}', 'opened', 'lost', 'lost', '${by}', ${at}, ${at})`,
  case_agencies: `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at) values ('${id}', 'mills', 'cellar', 'programme', 'ordinary', ${at})`,
})

/** What the public may add to the report being received, and may not to any other (C2). */
export function receivingIn(world: World): readonly Sequence[] {
  const asker: Asker = { kind: 'public' }
  const old = {
    report: world.rows.reports.find(one => !one.threat)?.id ?? '',
    record: world.rows.person_records[0]?.id ?? '',
  }
  const sends = [receiving(fresh.report), report(fresh.report)]
  const one = (table: string, says: string, may: boolean, ...statements: string[]): Sequence => ({
    asker,
    table,
    says,
    may,
    statements,
  })
  return [
    one('reports', 'the report being received', true, ...sends),
    one('reports', 'another report', false, receiving(fresh.report), report(fresh.other)),
    one('reports', 'a report that nobody receives', false, report(fresh.report)),
    { ...one('reports', 'a report in nobody’s name', false, ...sends), asker: { kind: 'nobody' } },
    one('person_records', 'somebody told of', true, ...sends, record),
    one('person_records', 'somebody told of in no report', false, record),
    one(
      'report_people',
      'somebody told of, in it',
      true,
      ...sends,
      record,
      put('report_people', fresh.report, fresh.record),
    ),
    one(
      'report_people',
      'somebody known before, in it (C8)',
      false,
      ...sends,
      put('report_people', fresh.report, old.record),
    ),
    one(
      'report_people',
      'somebody told of, in another',
      false,
      ...sends,
      record,
      put('report_people', old.report, fresh.record),
    ),
    ...Object.entries(ofRecord(fresh.record)).map(([table, statement]) =>
      one(table, 'of somebody told of', true, ...sends, record, statement),
    ),
    ...Object.entries(ofRecord(old.record)).map(([table, statement]) =>
      one(table, 'of somebody known before', false, ...sends, statement),
    ),
    ...Object.entries(ofReport(fresh.report)).map(([table, statement]) =>
      one(table, 'of it', true, ...sends, statement),
    ),
    ...Object.entries(ofReport(old.report)).map(([table, statement]) =>
      one(table, 'of another', false, ...sends, statement),
    ),
    ...['outbox', 'jobs'].map(table =>
      one(table, 'while nothing is received', false, ofReport(old.report)[table] ?? ''),
    ),
  ]
}

/** Who opens a case of what, and what they may write in it that they will not see (C1, C3, C8). */
export function openingIn(world: World): readonly Sequence[] {
  const all = world.rows.users
    .map(one => standingIn(world, { kind: 'user', id: one.id }, world.base))
    .filter(one => one.isStaff)
  return all.flatMap(who => [...casesBy(who, world), ...writtenBy(who, world), ...signedBy(who, world)])
}

/** What is said to be done, seen or undone is said in one's own name (C3). */
function signedBy(who: Standing, { rows }: World): readonly Sequence[] {
  const other = rows.users.find(one => one.id !== who.user)?.id ?? ''
  const signed = (table: string, id: string | undefined, by: string, rest: string): readonly Sequence[] =>
    id === undefined
      ? []
      : [who.user ?? '', other].map(name => ({
          asker: who.asker,
          table,
          says: name === other ? 'in another’s name' : 'in one’s own',
          statements: [`update kernel.${table} set ${by} = '${name}', ${rest} where id = '${id}'`],
          may: name === who.user,
        }))
  const glass = rows.readers.find(one => one.glass_broken && one.user_id !== who.user)
  const longer = (days: number, may: boolean): Sequence => ({
    asker: who.asker,
    table: 'readers',
    says: `a glass open for ${days} days`,
    statements: [`update kernel.readers set ends_at = starts_at + interval '${days} days' where id = '${glass?.id}'`],
    may,
  })
  return [
    ...(glass && who.supervises ? [longer(1, true), longer(2, false)] : []),
    ...signed(
      'actions',
      rows.actions.find(one => mayKnow(who, 'actions', one))?.id,
      'done_by',
      `done_at = ${at}, evidence = 'x'`,
    ),
    ...signed('alerts', rows.alerts.find(one => mayKnow(who, 'alerts', one))?.id, 'seen_by', `seen_at = ${at}`),
    ...signed(
      'person_links',
      rows.person_links.find(one => who.seesRecord(one.record_id))?.id,
      'ended_by',
      `ends_at = ${at}, ended_reason = 'x'`,
    ),
  ]
}

const closenesses: readonly Sensitivity[] = ['ordinary', 'restricted', 'sealed']

function casesBy(who: Standing, { rows }: World): readonly Sequence[] {
  const one = (says: string, may: boolean, ...statements: string[]): Sequence => ({
    asker: who.asker,
    table: 'cases',
    says,
    may,
    statements,
  })
  const opens = opening(fresh.case)
  const isHub = who.programmes.has('hub')
  const opensThem = isHub || who.programmes.has('attic')
  const [seen, unseen] = [
    rows.reports.find(each => who.report(each.id) && each.sensitivity === 'ordinary'),
    rows.reports.find(each => !who.report(each.id)),
  ]
  const [from, apart] = [rows.cases.find(each => who.case(each.id)), rows.cases.find(each => !who.case(each.id))]
  const of = (programme: string, more: Readonly<Record<string, string>>) => aCase(programme, more)
  return [
    one('a case of the cellar', isHub || who.programmes.has('cellar'), opens, aCase('cellar')),
    one('a case that is not being opened', false, opens, aCase('cellar', {}, idOf(92, 2))),
    ...(seen
      ? [
          one(
            'a case of a report seen',
            isHub || who.programmes.has('attic'),
            opens,
            of('attic', { report_id: seen.id }),
          ),
        ]
      : []),
    ...closenesses.flatMap(was => {
      const report = rows.reports.find(each => who.report(each.id) && each.sensitivity === was)
      return closenesses.map(sensitivity =>
        one(
          `a case, ${sensitivity}, of a report that is ${was} (C11)`,
          report !== undefined && opensThem && closenesses.indexOf(sensitivity) >= closenesses.indexOf(was),
          opens,
          of('attic', { report_id: report?.id ?? idOf(91, 9), sensitivity }),
        ),
      )
    }),
    ...(unseen ? [one('a case of a report not seen (C8)', false, opens, of('attic', { report_id: unseen.id }))] : []),
    ...(from ? [one('a case from one seen', true, opens, of('attic', { opened_from: from.id, opened_as: 'x' }))] : []),
    ...(apart
      ? [
          one(
            'a case from one not seen',
            isHub || who.programmes.has('attic'),
            opens,
            of('attic', { opened_from: apart.id, opened_as: 'x' }),
          ),
        ]
      : []),
  ]
}

function writtenBy(who: Standing, { rows }: World): readonly Sequence[] {
  if (!who.programmes.has('hub') && !who.programmes.has('cellar')) return []
  const opens = [opening(fresh.case), aCase('cellar')]
  const one = (table: string, says: string, may: boolean, ...statements: string[]): Sequence => ({
    asker: who.asker,
    table,
    says,
    may,
    statements: [...opens, ...statements],
  })
  const apart = rows.cases.find(each => !who.case(each.id))?.id ?? ''
  const [known, stranger] = [
    rows.person_records.find(each => who.seesRecord(each.id)),
    rows.person_records.find(each => !who.seesRecord(each.id)),
  ]
  return [
    ...Object.entries(ofCase(fresh.case, who.user ?? '')).map(([table, statement]) =>
      one(table, 'of the case being opened', true, statement),
    ),
    ...Object.entries(ofCase(apart, who.user ?? '')).map(([table, statement]) =>
      one(table, 'of another', false, statement),
    ),
    one('case_people', 'somebody told of, in it', true, record, put('case_people', fresh.case, fresh.record)),
    ...Object.entries(ofRecord(fresh.record)).flatMap(([table, statement]) => [
      one(table, 'of somebody told of', true, record, statement),
      { ...one(table, 'of somebody told of in nothing', false), statements: [record, statement] },
    ]),
    ...(known ? [one('case_people', 'somebody seen, in it', true, put('case_people', fresh.case, known.id))] : []),
    ...(stranger
      ? [one('case_people', 'somebody not seen, in it (C8)', false, put('case_people', fresh.case, stranger.id))]
      : []),
  ]
}

/** Whether PostgreSQL lets the last statement of a sequence through; nothing of it stays. */
export async function lets(owner: pg.Client, app: string, at: Date, { asker, statements }: Sequence): Promise<boolean> {
  await owner.query('begin')
  try {
    await owner.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      actorOf(asker),
      at.toISOString(),
    ])
    await owner.query(`set local role ${app}`)
    for (const statement of statements.slice(0, -1)) await owner.query(statement)
    await owner.query(statements.at(-1) ?? '')
    return true
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
    if (code === '42501') return false
    // The policy had let it through: only then are the keys looked at.
    if (code === '23503') return true
    throw fault
  } finally {
    await owner.query('rollback')
  }
}
