import type { People, Words } from '../people.ts'
import { type Candidates, everyPair, type Found, merged, type Room } from './merge.ts'
import { type Names, type NamesOf, readNames } from './names.ts'
import { compareStretch, type Stretch } from './patterns.ts'
import { forgetScratch } from './scratch.ts'
import { found, type Search } from './searches.ts'

/** What a thread may be asked: to read names, to look for candidates, or to compare those of some records. */
export type Work =
  | Readonly<{ names: Words }>
  | Readonly<{ search: Search; count: number; sources: Int32Array | undefined }>
  | Readonly<{ people: People; names: NamesOf; of: Some; room: Room }>

/** Of some ranges of left records the candidates, or of some left records everybody. */
export type Some = Readonly<{ from: number; to: number; candidates?: readonly Candidates[] }>

/** Does one part of the work; what comes of it hangs on nothing but what is given. */
export function part(work: Work): Names | Found | Stretch {
  if ('search' in work) return found(work.search, work.count, work.sources)
  if ('room' in work) {
    forgetScratch()
    const { people, names, of, room } = work
    const { candidates, from, to } = of
    const size = candidates ? merged(candidates, from, to, room) : everyPair(people, from, to, room)
    return compareStretch(people, names, room, size)
  }
  return readNames(work.names)
}
