import * as v from 'valibot'
import type { Model } from '../model.ts'

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const classes = { same: share, household: share, twin: share, chance: share }
const level = v.strictObject({ name: v.string(), ...classes, outOfOrder: v.exactOptional(v.literal(true)) })

const onceEach = (some: readonly Readonly<{ name: string }>[]): boolean =>
  new Set(some.map(({ name }) => name)).size === some.length
const levels = v.pipe(
  v.array(level),
  v.minLength(1, 'no level'),
  v.check(some => onceEach(some), 'a level twice'),
)

type Point = readonly [weight: number, probability: number]
const rises = (line: readonly Point[]): boolean =>
  line.slice(1).every(([weight, probability], at) => weight > line[at]![0] && probability >= line[at]![1])

const comparison = v.strictObject({
  name: v.string(),
  levels,
  named: v.exactOptional(levels),
  frequencies: v.exactOptional(
    v.strictObject({
      column: v.string(),
      of: v.number(),
      common: v.record(v.string(), v.number()),
      rare: v.pipe(v.number(), v.gtValue(0)),
      repeats: v.pipe(v.number(), v.minValue(0)),
      usual: v.exactOptional(v.pipe(v.number(), v.gtValue(0))),
    }),
  ),
})

const model = v.strictObject({
  format: v.literal('safekeep-model'),
  version: v.literal(1),
  madeFrom: v.strictObject({ records: v.number(), pairs: v.number(), width: v.string() }),
  shares: v.strictObject(classes),
  comparisons: v.pipe(
    v.array(comparison),
    v.check(some => onceEach(some), 'a comparison twice'),
  ),
  calibration: v.pipe(
    v.array(v.tuple([v.number(), share])),
    v.check(line => rises(line), 'a line that does not rise'),
  ),
  threshold: share,
})

/** A model from what was stored; throws with the place that is not as it should be. */
export function modelFrom(json: unknown): Model {
  const read = v.safeParse(model, json)
  if (read.success) return read.output
  const places = read.issues.map(issue => `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`)
  throw new Error(`This is no model: ${places.join('; ')}`)
}

/** A model as the text of a file that people can read and compare, the same to the byte for the same model. */
export const jsonOf = (model: Model): string => `${JSON.stringify(model, undefined, 2)}\n`
