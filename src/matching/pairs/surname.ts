import type { Column, People } from '../people.ts'
import { comparisonOf, type FactLevels } from './fact-levels.ts'
import { swappedNames } from './forename.ts'
import { likenessIn } from './kernels.ts'
import { type NamesOf, sharePart } from './names.ts'

const [missing, exact, close, part, former, sounds, alike, differentWoman, different] = [0, 1, 2, 3, 4, 5, 6, 7, 8]

const comparison = comparisonOf('surname', [
  ['exact', 'the same surname', { frequencyOf: 'surname' }],
  ['close', 'surnames that differ in a letter or two'],
  ['part', 'one part of a double surname is the same', { outOfOrder: true }],
  ['former', 'the surname is a former one of the other', { outOfOrder: true }],
  ['sounds', 'surnames that sound alike'],
  ['alike', 'surnames that look alike'],
  ['different woman', 'different surnames, of a woman, who may have married', { outOfOrder: true }],
  ['different', 'different surnames'],
])

/** Compares surnames, knowing double and former ones; where names are swapped the forename has said it all. */
export function surnameLevels(people: People, names: NamesOf): FactLevels {
  const { values, words } = people.facts.surname!
  const known = names.surname!
  const areSwapped = swappedNames(people, names)
  const isFormer = formerSurname(people, names)
  const alikeness = likenessIn(words, 0.85)
  const isWoman = womanIn(people.facts.sex)
  const ofWords = (i: number, j: number): number => {
    const likeness = alikeness(i, j)
    if (likeness === 1) return close
    if (sharePart(known, i, known, j)) return part
    if (known.sounds[known.starts[i + 1]! - 1] === known.sounds[known.starts[j + 1]! - 1]) return sounds
    return likeness === 2 ? alike : different
  }
  return {
    comparison,
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      if (i < 0 || j < 0) return missing
      if (i === j) return exact
      if (areSwapped(l, r)) return missing
      const level = ofWords(i, j)
      if (level > part && isFormer(l, r)) return former
      return level === different && (isWoman(l) || isWoman(r)) ? differentWoman : level
    },
  }
}

function formerSurname({ facts }: People, names: NamesOf): (l: number, r: number) => boolean {
  const { surname, formerSurname: before } = facts
  const [now, then] = [names.surname, names.formerSurname]
  if (!surname || !before || !now || !then) return () => false
  const among = (l: number, r: number): boolean => {
    const word = before.values[r]!
    return word >= 0 && sharePart(now, surname.values[l]!, then, word)
  }
  return (l, r) => {
    if (among(l, r) || among(r, l)) return true
    const i = before.values[l]!
    const j = before.values[r]!
    return i >= 0 && j >= 0 && sharePart(then, i, then, j)
  }
}

const letterF = 'f'.charCodeAt(0)

function womanIn(sex: Column | undefined): (record: number) => boolean {
  if (!sex) return () => false
  const { bytes, starts } = sex.words
  return record => {
    const word = sex.values[record]!
    return word >= 0 && bytes[starts[word]!] === letterF
  }
}
