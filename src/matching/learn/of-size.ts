import type { Model } from '../model.ts'

/**
 * A model as it is for more people than it was learnt from. Its shares are of all pairs, and those grow with the square of
 * the people, while how many further records somebody has does not. For fewer it is left as it is: it could be surer there,
 * but then the strangers of one hostel were drawn together half as often again.
 */
export function ofSize(model: Model, people: number): Model {
  const { madeFrom, shares } = model
  if (madeFrom.records < 2 || madeFrom.records >= people) return model
  const times = madeFrom.records / people
  const [same, household, twin] = [shares.same * times, shares.household * times, shares.twin * times]
  return {
    ...model,
    madeFrom: { ...madeFrom, records: people },
    shares: { same, household, twin, chance: 1 - same - household - twin },
  }
}
