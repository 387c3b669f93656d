import { foldLetters } from './letters.ts'
import { bindingInForenames, bindingInSurnames, leftOut, patronymic, peerage } from './name-words.ts'
import { bracketed, formerly, nameWords, standardName, standardSurname, withoutTitles } from './names.ts'
import { isProgramsNothing, saysNothing } from './placeholders.ts'

/** A whole name in its parts, each standardised; '' for a part that is not there. */
export type NameParts = Readonly<{ forename: string; middleNames: string; surname: string }>

/**
 * A whole name in its parts: "SMITH, John Paul", "John Paul van der Berg", "Ivanov Ivan Petrovich". The first of several
 * forenames is the forename, the others are middle names. One word alone is a surname.
 */
export function splitFullName(given: string): NameParts {
  if (isProgramsNothing(given)) return nobody
  const plain = withoutRank(foldLetters(given).replace(bracketed, ' ').replace(formerly, '').replace(behindComma, ''))
  const comma = plain.indexOf(',')
  if (comma >= 0) {
    const behind = plain.slice(comma + 1)
    return parts(nameWords(behind), plain.slice(0, comma), hyphened(behind))
  }
  const words = withoutTitles(nameWords(plain).replace(unnamed, ''))
  if (saysNothing(words)) return nobody
  const all = words.split(' ')
  if (all.length === 3 && patronymic.test(all[2]!) && !patronymic.test(all[1]!))
    return parts(`${all[1]} ${all[2]}`, all[0]!)
  // A hyphen makes one surname of two words; without it the last word and what belongs to it is the surname.
  const double = plain.match(/[a-z']{2,}(\s*-\s*[a-z']{2,})+\W*$/)?.[0]
  const from = startOfSurname(all, double ? nameWords(double).split(' ').length : 1)
  return parts(all.slice(0, from).join(' '), all.slice(from).join(' '), hyphened(plain))
}

/**
 * A whole name in its parts as they are written, accents, titles and all; each says the same, standardised, as what
 * `splitFullName` finds. Where no part stands in one piece, as with a rank, it is given as found.
 */
export function writtenFullName(given: string): NameParts {
  const { forename, middleNames, surname } = splitFullName(given)
  const forenames = `${forename} ${middleNames}`.trim()
  const pieces = given.split(/[\s,]+/).filter(Boolean)
  const at = (from: number, to?: number): string => pieces.slice(from, to).join(' ')
  for (let part = 0; part <= pieces.length && pieces.length <= mostPieces; part++)
    for (const [first, last] of [
      [at(0, part), at(part)],
      [at(part), at(0, part)],
    ] as const)
      if (standardName(first) === forenames && standardSurname(last) === surname)
        return { ...splitForenames(first), surname: last }
  return { forename: capital(forename), middleNames: capital(middleNames), surname: capital(surname) }
}

/** Forenames as they are written, the first of them apart, with a title that stands before it. */
export function splitForenames(given: string): Pick<NameParts, 'forename' | 'middleNames'> {
  const pieces = given.split(/\s+/).filter(Boolean)
  const { forename, middleNames } = parts(given, '', hyphened(foldLetters(given)))
  for (let end = 1; end <= Math.min(pieces.length, mostPieces); end++) {
    const [first, others] = [pieces.slice(0, end).join(' '), pieces.slice(end).join(' ')]
    if (standardName(first) === forename && standardName(others) === middleNames)
      return { forename: first, middleNames: others }
  }
  return { forename, middleNames }
}

/** Nobody has more names: what is longer is a field gone wrong, and is not tried at every place. */
const mostPieces = 40

const capital = (words: string): string => words.replace(/\b[a-z]/g, letter => letter.toUpperCase())

/** A whole name before a rank is the name; beside less than that, the place or family of the rank is the surname. */
function withoutRank(name: string): string {
  const at = name.search(peerage)
  if (at < 0) return name
  const before = withoutTitles(nameWords(name.slice(0, at)))
  return before.includes(' ') ? name.slice(0, at) : name.replace(peerage, ' ')
}

/** Nothing known of a name. */
export const nobody: NameParts = { forename: '', middleNames: '', surname: '' }
const behindComma = /,\s*(jr|jnr|snr|sr|ii|iii|iv|esq|phd|obe|mbe|cbe|qc|kc|mp|bsc|msc)\b.*$/
const unnamed = /^((baby|un ?born|infant|new ?born)( (boy|girl|child|baby|of))*) /

/** The words that the first hyphen in a text binds. */
const hyphened = (text: string): string => nameWords(text.match(/[a-z']{2,}(?:-[a-z']{2,})+/)?.[0] ?? '')

/** A hyphen makes one forename of two words, too. */
function parts(forenames: string, surname: string, double = ''): NameParts {
  const names = standardName(forenames)
  const isOne = double !== '' && `${names} `.startsWith(`${double} `)
  const [forename = '', ...rest] = isOne ? [double, names.slice(double.length + 1)] : names.split(' ')
  return { forename, middleNames: rest.join(' '), surname: standardSurname(surname) }
}

/** Where the surname begins: the last words and what belongs to them, but never all there is. */
function startOfSurname(words: readonly string[], last: number): number {
  if (words.length === 1) return 0
  let from = Math.max(1, words.length - last)
  while (from > 1 && belongs(words[from - 1]!) && !(from === 2 && bindingInForenames.has(words[0]!))) from--
  return from
}

const belongs = (word: string): boolean => bindingInSurnames.has(word) || leftOut.has(word)
