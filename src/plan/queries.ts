/** The plan's only way to figures of our own: what was counted, read as the role that can read no name. */
import {
  countTallies,
  type Database,
  type Installation,
  type Job,
  type Measure as KernelMeasure,
  readTallies,
} from '#kernel'
import type { Row } from './measure.ts'
import type { Plan } from './plan.ts'
import type { Counted } from './publish.ts'

/** A measure of our own, and who did the work it counts. */
export type OwnMeasure = { readonly measure: KernelMeasure; readonly source: string }

/** The measures of every programme of the house, and those that belong to none. */
export const ownMeasures = (
  { programmes }: Pick<Installation, 'programmes'>,
  others: readonly OwnMeasure[],
): readonly OwnMeasure[] => [
  ...[...programmes.values()].flatMap(({ title, measures }) =>
    measures.map(measure => ({ measure, source: `Our own work: ${title}` })),
  ),
  ...others,
]

/** Every measure with its figures as last counted; nothing is counted here. */
export async function readOwn(database: Database, own: readonly OwnMeasure[], at: Date): Promise<readonly Counted[]> {
  const tallies = await readTallies(
    database,
    own.map(({ measure }) => measure),
    at,
  )
  return own.map(({ measure: { sql: _, ...measure }, source }, i) => {
    const { countedAt, months, settledUntil, revisions } = tallies[i]!
    return {
      measure: { ...measure, source, every: 'month' },
      rows: sinceFirst(months),
      asAt: countedAt?.toISOString() ?? null,
      settledUntil,
      revised: revisions,
    }
  })
}

/**
 * The job that counts the figures from the year in which the first plan began: as often as the area says, and never more
 * than hourly, since two figures an hour apart tell only that something was recorded within it.
 */
export const figuresJob = ({ figures, versions }: Plan, own: readonly OwnMeasure[], database: Database): Job => ({
  name: 'figures',
  again: doneAt => new Date(doneAt.getTime() + figures.countEveryMinutes * 60_000),
  run: tx =>
    countTallies(tx, database, {
      measures: own.map(({ measure }) => measure),
      from: `${versions.map(it => it.from).sort()[0] ?? tx.at.toISOString().slice(0, 4)}-01-01`,
      settleDays: figures.settleDays,
    }),
})

/** Nothing is known of the months before the first entry: they are not noughts, and must not become a baseline. */
export function sinceFirst(rows: readonly Row[]): readonly Row[] {
  const first = rows.findIndex(row => (row.numerator ?? 0) > 0 || (row.outOf ?? 0) > 0)
  return first < 0 ? [] : rows.slice(first)
}
