import type { LevelOf, Pairs } from '../comparison.ts'
import type { Class, ComparisonModel, LevelModel, Model } from '../model.ts'
import type { People } from '../people.ts'
import type { Fitted, Seen } from './em.ts'
import { type Borne, columnCounted, columnOf, frequenciesOf } from './frequencies.ts'
import { layoutOf } from './layout.ts'

/** What was learnt of pairs seen, and how often the words that comparisons count are borne by strangers. */
export type FittedTo = Fitted & Readonly<{ seen: Seen; borne: ReadonlyMap<string, Borne> }>

/** What was learnt, as a model, in so many figures as make the same model of it when read again. */
export function modelOf(people: People, pairs: Pairs, fitted: FittedTo): Model {
  const { rows } = layoutOf(pairs.comparisons)
  const all = fitted.seen.allPairs
  const shares = {
    same: fitted.same.pairs / all,
    household: fitted.household.pairs / all,
    twin: fitted.twin.pairs / all,
  }
  const shows: Readonly<Record<Class, Float64Array>> = {
    same: fitted.same.shows,
    household: fitted.household.shows,
    twin: fitted.twin.shows,
    chance: fitted.chance,
  }
  const levelsAt = (levels: readonly LevelOf[], start: number): LevelModel[] =>
    levels.slice(1).map(({ name, outOfOrder }, before) => {
      const of = (one: Class) => rounded(shows[one][start + before + 1]!)
      const shown = { same: of('same'), household: of('household'), twin: of('twin'), chance: of('chance') }
      return { name, ...shown, ...(outOfOrder ? { outOfOrder } : {}) }
    })
  const comparisons = pairs.comparisons.map((comparison, at): ComparisonModel => {
    const { name, levels } = comparison
    const column = columnCounted(comparison)
    const borne = fitted.borne.get(name)
    const named = rows.find(row => row.of === at && row.named)
    return {
      name,
      levels: levelsAt(levels, rows[at]!.start),
      ...(named ? { named: levelsAt(levels, named.start) } : {}),
      ...(column && borne ? { frequencies: frequenciesOf(column, columnOf(people, column)!.words, borne) } : {}),
    }
  })
  return {
    format: 'safekeep-model',
    version: 1,
    madeFrom: { records: people.count, pairs: pairs.size, width: '' },
    shares: {
      same: rounded(Math.max(1e-15, shares.same)),
      household: rounded(Math.max(1e-15, shares.household)),
      twin: rounded(Math.max(1e-15, shares.twin)),
      chance: rounded(1 - shares.same - shares.household - shares.twin),
    },
    comparisons,
    calibration: [],
    threshold: 0.5,
  }
}

const rounded = (value: number): number => Number(value.toPrecision(6))
