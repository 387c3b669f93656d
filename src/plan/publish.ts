/** From counted rows to what may be printed: the only door through which a figure leaves the house. */
import { Temporal } from 'temporal-polyfill'
import { localDate } from '#kernel'
import { type Cell, type Direction, directionOf, type Measure, type Row, type Unit } from './measure.ts'
import { type Companion, type Judgement, judge, sentence } from './reading.ts'
import { type Shown, showCount, showShare, showTypical } from './withhold.ts'
import { type Break, fewestPoints } from './xmr.ts'

export type Published = {
  readonly id: string
  readonly title: string
  readonly direction: Direction
  readonly unit: Unit
  readonly source: string
  /** ISO 8601: the day for an official series, the instant for a measure of our own. */
  readonly asAt: string
  readonly series: readonly Cell[]
  readonly reading: string
  readonly verdict: Judgement['verdict']
  readonly definition: string
  readonly pairedWith: string | null
  readonly every: Measure['every']
  readonly breaks: readonly Break[]
  readonly licence: string | null
  readonly baseline: number
}

/** One measure with its counted rows, in order of period. An official series brings its own day of publication. */
export type Counted = { readonly measure: Measure; readonly rows: readonly Row[]; readonly asAt?: string }
export type Now = { readonly at: Date; readonly zone: string }

/** Publishes one measure alone: nothing it should be read with is at hand, so the sentence calls nothing good. */
export const publish = (measure: Measure, rows: readonly Row[], now: Now): Published =>
  publishAll([{ measure, rows }], now)[0]!

/** Publishes measures side by side: each read with its companion, none betraying by a difference what another hides. */
export function publishAll(counted: readonly Counted[], now: Now): readonly Published[] {
  const month = localDate(now.at, now).slice(0, 7)
  const judged = new Map<string, Companion & { readonly cells: readonly Cell[] }>()
  for (const { measure, rows } of counted) {
    const beside = counted.filter(
      ({ measure: { id, pairedWith } }) => id === measure.pairedWith || pairedWith === measure.id,
    )
    const cells = cellsOf(measure, rows, month).map(cell => safeBeside(cell, beside))
    judged.set(measure.id, { measure, cells, judgement: judge(measure, cells) })
  }
  return counted.map(({ measure, asAt }) => {
    const { cells, judgement } = judged.get(measure.id)!
    const companion = measure.pairedWith === undefined ? null : (judged.get(measure.pairedWith) ?? null)
    return {
      id: measure.id,
      title: measure.title,
      direction: directionOf(measure.better),
      unit: measure.unit,
      source: measure.source,
      asAt: asAt ?? now.at.toISOString(),
      series: cells,
      reading: sentence(measure, judgement, companion),
      verdict: judgement.verdict,
      definition: measure.definition,
      pairedWith: measure.pairedWith ?? null,
      every: measure.every,
      breaks: measure.breaks ?? [],
      licence: measure.licence ?? null,
      baseline: measure.baseline ?? fewestPoints,
    }
  })
}

/** Every period from the first to the present one, small numbers withheld; what is still to come is left out. */
function cellsOf(measure: Measure, rows: readonly Row[], month: string): readonly Cell[] {
  const all = measure.every === 'month' ? everyMonth(measure.unit, rows, month) : rows
  return all.map(row => ({
    period: row.period,
    ...showOf(measure.unit, row),
    provisional: measure.every === 'month' && row.period === month,
  }))
}

/**
 * Those who were asked are the denominator of those who were satisfied: where "asked" is withheld, because all but one to
 * four were, the other measure's denominator would print it after all.
 */
function safeBeside(cell: Cell, beside: readonly Counted[]): Cell {
  const tells = beside.some(({ measure, rows }) => {
    const row = rows.find(it => it.period === cell.period)
    return row !== undefined && row.numerator === cell.outOf && showOf(measure.unit, row).withheld
  })
  return tells && cell.outOf !== null ? { ...cell, value: null, outOf: null, withheld: true, between: null } : cell
}

function showOf(unit: Unit, { numerator, outOf }: Row): Shown {
  if (unit === 'count') return showCount(numerator ?? 0)
  return unit === 'percent' ? showShare(numerator, outOf ?? 0) : showTypical(numerator, outOf ?? 0)
}

/** A month in which nothing happened has no row: a chart that skipped it would show a quiet spell as a busy one. */
function everyMonth(unit: Unit, rows: readonly Row[], until: string): readonly Row[] {
  const first = rows[0]?.period
  if (first === undefined) return []
  const known = new Map(rows.map(row => [row.period, row]))
  const all: Row[] = []
  for (let month = Temporal.PlainYearMonth.from(first); month.toString() <= until; month = month.add({ months: 1 })) {
    const period = month.toString()
    all.push(
      known.get(period) ?? { period, numerator: unit === 'count' ? 0 : null, outOf: unit === 'count' ? null : 0 },
    )
  }
  return all
}
