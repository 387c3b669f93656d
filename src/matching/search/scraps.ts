import type { PersonGiven } from '../people.ts'
import { standardEmail, standardPhone } from '../standard/contacts.ts'
import { standardDate } from '../standard/dates.ts'
import { foldLetters, wordsOf } from '../standard/letters.ts'
import { postcodeDistrict, postcodeSector } from '../standard/postcodes.ts'
import { soundOf } from '../standard/sounds.ts'

/**
 * Everything that somebody may be found by, each scrap with a letter for its kind: `n:` a word of a name, `l:` its first
 * letters, `s:` its sound, `y:` `m:` `d:` a year, month and day of birth, `p:` a postcode, `b:` its district and `q:` its
 * sector, `t:` a telephone number from its end, `e:` an e-mail address, `i:` a number or code that is theirs. Several accounts of one person give the scraps of all.
 */
export function scrapsOf(given: readonly PersonGiven[]): readonly string[] {
  return [...new Set(given.flatMap(scrapsOfOne))].toSorted()
}

/** Words of names as they are looked for: a to z, accents off, apostrophes dropped, hyphens parting. */
export const nameWords = (text: string): readonly string[] =>
  wordsOf(foldLetters(text))
    .replace(/\d+/g, ' ')
    .split(' ')
    .filter(word => word !== '')

/** How many first letters of a word are scraps of their own; longer beginnings are looked up among the words. */
export const lettersKept = 5

/** A number from its end, so that whoever knows the last digits looks for a beginning. */
export const fromTheEnd = (digits: string): string => [...digits].reverse().join('')

/** A code or number as it is looked for: small letters and digits, nothing between them. */
export const codeWord = (text: string): string => wordsOf(foldLetters(text)).replaceAll(' ', '').slice(0, 40)

function scrapsOfOne(one: PersonGiven): readonly string[] {
  const codes = [one.nhsNumber, ...Object.values(one.others ?? {})].map(code => codeWord(code ?? ''))
  return [
    ...[one.fullName, one.forename, one.middleNames, one.surname, one.formerSurname].flatMap(name =>
      ofName(name ?? ''),
    ),
    ...ofBirthDate(one.birthDate ?? ''),
    ...ofPostcode(codeWord(one.postcode ?? '').slice(0, 10)),
    ...tagged(
      't',
      several(one.phone).map(phone => fromTheEnd(standardPhone(phone))),
    ),
    ...tagged('e', several(one.email).map(standardEmail)),
    ...tagged(
      'i',
      codes.filter(code => /\d/.test(code)),
    ),
  ]
}

function ofName(name: string): readonly string[] {
  const words = nameWords(name).map(word => word.slice(0, 40))
  // "Smith-Jones" is looked for as one word too.
  const whole = words.length > 1 && /\S[-'’]\S/.test(name) ? [words.join('')] : []
  const starts = words.flatMap(word => [...Array(lettersKept).keys()].map(at => word.slice(0, at + 1)))
  return [...tagged('n', [...words, ...whole]), ...tagged('l', starts), ...tagged('s', words.map(soundOf))]
}

const ofPostcode = (code: string): readonly string[] => [
  ...tagged('p', [code]),
  ...tagged('b', [postcodeDistrict(code)]),
  ...tagged('q', [postcodeSector(code)]),
]

/** A date as far as it is known: 19840000 is a year. */
function ofBirthDate(given: string): readonly string[] {
  const date = /^\d{8}$/.test(given) ? given : standardDate(given, 'YYYY-MM-DD')
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)]
  if (year.length < 4 || year === '0000') return []
  const known = [month !== '' && month !== '00', day !== '' && day !== '00'] as const
  return [`y:${year}`, ...(known[0] ? [`m:${year}${month}`] : []), ...(known[0] && known[1] ? [`d:${date}`] : [])]
}

const tagged = (kind: string, words: readonly string[]): readonly string[] =>
  words.filter(word => word !== '').map(word => `${kind}:${word}`)
const several = (text: string | undefined): readonly string[] => (text ?? '').split(/[,;\n]/)
