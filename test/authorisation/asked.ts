import type pg from 'pg'
import type { Asker, Rows, Table } from './rows.ts'

type Key<T extends Table> = Readonly<{ sql: string; of(row: Rows[T]): string }>

const byId = { sql: 'id::text', of: (row: { readonly id: string }) => row.id }
const joined = <Column extends string>(...columns: readonly Column[]) => ({
  sql: columns.map(column => `${column}::text`).join(" || '/' || "),
  of: (row: Readonly<Record<Column, string | number>>) => columns.map(column => row[column]).join('/'),
})
const token = "convert_from(token_hash, 'UTF8')"

/** What each row is called, in SQL and here, so that two lists of them may be laid side by side. */
export const keys: { readonly [T in Table]: Key<T> } = {
  users: byId,
  teams: byId,
  team_members: joined('team_id', 'user_id'),
  grants: byId,
  duty: byId,
  agreements: byId,
  sessions: { sql: token, of: row => row.token_hash },
  openings: { sql: `${token} || '/' || subject::text`, of: row => `${row.token_hash}/${row.subject}` },
  person_records: byId,
  person_record_versions: joined('record_id', 'version'),
  person_names: byId,
  person_addresses: byId,
  person_contacts: byId,
  person_identifiers: byId,
  person_scraps: joined('record_id'),
  person_links: byId,
  person_differences: joined('record_a', 'record_b'),
  relationships: byId,
  conflicts: byId,
  reports: byId,
  report_people: byId,
  report_links: joined('report_a', 'report_b'),
  cases: byId,
  case_people: byId,
  case_agencies: joined('case_id', 'agency_id'),
  case_links: joined('case_a', 'case_b'),
  readers: byId,
  decisions: byId,
  chronology: byId,
  clocks: byId,
  actions: byId,
  checks: byId,
  shares: byId,
  documents: byId,
  work: byId,
  alerts: byId,
  audit: { sql: 'note', of: row => row.note },
  outbox: byId,
  disposals: byId,
  jobs: byId,
  tallies: joined('definition', 'period'),
  tally_counts: joined('definition'),
  tally_revisions: joined('definition', 'period'),
  'orders.zones': joined('case_id', 'version'),
  'directory.services': byId,
  'directory.versions': joined('service_id', 'version'),
  'directory.deeds': byId,
  'newsletter.issues': byId,
  'newsletter.subscribers': byId,
  'newsletter.letters': byId,
  'referral.drafts': { sql: "convert_from(hash, 'utf8')", of: row => row.hash },
  'conversation.messages': byId,
  'conversation.survey_counts': joined('question'),
  monitoring: joined('question'),
  'messages.messages': byId,
  'messages.events': joined('message_id'),
  'messages.shown': byId,
  'messages.templates': byId,
  'matching.profiles': joined('record_id'),
  'matching.keys': joined('key', 'record_id'),
  'matching.models': byId,
  'matching.suggestions': byId,
  'matching.reviews': byId,
  'matching.runs': byId,
  'matching.run_links': joined('run_id', 'link_id'),
  'matching.run_redirects': joined('run_id', 'person_id'),
  'matching.agency_keys': { sql: "encode(key_hash, 'hex')", of: row => row.key_hash },
}

/** Every table of the world, in the order in which they are asked. */
export const tables = Object.keys(keys).filter((one): one is Table => one in keys)

/** A table with its schema. */
export const placed = (table: Table): string => (table.includes('.') ? table : `kernel.${table}`)

/** Where a row is shown to nobody who has not sought it, all of them are sought, as the product would. */
const sought: { readonly [T in Table]?: string } = {
  person_scraps: `kernel.people_sought(array['''n:x'''], array[''], 1000000)`,
}

const askingFor = (these: readonly Table[]): string =>
  these
    .map(table => {
      const shown = `coalesce(array_agg(${keys[table].sql}), '{}') as shown`
      return `select '${table}' as name, ${shown} from ${sought[table] ?? placed(table)}`
    })
    .join('\nunion all\n')

/** Every row of every table that an asker is shown at a moment, by name of table; one statement, as the app's role. */
export async function shownTo(
  app: pg.Client,
  asker: Asker,
  at: Date,
  these: readonly Table[] = tables,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const { rows } = await asking(app, asker, at, () =>
    app.query<{ name: string; shown: string[] }>({ name: these.join(' ').slice(0, 60), text: askingFor(these) }),
  )
  return new Map(rows.map(({ name, shown }) => [name, new Set(shown)]))
}

/** Works as an asker at a moment in one transaction, which is always undone. */
export async function asking<T>(app: pg.Client, asker: Asker, at: Date, work: () => Promise<T>): Promise<T> {
  await app.query('begin')
  try {
    await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      actorOf(asker),
      at.toISOString(),
    ])
    return await work()
  } finally {
    await app.query('rollback')
  }
}

/** An asker as the application tells PostgreSQL of them. */
export function actorOf(asker: Asker): string {
  if (asker.kind === 'nobody') return ''
  if (asker.kind === 'public') return 'public'
  return asker.kind === 'user' ? `user:${asker.id}` : `${asker.kind}:${asker.name}`
}
