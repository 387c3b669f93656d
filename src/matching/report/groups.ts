import type { People } from '../people.ts'
import { wordAt } from '../table/index.ts'
import type { Said } from '../truth.ts'
import { byGroup, type GroupFigures } from '../truth-groups.ts'

/** How right a matching was for women and men, and by when people were born, as far as the records tell. */
export function groupsOf(
  { facts: { sex, birthDate }, count }: People,
  truth: Int32Array,
  said: Said,
): Readonly<Record<string, readonly GroupFigures[]>> {
  const by = (column: typeof sex, group: (word: string) => string): readonly GroupFigures[] => {
    const named = column && Array.from({ length: column.words.size }, (_, word) => group(wordAt(column.words, word)))
    const own = (record: number) => named?.[column!.values[record]!]
    // A slip in one of their records makes nobody two: a person is of the group that their first tells.
    const ofPerson = new Map<number, string>()
    for (let record = 0; record < count; record++) {
      const found = own(record)
      if (found !== undefined && !ofPerson.has(truth[record]!)) ofPerson.set(truth[record]!, found)
    }
    const groups = Array.from({ length: count }, (_, record) => ofPerson.get(truth[record]!) ?? 'not known')
    return byGroup(truth, said, groups)
  }
  return {
    ...(sex && { sex: by(sex, word => sexes[word] ?? 'not known') }),
    ...(birthDate && { 'decade of birth': by(birthDate, date => `${date.slice(0, 3)}0s`) }),
  }
}

const sexes: Readonly<Record<string, string>> = { f: 'female', m: 'male', x: 'another' }
