/** The chart of individual values and moving ranges (XmR), which tells ordinary variation from a change. */

export type Value = { readonly period: string; readonly value: number | null; readonly provisional?: boolean }

/** From period `at` on, figures were recorded in another way and are not compared with those before it. */
export type Break = { readonly at: string; readonly label: string; readonly verified: boolean }

export type Rule = 'outside' | 'shift' | 'trend' | 'two-of-three'

/** One point that a rule marks; `at` is its place in the series as given. */
export type Signal = { readonly at: number; readonly rule: Rule; readonly towards: 'up' | 'down' }

/** Limits stay where the first points put them, so a later change cannot hide in the average it is judged by. */
export type Limits = {
  readonly mean: number
  /** null where the limit would lie outside what the measure can be (below nought, above a hundred per cent). */
  readonly lower: number | null
  readonly upper: number | null
  /** The size from which a step between two neighbours is itself remarkable. */
  readonly upperRange: number
  readonly sigma: number
}

/** The points between two changes of recording: their places in the series, and limits where there are enough. */
export type Stretch = {
  readonly places: readonly number[]
  readonly since: Break | null
  readonly baseline: number
  readonly limits: Limits | null
  readonly signals: readonly Signal[]
}

export type Bounds = { readonly least?: number; readonly most?: number }

export const fewestPoints = 12

/**
 * Splits a series at its breaks and judges each stretch by itself. Missing and provisional points are left out.
 * Method: domain practice for SPC as in NHS England, Making Data Count; the constants are Shewhart's for ranges of two.
 */
export function xmr(
  series: readonly Value[],
  breaks: readonly Break[] = [],
  baseline = fewestPoints,
  bounds: Bounds = {},
): readonly Stretch[] {
  if (baseline < fewestPoints) throw new RangeError(`A baseline needs at least ${fewestPoints} points`)
  const ordered = [...breaks].sort((a, b) => (a.at < b.at ? -1 : 1))
  const starts = [null, ...ordered]
  return starts.map((since, i) => {
    const until = ordered[i]?.at
    const places = series.flatMap(({ period, value, provisional }, at) => {
      const within = (since === null || period >= since.at) && (until === undefined || period < until)
      return within && value !== null && !provisional ? [at] : []
    })
    return stretch(
      places,
      places.map(at => series[at]!.value!),
      since,
      baseline,
      bounds,
    )
  })
}

/** The part of the series that may be spoken of today: what was recorded since recording last changed. */
export const latest = (stretches: readonly Stretch[]): Stretch => stretches[stretches.length - 1]!

function stretch(
  places: readonly number[],
  values: readonly number[],
  since: Break | null,
  wanted: number,
  bounds: Bounds,
): Stretch {
  if (values.length < fewestPoints) return { places, since, baseline: 0, limits: null, signals: [] }
  const baseline = Math.min(wanted, values.length)
  const limits = limitsOf(values.slice(0, baseline), bounds)
  const found = [
    ...outside(values, limits),
    ...shifts(values, limits),
    ...trends(values),
    ...twoOfThree(values, limits),
  ]
  return { places, since, baseline, limits, signals: found.map(signal => ({ ...signal, at: places[signal.at]! })) }
}

/** Mean, and 2.66 mean moving ranges either side (three sigma: 3 / 1.128); 3.268 mean ranges for the range itself. */
export function limitsOf(
  values: readonly number[],
  { least = 0, most = Number.POSITIVE_INFINITY }: Bounds = {},
): Limits {
  const mean = average(values)
  const range = average(values.slice(1).map((value, i) => Math.abs(value - values[i]!)))
  const lower = mean - 2.66 * range
  const upper = mean + 2.66 * range
  return {
    mean,
    lower: lower < least ? null : lower,
    upper: upper > most ? null : upper,
    upperRange: 3.268 * range,
    sigma: (2.66 * range) / 3,
  }
}

function outside(values: readonly number[], { lower, upper }: Limits): Signal[] {
  return values.flatMap((value, at): Signal[] => {
    if (upper !== null && value > upper + hair) return [{ at, rule: 'outside', towards: 'up' }]
    return lower !== null && value < lower - hair ? [{ at, rule: 'outside', towards: 'down' }] : []
  })
}

/** Eight or more points in a row on one side of the mean; a point on the mean ends the run. */
function shifts(values: readonly number[], { mean }: Limits): Signal[] {
  return runs(values.map(value => side(value - mean))).flatMap(run => (run.length >= 8 ? marked(run, 'shift') : []))
}

/** Six or more points each above (or each below) the one before it; two equal neighbours end the run. */
function trends(values: readonly number[]): Signal[] {
  const steps = values.slice(1).map((value, i) => side(value - values[i]!))
  return runs(steps).flatMap(run => (run.length >= 5 ? marked({ ...run, length: run.length + 1 }, 'trend') : []))
}

/** Two of three points in a row beyond two sigma on the same side; only those beyond are marked. */
function twoOfThree(values: readonly number[], { mean, sigma }: Limits): Signal[] {
  const beyond = values.map(value => (Math.abs(value - mean) > 2 * sigma + hair ? side(value - mean) : 0))
  const places = (towards: number) =>
    beyond.flatMap((it, at) => {
      const near = (from: number) => beyond.slice(Math.max(from, 0), from + 3).filter(other => other === towards).length
      return it === towards && [at - 2, at - 1, at].some(from => near(from) >= 2) ? [at] : []
    })
  return [1, -1].flatMap(way =>
    places(way).map((at): Signal => ({ at, rule: 'two-of-three', towards: way === 1 ? 'up' : 'down' })),
  )
}

type Run = { readonly from: number; readonly length: number; readonly towards: number }

function runs(sides: readonly number[]): readonly Run[] {
  const found: Run[] = []
  for (const [from, towards] of sides.entries()) {
    const last = found[found.length - 1]
    if (last !== undefined && last.towards === towards) found[found.length - 1] = { ...last, length: last.length + 1 }
    else found.push({ from, length: 1, towards })
  }
  return found.filter(run => run.towards !== 0)
}

const marked = ({ from, length, towards }: Run, rule: Rule): Signal[] =>
  Array.from({ length }, (_, i) => ({ at: from + i, rule, towards: towards === 1 ? 'up' : 'down' }))

// A mean of thirds is rarely exact: differences smaller than this are rounding, not variation.
const hair = 1e-9
const side = (difference: number): number => (Math.abs(difference) <= hair ? 0 : Math.sign(difference))
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
