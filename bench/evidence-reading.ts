import type { Database, Installation } from '#kernel'
import { countMeasure } from '#kernel'
import { fillCounty } from '../simulate/bulk.ts'
import { emptyCounty } from '../simulate/empty.ts'
import type { Truths } from '../simulate/truths.ts'
import { exactMean, type Interval, wilson } from '../src/plan/compare.ts'
import { publishAll } from '../src/plan/index.ts'
import { sinceFirst } from '../src/plan/queries.ts'
import type { Series } from './evidence-series.ts'

/** One month of a series in one county: what is true, what was counted, and the interval about it. */
export type MonthRead = Readonly<{
  month: number
  truth: number
  value: number
  interval: Interval
  numerator: number
  outOf: number | null
}>
export type SeriesRead = Readonly<{
  id: string
  months: readonly MonthRead[]
  verdict: string
  /** Which way the plan says that it went, where it says that it changed. */
  went: 'up' | 'down' | null
}>

export type Place = Readonly<{ ownerUrl: string; database: Database; house: Installation }>
export const months = 36
/** A Wednesday, eighteen days into a month: the months before it are settled. */
export const until = new Date('2026-11-18T10:30:00Z')
const firstMonth = new Date(Date.UTC(until.getUTCFullYear(), until.getUTCMonth() - months, 1))

/** Makes a county of these truths in an emptied database, counts its series as the plan does, and reads them. */
export async function readCounty(
  { ownerUrl, database, house }: Place,
  truths: Truths,
  seed: number,
  all: readonly Series[],
): Promise<readonly SeriesRead[]> {
  await emptyCounty(ownerUrl)
  // No measure reads what is sealed, so here nothing is.
  const open = { ...house, sealer: { ...house.sealer, seal: (plain: Buffer) => ({ sealed: plain, key: plain }) } }
  await fillCounty({ ownerUrl, house: open, until, months, truths, seed, staff: 0, extras: false, audited: 0 })
  const now = { at: until, zone: house.zone }
  const counted: Counted[] = []
  for (const { measure } of all) {
    const rows = await countMeasure(database, measure, firstMonth.toISOString().slice(0, 10), now)
    counted.push({
      measure: { ...measure, source: 'made up', every: 'month' as const },
      rows: sinceFirst(rows),
      whole: rows,
    })
  }
  const published = publishAll(counted, now)
  return all.map((series, place) => {
    const { verdict, reading } = published[place]!
    const said = /, (up|down):/.exec(reading.split('.')[0] ?? '')?.[1]
    return {
      id: series.measure.id,
      months: counted[place]!.whole.flatMap((row, month) => monthOf(series, row, month)),
      verdict,
      went: said === 'up' || said === 'down' ? said : null,
    }
  })
}

type Counted = Parameters<typeof publishAll>[0][number] & Readonly<{ whole: readonly Row[] }>
type Row = Readonly<{ numerator: number | null; outOf: number | null }>

/** The month that is still going on is in no evidence, as it is in no verdict. */
function monthOf(series: Series, { numerator, outOf }: Row, month: number): readonly MonthRead[] {
  if (month < series.from || month >= months) return []
  const calendar = (firstMonth.getUTCMonth() + month) % 12
  const truth = series.truth({ month, calendar })
  const count = numerator ?? 0
  if (series.measure.unit === 'count')
    return [{ month, truth, value: count, interval: exactMean(count), numerator: count, outOf: null }]
  if (!outOf) return []
  return [{ month, truth, value: count / outOf, interval: wilson({ count, outOf }), numerator: count, outOf }]
}
