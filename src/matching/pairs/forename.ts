import type { People } from '../people.ts'
import { comparisonOf, type FactLevels } from './fact-levels.ts'
import { lengthOf, likenessIn, sharedPrefix } from './kernels.ts'
import { areForms, type Names, type NamesOf, shareGroup, sharePart, soundAlike } from './names.ts'

const [missing, exact, variant, close, swapped, sounds, alike, initial, middle, different] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
]

const comparison = comparisonOf('forename', [
  ['exact', 'the same forename', { frequencyOf: 'forename' }],
  ['variant', 'forms of one forename'],
  ['close', 'forenames that differ in a letter or two'],
  ['swapped', 'forename and surname are swapped', { outOfOrder: true }],
  ['sounds', 'forenames that sound alike, or one begins the other'],
  ['alike', 'forenames that begin or look alike'],
  ['initial', 'an initial that fits', { outOfOrder: true }],
  ['middle', 'the forename is a middle name of the other', { outOfOrder: true }],
  ['different', 'different forenames'],
])

/** Compares forenames, with the surname for names that were swapped and the middle names for those called by one. */
export function forenameLevels(people: People, names: NamesOf): FactLevels {
  const { values, words } = people.facts.forename!
  const known = names.forename!
  const areSwapped = swappedNames(people, names)
  const isMiddle = middleName(people, names)
  const alikeness = likenessIn(words, 0.8)
  const ofWords = (i: number, j: number): number => {
    if (lengthOf(words, i) === 1 || lengthOf(words, j) === 1)
      return sharedPrefix(words, i, words, j) > 0 ? initial : different
    if (areForms(known, i, j)) return variant
    const likeness = alikeness(i, j)
    if (likeness === 1) return close
    const prefix = sharedPrefix(words, i, words, j)
    if (soundAlike(known, i, j)) return sounds
    if (prefix >= 3 && prefix >= Math.min(lengthOf(words, i), lengthOf(words, j))) return sounds
    return prefix >= 3 || likeness === 2 ? alike : different
  }
  return {
    comparison,
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      if (i < 0 || j < 0) return missing
      if (i === j) return exact
      if (areSwapped(l, r)) return swapped
      const level = ofWords(i, j)
      return level > sounds && isMiddle(l, r) ? middle : level
    },
  }
}

/** Whether what is one's forename is the other's surname, both ways; one of the two may be spelt by ear. */
export function swappedNames(people: People, names: NamesOf): (l: number, r: number) => boolean {
  const { forename, surname } = people.facts
  const [first, last] = [names.forename, names.surname]
  if (!forename || !surname || !first || !last) return () => false
  return (l, r) => {
    const i = forename.values[l]!
    const j = forename.values[r]!
    const x = surname.values[l]!
    const y = surname.values[r]!
    if (i < 0 || j < 0 || x < 0 || y < 0 || i === j || x === y) return false
    const one = sharePart(first, i, last, y)
    const other = sharePart(first, j, last, x)
    return (one && (other || sound(first, j) === sound(last, x))) || (other && sound(first, i) === sound(last, y))
  }
}

const sound = (names: Names, word: number): number => names.sounds[names.starts[word]!]!

function middleName({ facts }: People, names: NamesOf): (l: number, r: number) => boolean {
  const { forename, middleNames } = facts
  const [first, further] = [names.forename, names.middleNames]
  if (!forename || !middleNames || !first || !further) return () => false
  const among = (l: number, r: number): boolean => {
    const word = middleNames.values[r]!
    return word >= 0 && sharePart(first, forename.values[l]!, further, word)
  }
  return (l, r) => among(l, r) || among(r, l)
}

/** Compares middle names: weak evidence, for many leave them out and a family hands them down. */
export function middleNameLevels(people: People, names: NamesOf): FactLevels {
  const { values, words } = people.facts.middleNames!
  const known = names.middleNames!
  const alikeness = likenessIn(words, 0.92)
  const ofWords = (i: number, j: number): number => {
    if (sharePart(known, i, known, j)) return 2
    if (shareGroup(known, i, j) || alikeness(i, j) === 1) return 2
    const short = lengthOf(words, i) === 1 || lengthOf(words, j) === 1
    return short && sharedPrefix(words, i, words, j) > 0 ? 3 : 4
  }
  return {
    comparison: comparisonOf('middleNames', [
      ['exact', 'the same middle names', { frequencyOf: 'middleNames' }],
      ['part', 'a middle name in common, or forms of one'],
      ['initial', 'an initial that fits a middle name'],
      ['different', 'different middle names'],
    ]),
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      return i < 0 || j < 0 ? missing : i === j ? exact : ofWords(i, j)
    },
  }
}
