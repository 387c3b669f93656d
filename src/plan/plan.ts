/** The plan as an object: priorities, focus areas and outcomes, which measures speak for each, and what cannot be said. */
import * as v from 'valibot'
import type { Published } from './publish.ts'
import { PlanFault, readShape } from './read.ts'

const words = v.pipe(v.string(), v.trim(), v.nonEmpty('must not be empty'))
const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and hyphens'))

const outcomeShape = v.strictObject({
  id,
  focus: id,
  outcome: words,
  /** Which way is good; `met` is for a duty that is either met or not. */
  better: v.picklist(['higher', 'lower', 'met', 'neither']),
  readWith: v.pipe(v.array(words), v.minLength(1, 'must name what it is read with')),
  /** Whose figures: our own work, another agency's feed, or official statistics. */
  source: v.picklist(['own', 'feed', 'official']),
  measures: v.array(v.pipe(v.string(), v.regex(/^[a-z-]+\.[a-z-]+$/, 'must be the id of a measure'))),
  owner: words,
  baseline: v.nullable(v.strictObject({ period: words, value: v.number() })),
  /** Why it, or part of it, cannot be measured yet. */
  notYet: v.optional(words),
})

const planShape = v.strictObject({
  title: words,
  sharedOutcome: words,
  successor: words,
  /** When figures of our own are counted, and when a month is settled. Local, and unverified until somebody signs. */
  figures: v.strictObject({
    settleDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
    countEveryMinutes: v.pipe(v.number(), v.integer(), v.minValue(60, 'must be an hour or more'), v.maxValue(1440)),
    source: words,
    verified: v.nullable(v.strictObject({ by: words, on: v.pipe(v.string(), v.isoDate()) })),
  }),
  versions: v.array(
    v.strictObject({ id, title: words, aim: words, from: words, until: words, followedBy: v.nullable(id) }),
  ),
  priorities: v.array(v.strictObject({ id, title: words, versions: v.array(id) })),
  focusAreas: v.array(v.strictObject({ id, priority: id, title: words })),
  outcomes: v.array(outcomeShape),
})

export type Plan = v.InferOutput<typeof planShape>
export type Outcome = Plan['outcomes'][number]

/** A plan from an area pack's `plan.json`; throws `PlanFault` naming every place that cannot be believed. */
export function readPlan(json: unknown): Plan {
  const plan = readShape('The plan', planShape, json)
  const faults = [
    ...repeated('versions', plan.versions),
    ...repeated('priorities', plan.priorities),
    ...repeated('focusAreas', plan.focusAreas),
    ...repeated('outcomes', plan.outcomes),
    ...plan.versions.flatMap(it =>
      it.followedBy === null ? [] : missing(it, 'followedBy', it.followedBy, plan.versions),
    ),
    ...plan.priorities.flatMap(it => it.versions.flatMap(version => missing(it, 'versions', version, plan.versions))),
    ...plan.focusAreas.flatMap(it => missing(it, 'priority', it.priority, plan.priorities)),
    ...plan.outcomes.flatMap(it => missing(it, 'focus', it.focus, plan.focusAreas)),
    ...plan.outcomes.flatMap(it =>
      it.measures.length === 0 && it.notYet === undefined ? [`${it.id} has no measure and does not say why`] : [],
    ),
  ]
  if (faults.length > 0)
    throw new PlanFault(`The plan cannot be used. Correct and start again:\n  ${faults.join('\n  ')}`)
  return plan
}

/** An outcome with the published measures that speak for it, each beside the one it must be read with. */
export type Told = { readonly outcome: Outcome; readonly measures: readonly Side[]; readonly notYet: string | null }
export type Side = { readonly measure: Published; readonly companion: Published | null }

/** What the plan can say of an outcome today: a measure that no programme here runs is left out, and said to be. */
export function tell(outcome: Outcome, published: readonly Published[]): Told {
  const find = (id: string | null) => published.find(it => it.id === id) ?? null
  const measures = outcome.measures.flatMap(id => {
    const measure = find(id)
    return measure === null ? [] : [{ measure, companion: find(measure.pairedWith) }]
  })
  const silent = measures.length === 0 ? 'Nothing here measures it yet.' : null
  return { outcome, measures, notYet: outcome.notYet ?? silent }
}

/** The contract of `/plan.json`. */
export const planJson = (published: readonly Published[]) => ({ measures: published })

type Named = { readonly id: string }

const repeated = (what: string, all: readonly Named[]): readonly string[] =>
  all.flatMap((it, i) => (all.findIndex(other => other.id === it.id) < i ? [`${what}: ${it.id} appears twice`] : []))

const missing = (from: Named, key: string, wanted: string, all: readonly Named[]): readonly string[] =>
  all.some(it => it.id === wanted) ? [] : [`${from.id}: ${key} names "${wanted}", which is not there`]
