import type { Asker, Rows, Table, World } from './rows.ts'
import { type Matter, type Standing, standing } from './standing.ts'

/**
 * What docs/access.md says, as a table: for each kind of row the name of the rule by which somebody may know of it, or
 * nothing where no rule lets them. Written from that page and from nothing else, so that it can disagree with PostgreSQL.
 */
export type Knowing = { readonly [T in Table]: (who: Standing, row: Rows[T]) => string | undefined }

/** The name of the rule by which whoever stands here may know of a row, or undefined when they may not. */
export function mayKnow<T extends Table>(who: Standing, table: T, row: Rows[T]): string | undefined {
  return rules[table](who, row)
}

/** What an asker holds in a world at a moment; worked out once, asked of every row. */
export function standingIn(world: World, asker: Asker, at: Date): Standing {
  return standing(world, asker, at)
}

type OnMatter = Matter
type Record = Readonly<{ record_id: string }>

/** Whoever sees the case or the report; a conflict with either of the two goes first (A10). */
const eitherMatter = (who: Standing, row: OnMatter) => (!who.isLockedOut(row) && who.sees(row) ? 'B2' : undefined)
const job = (who: Standing) => (who.asker.kind === 'job' ? 'B14' : undefined)
/** All who take part, to those who see the case of themselves; to an agency that takes part, its own part. */
const takesPart = (who: Standing, row: Rows['case_agencies']) => {
  const rule = who.case(row.case_id)
  return rule && (!/^A[45]/.test(rule) || row.agency_id === who.agency) ? 'B12' : undefined
}
const ofRecord = (who: Standing, row: Record) => (who.seesRecord(row.record_id) ? 'B1' : undefined)
const isJob = ({ asker }: Standing, names: readonly string[]) => asker.kind === 'job' && names.includes(asker.name)
const matches = (who: Standing) => (isJob(who, ['match', 'match-profiles']) ? 'B16' : undefined)
const ofBoth = (who: Standing, row: Readonly<{ record_a: string; record_b: string }>, rule: string) =>
  who.seesRecord(row.record_a) && who.seesRecord(row.record_b) ? rule : undefined
const staff = (who: Standing) => (who.isStaff || who.asker.kind === 'job' ? 'B10' : undefined)
/** The agency that owes it sees it, whatever the matter's sensitivity, but not somebody of it whom a conflict locks out. */
const owed = (who: Standing, row: OnMatter, agency: string) =>
  eitherMatter(who, row) ?? (who.agency === agency && !who.isLockedOut(row) ? 'B5' : undefined)

const rules: Knowing = {
  reports: (who, row) => who.report(row.id),
  cases: (who, row) => who.case(row.id),

  person_records: (who, row) => (who.seesRecord(row.id) ? 'B1' : undefined),
  person_record_versions: ofRecord,
  person_names: ofRecord,
  person_addresses: ofRecord,
  person_contacts: ofRecord,
  person_identifiers: ofRecord,
  person_scraps: ofRecord,
  person_links: (who, row) => ofRecord(who, row) ?? matches(who),
  person_differences: (who, row) => ofBoth(who, row, 'B1, of both') ?? matches(who),
  relationships: (who, row) =>
    who.seesPerson(row.person_a) && who.seesPerson(row.person_b) ? 'B1, of both' : undefined,

  report_people: (who, row) => (who.report(row.report_id) ? 'B2' : undefined),
  report_links: (who, row) => (who.report(row.report_a) && who.report(row.report_b) ? 'B2, of both' : undefined),
  case_people: (who, row) => (who.case(row.case_id) ? 'B2' : undefined),
  case_agencies: takesPart,
  case_links: (who, row) => (who.case(row.case_a) && who.case(row.case_b) ? 'B2, of both' : undefined),
  chronology: (who, row) =>
    who.case(row.case_id) && !row.hidden_from.some(role => who.roles.has(role)) ? 'B2 and B3' : undefined,
  clocks: eitherMatter,
  shares: eitherMatter,
  documents: eitherMatter,
  disposals: (who, row) =>
    who.programmes.has('retention') || who.programmes.has('audit') || who.sees(row) ? 'B13' : undefined,
  decisions: (who, row) => (who.report(row.report_id) ? 'B4' : undefined),
  actions: (who, row) => owed(who, row, row.owner_agency),
  checks: (who, row) => owed(who, row, row.agency_id),
  work: (who, row) =>
    eitherMatter(who, row) ??
    (who.queues.has(row.queue) && !who.isLockedOut(row)
      ? 'B6'
      : row.service_id !== null && isJob(who, ['directory'])
        ? 'B27'
        : undefined),
  alerts: (who, row) =>
    (who.programmes.has('hub') || who.isOnDuty) && !who.isLockedOut({ case_id: null, report_id: row.report_id })
      ? 'B7'
      : undefined,
  readers: (who, row) => (who.supervises || who.user === row.user_id ? 'B8' : undefined),
  conflicts: (who, row) => (who.supervises || who.user === row.user_id ? 'B8' : undefined),
  audit: who => (who.programmes.has('audit') ? 'B9' : undefined),

  users: staff,
  teams: staff,
  team_members: staff,
  grants: staff,
  duty: staff,
  agreements: staff,
  sessions: (who, row) => (who.user === row.user_id ? 'B11' : undefined),
  openings: (who, row) => (who.ownsSession(row.token_hash) ? 'B11' : undefined),
  outbox: job,
  jobs: job,
  tallies: job,
  tally_counts: job,
  tally_revisions: job,
  'newsletter.issues': (who, row) =>
    who.programmes.has('newsletter') || (row.state === 'sent' && who.asker.kind !== 'nobody') ? 'B21' : undefined,
  'newsletter.subscribers': () => undefined,
  'newsletter.letters': () => undefined,
  'referral.drafts': () => undefined,
  'conversation.messages': (who, row) => (who.report(row.report_id) ? 'B23' : undefined),
  'conversation.survey_counts': () => undefined,
  monitoring: () => undefined,
  'messages.messages': (who, row) => (who.report(row.report_id) || isJob(who, ['send-message']) ? 'B19' : undefined),
  'messages.events': (who, row) => (who.report(row.report_id) || isJob(who, ['send-message']) ? 'B19' : undefined),
  'messages.shown': (who, row) =>
    (row.report_id === null ? who.user !== undefined : who.report(row.report_id)) ? 'B20' : undefined,
  'messages.templates': ({ asker }) => (asker.kind === 'nobody' ? undefined : 'B19'),
  'matching.profiles': matches,
  'matching.keys': matches,
  'matching.runs': matches,
  'matching.run_links': matches,
  'matching.run_redirects': matches,
  'matching.models': who => matches(who) ?? (who.isStaff ? 'B16' : undefined),
  'matching.agency_keys': who => (isJob(who, ['index']) ? 'B16' : undefined),
  'matching.suggestions': (who, row) => ofBoth(who, row, 'B17') ?? matches(who),
  'matching.reviews': (who, row) => ofBoth(who, row, 'B17') ?? matches(who),
  'directory.services': (who, row) =>
    who.asker.kind !== 'nobody' && row.published !== null ? 'B26' : who.service(row.id).keeps ? 'B27' : undefined,
  'directory.versions': (who, row) => {
    const { keeps, published } = who.service(row.service_id)
    return who.asker.kind !== 'nobody' && row.version === published ? 'B26' : keeps ? 'B27' : undefined
  },
  'directory.deeds': (who, row) => (who.service(row.service_id).keeps ? 'B27' : undefined),
  'orders.zones': (who, row) => (who.programmes.has('orders') && who.case(row.case_id) ? 'B15' : undefined),
}
