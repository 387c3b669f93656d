import { type Generated, type Insertable, sql, type Updateable } from 'kysely'
import { localDate, NotFound, newId, Refused, type Tx, type UserId } from '#kernel'
import type { Checked, KindOfService, Said, Service } from './service.ts'

/** Everything the public may see, as whoever asks. */
export async function published(tx: Tx): Promise<readonly Service[]> {
  const rows = await tablesOf(tx)
    .selectFrom('directory.services as s')
    .innerJoin('directory.versions as v', join =>
      join.onRef('v.service_id', '=', 's.id').onRef('v.version', '=', 's.published'),
    )
    .select(['s.id', 's.kind', 's.agency_id', 's.changed_at', 'v.said', day('s.checked_on'), day('s.again_on')])
    .where('s.state', '=', 'published')
    .orderBy('s.id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    kind: row.kind,
    agency: row.agency_id,
    said: row.said,
    checked: checkedIn(row),
    changedAt: row.changed_at,
  }))
}

export type State = 'draft' | 'published' | 'withdrawn'

/** A service as staff keep it: what is said of it last, and what of that the public sees. */
export type Kept = Readonly<{
  id: string
  kind: KindOfService
  agency: string | null
  pack: string | null
  state: State
  published: number | null
  latest: number
  said: Said
  checked: Checked | null
}>

/** Every service that this person may see, each as it was last said to be. */
export async function kept(tx: Tx): Promise<readonly Kept[]> {
  return (await keptOf(tx).orderBy(sql`lower(v.said ->> 'name')`).orderBy('s.id').execute()).map(keptFrom)
}

export type Version = Readonly<{ version: number; said: Said; why: string; by: string | null; at: Date }>
export type Deed = Readonly<{ deed: string; version: number | null; by: string | null; note: string; at: Date }>

/** One service with everything ever said of it and done with it, the latest first; throws `NotFound`. */
export async function readKept(
  tx: Tx,
  id: string,
): Promise<Kept & { readonly versions: readonly Version[]; readonly deeds: readonly Deed[] }> {
  const row = await keptOf(tx).where('s.id', '=', id).executeTakeFirst()
  if (!row) throw new NotFound('service')
  const versions = await tablesOf(tx)
    .selectFrom('directory.versions as v')
    .leftJoin('users as u', 'u.id', 'v.by_user')
    .select(['v.version', 'v.said', 'v.why', 'v.at', 'u.name as by'])
    .where('v.service_id', '=', id)
    .orderBy('v.version', 'desc')
    .execute()
  const deeds = await tablesOf(tx)
    .selectFrom('directory.deeds as d')
    .leftJoin('users as u', 'u.id', 'd.by_user')
    .select(['d.deed', 'd.version', 'd.note', 'd.at', 'u.name as by'])
    .where('d.service_id', '=', id)
    .orderBy('d.id', 'desc')
    .execute()
  return { ...keptFrom(row), versions, deeds }
}

export type ToSay = Readonly<{ said: Said; why: string }>

/**
 * Begins a service as a draft that only its keepers see. Where it is there already, because its page was sent twice, or gone
 * back to and sent anew, this is the next thing said of it.
 */
export async function begin(
  tx: Tx,
  { id, kind, agency, said, why }: ToSay & { id: string; kind: KindOfService; agency: string | null },
): Promise<void> {
  await alone(tx, id)
  const before = await keptOf(tx).where('s.id', '=', id).executeTakeFirst()
  if (before) return void (await sayAnew(tx, id, { said, why, seen: before.version }))
  const service = { id, kind, agency_id: agency, state: 'draft' as const, made_at: tx.at, changed_at: tx.at }
  await tablesOf(tx).insertInto('directory.services').values(service).execute()
  await addVersion(tx, { service_id: id, kind, version: 1, said, why })
}

/**
 * Says something else of a service from now on, as its next version. `seen` is the version that was on the page: where
 * somebody was quicker it throws `Refused`, unless what they said is the same.
 */
export async function sayAnew(tx: Tx, id: string, { said, why, seen }: ToSay & { seen: number }): Promise<number> {
  await alone(tx, id)
  const now = await keptOf(tx).where('s.id', '=', id).executeTakeFirst()
  if (!now) throw new NotFound('service')
  if (same(now.said, said)) return now.version
  if (now.version !== seen) throw new Refused('already-done')
  await addVersion(tx, { service_id: id, kind: now.kind, version: now.version + 1, said, why })
  return now.version + 1
}

/** Shows the public this version from now on; as checked only where what was checked still stands in it. */
export async function publish(tx: Tx, id: string, version: number): Promise<void> {
  await alone(tx, id)
  const stands = await isStillChecked(tx, id, version)
  const check = stands ? {} : { checked_on: null, checked_by: null, again_on: null }
  await set(tx, id, { state: 'published', published: version, changed_at: tx.at, ...check })
  await done(tx, { service_id: id, deed: 'published', version })
}

/** Shows the public nothing of it any longer. */
export async function withdraw(tx: Tx, id: string, note: string): Promise<void> {
  await alone(tx, id)
  await set(tx, id, { state: 'withdrawn', published: null, changed_at: tx.at })
  await done(tx, { service_id: id, deed: 'withdrawn', version: null, note })
  await clear(tx, id)
}

/** Somebody rang and looked today, and found this version to be right; it is to be looked at again from a day on. */
export async function check(
  tx: Tx,
  id: string,
  found: { version: number; note: string; againOn: string },
): Promise<void> {
  await alone(tx, id)
  const { version, note, againOn } = found
  const checked = { checked_on: localDate(tx.at, tx.house), checked_by: tx.user, again_on: againOn }
  await set(tx, id, { ...checked, changed_at: tx.at })
  await done(tx, { service_id: id, deed: 'checked', version, note })
  await clear(tx, id)
}

/**
 * Brings what the area's pack says, as the job that does so: what is new is published, what the pack says otherwise now is
 * said anew, and what it has no longer is withdrawn; save where somebody has said something since. Returns how many it wrote.
 */
export async function bring(tx: Tx, pack: readonly (Service & { readonly pack: string })[]): Promise<number> {
  await alone(tx, 'pack') // two workers may begin at once
  const rows = await keptOf(tx).where('s.pack', 'is not', null).execute()
  const known = new Map(rows.map(row => [row.id, row]))
  let wrote = 0
  for (const { id, kind, agency, said, pack: name } of pack) {
    const before = known.get(id)
    if (before && (same(before.said, said) || before.by_user !== null || before.kind !== kind)) continue
    const version = (before?.version ?? 0) + 1
    if (!before) {
      const service = { id, kind, agency_id: agency, pack: name, state: 'draft' as const }
      await tablesOf(tx)
        .insertInto('directory.services')
        .values({ ...service, made_at: tx.at, changed_at: tx.at })
        .execute()
    }
    await addVersion(tx, { service_id: id, kind, version, said, why: 'As the area’s pack has it' })
    if (before?.state !== 'withdrawn') await publish(tx, id, version)
    wrote++
  }
  const has = new Set(pack.map(({ id }) => id))
  const gone = rows.filter(row => row.state === 'published' && row.by_user === null && !has.has(row.id))
  for (const { id } of gone) await withdraw(tx, id, 'The area’s pack has it no longer')
  return wrote + gone.length
}

/** Whether a version says nothing else of what somebody finds who rings and looks than the one that is published. */
async function isStillChecked(tx: Tx, id: string, version: number): Promise<boolean> {
  const rows = await tablesOf(tx)
    .selectFrom('directory.versions as v')
    .innerJoin('directory.services as s', 's.id', 'v.service_id')
    .select('v.said')
    .where('s.id', '=', id)
    .where(eb => eb.or([eb('v.version', '=', eb.ref('s.published')), eb('v.version', '=', version)]))
    .where('s.published', 'is not', null)
    .execute()
  const [one, other = one] = rows.map(({ said }) => found(said))
  return one !== undefined && one === other
}

/** Words by which we describe a service or show it; whoever rings finds out nothing of them. */
const ours: readonly string[] = ['name', 'about', 'by', 'needs', 'always', 'notice']
const found = (said: Said): string =>
  canonical(Object.fromEntries(Object.entries(said).filter(([name]) => !ours.includes(name))))

const keptOf = (tx: Tx) =>
  tablesOf(tx)
    .selectFrom('directory.services as s')
    .innerJoinLateral(
      eb =>
        eb
          .selectFrom('directory.versions as one')
          .selectAll()
          .whereRef('one.service_id', '=', 's.id')
          .orderBy('one.version', 'desc')
          .limit(1)
          .as('v'),
      join => join.onTrue(),
    )
    .select(['s.id', 's.kind', 's.agency_id', 's.pack', 's.state', 's.published', 'v.version', 'v.said', 'v.by_user'])
    .select([day('s.checked_on'), day('s.again_on')])

type KeptRow = Awaited<ReturnType<ReturnType<typeof keptOf>['execute']>>[number]

const keptFrom = ({ agency_id, version, checked_on, again_on, by_user: _, ...row }: KeptRow): Kept => ({
  ...row,
  agency: agency_id,
  latest: version,
  checked: checkedIn({ checked_on, again_on }),
})

const checkedIn = ({ checked_on, again_on }: { checked_on: string | null; again_on: string | null }): Checked | null =>
  checked_on && again_on ? { on: checked_on, againOn: again_on } : null

async function addVersion(
  tx: Tx,
  version: Omit<Insertable<Tables['directory.versions']>, 'by_user' | 'at'>,
): Promise<void> {
  const by = tx.actor.kind === 'user' ? tx.actor.id : null
  await tablesOf(tx)
    .insertInto('directory.versions')
    .values({ ...version, by_user: by, at: tx.at })
    .execute()
}

async function done(
  tx: Tx,
  deed: Pick<Tables['directory.deeds'], 'service_id' | 'deed' | 'version'> & { note?: string },
): Promise<void> {
  const by = tx.actor.kind === 'user' ? tx.actor.id : null
  await tablesOf(tx)
    .insertInto('directory.deeds')
    .values({ note: '', ...deed, id: newId(), by_user: by, at: tx.at })
    .execute()
}

/** Where no row is theirs to change, it is as if there were none. */
async function set(tx: Tx, id: string, to: Updateable<Tables['directory.services']>): Promise<void> {
  const { numUpdatedRows } = await tablesOf(tx)
    .updateTable('directory.services')
    .set(to)
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new NotFound('service')
}

const clear = (tx: Tx, id: string) => tx.db.deleteFrom('work').where('service_id', '=', id).execute()

/** Two who change one service at once: the second waits, and then finds what the first did. */
const alone = (tx: Tx, id: string) => sql`select pg_advisory_xact_lock(hashtextextended(${id}, 29))`.execute(tx.db)

const same = (a: Said, b: Said): boolean => canonical(a) === canonical(b)

/** The database keeps members in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  )

/** A day as it is written, whatever the driver makes of dates. */
const day = <Name extends 'checked_on' | 'again_on'>(column: `s.${Name}`) =>
  sql<string | null>`to_char(${sql.ref(column)}, 'YYYY-MM-DD')`.as(column.slice(2) as Name) // without its table

/** The tables as migration 29 makes them: a room's own tables are no part of the spine's types. */
type Tables = {
  'directory.services': {
    id: string
    kind: KindOfService
    agency_id: string | null
    pack: Generated<string | null>
    state: State
    published: Generated<number | null>
    checked_on: Generated<string | null>
    checked_by: Generated<UserId | null>
    again_on: Generated<string | null>
    made_at: Date
    changed_at: Date
  }
  'directory.versions': {
    service_id: string
    version: number
    kind: KindOfService
    said: Said
    why: string
    by_user: string | null
    at: Date
  }
  'directory.deeds': {
    id: string
    service_id: string
    deed: 'published' | 'withdrawn' | 'checked'
    version: number | null
    by_user: string | null
    note: string
    at: Date
  }
}

export const tablesOf = (tx: Tx) => tx.db.withTables<Tables>()
