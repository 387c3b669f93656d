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
    return byGroup(
      truth,
      said,
      Array.from({ length: count }, (_, record) => named?.[column!.values[record]!] ?? 'not known'),
    )
  }
  return {
    ...(sex && { sex: by(sex, word => sexes[word] ?? 'not known') }),
    ...(birthDate && { 'decade of birth': by(birthDate, date => `${date.slice(0, 3)}0s`) }),
  }
}

const sexes: Readonly<Record<string, string>> = { f: 'female', m: 'male', x: 'another' }
