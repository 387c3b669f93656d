import type { Measure } from '#kernel'
import type { Ground } from '../simulate/ground.ts'
import { inTimeOf, reportsNaming, type TrueValue, trueValues } from '../simulate/true-values.ts'
import type { Truths } from '../simulate/truths.ts'

/** One series of a county: a measure of the product, or the same over a part of the county, and what is true of it. */
export type Series = Readonly<{
  measure: Measure
  truth: TrueValue
  /** The first month that counts: some need time before they are what they will be. */
  from: number
  /** Which way it is planted to change, if it is. */
  changes: 'up' | 'down' | undefined
}>

/** The district that answers late where one does, and one that never does. */
export const districts = { slow: 'E07000219', other: 'E07000222' } as const

/** Every measure of a programme, and four of parts of the county, with what is true of each under these truths. */
export function seriesOf(measures: readonly Measure[], truths: Truths, ground: Ground): readonly Series[] {
  const values = trueValues(truths, ground)
  const own = measures.flatMap(measure => {
    const truth = values[measure.id]
    return truth ? [seriesFrom(measure, truth)] : []
  })
  return [...own, ...parts(measures, truths)]
}

function parts(measures: readonly Measure[], truths: Truths): readonly Series[] {
  const named = (id: string) => measures.find(measure => measure.id === id)!
  const inTime = named('hate.victims-contacted-in-time')
  return [
    seriesFrom(within(inTime, 'in one district, slow', inDistrict(districts.slow)), inTimeOf(truths, districts.slow)),
    seriesFrom(within(inTime, 'in another district', inDistrict(districts.other)), inTimeOf(truths, districts.other)),
    seriesFrom(
      within(named('hate.reports'), 'that name disability', "codes -> 'strands' ? 'disability'"),
      reportsNaming(truths, 'disability'),
    ),
  ]
}

const inDistrict = (code: string) => `case_ref in (select case_ref from facts.cases where district = '${code}')`

/** The measure's own statement over fewer rows. */
const within = (measure: Measure, words: string, condition: string): Measure => ({
  ...measure,
  id: `${measure.id} (${words})`,
  title: `${measure.title}, ${words}`,
  sql: measure.sql.replace(' where ', ` where ${condition} and `),
})

function seriesFrom(measure: Measure, truth: TrueValue): Series {
  const [then, now] = [truth({ month: 0, calendar: 0 }), truth({ month: 35, calendar: 0 })]
  const changes = then === now ? undefined : now > then ? 'up' : 'down'
  // Nobody can be reported again in the first weeks, since nobody has been reported before.
  return { measure, truth, from: measure.id.startsWith('hate.repeats') ? 2 : 0, changes }
}
