import type { Database } from '../database.ts'
import type { Measure } from '../programme.ts'
import { localDate } from '../time.ts'

/** One month of a measure: a count, or a part of a whole; null when nothing fell due. */
export type MeasuredMonth = Readonly<{ period: string; numerator: number | null; outOf: number | null }>

/**
 * Counts a measure month by month from the first of `from` (a day, YYYY-MM-DD) to that of `at`, in the installation's zone, as the role that can read
 * facts and nothing else. A month in which nothing happened is there, as nought: a gap is not a silence.
 */
export async function countMeasure(
  database: Database,
  measure: Pick<Measure, 'sql'>,
  from: string,
  now: Readonly<{ at: Date; zone: string }>,
): Promise<readonly MeasuredMonth[]> {
  const statement = `with counted as (${measure.sql.replaceAll(':from', '$1::date').replaceAll(':to', '$2::date')})
    select to_char(month, 'YYYY-MM') as period, c.numerator, c.out_of
      from generate_series(date_trunc('month', $1::date), date_trunc('month', $2::date), interval '1 month') as month
      left join counted c on c.period = month::date order by month`
  const rows = await database.measure<{ period: string; numerator: string | null; out_of: string | null }>(
    statement,
    [from, localDate(now.at, now)],
    now.at,
  )
  return rows.map(row => ({
    period: row.period,
    numerator: row.numerator === null ? null : Number(row.numerator),
    outOf: row.out_of === null ? null : Number(row.out_of),
  }))
}
