import { keysOf } from '../pairs/index.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { schemesIn } from './schemes.ts'

/** How a record is compared: in which ways it can be read, and the keys that it is found by. */
export type Profile = Readonly<{ given: readonly PersonGiven[]; keys: readonly bigint[] }>

/**
 * The number of the method by which profiles are made. Raise it with every change that makes other keys or other readings of
 * the same people: whoever is in a database is then compared anew by the next job, and none is missed by keys of two kinds.
 */
export const profileMethod = 3

/** The profiles of records, from the ways to read each; a record's keys each once, in ascending order. */
export function profilesOf(records: readonly (readonly PersonGiven[])[]): readonly Profile[] {
  const all = records.flat()
  const people = peopleFrom(all, schemesIn(all))
  // Whether a town tells anything hangs on who else is there; one record's keys must be the same in every company.
  const { town: _, ...facts } = people.facts
  const without = { ...people, facts }
  let row = 0
  return records.map(given => {
    const keys = new Set(given.flatMap(() => keysOf(without, row++, 'wide')))
    return { given, keys: [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) }
  })
}
