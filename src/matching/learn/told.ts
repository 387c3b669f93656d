import type { LevelOf, Pairs } from '../comparison.ts'
import type { ComparisonModel, LevelModel, Model } from '../model.ts'
import type { People } from '../people.ts'
import type { Fitted, Seen } from './em.ts'
import { type Borne, columnCounted, columnOf, frequenciesOf } from './frequencies.ts'
import { layoutOf } from './layout.ts'
import { borneByMany } from './many-people.ts'
import type { Learnt } from './priors.ts'

/** What was learnt of pairs seen, and how often the words that comparisons count are borne by strangers. */
export type FittedTo = Fitted & Readonly<{ seen: Seen; borne: ReadonlyMap<string, Borne> }>

/** What was learnt, as a model, in so many figures as make the same model of it when read again. */
export function modelOf(people: People, pairs: Pairs, fitted: FittedTo): Model {
  return {
    format: 'safekeep-model',
    version: 1,
    madeFrom: { records: people.count, pairs: pairs.size, width: '' },
    shares: sharesOf(fitted),
    comparisons: comparisonsTold(people, pairs, fitted),
    calibration: [],
    threshold: 0.5,
  }
}

function sharesOf({ same, household, twin, seen: { allPairs } }: FittedTo): Model['shares'] {
  const related = same.pairs + household.pairs + twin.pairs
  // Of few records, twins that are merely expected may be more than all pairs, and of one record there is no pair.
  const all = Math.max(1, allPairs, related)
  const share = (pairs: number) => rounded(Math.max(1e-15, pairs / all))
  return {
    same: share(same.pairs),
    household: share(household.pairs),
    twin: share(twin.pairs),
    chance: share(all - related),
  }
}

function comparisonsTold(people: People, pairs: Pairs, fitted: FittedTo): ComparisonModel[] {
  const { rows } = layoutOf(pairs.comparisons)
  return pairs.comparisons.map((comparison, at): ComparisonModel => {
    const { name, levels } = comparison
    const column = columnCounted(comparison)
    const borne = fitted.borne.get(name)
    const named = rows.find(row => row.of === at && row.named)
    return {
      name,
      levels: levelsAt(levels, rows[at]!.start, fitted),
      ...(named ? { named: levelsAt(levels, named.start, fitted) } : {}),
      ...(column && borne && { frequencies: frequenciesTold(people, column, borne) }),
    }
  })
}

const frequenciesTold = (people: People, column: string, borne: Borne) =>
  frequenciesOf(column, columnOf(people, column)!.words, borne, borneByMany(people, column))

const levelsAt = (levels: readonly LevelOf[], start: number, fitted: FittedTo): LevelModel[] =>
  levels.slice(1).map(({ name, outOfOrder }, before) => {
    const at = start + before + 1
    const of = (one: Learnt) => rounded(fitted[one].shows[at]!)
    const shown = {
      same: of('same'),
      household: of('household'),
      twin: of('twin'),
      chance: rounded(fitted.chance[at]!),
    }
    return { name, ...shown, ...(outOfOrder ? { outOfOrder } : {}) }
  })

const rounded = (value: number): number => Number(value.toPrecision(6))
