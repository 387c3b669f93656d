import { type Fact, facts, type OtherColumn, type People, type PersonGiven } from '../people.ts'
import { standardFacts, standardOther } from './standard.ts'
import { columnOf } from './words.ts'

export type OtherAsked = Readonly<Pick<OtherColumn, 'name' | 'kind'>>

/** People from objects, for some thousands of them at most: what a test, a report or an agency's records say. */
export function peopleFrom(given: readonly PersonGiven[], others: readonly OtherAsked[] = []): People {
  const standard = given.map(standardFacts)
  const columns: Partial<Record<Fact, ReturnType<typeof columnOf>>> = {}
  for (const fact of facts) {
    const words = standard.map(one => one[fact] ?? '')
    if (words.some(word => word !== '')) columns[fact] = columnOf(words)
  }
  const sources = given.some(one => one.source !== undefined)
  return {
    count: given.length,
    ids: columnOf(given.map(one => one.id)).words,
    sources: sources ? columnOf(given.map(one => one.source ?? '')).values : undefined,
    facts: columns,
    others: others.map(other => ({
      ...other,
      ...columnOf(given.map(one => standardOther(one.others?.[other.name]))),
    })),
  }
}
