import type { People, Words } from '../people.ts'
import { candidatesOf } from './candidates.ts'
import { factLevels } from './compared.ts'
import { type Candidates, everyPair, merged } from './merge.ts'
import { type Names, type NamesOf, readNames } from './names.ts'
import { compareStretch, type Stretch } from './patterns.ts'
import type { Rule } from './rules.ts'

/** What a thread may be asked: to read names, to find the candidates of a rule, or to compare those of some records. */
export type Work =
  | Readonly<{ names: Words }>
  | Readonly<{ rule: Rule; count: number; sources: Int32Array | undefined; most: number }>
  | Readonly<{ people: People; names: NamesOf; of: OneRange | Everybody }>

/** Of one range of left records the candidates, or of some left records everybody. */
type OneRange = Readonly<{ candidates: readonly Candidates[]; range: number }>
type Everybody = Readonly<{ from: number; to: number }>

/** Does one part of the work; what comes of it hangs on nothing but what is given. */
export function part(work: Work): Names | Candidates | Stretch {
  if ('rule' in work) return candidatesOf(work.rule, work.count, work.sources, work.most)
  if ('names' in work && 'people' in work) {
    const { people, names, of } = work
    const [left, right] = 'range' in of ? merged(of.candidates, of.range) : everyPair(people, of.from, of.to)
    return compareStretch(factLevels(people, names), left, right)
  }
  return readNames(work.names)
}
