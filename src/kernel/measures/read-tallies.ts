import type { Database } from '../database.ts'
import type { Measure } from '../programme.ts'
import type { MeasuredMonth } from './measures.ts'
import { definitionOf } from './tallies.ts'

/** A settled month that came out otherwise when it was counted again. */
export type TallyRevision = Readonly<{ period: string; was: Figures; is: Figures; at: Date }>
type Figures = Pick<MeasuredMonth, 'numerator' | 'outOf'>

/** A measure's figures as last counted; `countedAt` is null where it never was, under this definition. */
export type Tally = Readonly<{
  countedAt: Date | null
  months: readonly MeasuredMonth[]
  /** The last month that is frozen, YYYY-MM, or null. */
  settledUntil: string | null
  revisions: readonly TallyRevision[]
}>

/** When each of these measures was last counted, in their order; null where never. One short read: it tells whether anything changed. */
export async function talliedAt(
  database: Database,
  measures: readonly Measure[],
  at: Date,
): Promise<readonly (Date | null)[]> {
  const rows = await database.measure<{ definition: string; counted_at: Date }>(
    'select definition, counted_at from facts.tally_counts where definition = any($1)',
    [measures.map(definitionOf)],
    at,
  )
  const counted = new Map(rows.map(row => [row.definition, row.counted_at]))
  return measures.map(measure => counted.get(definitionOf(measure)) ?? null)
}

/** The figures of these measures, in their order, as the role that reads facts and nothing else: what was counted, never a count. */
export async function readTallies(
  database: Database,
  measures: readonly Measure[],
  at: Date,
): Promise<readonly Tally[]> {
  const definitions = measures.map(definitionOf)
  const [row] = await database.measure<{ told: Told | null }>(statement, [definitions], at)
  const { counts, months, revisions } = row?.told ?? { counts: [], months: [], revisions: [] }
  return definitions.map(definition => {
    const own = <Row extends { readonly definition: string }>(rows: readonly Row[]) =>
      rows.filter(one => one.definition === definition)
    const counted = own(counts)[0]?.counted_at
    return {
      countedAt: counted ? new Date(counted) : null,
      months: own(months).map(({ period, numerator, out_of }) => ({ period, numerator, outOf: out_of })),
      settledUntil: own(months).findLast(month => month.frozen)?.period ?? null,
      revisions: own(revisions).map(one => ({
        period: one.period,
        was: { numerator: one.old_numerator, outOf: one.old_out_of },
        is: { numerator: one.new_numerator, outOf: one.new_out_of },
        at: new Date(one.revised_at),
      })),
    }
  })
}

type Figure = number | null
type Told = Readonly<{
  counts: readonly { definition: string; counted_at: string }[]
  months: readonly { definition: string; period: string; numerator: Figure; out_of: Figure; frozen: boolean }[]
  revisions: readonly {
    definition: string
    period: string
    old_numerator: Figure
    old_out_of: Figure
    new_numerator: Figure
    new_out_of: Figure
    revised_at: string
  }[]
}>

// One statement, so that a count that ends between two of them cannot set new figures beside an old date.
const statement = `select json_build_object(
  'counts', (select coalesce(json_agg(c), '[]') from facts.tally_counts c where c.definition = any($1)),
  'months', (select coalesce(json_agg(json_build_object('definition', definition, 'period', period, 'numerator', numerator,
      'out_of', out_of, 'frozen', frozen_at is not null) order by period), '[]') from facts.tallies where definition = any($1)),
  'revisions', (select coalesce(json_agg(r order by r.position), '[]') from facts.tally_revisions r where r.definition = any($1))) as told`
