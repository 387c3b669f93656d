/** From counted rows to what may be printed: the only door through which a figure leaves the house. */
import { Temporal } from 'temporal-polyfill'
import { localDate } from '#kernel'
import { english, type Language } from '#web'
import { type Cell, type Direction, directionOf, type Measure, type Row, type Unit } from './measure.ts'
import { type Judgement, judge } from './reading.ts'
import { type Companion, sentence } from './sentence.ts'
import { type Shown, showCount, showShare, showTypical } from './withhold.ts'
import { type Break, fewestPoints } from './xmr.ts'

export type Published = {
  readonly id: string
  readonly title: string
  readonly direction: Direction
  readonly unit: Unit
  readonly source: string
  /** ISO 8601: the day for an official series, the instant for a measure of our own; null while it was never counted. */
  readonly asAt: string | null
  readonly series: readonly Cell[]
  readonly reading: string
  readonly verdict: Judgement['verdict']
  readonly definition: string
  readonly pairedWith: string | null
  readonly every: Measure['every']
  readonly breaks: readonly Break[]
  readonly licence: string | null
  readonly baseline: number
  /** The last period that is settled, or null: what changes there is a revision. */
  readonly settledUntil: string | null
  readonly revisions: readonly Revision[]
}

/** A settled figure that came out otherwise when it was counted again, as it was shown before and after. */
export type Revision = { readonly period: string; readonly was: Shown; readonly is: Shown; readonly at: string }

/**
 * One measure with its counted rows, in order of period. An official series brings its own day of publication; a measure
 * of ours when it was counted, until when it is settled, and what came out otherwise since.
 */
export type Counted = {
  readonly measure: Measure
  readonly rows: readonly Row[]
  readonly asAt?: string | null
  readonly settledUntil?: string | null
  readonly revised?: readonly Revised[]
}
type Figures = Omit<Row, 'period'>
type Revised = { readonly period: string; readonly was: Figures; readonly is: Figures; readonly at: Date }
export type Now = { readonly at: Date; readonly zone: string }

/** Publishes one measure alone: nothing it should be read with is at hand, so the sentence calls nothing good. */
export const publish = (measure: Measure, rows: readonly Row[], now: Now): Published =>
  publishAll([{ measure, rows }], now)[0]!

/**
 * Publishes measures side by side: each read with its companion, none betraying by a difference what another hides. Their
 * own words stay as they are handed in; the sentence is in the language.
 */
export function publishAll(counted: readonly Counted[], now: Now, language: Language = english): readonly Published[] {
  const judged = new Map<string, Companion & { readonly cells: readonly Cell[] }>()
  for (const { measure, rows, asAt } of counted) {
    const beside = besideOf(measure, counted)
    const cells = cellsOf(measure, rows, monthAt(asAt, now)).map(cell => safeBeside(cell, beside))
    judged.set(measure.id, { measure, cells, judgement: judge(measure, cells) })
  }
  return counted.map(({ measure, asAt = now.at.toISOString(), settledUntil = null, revised = [] }) => {
    const { cells, judgement } = judged.get(measure.id)!
    const companion = measure.pairedWith === undefined ? null : (judged.get(measure.pairedWith) ?? null)
    return {
      id: measure.id,
      title: measure.title,
      direction: directionOf(measure.better),
      unit: measure.unit,
      source: measure.source,
      asAt,
      series: cells,
      reading: sentence(measure, judgement, companion, language),
      verdict: judgement.verdict,
      definition: measure.definition,
      pairedWith: measure.pairedWith ?? null,
      every: measure.every,
      breaks: measure.breaks ?? [],
      licence: measure.licence ?? null,
      baseline: measure.baseline ?? fewestPoints,
      settledUntil,
      revisions: revisionsOf(measure, revised, besideOf(measure, counted)),
    }
  })
}

/** The month that is not over: of the day it was counted on, since what came later is not in it. */
const monthAt = (asAt: Counted['asAt'], now: Now): string =>
  localDate(asAt?.includes('T') ? new Date(asAt) : now.at, now).slice(0, 7)

const besideOf = ({ id, pairedWith }: Measure, counted: readonly Counted[]): readonly Counted[] =>
  counted.filter(({ measure }) => measure.id === pairedWith || measure.pairedWith === id)

/** Small numbers stay withheld in what a figure was, and a change within what is withheld is not told. */
function revisionsOf({ unit }: Measure, revised: readonly Revised[], beside: readonly Counted[]): readonly Revision[] {
  return revised.flatMap(({ period, at, ...figures }) => {
    const was = safeBeside({ period, ...showOf(unit, figures.was) }, beside)
    const is = safeBeside({ period, ...showOf(unit, figures.is) }, beside)
    const told = { period, was: onlyShown(was), is: onlyShown(is), at: at.toISOString() }
    return JSON.stringify(told.was) === JSON.stringify(told.is) ? [] : [told]
  })
}

const onlyShown = ({ value, outOf, withheld, between }: Shown): Shown => ({ value, outOf, withheld, between })

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
 * four were, the other measure's denominator would print it after all. So would one that equals what it withheld before
 * a revision.
 */
function safeBeside<C extends Shown & { readonly period: string }>(cell: C, beside: readonly Counted[]): C {
  const tells = beside.some(({ measure, rows, revised = [] }) => {
    const row = rows.find(it => it.period === cell.period)
    const before = revised.filter(it => it.period === cell.period).flatMap(it => [it.was, it.is])
    return (row === undefined ? before : [row, ...before]).some(
      it => it.numerator === cell.outOf && showOf(measure.unit, it).withheld,
    )
  })
  return tells && cell.outOf !== null ? { ...cell, value: null, outOf: null, withheld: true, between: null } : cell
}

function showOf(unit: Unit, { numerator, outOf }: Figures): Shown {
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
