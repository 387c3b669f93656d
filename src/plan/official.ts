/** Official statistics: prepared once from the publisher's files, kept in the area pack, read at start. */
import * as v from 'valibot'
import type { Counted } from './publish.ts'
import { readShape } from './read.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
const breaks = v.array(v.strictObject({ at: words, label: words, verified: v.boolean() }))
const every = v.picklist(['month', 'year', 'financial year'])
const text = {
  id: v.pipe(v.string(), v.regex(/^official\.[a-z-]+$/, 'must begin with "official."')),
  title: words,
  definition: words,
  better: v.picklist(['higher', 'lower', 'neither']),
  pairedWith: v.optional(words),
  breaks,
}
const file = { file: words, every, source: words, licence: words, asAt: v.pipe(v.string(), v.isoDate()) }

export const definitionsShape = v.strictObject({
  crime: v.strictObject({
    ...file,
    place: words,
    series: v.array(v.strictObject({ ...text, only: v.optional(v.array(words)), allBut: v.optional(v.array(words)) })),
  }),
  casualties: v.strictObject({
    ...file,
    force: words,
    severities: v.array(words),
    series: v.array(v.strictObject({ ...text, type: words })),
  }),
  traffic: v.strictObject({ ...file, place: words, series: v.array(v.strictObject({ ...text, column: words })) }),
})

const period = v.strictObject({
  period: v.pipe(v.string(), v.regex(/^\d{4}(-\d{2})?$/, 'must be a year, a month or 2017-18')),
  value: v.pipe(v.number(), v.minValue(0)),
  outOf: v.nullable(v.number()),
})
const seriesShape = v.array(
  v.strictObject({
    ...text,
    pairedWith: v.nullable(words),
    every,
    unit: v.picklist(['count', 'percent']),
    source: words,
    licence: words,
    asAt: v.pipe(v.string(), v.isoDate()),
    periods: v.pipe(
      v.array(period),
      v.minLength(1, 'must not be empty'),
      v.check(list => inOrder(list), 'must be in order, each period once'),
    ),
  }),
)

export type Definitions = v.InferOutput<typeof definitionsShape>
export type OfficialSeries = v.InferOutput<typeof seriesShape>[number]

/** The series of an area pack as counted measures; throws `PlanFault` naming every place that cannot be believed. */
export function readOfficial(json: unknown): readonly Counted[] {
  return readShape('The official series', seriesShape, json).map(({ periods, asAt, pairedWith, ...measure }) => ({
    measure: { ...measure, ...(pairedWith === null ? {} : { pairedWith }) },
    rows: periods.map(({ period, value, outOf }) => ({ period, numerator: value, outOf })),
    asAt,
  }))
}

function inOrder(periods: readonly { readonly period: string }[]): boolean {
  return periods.every(({ period }, i) => i === 0 || periods[i - 1]!.period < period)
}
