import { sql } from 'kysely'
import type { Database, Tx } from '../database.ts'
import type { Measure } from '../programme.ts'
import { hashed } from '../sealing.ts'
import { localDate } from '../time.ts'
import { countMeasure, type MeasuredMonth } from './measures.ts'

/** What a measure counts, in words and in SQL, as a short hash: figures under one definition say nothing of those under another. */
export const definitionOf = ({ id, definition, unit, sql: counting }: Measure): string =>
  hashed(JSON.stringify([id, definition, unit, counting]))
    .toString('hex')
    .slice(0, 16)

export type Tallying = Readonly<{
  measures: readonly Measure[]
  /** The first day that is counted, YYYY-MM-DD, the first of a month. */
  from: string
  /** How many days after its end a month waits for late records, and is then settled. */
  settleDays: number
}>

/**
 * Counts each measure and keeps the figures: the months that are not settled each time, and all of them the first time on
 * each day, when those that have settled since are frozen. A frozen month that comes out otherwise leaves a revision.
 */
export async function countTallies(
  tx: Tx,
  database: Database,
  { measures, from, settleDays }: Tallying,
): Promise<void> {
  const now = { at: tx.at, zone: tx.house.zone }
  // Of two that count at once the second waits, and then finds hardly anything to change.
  await sql`select pg_advisory_xact_lock(hashtext('safekeep tallies'))`.execute(tx.db)
  const settledBefore = firstOfMonth(daysBefore(localDate(now.at, now), settleDays))
  const before = new Map((await countsOf(tx, measures)).map(row => [row.definition, row.whole_at]))
  for (const measure of measures) {
    const definition = definitionOf(measure)
    const wholeAt = before.get(definition)
    const whole = wholeAt === undefined || localDate(wholeAt, now) < localDate(now.at, now)
    const first = whole || settledBefore < from ? from : settledBefore
    await keepMonths(tx, measure.id, definition, {
      months: await countMeasure(database, measure, first, now),
      frozenBefore: whole ? settledBefore.slice(0, 7) : '',
    })
    await noteCount(tx, measure.id, definition, whole)
  }
}

const countsOf = (tx: Tx, measures: readonly Measure[]) =>
  tx.db
    .selectFrom('tally_counts')
    .select(['definition', 'whole_at'])
    .where(sql<boolean>`definition = any(${measures.map(definitionOf)})`)
    .execute()

type Months = Readonly<{ months: readonly MeasuredMonth[]; frozenBefore: string }>

/** Writes only what differs, so that a night in which nothing changed writes nothing; the database itself keeps the revisions. */
async function keepMonths(
  tx: Tx,
  measure: string,
  definition: string,
  { months, frozenBefore }: Months,
): Promise<void> {
  await sql`
    insert into kernel.tallies as kept (measure, definition, period, numerator, out_of, counted_at, frozen_at)
    select ${measure}, ${definition}, period, numerator, out_of, ${tx.at}::timestamptz,
           case when period < ${frozenBefore} then ${tx.at}::timestamptz end
      from unnest(${months.map(month => month.period)}::text[], ${months.map(month => exact(month.numerator))}::float8[],
                  ${months.map(month => exact(month.outOf))}::float8[]) as counted (period, numerator, out_of)
        on conflict (definition, period) do update set numerator = excluded.numerator, out_of = excluded.out_of,
           counted_at = excluded.counted_at, frozen_at = coalesce(kept.frozen_at, excluded.frozen_at)
     where (kept.numerator, kept.out_of) is distinct from (excluded.numerator, excluded.out_of)
        or (kept.frozen_at is null and excluded.frozen_at is not null)`.execute(tx.db)
}

/** An average may come out one way or another in its last digits, which is no revision. */
const exact = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e6) / 1e6)

async function noteCount(tx: Tx, measure: string, definition: string, whole: boolean): Promise<void> {
  await tx.db
    .insertInto('tally_counts')
    .values({ measure, definition, counted_at: tx.at, whole_at: tx.at })
    .onConflict(conflict =>
      conflict.column('definition').doUpdateSet({ counted_at: tx.at, ...(whole && { whole_at: tx.at }) }),
    )
    .execute()
}

const firstOfMonth = (day: string): string => `${day.slice(0, 7)}-01`

function daysBefore(day: string, days: number): string {
  const noon = new Date(`${day}T12:00:00Z`)
  noon.setUTCDate(noon.getUTCDate() - days)
  return noon.toISOString().slice(0, 10)
}
