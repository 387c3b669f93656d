/** The plan's only way to figures of our own: each measure's SQL, run as the role that can read no name. */
import { countMeasure, type Database, type Measure as KernelMeasure } from '#kernel'
import type { Row } from './measure.ts'
import type { Counted, Now } from './publish.ts'

/** A measure of our own, and who did the work it counts. */
export type OwnMeasure = { readonly measure: KernelMeasure; readonly source: string }

/** Counts every measure by month since `from` (a day) up to the present month. */
export async function countOwn(
  database: Database,
  own: readonly OwnMeasure[],
  from: string,
  now: Now,
): Promise<readonly Counted[]> {
  const counted: Counted[] = []
  // One after another: a public page must not take every connection that the hub needs.
  for (const { measure: described, source } of own) {
    const { sql, ...measure } = described
    const rows = sinceFirst(await countMeasure(database, { sql }, from, now))
    counted.push({ measure: { ...measure, source, every: 'month' }, rows })
  }
  return counted
}

/** Nothing is known of the months before the first entry: they are not noughts, and must not become a baseline. */
export function sinceFirst(rows: readonly Row[]): readonly Row[] {
  const first = rows.findIndex(row => (row.numerator ?? 0) > 0 || (row.outOf ?? 0) > 0)
  return first < 0 ? [] : rows.slice(first)
}
