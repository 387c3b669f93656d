import type { People, Words } from '../people.ts'
import { type Candidates, candidatesOf } from './candidates.ts'
import { factLevels } from './compared.ts'
import { mergeCandidates } from './merge.ts'
import { type Names, type NamesOf, readNames } from './names.ts'
import { compareStretch, type Stretch } from './patterns.ts'
import type { Rule } from './rules.ts'

/** What a thread may be asked: to read names, to find the candidates of a rule, or to compare those of some records. */
export type Work =
  | Readonly<{ names: Words }>
  | Readonly<{ rule: Rule; count: number; sources: Int32Array | undefined; most: number }>
  | Readonly<{ people: People; names: NamesOf; candidates: readonly Candidates[] | 'all'; from: number; to: number }>

/** Does one part of the work; what it is depends on nothing but what is given. */
export function part(work: Work): Names | Candidates | Stretch {
  if ('rule' in work) return candidatesOf(work.rule, work.count, work.sources, work.most)
  if ('people' in work) {
    const { left, right } = mergeCandidates(work)
    return compareStretch(factLevels(work.people, work.names), left, right)
  }
  return readNames(work.names)
}
