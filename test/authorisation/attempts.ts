import { inDirectory } from './attempts-directory.ts'
import { idOf } from './names.ts'
import type { Rows, World } from './rows.ts'
import type { Fate } from './spans.ts'
import type { Standing } from './standing.ts'

/** One row that somebody tries to write, and the rule by which they may, or undefined. */
export type Attempt = Readonly<{ table: string; row: Readonly<Record<string, unknown>>; rule: string | undefined }>

const when = (is: boolean, rule: string) => (is ? rule : undefined)

/** Rows that somebody might write in a world: in their own name and in others', on matters that they see and do not. */
export function attemptsOf(world: World, fate: Fate, who: Standing): readonly Attempt[] {
  const { rows } = world
  const attempts: Attempt[] = []
  for (let round = 0; round < 6; round += 1) {
    const one: Chosen = {
      at: world.base.toISOString(),
      me: who.user ?? idOf(10, 0),
      name: (fate.percent(70) && who.user) || fate.one(rows.users).id,
      case: fate.one(rows.cases),
      report: fate.one(rows.reports),
      records: fate
        .some(rows.person_records, 2, 2)
        .map(each => each.id)
        .toSorted(),
      user: fate.one(rows.users).id,
      hours: fate.one([-2, 1, 23, 24, 25]),
    }
    attempts.push(...onMatters(fate, who, one), ...onPeople(who, one, world), ...ofAccess(who, one, world))
    attempts.push(...inDirectory(who, one, fate.one(rows['directory.services'])))
  }
  return attempts
}

type Chosen = Readonly<{
  at: string
  me: string
  name: string
  case: Rows['cases']
  report: Rows['reports']
  records: readonly string[]
  user: string
  hours: number
}>

/** C3 and C1: in one's own name, on what one sees. */
function onMatters(fate: Fate, who: Standing, { at, name, records, ...one }: Chosen): readonly Attempt[] {
  const matter = fate.percent(50)
    ? { case_id: one.case.id, report_id: null }
    : { case_id: null, report_id: one.report.id }
  const [sees, own] = [who.sees(matter), name === who.user]
  const [record_id] = records
  const [seesCase, seesReport] = [who.case(one.case.id) !== undefined, who.report(one.report.id) !== undefined]
  const entry = { step: 'note', from_state: 'lost', to_state: 'lost', happened_at: at, recorded_at: at }
  const decision = {
    what: 'signpost',
    rationale: 'x',
    lawful_basis: 'x',
    told: 'yes',
    view: 'agrees',
    at,
    recorded_at: at,
  }
  const decided = { report_id: one.report.id, record_id, by_user: name, ...decision }
  const queued = { queue: 'x', kind: 'step', title: 'x', programme: 'x', reference: 'x', due_at: at, added_at: at }
  const written = { template: 'reply', version: 'x', language: 'en', queue: 'x' }
  const settled = { ...written, state: 'settled', settled_how: 'called' }
  const clock = { programme: 'x', clock: 'new', limit_id: 'limit', limit_version: 1, started_at: at, due_at: at }
  const file = { title: 'x', file_name: 'x', type: 'x', bytes: 1, sha256: '\\x', added_at: at }
  const isHub = who.programmes.has('hub')
  const put = { part: 'put', record_id }
  const seesIt = who.seesRecord(record_id ?? '')
  return [
    { table: 'chronology', row: { case_id: one.case.id, by_user: name, ...entry }, rule: when(own && seesCase, 'C3') },
    { table: 'decisions', row: decided, rule: when(own && isHub && seesReport, 'C3') },
    // That a report is a hoax nobody agrees to alone.
    { table: 'decisions', row: { ...decided, what: 'hoax-agreed' }, rule: undefined },
    {
      table: 'shares',
      row: { ...matter, to_agency: 'mills', what: 'x', power: 'x', purpose: 'x', by_user: name, at },
      rule: when(own && sees, 'C3'),
    },
    {
      table: 'actions',
      row: { ...matter, owner_agency: 'mills', what: 'x', due_on: at.slice(0, 10), set_by: name, set_at: at },
      rule: when(own && sees, 'C3'),
    },
    {
      table: 'checks',
      row: { ...matter, record_id, agency_id: 'mills', requested_by: name, requested_at: at, due_at: at },
      rule: when(own && sees, 'C3'),
    },
    { table: 'documents', row: { ...matter, by_user: name, ...file }, rule: when(own && sees, 'C3') },
    {
      table: 'conversation.messages',
      row: { report_id: one.report.id, side: 'service', kind: 'words', send_hash: '\\x00', by_user: name, at },
      rule: when(own && who.worksOn(one.report.id), 'C15'),
    },
    {
      table: 'messages.messages',
      row: { report_id: one.report.id, queued_by: `user:${name}`, queued_at: at, due_at: at, ...settled },
      rule: when(own && seesReport, 'C14'),
    },
    { table: 'work', row: { ...matter, ...queued }, rule: when(sees, 'C1') },
    { table: 'clocks', row: { ...matter, ...clock }, rule: when(sees, 'C1') },
    ...(one.report.threat
      ? []
      : [{ table: 'alerts', row: { report_id: one.report.id, raised_at: at }, rule: when(isHub, 'B7') }]),
    {
      table: 'case_people',
      row: { case_id: one.case.id, ...put, starts_at: at },
      rule: when(seesCase && seesIt, 'C8'),
    },
    { table: 'report_people', row: { report_id: one.report.id, ...put }, rule: when(seesReport && seesIt, 'C8') },
  ]
}

/** What is said of a person, by whoever sees them. */
function onPeople(who: Standing, { at, name, records }: Chosen, { rows }: World): readonly Attempt[] {
  const [record_id = '', other = ''] = records
  const [sees, own] = [who.seesRecord(record_id), name === who.user]
  const link = rows.person_links.find(one => one.ends_at !== null && one.record_id === record_id)
  const version = { record_id, version: 2, was: {}, corrected_by: name, corrected_at: at, why: 'x' }
  const known = rows.person_differences.some(one => one.record_a === record_id && one.record_b === other)
  const different = { record_a: record_id, record_b: other, decided_by: name, decided_at: at, reason: 'x' }
  return [
    { table: 'person_names', row: { record_id, given: 'x' }, rule: when(sees, 'C1') },
    { table: 'person_addresses', row: { record_id, address: 'x' }, rule: when(sees, 'C1') },
    { table: 'person_contacts', row: { record_id, kind: 'phone', value: 'x', value_key: 'x' }, rule: when(sees, 'C1') },
    { table: 'person_identifiers', row: { record_id, scheme: 'x', value: 'x' }, rule: when(sees, 'C1') },
    {
      table: 'matching.reviews',
      row: { record_a: record_id, record_b: other, verdict: 'unsure', why: 'x', by_user: name, at },
      rule: when(own && sees && who.seesRecord(other), 'C3'),
    },
    {
      table: 'matching.profiles',
      row: { record_id, given: [], keys: '{}', kept_at: at, pending: false },
      rule: when(sees || (who.asker.kind === 'job' && who.asker.name === 'match'), 'C1'),
    },
    { table: 'person_record_versions', row: version, rule: when(own && sees, 'C3') },
    ...(known
      ? []
      : [{ table: 'person_differences', row: different, rule: when(own && sees && who.seesRecord(other), 'C8') }]),
    ...(link
      ? [
          {
            table: 'person_links',
            row: {
              record_id,
              person_id: link.person_id,
              starts_at: at,
              ends_at: at,
              ended_reason: 'x',
              reason: 'x',
              decided_by: name,
            },
            rule: when(own && sees, 'C3'),
          },
        ]
      : []),
  ]
}

/** Who reads by name, who knows whom, who signs in, and what the audit is told. */
function ofAccess(who: Standing, { at, name, user, hours, ...one }: Chosen, { rows, base }: World): readonly Attempt[] {
  const own = name === who.user
  const later = (more: number) => new Date(base.getTime() + more * 3_600_000).toISOString()
  const matters = [
    { case_id: one.case.id, report_id: null, hub: one.case.seen_by === 'partners' },
    { case_id: null, report_id: one.report.id, hub: true },
  ]
  const [person] = rows.conflicts
  // An order that they see, one that they do not, and a case that they see and that is no order.
  const zoned = [true, false].map(is =>
    rows.cases.find(each => isOrder(each) && (who.case(each.id) !== undefined) === is),
  )
  const other = rows.cases.find(each => !isOrder(each) && who.case(each.id))
  // Reports that somebody may see through a case alone, of which they are a reader.
  const through = rows.cases.flatMap(({ id, report_id }) =>
    report_id !== null && /^A[67]/.test(who.case(id) ?? '') ? [report_id] : [],
  )
  const job = when(who.asker.kind === 'job', 'B14')
  const isOurs = who.user !== undefined || who.asker.kind === 'job'
  const session = rows.sessions.find(each => each.user_id === name)
  const actor = who.user === undefined ? actorName(who) : `user:${who.user}`
  return [
    ...matters.flatMap(({ hub, ...matter }) => [
      {
        table: 'readers',
        row: { ...matter, user_id: user, why: 'x', glass_broken: false, starts_at: at },
        rule: when(who.supervises && hub && !who.isLockedOut(matter), 'A6'),
      },
      {
        table: 'readers',
        row: { ...matter, user_id: name, why: 'x', glass_broken: true, starts_at: at, ends_at: later(hours) },
        rule: when(own && hours <= 24 && who.wouldSee(matter), 'A7'),
      },
    ]),
    {
      table: 'conflicts',
      row: { user_id: name, person_id: person?.person_id, reason: 'x', starts_at: at },
      rule: when(own || who.supervises, 'C7'),
    },
    { table: 'person_records', row: { source: 'user', recorded_at: at }, rule: when(who.user !== undefined, 'C1') },
    ...[...zoned, other, one.case].flatMap(order =>
      [who.user, name].map(drawn_by => ({
        table: 'orders.zones',
        row: { case_id: order?.id, version: 2, said: 'x', why: 'x', drawn_by, drawn_at: at },
        rule: when(
          drawn_by === who.user &&
            who.user !== undefined &&
            who.programmes.has('orders') &&
            order !== undefined &&
            isOrder(order) &&
            who.case(order.id) !== undefined,
          'C3',
        ),
      })),
    ),
    ...through.slice(0, 6).map(report_id => ({
      table: 'readers',
      row: { report_id, user_id: who.user, why: 'x', glass_broken: true, starts_at: at, ends_at: later(1) },
      rule: when(who.user !== undefined && who.wouldSee({ case_id: null, report_id }), 'A7'),
    })),
    { table: 'tallies', row: { measure: 'x', definition: 'y', period: '2026-10', counted_at: at }, rule: job },
    { table: 'tally_counts', row: { definition: 'y', measure: 'x', counted_at: at, whole_at: at }, rule: job },
    {
      table: 'readers',
      row: { case_id: one.case.id, user_id: name, why: 'x', glass_broken: false, starts_at: at, ends_at: later(1) },
      rule: when(
        who.supervises &&
          one.case.seen_by === 'partners' &&
          !who.isLockedOut({ case_id: one.case.id, report_id: null }),
        'A6',
      ),
    },
    {
      table: 'readers',
      row: {
        case_id: one.case.id,
        user_id: name,
        why: 'x',
        glass_broken: true,
        starts_at: later(1),
        ends_at: later(2),
      },
      rule: undefined,
    },
    { table: 'outbox', row: { event: 'x', subject: idOf(17, 0), at }, rule: when(isOurs, 'B14') },
    {
      table: 'jobs',
      row: { name: 'match', run_at: at, queued_at: at },
      rule: when(isOurs, 'B14'),
    },
    {
      table: 'sessions',
      row: { token_hash: '\\x00', user_id: name, started_at: at, seen_at: at, ends_at: at },
      rule: when(own, 'C3'),
    },
    {
      table: 'openings',
      row: {
        token_hash: `\\x${Buffer.from(session?.token_hash ?? '').toString('hex')}`,
        subject: idOf(16, 0),
        purpose: 'x',
        until: at,
      },
      rule: when(own && session !== undefined, 'B11'),
    },
    {
      table: 'audit',
      row: { at, actor: own ? actor : `user:${name}`, action: 'x', purpose: 'x', regime: 'general', result: 'done' },
      rule: when(own || `user:${name}` === actor, 'C3'),
    },
    {
      table: 'case_agencies',
      row: joining(one.case, rows, at),
      rule: when(
        (who.programmes.has('hub') || who.programmes.has(one.case.programme)) && who.case(one.case.id) !== undefined,
        'C1',
      ),
    },
  ]
}

const isOrder = (one: Rows['cases']) => one.programme === 'orders'

const actorName = ({ asker }: Standing): string =>
  asker.kind === 'job' || asker.kind === 'api' ? `${asker.kind}:${asker.name}` : asker.kind === 'public' ? 'public' : ''

/** An agency that takes no part yet, put into a case as the case is. */
function joining(one: Rows['cases'], rows: World['rows'], at: string): Readonly<Record<string, unknown>> {
  const { programme, seen_by, sensitivity } = one
  const there = rows.case_agencies.filter(each => each.case_id === one.id).map(each => each.agency_id)
  const agency_id = ['wells', 'bridges', 'lanterns', 'orchards', 'mills'].find(each => !there.includes(each))
  return { case_id: one.id, agency_id, programme, seen_by, sensitivity, starts_at: at }
}
