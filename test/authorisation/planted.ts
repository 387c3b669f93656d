import type pg from 'pg'
import { agencies } from './names.ts'
import type { AllRows, Table, World } from './rows.ts'

/** Writes a world into an empty database as its owner, each table by one statement, in an order that keys allow. */
export async function plant(owner: pg.Client, world: World, more: Filling = {}): Promise<void> {
  await owner.query('begin')
  await owner.query(
    `insert into kernel.installation (area, zone, key_fingerprint) values ('nowhere', $1, '') on conflict do nothing`,
    [world.zone],
  )
  await write(
    owner,
    'agencies',
    agencies.map(id => ({ id, name: id, kind: 'other' })),
  )
  await write(owner, 'limits', [{ id: 'limit', version: 1, limit_as_read: {} }])
  await write(owner, 'wordings', [{ version: 'v', language: 'en', kind: 'umbrellas', wording: {} }])
  for (const [table, rows] of whole(world, more)) await write(owner, table, rows)
  await owner.query('commit')
}

/** Rows as they are written, whatever is in them. */
type Written = readonly Readonly<{ [column: string]: unknown }>[]

async function write(owner: pg.Client, table: string, rows: Written): Promise<void> {
  const [first] = rows
  if (!first) return
  const placed = table.includes('.') ? table : `kernel.${table}`
  const columns = Object.keys(first).join(', ')
  await owner.query(
    `insert into ${placed} (${columns}) select ${columns} from json_populate_recordset(null::${placed}, $1)`,
    [JSON.stringify(rows)],
  )
}

/** What a table's rows hold besides, where a test needs them to hold something in particular. */
export type Filling = { readonly [T in Table]?: (row: AllRows[T][number], place: number) => object }

/** Every table in order, its rows with what the database wants besides what the rules look at. */
function whole(world: World, besides: Filling): readonly (readonly [table: string, rows: Written])[] {
  const { rows } = world
  const at = world.base.toISOString()
  const by_user = rows.users[0]?.id
  const filled = <T extends Table>(table: T, more: object | ((row: AllRows[T][number]) => object) = {}) => {
    const own: ((row: AllRows[T][number], place: number) => object) | undefined = besides[table]
    const whole = (row: AllRows[T][number], place: number) => ({
      ...row,
      ...(typeof more === 'function' ? more(row) : more),
      ...own?.(row, place),
    })
    return [table, rows[table].map(whole)] as const
  }
  const ofCase = new Map(rows.cases.map(one => [one.id, one]))
  const hex = (text: string) => `\\x${Buffer.from(text).toString('hex')}`
  const told = { source: 'public', wording_version: 'v', language: 'en', received_at: at, recorded_at: at }
  return [
    filled('users', one => ({ name: one.id })),
    filled('teams', { name: 'x' }),
    filled('team_members'),
    filled('grants'),
    filled('duty'),
    filled('agreements', { title: 'x', purposes: [], kinds: [], power: 'x' }),
    filled('sessions', one => ({ token_hash: hex(one.token_hash), started_at: at, seen_at: at, ends_at: at })),
    filled('openings', one => ({ token_hash: hex(one.token_hash), purpose: 'x', until: at })),
    [
      'persons',
      [
        ...new Set(
          rows.person_links
            .concat()
            .map(one => one.person_id)
            .concat(personsOf(world)),
        ),
      ].map(id => ({ id })),
    ],
    filled('person_records', {
      source: 'report',
      recorded_at: at,
      version: 1,
      description: '',
      born_precision: 'unknown',
    }),
    // Before the matters that say for whom they are.
    filled('person_scraps', one => {
      const agency = rows.person_records.find(({ id }) => id === one.record_id)?.agency_id
      return { recorded_at: at, scraps: `'n:x'${agency ? ` '@a:${agency}'` : ''}` }
    }),
    filled('person_record_versions', { was: {}, corrected_by: by_user, corrected_at: at, why: 'x' }),
    filled('person_names', { kind: 'current', given: 'x', family: 'x', given_key: 'x', family_key: 'x' }),
    filled('person_addresses', { address: 'x', protected: false, no_fixed_abode: false }),
    filled('person_contacts', {
      kind: 'phone',
      value: '0',
      value_key: '0',
      safe_to_use: 'yes',
      safe_times: '',
      safe_words: '',
      never_leave_message: true,
    }),
    filled('person_identifiers', { scheme: 'x', value: 'x' }),
    // By people, whom no difference that a person said stands against.
    filled('person_links', one => ({ decided_by: by_user, reason: 'x', ended_reason: one.ends_at && 'x' })),
    // A record is found by its place; the keys are spread from its profile. What is said of two leaves differences be.
    [
      'matching.profiles',
      rows['matching.keys'].map(({ key, record_id }) => ({
        ...{ record_id, version: 1, indexed: false, given: [], keys: [key], pending: false },
        kept_at: at,
      })),
    ],
    filled('matching.models', { model: {}, added_at: at, in_use: true }),
    filled('matching.suggestions', {
      ...{ weight: 0, probability: 0.5, model_id: 'model', because: { levels: {} }, state: 'open', worth: 0 },
      made_at: at,
    }),
    filled('matching.reviews', { verdict: 'unsure', why: 'x', links_made: [], links_ended: [], by_user, at }),
    filled('matching.runs', { model_id: 'model', at, made: 0, ended: 0 }),
    filled('matching.run_links', { deed: 'made' }),
    filled('matching.run_redirects'),
    filled('matching.agency_keys', one => ({
      key_hash: `\\x${one.key_hash}`,
      agency_id: agencies[0],
      made_at: at,
    })),
    filled('person_differences', { decided_by: by_user, decided_at: at, reason: 'x' }),
    filled('relationships', { kind: 'x', source: 'x' }),
    filled('conflicts', { reason: 'x' }),
    filled('reports', one => ({
      ...told,
      reference: `SK-${one.id}`,
      kind: 'umbrellas',
      happened_precision: 'unknown',
      codes: {},
      anonymous: false,
      contactable: true,
      legal_hold: false,
    })),
    filled('report_people', { part: 'owner', reporter: false }),
    filled('report_links', { reason: 'x', linked_by: by_user, linked_at: at }),
    filled('cases', one => ({
      codes: {},
      reference: `CA-${one.id}`,
      state: 'lost',
      contactable: true,
      opened_at: at,
      legal_hold: false,
    })),
    filled('case_people', { part: 'owner' }),
    filled('case_agencies', one => {
      const { programme, seen_by, sensitivity } = ofCase.get(one.case_id) ?? {}
      return { programme, seen_by, sensitivity }
    }),
    filled('case_links', { linked_by: by_user, linked_at: at }),
    filled('readers', { why: 'x' }),
    filled('decisions', {
      record_id: rows.person_records[0]?.id,
      what: 'signpost',
      rationale: 'x',
      lawful_basis: 'x',
      told: 'yes',
      not_told_why: '',
      view: 'agrees',
      override_why: '',
      by_user,
      at,
      recorded_at: at,
    }),
    filled('chronology', {
      step: 'note',
      from_state: 'lost',
      to_state: 'lost',
      answers: {},
      codes: {},
      decision: false,
      rationale: '',
      by_user,
      happened_at: at,
      recorded_at: at,
    }),
    filled('clocks', one => ({
      programme: 'umbrellas',
      clock: one.id,
      limit_id: 'limit',
      limit_version: 1,
      started_at: at,
      due_at: at,
    })),
    filled('actions', { what: 'x', due_on: at.slice(0, 10), set_by: by_user, set_at: at }),
    filled('checks', { record_id: rows.person_records[0]?.id, requested_by: by_user, requested_at: at, due_at: at }),
    filled('shares', { to_agency: agencies[0], what: 'x', power: 'x', purpose: 'x', by_user, at }),
    filled('documents', { title: 'x', file_name: 'x', type: 'x', bytes: 1, sha256: '\\x', marking: 'x', added_at: at }),
    filled('directory.services', { made_at: at, changed_at: at }),
    filled('directory.versions', one => ({
      ...{ kind: 'helpline', why: 'x', by_user, at },
      said: {
        name: `Version ${one.version}`,
        about: 'x',
        needs: ['hate'],
        askers: ['victim'],
        hours: 'unknown',
        phone: '999',
      },
    })),
    filled('directory.deeds', { deed: 'checked', version: 1, by_user, note: 'x', at }),
    filled('work', {
      kind: 'step',
      title: 'x',
      programme: 'umbrellas',
      reference: 'x',
      threat: false,
      due_at: at,
      added_at: at,
    }),
    filled('alerts', { raised_at: at }),
    filled('audit', {
      at,
      actor: 'x',
      action: 'x',
      purpose: 'x',
      regime: 'general',
      result: 'done',
      reports: [],
      cases: [],
      records: [],
      documents: [],
      shown: 0,
    }),
    filled('outbox', { event: 'x', at }),
    filled('jobs', { name: 'sweep', recurs: false, run_at: at, queued_at: at, failures: 0 }),
    filled('tallies', { measure: 'x', counted_at: at }),
    filled('tally_counts', { measure: 'x', counted_at: at, whole_at: at }),
    filled('tally_revisions', { revised_at: at }),
    filled('orders.zones', { corners: [], said: 'x', why: 'x', drawn_by: by_user, drawn_at: at }),
    // Each leaves its entry by itself, and the templates are there from the first.
    filled('messages.messages', {
      ...{
        template: 'reply',
        version: 'x',
        language: 'en',
        queue: 'x',
        queued_by: 'x',
        queued_at: at,
        due_at: at,
        tries: 0,
      },
      ...{ state: 'settled', settled_how: 'called', settled_by: by_user, settled_at: at },
    }),
    filled('conversation.messages', one => ({
      ...{ kind: 'words', sealed: hex('x'), send_hash: hex(one.id), at },
      by_user: one.side === 'service' ? by_user : null,
    })),
    filled('conversation.survey_counts', { quarter: '2026-Q3', programme: 'umbrellas', answer: 5, n: 1 }),
    filled('monitoring', { quarter: '2026-Q3', kind: 'umbrellas', answer: 'adult', n: 1 }),
    filled('newsletter.issues', { title: 'x', words: 'x', written_by: by_user, written_at: at }),
    filled('referral.drafts', one => ({
      hash: hex(one.hash),
      sealed: hex('x'),
      saved_at: at,
      until: '2999-01-01T00:00:00Z',
    })),
    filled('newsletter.subscribers', one => ({
      ...{ sealed: hex('x'), sealed_key: hex('x'), language: 'en', wording: 'x', state: 'confirmed', asked_at: at },
      ...{ confirm_hash: hex(`c${one.id}`), stop_hash: hex(`s${one.id}`) },
    })),
    filled('messages.shown', { channel: 'email', at }),
    filled('disposals', { reason: 'x', decided_by: by_user, at }),
  ]
}

/** Everybody whom a link, a relationship or a conflict speaks of. */
const personsOf = ({ rows }: World): readonly string[] => [
  ...rows.relationships.flatMap(one => [one.person_a, one.person_b]),
  ...rows.conflicts.map(one => one.person_id),
]
