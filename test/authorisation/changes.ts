import type pg from 'pg'
import { actorOf, keys, placed } from './asked.ts'
import type { Asker, Rows, Table, World } from './rows.ts'
import { mayKnow, standingIn } from './rules.ts'
import type { Standing } from './standing.ts'

/** What a statement that names no row would do to a table, if nothing stood in its way. */
const blind: readonly (readonly [table: Table, statement: string])[] = [
  ['cases', "update kernel.cases set state = 'found'"],
  ['reports', 'update kernel.reports set legal_hold = true'],
  ['reports', 'update kernel.reports set receipt_hash = null'],
  ['case_agencies', 'update kernel.case_agencies set ends_at = kernel.at()'],
  ['case_people', 'update kernel.case_people set ends_at = kernel.at()'],
  ['clocks', "update kernel.clocks set lifted_why = 'x'"],
  ['actions', "update kernel.actions set done_by = kernel.actor_user(), done_at = kernel.at(), evidence = 'x'"],
  ['checks', "update kernel.checks set grade = 'x'"],
  ['work', 'update kernel.work set owner = null'],
  ['work', 'delete from kernel.work'],
  ['alerts', 'update kernel.alerts set seen_by = kernel.actor_user(), seen_at = kernel.at()'],
  ['person_records', "update kernel.person_records set sex = 'x'"],
  ['person_names', "update kernel.person_names set given = 'x'"],
  ['person_names', 'delete from kernel.person_names'],
  ['person_addresses', "update kernel.person_addresses set address = 'x'"],
  ['person_addresses', 'delete from kernel.person_addresses'],
  ['person_contacts', 'delete from kernel.person_contacts'],
  ['person_contacts', "update kernel.person_contacts set value = 'x'"],
  ['person_identifiers', 'delete from kernel.person_identifiers'],
  ['person_identifiers', "update kernel.person_identifiers set value = 'x'"],
  ['person_links', "update kernel.person_links set ended_by = kernel.actor_user(), ended_reason = 'x'"],
  ['conflicts', 'update kernel.conflicts set told_supervisor_at = kernel.at()'],
  [
    'readers',
    "update kernel.readers set review = 'x', ends_at = case when glass_broken then least(ends_at, starts_at + interval '1 day') end",
  ],
  ['sessions', 'update kernel.sessions set ended_at = kernel.at()'],
  ['openings', "update kernel.openings set note = 'x'"],
  ['outbox', 'update kernel.outbox set handled_at = kernel.at()'],
  ['jobs', "update kernel.jobs set fault = 'x'"],
  ['jobs', 'delete from kernel.jobs'],
  ['tallies', 'update kernel.tallies set numerator = 1'],
  ['conversation.messages', 'update conversation.messages set seen_at = kernel.at(), seen_by = kernel.actor_user()'],
  ['messages.messages', 'update messages.messages set settled_by = kernel.actor_user(), settled_at = kernel.at()'],
  ['directory.services', 'update directory.services set changed_at = kernel.at()'],
  ['matching.profiles', 'update matching.profiles set pending = true'],
  ['matching.profiles', 'delete from matching.profiles'],
  ['matching.suggestions', 'update matching.suggestions set weight = 1'],
  ['matching.suggestions', 'delete from matching.suggestions'],
  ['matching.models', 'update matching.models set in_use = false'],
  ['matching.agency_keys', 'update matching.agency_keys set ended_at = kernel.at()'],
  ['tally_counts', 'update kernel.tally_counts set counted_at = kernel.at()'],
]

/** Who changes what (C9): whoever may know of it, but where the page says otherwise. */
const matching = (who: Standing) => who.asker.kind === 'job' && who.asker.name === 'match'

/** C16: those who keep the whole directory, and the job that brings the pack; an agency says, and others publish. */
const publishes = (who: Standing) =>
  who.programmes.has('directory') || (who.asker.kind === 'job' && who.asker.name === 'directory')

type Rule<T extends Table> = (who: Standing, row: Rows[T], statement: string) => boolean

const otherwise: { readonly [T in Table]?: Rule<T> } = {
  cases: (who, row) => /^A[2367]/.test(who.case(row.id) ?? ''),
  case_agencies: (who, row) => who.isInProgrammeOf(row.case_id) && who.case(row.case_id) !== undefined,
  reports: (who, row) =>
    who.programmes.has('hub') &&
    (row.sensitivity === 'ordinary' ? who.report(row.id) !== undefined : /^A[67]/.test(who.report(row.id) ?? '')),
  // C15: only what whoever reported wrote is read, by those who work on it.
  'conversation.messages': (who, row) => row.side === 'reporter' && who.worksOn(row.report_id),
  // C12: what a machine found, only the job that matches changes.
  'directory.services': publishes,
  // C16: what the pack has no longer, nobody is asked to check.
  work: (who, row, statement) => {
    const rule = mayKnow(who, 'work', row)
    return rule === 'B27' ? statement.startsWith('delete') : rule !== undefined
  },
  'matching.suggestions': matching,
  'matching.models': matching,
  checks: (who, row) => row.agency_id === who.agency && !who.isLockedOut(row),
  // C12: those of a world are people's, and no machine's.
  person_links: (who, row) => who.seesRecord(row.record_id),
  person_records: (who, row) => who.seesRecord(row.id) && (row.agency_id === null || row.agency_id === who.agency),
  // C7: a supervisor of the hub, and never their own.
  conflicts: (who, row) => who.supervises && row.user_id !== who.user,
  // A7: what a supervisor broke another one reviews.
  readers: (who, row) => who.supervises && !(row.glass_broken && row.user_id === who.user),
}

/** Whether somebody may change a row at all (C9). */
export function mayChange<T extends Table>(who: Standing, table: T, row: Rows[T], statement: string): boolean {
  const rule: Rule<T> | undefined = otherwise[table]
  return rule ? rule(who, row, statement) : mayKnow(who, table, row) !== undefined
}

export type Changed = Readonly<{ decisions: number; changed: ReadonlyMap<string, number>; wrong: readonly string[] }>

/** Tries every blind statement as somebody at a world's moment; each is undone. What it touched is read as the owner. */
export async function changedBy(
  owner: pg.Client,
  app: string,
  world: World,
  asker: Asker,
  only?: string,
): Promise<Changed> {
  const who = standingIn(world, asker, world.base)
  const changed = new Map<string, number>()
  const wrong: string[] = []
  let decisions = 0
  for (const [table, statement] of blind.filter(([table]) => only === undefined || table === only)) {
    const touched = await touchedBy(owner, app, world, asker, table, statement)
    const found = judged(world, who, table, statement, touched)
    decisions += world.rows[table].length
    changed.set(statement, touched.size)
    wrong.push(...found.map(row => `world ${world.seed}, ${actorOf(asker) || 'nobody'}: ${statement}: ${row}`))
  }
  return { decisions, changed, wrong }
}

function judged<T extends Table>(
  world: World,
  who: Standing,
  table: T,
  statement: string,
  touched: ReadonlySet<string>,
): readonly string[] {
  const rows: readonly Rows[T][] = world.rows[table]
  return rows.flatMap(row => {
    const is = touched.has(keys[table].of(row))
    const may = mayChange(who, table, row, statement)
    if (is === may) return []
    return [`${is ? 'changed what it may not' : 'did not change what it may'}, ${JSON.stringify(row)}`]
  })
}

async function touchedBy(
  owner: pg.Client,
  app: string,
  world: World,
  asker: Asker,
  table: Table,
  statement: string,
): Promise<ReadonlySet<string>> {
  await owner.query('begin')
  try {
    await owner.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      actorOf(asker),
      world.base.toISOString(),
    ])
    await owner.query(`set local role ${app}`)
    await owner.query(statement)
    await owner.query('reset role')
    const gone = statement.startsWith('delete')
    const { rows } = await owner.query<{ key: string; mine: boolean }>(
      `select ${keys[table].sql} as key, xmin = pg_current_xact_id()::xid as mine from ${placed(table)}`,
    )
    if (!gone) return new Set(rows.filter(row => row.mine).map(row => row.key))
    const left = new Set(rows.map(row => row.key))
    return new Set(everyKey(world, table).filter(key => !left.has(key)))
  } finally {
    await owner.query('rollback')
  }
}

function everyKey<T extends Table>(world: World, table: T): readonly string[] {
  const rows: readonly Rows[T][] = world.rows[table]
  return rows.map(row => keys[table].of(row))
}
