/* The rows of an invented world, by table, with the columns that the rules of docs/access.md look at. */

type Until = Readonly<{ starts_at: string; ends_at: string | null }>
type UntilDay = Readonly<{ starts_on: string; ends_on: string | null }>
type OnMatter = Readonly<{ id: string; case_id: string | null; report_id: string | null }>
type OfTwo = Readonly<{ id: string; record_a: string; record_b: string }>
type OfRecord = Readonly<{ id: string; record_id: string }>

export type Sensitivity = 'ordinary' | 'restricted' | 'sealed'
export type SeenBy = 'partners' | 'participants' | 'programme'

/** One type of row for each table that the rules know; a moment is an ISO instant, a day is YYYY-MM-DD. */
export type Rows = Readonly<{
  users: Readonly<{ id: string; agency_id: string; leaves_on: string | null }>
  teams: Readonly<{ id: string }>
  team_members: UntilDay & Readonly<{ team_id: string; user_id: string }>
  grants: UntilDay & Readonly<{ id: string; user_id: string; programme: string; role: string }>
  duty: Readonly<{ id: string; user_id: string; starts_at: string; ends_at: string }>
  agreements: UntilDay & Readonly<{ id: string; parties: readonly string[] }>
  sessions: Readonly<{ token_hash: string; user_id: string }>
  openings: Readonly<{ token_hash: string; subject: string }>
  person_records: Readonly<{ id: string; agency_id: string | null }>
  person_record_versions: Readonly<{ record_id: string; version: number }>
  person_names: OfRecord
  person_addresses: OfRecord
  person_contacts: OfRecord
  person_identifiers: OfRecord
  person_scraps: Readonly<{ record_id: string }>
  person_links: OfRecord & Until & Readonly<{ person_id: string; ended_by: string | null }>
  person_differences: Readonly<{ record_a: string; record_b: string }>
  relationships: Readonly<{ id: string; person_a: string; person_b: string }>
  conflicts: Until & Readonly<{ id: string; user_id: string; person_id: string }>
  reports: Readonly<{ id: string; agency_id: string | null; threat: boolean; sensitivity: Sensitivity }>
  report_people: OfRecord & Readonly<{ report_id: string }>
  report_links: Readonly<{ report_a: string; report_b: string }>
  cases: Readonly<{
    id: string
    programme: string
    seen_by: SeenBy
    sensitivity: Sensitivity
    report_id: string | null
  }>
  case_people: OfRecord & Until & Readonly<{ case_id: string }>
  case_agencies: Until & Readonly<{ case_id: string; agency_id: string; agreement_id: string | null }>
  case_links: Readonly<{ case_a: string; case_b: string; kind: string }>
  readers: OnMatter & Until & Readonly<{ user_id: string; glass_broken: boolean }>
  decisions: Readonly<{ id: string; report_id: string }>
  chronology: Readonly<{ id: string; case_id: string; hidden_from: readonly string[] }>
  clocks: OnMatter
  actions: OnMatter & Readonly<{ owner_agency: string }>
  checks: OnMatter & Readonly<{ agency_id: string }>
  shares: OnMatter
  documents: OnMatter
  work: OnMatter & Readonly<{ queue: string; service_id: string | null }>
  alerts: Readonly<{ id: string; report_id: string }>
  audit: Readonly<{ note: string }>
  outbox: Readonly<{ id: string; subject: string }>
  disposals: OnMatter
  jobs: Readonly<{ id: string }>
  tallies: Readonly<{ definition: string; period: string }>
  tally_counts: Readonly<{ definition: string }>
  tally_revisions: Readonly<{ definition: string; period: string }>
  'orders.zones': Readonly<{ case_id: string; version: number }>
  'directory.services': Readonly<{
    id: string
    kind: 'helpline'
    agency_id: string | null
    state: 'draft' | 'published' | 'withdrawn'
    published: number | null
  }>
  'directory.versions': Readonly<{ service_id: string; version: number }>
  'directory.deeds': Readonly<{ id: string; service_id: string }>
  'newsletter.issues': Readonly<{ id: string; state: 'draft' | 'sent'; number: number | null; sent_at: string | null }>
  'newsletter.subscribers': Readonly<{ id: string }>
  'newsletter.letters': Readonly<{ id: string }>
  'referral.drafts': Readonly<{ hash: string }>
  'conversation.messages': Readonly<{ id: string; report_id: string; side: 'reporter' | 'service' }>
  'conversation.survey_counts': Readonly<{ question: string }>
  monitoring: Readonly<{ question: string }>
  'messages.messages': Readonly<{ id: string; report_id: string }>
  'messages.events': Readonly<{ message_id: string; report_id: string }>
  'messages.shown': Readonly<{ id: string; report_id: string | null }>
  'messages.templates': Readonly<{ id: string }>
  'matching.profiles': Readonly<{ record_id: string }>
  'matching.keys': Readonly<{ key: number; record_id: string }>
  'matching.models': Readonly<{ id: string }>
  'matching.suggestions': OfTwo
  'matching.reviews': OfTwo
  'matching.runs': Readonly<{ id: string }>
  'matching.run_links': Readonly<{ run_id: string; link_id: string }>
  'matching.run_redirects': Readonly<{ run_id: string; person_id: string }>
  'matching.agency_keys': Readonly<{ key_hash: string }>
}>

export type Table = keyof Rows

export type AllRows = { readonly [T in Table]: readonly Rows[T][] }

/** A whole invented world: which rows every table holds, and the moment that its dates lie about. */
export type World = Readonly<{
  seed: number
  base: Date
  /** The zone of the installation: which day it is. */
  zone: string
  rows: AllRows
}>

/** Who asks: nobody named, somebody of the public, a job, another program, or a user. */
export type Asker =
  | Readonly<{ kind: 'nobody' }>
  | Readonly<{ kind: 'public' }>
  | Readonly<{ kind: 'job' | 'api'; name: string }>
  | Readonly<{ kind: 'user'; id: string }>
