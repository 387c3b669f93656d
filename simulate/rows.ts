/** The tables that lives are written to, and the columns that are given; the database fills in the others. */
export const tables = {
  reports:
    'id reference receipt_hash send_hash kind source agency_id sealed sealed_key wording_version language happened_from ' +
    'happened_to happened_precision received_at recorded_at place_id district lsoa codes anonymous contactable threat sensitivity',
  person_records: 'id source description born_from born_to born_precision recorded_at',
  person_names: 'id record_id given family given_key family_key',
  person_contacts: 'id record_id kind value value_key safe_to_use safe_times safe_words never_leave_message',
  person_addresses: 'id record_id postcode place_id district lsoa',
  persons: 'id',
  person_links: 'id person_id record_id starts_at decided_by reason',
  report_people: 'id report_id record_id part reporter',
  decisions:
    'id report_id record_id what programme case_id rationale lawful_basis told not_told_why view by_user at recorded_at',
  cases: 'id reference programme state seen_by sensitivity report_id district contactable opened_at closed_at',
  case_people: 'id case_id record_id part starts_at',
  case_agencies: 'case_id agency_id programme seen_by sensitivity agreement_id starts_at opened_at',
  chronology:
    'id case_id step from_state to_state answers codes decision rationale lawful_basis by_user happened_at recorded_at',
  clocks:
    'id report_id case_id programme clock limit_id limit_version started_at due_at ended_at result lifted_why working_seconds',
  actions: 'id case_id report_id decision_id owner_agency what due_on set_by set_at done_at done_by evidence',
  shares: 'id report_id case_id record_id decision_id to_agency what power purpose by_user at',
  alerts: 'id report_id raised_at seen_by seen_at',
  work: 'id queue kind title programme report_id case_id action_id clock_id reference district threat due_at added_at',
  readers: 'id user_id case_id report_id why glass_broken starts_at ends_at',
  conflicts: 'id user_id person_id reason starts_at ends_at',
  audit: 'at actor agency_id action purpose regime result reports cases records shown',
  outbox: 'id event subject at handled_at',
} as const

export type Table = keyof typeof tables
export type Value = string | number | boolean | Date | Buffer | null | undefined | readonly string[]
/** Takes one row of a table, its values in the order of the columns above. */
export type Sink = (table: Table, values: readonly Value[]) => void

/** One line as COPY reads it. */
export const lineOf = (values: readonly Value[]): string => `${values.map(written).join('\t')}\n`

function written(value: Value): string {
  if (value === null || value === undefined) return '\\N'
  if (typeof value === 'string') return unruly.test(value) ? value.replace(/[\\\t\n\r]/g, escaped) : value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 't' : 'f'
  if (value instanceof Date) return momentOf(value)
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString('hex')}`
  // Lists here are of ids, codes and roles, none of which needs quotes.
  return `{${(value as readonly string[]).join(',')}}`
}

let [last, lastText] = [Number.NaN, '']
/** What happens at one moment is written in many rows: its text is made once. */
function momentOf(at: Date): string {
  const time = at.getTime()
  if (time !== last) [last, lastText] = [time, at.toISOString()]
  return lastText
}

const unruly = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const escaped = (letter: string): string => escapes[letter]!
