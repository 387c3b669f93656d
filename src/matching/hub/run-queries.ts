import { sql } from 'kysely'
import { newId, type Tx } from '#kernel'
import type { Keyed } from './candidates.ts'
import { inDoubt, wasTaken } from './difference-queries.ts'
import type { Difference, OpenLink } from './groups.ts'

/** A run as it is told of: which model it grouped by, when, how much it changed, and whether it was taken back. */
export type RunKept = Readonly<{
  id: string
  modelId: string
  formerModelId: string | null
  at: Date
  made: number
  ended: number
  undoes: string | null
  undone: boolean
}>

/** What a run did; without an id it changed nothing and is not kept, since there is nothing that could be taken back. */
export type Ran = Pick<RunKept, 'modelId' | 'made' | 'ended'> & Readonly<{ id: string | null }>

/**
 * The latest run, or undoing of one; and whether what was taken back had been grouped under the model in use, which would
 * group it again.
 */
export type Standing = Readonly<{ last: string | null; isHeld: boolean }>

export async function standing(tx: Tx): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select id as last, undoes is not null and model_id = former_model_id as "isHeld"
      from matching.runs order by position desc limit 1`.execute(tx.db)
  return rows[0] ?? { last: null, isHeld: false }
}

/** One page of all profiles with their keys, after that record, in ascending order, compared already or not. As the job `match`. */
export async function profilesAfter(tx: Tx, after: string, most: number): Promise<readonly Keyed[]> {
  const { rows } = await sql<Omit<Keyed, 'keys'> & { keys: readonly string[] }>`
    select record_id as id, indexed, given, keys::text[] as keys from matching.profiles
     where record_id > ${after} and cardinality(keys) > 0 order by record_id limit ${sql.lit(most)}`.execute(tx.db)
  return rows.map(row => ({ ...row, keys: BigInt64Array.from(row.keys, BigInt) }))
}

/** Lets one run at a time change links; the next waits until this transaction ends. */
export async function alone(tx: Tx): Promise<void> {
  await sql`select set_config('statement_timeout', '5min', true), set_config('idle_in_transaction_session_timeout', '15min', true)`.execute(
    tx.db,
  )
  await sql`select pg_advisory_xact_lock(hashtext('matching run'))`.execute(tx.db)
}

/** Every link that is open now. */
export async function linksOpen(tx: Tx): Promise<readonly OpenLink[]> {
  const { rows } = await sql<OpenLink>`
    select id, record_id as record, person_id as person, decided_by is null as "byMachine"
      from kernel.person_links where ends_at is null order by id`.execute(tx.db)
  return rows
}

type Run = Readonly<{ modelId: string; formerModelId: string | null }>

/**
 * Ends and makes links as a run found, and keeps what it did, so that it can be taken back. Where a night changed nothing
 * nothing is kept; a run that lets nights group again is.
 */
export async function applyRun(
  tx: Tx,
  { modelId, formerModelId }: Run,
  { end, make, redirects }: Difference,
): Promise<Ran> {
  const changed = end.length + make.length > 0 || modelId !== formerModelId
  if (!changed && !(await standing(tx)).isHeld) return { id: null, modelId, made: 0, ended: 0 }
  const run = {
    id: newId(),
    modelId,
    formerModelId,
    at: tx.at,
    made: make.length,
    ended: end.length,
    undoes: null,
    undone: false,
  }
  await writeRun(tx, run)
  const ended = end.map(one => one.id)
  await sql`update kernel.person_links set ends_at = ${tx.at}, ended_reason = 'A run found otherwise' where id = any (${ended}::uuid[]) and ends_at is null`.execute(
    tx.db,
  )
  await noteDeeds(tx, run.id, 'ended', ended)
  await noteDeeds(tx, run.id, 'made', await makeLinks(tx, make, modelId))
  const persons = [...new Set(make.map(one => one.person))]
  await redirect(tx, run.id, [...redirects, ...persons.map(person => ({ person, onward: null }))])
  return run
}

/** Links records to persons, who are made where they are new; returns the links. */
async function makeLinks(tx: Tx, make: Difference['make'], modelId: string): Promise<readonly string[]> {
  const [persons, records, weights] = [
    make.map(one => one.person),
    make.map(one => one.record),
    make.map(one => one.weight),
  ]
  const ids = make.map(() => newId())
  await sql`insert into kernel.persons (id) select unnest(${persons}::uuid[]) on conflict do nothing`.execute(tx.db)
  await sql`
    insert into kernel.person_links (id, person_id, record_id, starts_at, weight, model_version, reason)
    select m.id, m.person, m.record, ${tx.at}, m.weight, ${modelId}, 'Alike enough for a machine to be sure'
      from unnest(${ids}::uuid[], ${persons}::uuid[], ${records}::uuid[], ${weights}::float8[]) as m (id, person, record, weight)`.execute(
    tx.db,
  )
  return ids
}

/** The runs from that one on that still stand, the latest first; none where it does not stand itself. */
export async function runsFrom(tx: Tx, id: string): Promise<readonly RunKept[]> {
  const { rows } = await sql<RunKept>`
    ${runs} where ${stands} and position >= (select position from matching.runs where id = ${id}) order by position desc`.execute(
    tx.db,
  )
  return rows.at(-1)?.id === id ? rows : []
}

/** The run by which the model in use took another's place; where it has always been in use, the last that stands and changed anything. */
export async function firstOf(tx: Tx, modelInUse: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from matching.runs r where ${stands} and (made + ended > 0 or model_id <> former_model_id)
     order by (model_id = ${modelInUse} and former_model_id <> ${modelInUse}) desc nulls last, position desc limit 1`.execute(
    tx.db,
  )
  return rows[0]?.id
}

const stands = sql`undoes is null and not exists (select from matching.runs u where u.undoes = r.id)`

/** The latest runs, the last first. */
export async function lastRuns(tx: Tx, most: number): Promise<readonly RunKept[]> {
  const { rows } = await sql<RunKept>`${runs} order by position desc limit ${sql.lit(most)}`.execute(tx.db)
  return rows
}

const runs = sql`
  select id, model_id as "modelId", former_model_id as "formerModelId", at, made, ended, undoes,
         exists (select from matching.runs u where u.undoes = r.id) as undone from matching.runs r`

/** How matching stands: how many records, suggestions by their state, links that a machine made and that are open. */
export type Counted = Readonly<{
  records: number
  pending: number
  suggestions: Readonly<Record<string, number>>
  links: number
}>

export async function countMatching(tx: Tx): Promise<Counted> {
  const { rows } = await sql<Counted>`
    select (select count(*)::int from matching.profiles) as records,
           (select count(*)::int from matching.profiles where pending) as pending,
           (select coalesce(jsonb_object_agg(state, n), '{}') from
             (select state, count(*)::int as n from matching.suggestions group by state order by state) s) as suggestions,
           (select count(*)::int from kernel.person_links where ends_at is null and decided_by is null) as links`.execute(
    tx.db,
  )
  return rows[0]!
}

/**
 * Takes a run back: what it made is ended, what it ended is open again, the very rows. A record that somebody has decided
 * upon since is let be.
 */
export async function undoRun(tx: Tx, { id, modelId, formerModelId }: RunKept): Promise<RunKept> {
  const undoing = newId()
  const ended = await sql<{ id: string }>`
    update kernel.person_links l set ends_at = ${tx.at}, ended_reason = 'The run was taken back'
      from matching.run_links d where d.run_id = ${id} and d.deed = 'made' and l.id = d.link_id and l.ends_at is null and l.decided_by is null
    returning l.id`.execute(tx.db)
  const reopened = await reopen(tx, id)
  const run = {
    id: undoing,
    modelId: formerModelId ?? modelId,
    formerModelId: modelId,
    at: tx.at,
    made: reopened.length,
    ended: ended.rows.length,
    undoes: id,
    undone: false,
  }
  await writeRun(tx, run)
  const endedIds = ended.rows.map(row => row.id)
  await noteDeeds(tx, undoing, 'ended', endedIds)
  await noteDeeds(tx, undoing, 'reopened', reopened)
  const { rows } = await sql<{ person: string; onward: string | null }>`
    select person_id as person, was as onward from matching.run_redirects where run_id = ${id}`.execute(tx.db)
  await redirect(tx, undoing, rows)
  return run
}

/** Opens again what a run had ended, where nobody has said otherwise since. */
async function reopen(tx: Tx, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    with taken as materialized (
      select record_id, max(ends_at) as at from kernel.person_links t where ${wasTaken(sql`t`)} group by record_id),
    two as materialized (select record_a, record_b from kernel.person_differences union ${inDoubt}),
    apart as materialized (select record_a as record, record_b as other from two union all select record_b, record_a from two)
    update kernel.person_links l set ends_at = null, ended_reason = null
      from matching.run_links d
     where d.run_id = ${id} and d.deed = 'ended' and l.id = d.link_id and l.ended_by is null
       and exists (select from matching.profiles p where p.record_id = l.record_id)
       and not exists (select from kernel.person_links o where o.record_id = l.record_id and o.ends_at is null)
       and not exists (select from taken t where t.record_id = l.record_id and t.at >= l.ends_at)
       -- Of two said to be different since, or called in doubt, who would both be of one person again, the first is.
       and not exists (
         select from apart x join kernel.person_links o on o.record_id = x.other
           left join matching.run_links e on e.run_id = d.run_id and e.link_id = o.id and e.deed = 'ended'
          where x.record = l.record_id and o.person_id = l.person_id
            and (o.ends_at is null or (e.link_id is not null and o.ended_by is null and o.record_id < l.record_id)))
    returning l.id`.execute(tx.db)
  return rows.map(row => row.id)
}

async function writeRun(tx: Tx, { id, modelId, formerModelId, undoes, made, ended }: RunKept): Promise<void> {
  await sql`insert into matching.runs (id, model_id, former_model_id, undoes, at, made, ended)
    values (${id}, ${modelId}, ${formerModelId}, ${undoes}, ${tx.at}, ${made}, ${ended})`.execute(tx.db)
}

async function noteDeeds(
  tx: Tx,
  run: string,
  deed: 'made' | 'ended' | 'reopened',
  links: readonly string[],
): Promise<void> {
  await sql`insert into matching.run_links (run_id, link_id, deed) select ${run}, link, ${deed} from unnest(${[...links]}::uuid[]) as link`.execute(
    tx.db,
  )
}

/** Leads persons on to others, or to nobody, and keeps where each led before. */
async function redirect(
  tx: Tx,
  run: string,
  to: readonly Readonly<{ person: string; onward: string | null }>[],
): Promise<void> {
  const [persons, onward] = [to.map(one => one.person), to.map(one => one.onward)]
  await sql`insert into matching.run_redirects (run_id, person_id, was, now)
    select ${run}, p.id, p.redirects_to, t.onward from unnest(${persons}::uuid[], ${onward}::uuid[]) as t (id, onward)
      join kernel.persons p on p.id = t.id where p.redirects_to is distinct from t.onward`.execute(tx.db)
  await sql`select matching.redirect(${persons}::uuid[], ${onward}::uuid[])`.execute(tx.db)
}
