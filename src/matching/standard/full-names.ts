import { foldLetters } from './letters.ts'
import { bindingInForenames, bindingInSurnames, leftOut, patronymic } from './name-words.ts'
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
  const plain = foldLetters(given).replace(bracketed, ' ').replace(formerly, '').replace(behindComma, '')
  const comma = plain.indexOf(',')
  if (comma >= 0) return parts(nameWords(plain.slice(comma + 1)), plain.slice(0, comma))
  const words = withoutTitles(nameWords(plain).replace(unnamed, ''))
  if (saysNothing(words)) return nobody
  const all = words.split(' ')
  if (all.length === 3 && patronymic.test(all[2]!) && !patronymic.test(all[1]!))
    return parts(`${all[1]} ${all[2]}`, all[0]!)
  // A hyphen makes one surname of two words; without it the last word and what belongs to it is the surname.
  const double = plain.match(/[a-z']{2,}(\s*-\s*[a-z']{2,})+\W*$/)?.[0]
  const from = startOfSurname(all, double ? nameWords(double).split(' ').length : 1)
  return parts(all.slice(0, from).join(' '), all.slice(from).join(' '))
}

/** Nothing known of a name. */
export const nobody: NameParts = { forename: '', middleNames: '', surname: '' }
const behindComma = /,\s*(jr|jnr|snr|sr|ii|iii|iv|esq|phd|obe|mbe|cbe|qc|kc|mp|bsc|msc)\b.*$/
const unnamed = /^((baby|un ?born|infant|new ?born)( (boy|girl|child|baby|of))*) /

function parts(forenames: string, surname: string): NameParts {
  const [forename = '', ...rest] = standardName(forenames).split(' ')
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
