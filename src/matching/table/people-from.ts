import { facts, type OtherColumn, type People, type PersonGiven } from '../people.ts'
import { standardise } from '../standard/index.ts'
import { columnOf } from './words.ts'

export type OtherAsked = Readonly<Pick<OtherColumn, 'name' | 'kind'>>

/** People from objects, for some thousands of them at most: what a test, a report or an agency's records say. */
export function peopleFrom(given: readonly PersonGiven[], others: readonly OtherAsked[] = []): People {
  const kinds = Object.fromEntries(others.map(({ name, kind }) => [name, kind]))
  const standard = given.map(one => standardise(one, { kinds }))
  const known = facts.filter(fact => standard.some(one => one.facts[fact]))
  const sources = given.some(one => one.source !== undefined)
  return {
    count: given.length,
    ids: columnOf(given.map(one => one.id)).words,
    sources: sources ? columnOf(given.map(one => one.source ?? '')).values : undefined,
    facts: Object.fromEntries(known.map(fact => [fact, columnOf(standard.map(one => one.facts[fact] ?? ''))])),
    others: others.map(other => ({ ...other, ...columnOf(standard.map(one => one.others[other.name] ?? '')) })),
  }
}
