import { keysOf } from '../pairs/index.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'

/** How a record is compared: in which ways it can be read, and the keys that it is found by. */
export type Profile = Readonly<{ given: readonly PersonGiven[]; keys: readonly bigint[] }>

/** The profile of a record: what is compared of it, and each key once, in ascending order. */
export function profileOf(given: readonly PersonGiven[]): Profile {
  // Each way by itself: what is common among these few says nothing of what is common among all.
  const keys = given.flatMap(way => keysOf(peopleFrom([way]), 0, 'wide'))
  return { given, keys: [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)) }
}
