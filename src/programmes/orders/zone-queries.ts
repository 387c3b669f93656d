import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { type CaseId, type CaseShown, NotFound, readCase, type Tx, take } from '#kernel'
import type { Polygon, Zone } from './zone-shape.ts'

/** One zone as it was drawn; the latest of an order stands, and one without an area says that it was taken away. */
export type ZoneDrawn = Readonly<{
  version: number
  area: Polygon | null
  corners: readonly string[]
  said: string
  why: string
  drawnBy: string
  drawnAt: Date
}>

export type OrderWithZones = Readonly<{ shown: CaseShown; zones: readonly ZoneDrawn[] }>

/** An order and every zone ever drawn for it, the latest first; `NotFound` for a case of another programme. */
export async function readZones(tx: Tx, caseId: CaseId): Promise<OrderWithZones> {
  const shown = await readCase(tx, caseId)
  if (shown.programme !== 'orders') throw new NotFound('order')
  const rows = await zonesOf(tx)
    .innerJoin('users as u', 'u.id', 'z.drawn_by')
    .select(['z.version', 'z.area', 'z.corners', 'z.said', 'z.why', 'z.drawn_at', 'u.name'])
    .where('z.case_id', '=', caseId)
    .orderBy('z.version', 'desc')
    .execute()
  const zones = rows.map(({ drawn_at: drawnAt, name: drawnBy, ...row }) => ({ ...row, drawnAt, drawnBy }))
  return { shown, zones }
}

export type ToDraw = Readonly<{
  caseId: CaseId
  /** Nothing: there is no zone from now on. */
  zone: Zone | undefined
  why: string
  /** The state of the order on the page on which it was drawn. */
  seen: string
}>

/**
 * Draws an order's zone anew or takes it away, and takes the step that says so in the chronology, which says nothing of
 * where: more people read it than may know. The same zone drawn twice by the same person, because the first answer was
 * lost, is drawn once. Throws what `take` throws.
 */
export async function drawZone(tx: Tx, { caseId, zone, why, seen }: ToDraw): Promise<void> {
  // Two who draw at once: the second waits here, and then follows what the first has drawn.
  await sql`select pg_advisory_xact_lock(hashtextextended(${caseId}, 0))`.execute(tx.db)
  const known = await readZones(tx, caseId)
  if (await standsAlready(tx, caseId, zone, why)) return
  const note = zone ? (known.zones.length ? 'anew' : 'drawn') : 'away'
  await take(tx, { caseId, step: 'zone', raw: { note }, seen })
  const latest = await zonesOf(tx)
    .select(({ fn }) => fn.max('z.version').as('version'))
    .where('z.case_id', '=', caseId)
    .executeTakeFirst()
  await tx.db
    .withTables<Zones>()
    .insertInto('orders.zones')
    .values({
      case_id: caseId,
      version: (latest?.version ?? 0) + 1,
      area: zone?.area ?? null,
      corners: zone?.corners ?? [],
      said: zone?.said ?? 'The exclusion zone was taken away',
      why,
      drawn_by: tx.user,
      drawn_at: tx.at,
    })
    .execute()
}

async function standsAlready(tx: Tx, caseId: CaseId, zone: Zone | undefined, why: string): Promise<boolean> {
  const latest = await zonesOf(tx)
    .select(['z.area', 'z.why', 'z.drawn_by'])
    .where('z.case_id', '=', caseId)
    .orderBy('z.version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return latest?.drawn_by === tx.user && latest.why === why && isDeepStrictEqual(latest.area, zone?.area ?? null)
}

/** The table as migration 13 makes it: a programme's own tables are no part of the spine's types. */
type Zones = {
  'orders.zones': {
    case_id: string
    version: number
    area: Polygon | null
    corners: readonly string[]
    said: string
    why: string
    drawn_by: string
    drawn_at: Date
  }
}

const zonesOf = (tx: Tx) => tx.db.withTables<Zones>().selectFrom('orders.zones as z')
