import type { Column, OtherColumn, People, Words } from '../people.ts'
import { comparisonOf, type FactLevels, type Named } from './fact-levels.ts'
import {
  digitMasks,
  jaroWinkler,
  lengthOf,
  letterMasks,
  likenessIn,
  longest,
  mayBeAlike,
  mayBeOneEdit,
  oneEdit,
} from './kernels.ts'

type OfWords = (words: Words, i: number, j: number) => number

/** Compares a column by its words alone: the same word is level 1, of two different ones `ofWords` tells. */
function plain(column: Column, name: string, levels: readonly Named[], ofWords: OfWords): FactLevels {
  const { values, words } = column
  return {
    comparison: comparisonOf(name, levels),
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      return i < 0 || j < 0 ? 0 : i === j ? 1 : ofWords(words, i, j)
    },
  }
}

/** Numbers of many digits, nearly each of which is another: counting digits saves most of them a closer look. */
function oneSlip({ words }: Column): OfWords {
  const digits = digitMasks(words)
  return (_, i, j) => (mayBeOneEdit(digits, i, j) && oneEdit(words, i, words, j) ? 2 : 3)
}

export const nhsNumberLevels = (column: Column): FactLevels =>
  plain(
    column,
    'nhsNumber',
    [
      ['exact', 'the same NHS number'],
      ['close', 'NHS numbers that differ in one digit'],
      ['different', 'different NHS numbers'],
    ],
    oneSlip(column),
  )

/** A number that many people share, a school's or a hostel's, says little: hence its frequency. */
export const phoneLevels = (column: Column): FactLevels =>
  plain(
    column,
    'phone',
    [
      ['exact', 'the same phone number', { frequencyOf: 'phone' }],
      ['close', 'phone numbers that differ in one digit'],
      ['different', 'different phone numbers'],
    ],
    oneSlip(column),
  )

export function emailLevels(column: Column): FactLevels {
  const masks = letterMasks(column.words)
  return plain(
    column,
    'email',
    [
      ['exact', 'the same e-mail address', { frequencyOf: 'email' }],
      ['close', 'e-mail addresses that differ in one letter'],
      ['local', 'e-mail addresses with the same name before the @'],
      ['alike', 'e-mail addresses that look alike'],
      ['different', 'different e-mail addresses'],
    ],
    (words, i, j) => {
      if (mayBeOneEdit(masks, i, j) && oneEdit(words, i, words, j)) return 2
      if (sameLocalPart(words, i, j)) return 3
      const whole = lengthOf(words, i) <= longest && lengthOf(words, j) <= longest
      if (whole && !mayBeAlike(words, masks, i, j, 0.9)) return 5
      return jaroWinkler(words, i, words, j) >= 0.9 ? 4 : 5
    },
  )
}

const at = '@'.charCodeAt(0)

function sameLocalPart({ bytes, starts }: Words, i: number, j: number): boolean {
  const from = starts[i]!
  const other = starts[j]!
  for (let place = 0; from + place < starts[i + 1]! && other + place < starts[j + 1]!; place++) {
    if (bytes[from + place] !== bytes[other + place]) return false
    if (bytes[from + place] === at) return place > 0
  }
  return false
}

const unsaid = 'x'.charCodeAt(0)

/** Sex says little; "x" agrees with nothing and contradicts nothing. */
export function sexLevels({ facts }: People): FactLevels {
  const { values, words } = facts.sex!
  const letters = Uint8Array.from({ length: words.size }, (_, word) => words.bytes[words.starts[word]!]!)
  const letter = (record: number): number => (values[record]! < 0 ? unsaid : letters[values[record]!]!)
  return {
    comparison: comparisonOf('sex', [
      ['same', 'the same sex'],
      ['different', 'different sexes'],
    ]),
    level(l, r) {
      const one = letter(l)
      const other = letter(r)
      return one === unsaid || other === unsaid ? 0 : one === other ? 1 : 2
    },
  }
}

/** Compares a column that only some inputs have, by its kind. */
export function otherLevels(column: OtherColumn): FactLevels {
  const { name, kind } = column
  const frequency = kind === 'person' ? {} : { frequencyOf: name }
  const exact: Named = ['exact', `the same ${name}`, frequency]
  const different: Named = ['different', `different ${name}`]
  const close: Named = ['close', `${name} that differs in a letter or two`]
  if (kind === 'code') return plain(column, name, [exact, different], () => 2)
  const alikeness = likenessIn(column.words, 0.92)
  const near: OfWords = (_, i, j) => (alikeness(i, j) === 1 ? 2 : 3)
  return plain(column, name, [exact, close, different], kind === 'person' ? oneSlip(column) : near)
}
