/**
 * What figures tell. It reads published cells only, so it cannot say what was withheld, and it knows three verdicts; what
 * they are in words is in sentence.ts.
 */

import {
  compareCounts,
  compareShares,
  compareValues,
  dispersionOfCounts,
  dispersionOfShares,
  type Share,
  type Sureness,
} from './compare.ts'
import type { Cell, Measure, Unit } from './measure.ts'
import { standIn } from './withhold.ts'
import { fewestPoints, latest, type Stretch, xmr } from './xmr.ts'

export type Verdict = 'no clear change' | 'change likely' | 'change very likely' | 'too few points to say'

export type Judgement = {
  readonly verdict: Verdict
  /** Which way the latest periods went, where there is a change. */
  readonly went: 'up' | 'down' | null
  /** Better or worse by the measure's own direction; null where neither way is, or nothing changed. */
  readonly way: 'wanted' | 'unwanted' | null
  /** What it rests on: how many periods are too few, and since when; or the typical figure of the latest and of the first. */
  readonly why:
    | { readonly points: number; readonly since: string | null }
    | { readonly now: number; readonly last: number; readonly earlier: number; readonly first: number }
  readonly stretches: readonly Stretch[]
}

/**
 * A change is spoken of only where both agree: a signal on the chart among the latest periods, and a test of those
 * periods against the frozen baseline. Either alone is wrong too often; docs/measures.md has the figures.
 */
export function judge(measure: Measure, cells: readonly Cell[]): Judgement {
  const stretches = stretchesOf(measure, cells)
  const last = latest(stretches)
  if (last.limits === null) {
    const why = { points: last.places.length, since: last.since?.at ?? null }
    return { verdict: 'too few points to say', went: null, way: null, why, stretches }
  }
  const recent = last.places.slice(-recentOf(last.places.length)).map(at => cells[at]!)
  const before = last.places.slice(0, Math.min(last.baseline, last.places.length - recent.length)).map(at => cells[at]!)
  const [now, then] = [typical(measure.unit, recent), typical(measure.unit, before)]
  const went = now > then ? 'up' : 'down'
  const firstRecent = last.places[last.places.length - recent.length]!
  const signalled = last.signals.some(signal => signal.at >= firstRecent && signal.towards === went)
  const sure = signalled ? surely(measure, recent, before, went) : 'none'
  const changed = sure !== 'none'
  return {
    verdict: changed ? `change ${sure}` : 'no clear change',
    went: changed ? went : null,
    way: changed ? wayOf(measure.better, went) : null,
    why: { now, last: recent.length, earlier: then, first: before.length },
    stretches,
  }
}

/** Limits and signals of what was published, between changes of recording. */
export const stretchesOf = (measure: Pick<Measure, 'unit' | 'breaks' | 'baseline'>, cells: readonly Cell[]) =>
  xmr(plotted(measure.unit, cells), measure.breaks, measure.baseline, boundsOf(measure.unit))

/** The values a chart draws: a withheld number stands in the middle of what it may be. */
export const plotted = (unit: Unit, cells: readonly Cell[]) =>
  cells.map(cell => ({ period: cell.period, value: drawn(unit, cell), provisional: cell.provisional }))

function drawn(unit: Unit, cell: Cell): number | null {
  if (cell.between === null) return cell.value
  return unit === 'percent' ? (100 * countIn(cell)) / (cell.outOf ?? 1) : countIn(cell)
}

/**
 * The latest periods against the whole baseline; and counts by the month against the same months of it as well, since
 * there may be more of them every summer. Where the two differ, the less sure is said.
 */
function surely(measure: Measure, recent: readonly Cell[], before: readonly Cell[], went: 'up' | 'down'): Sureness {
  const sure = compare(measure.unit, recent, before)
  if (measure.unit !== 'count' || measure.every !== 'month') return sure
  const months = new Set(recent.map(monthOf))
  const alike = before.filter(cell => months.has(monthOf(cell)))
  if (alike.length === 0) return sure
  const sameWay = typical('count', recent) > typical('count', alike) === (went === 'up')
  return sameWay ? lessSure(sure, compare('count', recent, alike)) : 'none'
}

const monthOf = ({ period }: Cell): string => period.slice(5)
const lessSure = (one: Sureness, other: Sureness): Sureness =>
  one === 'none' || other === 'none' ? 'none' : one === 'likely' ? one : other

function compare(unit: Unit, recent: readonly Cell[], before: readonly Cell[]): Sureness {
  if (unit === 'hours' || unit === 'days') return compareValues(recent.map(valueIn), before.map(valueIn))
  if (unit === 'percent') return compareShares(pooled(recent), pooled(before), dispersionOfShares(before.map(share)))
  const [now, then] = [recent.map(countIn), before.map(countIn)]
  return compareCounts(
    { count: Math.round(sum(now)), periods: now.length },
    { count: Math.round(sum(then)), periods: then.length },
    dispersionOfCounts(then),
  )
}

/** The mean for counts and times, the pooled share for percentages: what both sentence and test compare. */
function typical(unit: Unit, cells: readonly Cell[]): number {
  if (unit !== 'percent') return sum(cells.map(unit === 'count' ? countIn : valueIn)) / cells.length
  const { count, outOf } = pooled(cells)
  return outOf === 0 ? 0 : (100 * count) / outOf
}

/** Six periods are spoken of as the latest; three to five while there are too few beyond the first twelve. */
const recentOf = (points: number): number => Math.min(6, Math.max(3, points - fewestPoints))

const share = (cell: Cell): Share => ({
  count: cell.between === null ? Math.round((valueIn(cell) / 100) * (cell.outOf ?? 0)) : standIn(cell.between),
  outOf: cell.outOf ?? 0,
})
const pooled = (cells: readonly Cell[]): Share => ({
  count: sum(cells.map(cell => share(cell).count)),
  outOf: sum(cells.map(cell => share(cell).outOf)),
})
const countIn = (cell: Cell): number => (cell.between === null ? valueIn(cell) : standIn(cell.between))
const valueIn = (cell: Cell): number => cell.value ?? 0

function wayOf(better: Measure['better'], went: 'up' | 'down'): Judgement['way'] {
  if (better === 'neither') return null
  return (better === 'higher') === (went === 'up') ? 'wanted' : 'unwanted'
}

const boundsOf = (unit: Unit) => (unit === 'percent' ? { least: 0, most: 100 } : { least: 0 })
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
