import type { People, Words } from '../people.ts'
import { candidatesOf } from './candidates.ts'
import { type Candidates, everyPair, merged, type Room } from './merge.ts'
import { type Names, type NamesOf, readNames } from './names.ts'
import { compareStretch, type Stretch } from './patterns.ts'
import type { Rule } from './rules.ts'
import { forgetScratch } from './scratch.ts'

/** What a thread may be asked: to read names, to find the candidates of a rule, or to compare those of some records. */
export type Work =
  | Readonly<{ names: Words }>
  | Readonly<{ rule: Rule; count: number; sources: Int32Array | undefined; most: number }>
  | Readonly<{ people: People; names: NamesOf; of: Some; room: Room }>

/** Of some ranges of left records the candidates, or of some left records everybody. */
export type Some = Readonly<{ from: number; to: number; candidates?: readonly Candidates[] }>

/** Does one part of the work; what comes of it hangs on nothing but what is given. */
export function part(work: Work): Names | Candidates | Stretch {
  if ('rule' in work) return candidatesOf(work.rule, work.count, work.sources, work.most)
  if ('room' in work) {
    forgetScratch()
    const { people, names, of, room } = work
    const { candidates, from, to } = of
    const size = candidates ? merged(candidates, from, to, room) : everyPair(people, from, to, room)
    return compareStretch(people, names, room, size)
  }
  return readNames(work.names)
}
