import { foldLetters, wordsOf } from './letters.ts'
import { isProgramsNothing, saysNoForename, saysNothing } from './placeholders.ts'

/**
 * Forenames or middle names in words of a to z, one space apart: titles, numbers and what stands in brackets left out,
 * parts of hyphenated names as words of their own, letters misread as digits put right. '' if no name is given.
 */
export function standardName(given: string): string {
  if (isProgramsNothing(given)) return ''
  const words = nameWords(given)
  return saysNoForename(words) ? '' : withoutTitles(words)
}

/**
 * A surname likewise. What belongs to the next word is joined to it (O Brien, Mac Donald, van der Berg, al Hassan, St
 * John), because it is written apart, with a hyphen and in one word; bin, ibn, bint, da and dos are left out, because
 * they are left out elsewhere.
 */
export function standardSurname(given: string): string {
  if (isProgramsNothing(given)) return ''
  const words = nameWords(given.replace(formerly, ''))
  const known = words.replace(/^(unborn|baby|infant|newborn|unknown)( (?=.))/, '')
  return saysNothing(known) ? '' : joined(withoutTitles(known))
}

/** The surname somebody had before, where it is given with the present one: Smith (née Jones). '' if it is not. */
export function formerIn(surname: string): string {
  const found = foldLetters(surname).match(formerly)
  return found ? standardSurname(found[1] ?? '') : ''
}

/** A whole name in its parts: "SMITH, John Paul", "John Paul van der Berg", "Ivanov Ivan Petrovich". */
export function splitFullName(given: string): Readonly<{ forename: string; middleNames: string; surname: string }> {
  if (isProgramsNothing(given)) return { forename: '', middleNames: '', surname: '' }
  const plain = foldLetters(given).replace(bracketed, ' ').replace(formerly, '').replace(afterComma, '')
  const comma = plain.indexOf(',')
  if (comma >= 0) return parts(plain.slice(comma + 1), plain.slice(0, comma))
  const words = withoutTitles(
    nameWords(plain).replace(/^(baby|unborn|infant|newborn)( (boy|girl|child|baby|of))* /, ''),
  )
  if (saysNothing(words)) return parts('', '')
  const all = words.split(' ')
  if (patronymic.test(all.at(-1)!) && all.length === 3) return parts(all.slice(1).join(' '), all[0]!)
  // A hyphen makes one surname of two words; without it the last word and what belongs to it is the surname.
  const tail = plain.match(/[a-z']{2,}(\s*-\s*[a-z']{2,})+\W*$/)
  const from = startOfSurname(all, tail ? nameWords(tail[0]).split(' ').length : 1)
  return parts(all.slice(0, from).join(' '), all.slice(from).join(' '))
}

/** True for a word that very many bear as part of their name and that tells no family: Singh, Kaur, Begum, Bibi. */
export const titleLike = (word: string): boolean => titlesAsNames.has(word)

function parts(forenames: string, surname: string) {
  const [forename = '', ...rest] = standardName(forenames).split(' ')
  return { forename, middleNames: rest.join(' '), surname: standardSurname(surname) }
}

/** Where the surname begins: the last words and what belongs to them, but never everything there is. */
function startOfSurname(words: readonly string[], last: number): number {
  if (words.length === 1) return 0
  let from = Math.max(1, words.length - last)
  while (from > 1 && (binding.has(words[from - 1]!) || omitted.has(words[from - 1]!))) from--
  return from
}

function nameWords(given: string): string {
  const words = wordsOf(foldLetters(given).replace(bracketed, ' ').replace(/\|/g, 'l').replace(/@/g, 'a'))
  return /\d/.test(words) ? withoutDigits(words) : words
}

/** Digits that stand for a letter they look like become it; others are somebody's counting and go. */
const withoutDigits = (words: string): string =>
  words
    .replace(/\b\d+\b/g, '')
    .replace(/[0158]/g, digit => alike[digit]!)
    .replace(/[246](?=[a-z])/g, digit => alike[digit]!)
    .replace(/\d/g, '')
    .replace(/ +/g, ' ')
    .trim()

const alike: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 2: 'z', 4: 'a', 5: 's', 6: 'g', 8: 'b' }

function withoutTitles(words: string): string {
  if (!words.includes(' ')) return titles.has(words) && !alsoNames.has(words) ? '' : words
  const all = words.split(' ')
  while (all.length > 0 && titles.has(all[0]!) && !(all.length === 1 && alsoNames.has(all[0]!))) all.shift()
  while (all.length > 1 && suffixes.has(all.at(-1)!)) all.pop()
  return all.join(' ')
}

function joined(surname: string): string {
  if (!surname.includes(' ')) return surname
  const words = surname.split(' ').filter((word, at, all) => at === all.length - 1 || !omitted.has(word))
  let out = ''
  words.forEach((word, at) => {
    const isLast = at === words.length - 1
    out += isLast || binding.has(word) ? word : `${word} `
  })
  return out
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const titles = set(
  'mr mrs miss ms mx master mstr dr doctor prof professor sir dame rev revd reverend fr hon messrs cllr capt sgt pc mrss lord lady sister',
)
const alsoNames = set('master doctor sir lord lady sister dame hon pc')
const suffixes = set('jr jnr snr sr ii iii iv esq phd obe mbe cbe qc kc mp bsc msc ba decd deceased')
const titlesAsNames = set('singh kaur begum bibi khatun khatoon bano banu devi kumari kumar khanum khanam khanom bai')
const binding = set(
  'o mc mac van von der den de di del della du le la st saint al el ul ur abd abdul abu ap ab fitz ten ter te zu zur',
)
const omitted = set('bin ibn bint da das do dos e y')
const patronymic = /(ovich|evich|ovych|evych|yovych|ovna|evna|ivna|yivna|owicz|ichna|inichna)$/
const bracketed = /\([^()]*\)|\[[^[\]]*\]|"[^"]*"/g
const afterComma = /,\s*(jr|jnr|snr|sr|ii|iii|iv|esq|phd|obe|mbe|cbe|qc|kc|mp|bsc|msc|ba)\b.*$/
const formerly = /[\s(,]+(?:n[eé]e|formerly|previously|prev|was|f\/?k\/?a|a\/?k\/?a|maiden name)[:\s.]+([^)]*)\)?/i
