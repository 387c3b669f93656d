import { exactMean, type Interval, wilson } from '../src/plan/compare.ts'
import type { MonthRead, SeriesRead } from './evidence-reading.ts'

/** What one stretch of one series came to in one county: its truth, its reading and the interval about it. */
export type Stretch = Readonly<{ truth: number; value: number; interval: Interval }>
/** Everything kept of a series over many counties. */
export type Tally = {
  readonly stretches: { readonly first: Stretch[]; readonly last: Stretch[] }
  months: number
  held: number
  counties: number
  readonly said: { 'change likely': number; 'change very likely': number; up: number; down: number }
}

/** The month in which what is planted changes. */
export const changeAt = 24

export const emptyTally = (): Tally => ({
  stretches: { first: [], last: [] },
  months: 0,
  held: 0,
  counties: 0,
  said: { 'change likely': 0, 'change very likely': 0, up: 0, down: 0 },
})

/** Adds one county's reading of a series. */
export function addTo(tally: Tally, { months, verdict, went }: SeriesRead): void {
  tally.counties++
  tally.months += months.length
  tally.held += months.filter(holds).length
  if (verdict === 'change likely' || verdict === 'change very likely') tally.said[verdict]++
  if (went) tally.said[went]++
  const [first, last] = [months.filter(one => one.month < changeAt), months.filter(one => one.month >= changeAt)]
  if (first.length) tally.stretches.first.push(together(first))
  if (last.length) tally.stretches.last.push(together(last))
}

/** Adds what was tallied elsewhere. */
export function addTally(tally: Tally, other: Tally): void {
  tally.counties += other.counties
  tally.months += other.months
  tally.held += other.held
  tally.stretches.first.push(...other.stretches.first)
  tally.stretches.last.push(...other.stretches.last)
  tally.said['change likely'] += other.said['change likely']
  tally.said['change very likely'] += other.said['change very likely']
  tally.said.up += other.said.up
  tally.said.down += other.said.down
}

/** Whether an interval holds the truth that it is about. */
export const holds = ({ truth, interval }: Stretch): boolean => interval.from <= truth && truth <= interval.to

/** Months taken together, as one count a month or one share of everybody. */
function together(months: readonly MonthRead[]): Stretch {
  const count = sum(months.map(one => one.numerator))
  if (months[0]!.outOf === null) {
    const { from, to } = exactMean(count)
    const many = months.length
    const truth = sum(months.map(one => one.truth)) / many
    return { truth, value: count / many, interval: { from: from / many, to: to / many } }
  }
  const outOf = sum(months.map(one => one.outOf!))
  // Each month's truth counts for as many as fell due in it, so that chance in the denominators is no error.
  const truth = sum(months.map(one => one.truth * one.outOf!)) / outOf
  return { truth, value: count / outOf, interval: wilson({ count, outOf }) }
}

/** The stretch in the middle: each of its numbers the median of its own, over the counties. */
export const middle = (stretches: readonly Stretch[]): Stretch => ({
  truth: median(stretches.map(one => one.truth)),
  value: median(stretches.map(one => one.value)),
  interval: {
    from: median(stretches.map(one => one.interval.from)),
    to: median(stretches.map(one => one.interval.to)),
  },
})

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
