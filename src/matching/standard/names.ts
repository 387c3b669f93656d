import { foldLetters, wordsOf } from './letters.ts'
import { bindingInForenames, bindingInSurnames, leftOut, suffixes, titles, titlesAlsoNames } from './name-words.ts'
import { isProgramsNothing, namelessWords, saysNoForename, saysNothing } from './placeholders.ts'

/**
 * Forenames or middle names in words of a to z, one space apart: titles, numbers and what stands in brackets left out,
 * parts of hyphenated names as words of their own, letters misread as digits put right. '' if no name is given.
 */
export function standardName(given: string): string {
  const name = foldedName(given)
  return name.includes(' ') && name !== given ? standardName(name) : name
}

function foldedName(given: string): string {
  if (given === '') return ''
  if (simple.test(given)) return settled(given.toLowerCase(), saysNoForename)
  if (isProgramsNothing(given)) return ''
  const words = nameWords(given)
  return saysNoForename(words) ? '' : settled(bound(withoutTitles(words), bindingInForenames), saysNoForename)
}

/**
 * A surname likewise. What belongs to the next word is joined to it (O Brien, Mac Donald, van der Berg, al Hassan, St
 * John), because it is written apart, with a hyphen and in one word; bin, ibn, bint, da and dos are left out, because
 * they are left out elsewhere. A surname before (née, formerly) is not part of it.
 */
export function standardSurname(given: string): string {
  const name = foldedSurname(given)
  return name.includes(' ') && name !== given ? standardSurname(name) : name
}

function foldedSurname(given: string): string {
  if (given === '') return ''
  if (simple.test(given)) return settled(given.toLowerCase(), saysNothing)
  if (twoWords.test(given)) {
    const [first = '', second = ''] = given.toLowerCase().split(/[ -]/)
    // Two words with nothing to leave out or bind are what is left when all that follows has been done.
    if (!besideSurnames.has(first) && !besideSurnames.has(second)) return settled(`${first} ${second}`, saysNothing)
  }
  if (isProgramsNothing(given)) return ''
  const words = nameWords(foldLetters(given).replace(formerly, '')).replace(unnamedChild, '')
  return saysNothing(words) ? '' : settled(bound(withoutTitles(words), bindingInSurnames), saysNothing)
}

/** The surname somebody had before, where it is given with the present one: Smith (née Jones). '' if it is not. */
export function formerIn(surname: string): string {
  if (surname === '' || simple.test(surname)) return ''
  const found = maybeFormer.test(surname) ? foldLetters(surname).match(formerly) : null
  return standardSurname(found?.[1] ?? '')
}

/** Words of a to z of a name, whatever else stands there. */
export function nameWords(given: string): string {
  const words = wordsOf(foldLetters(given).replace(bracketed, ' ').replace(/\|/g, 'l').replace(/@/g, 'a'))
  return /\d/.test(words) ? withoutDigits(words) : words
}

/** Without the titles in front and behind; '' if there is nothing else. */
export function withoutTitles(words: string): string {
  const all = words.split(' ')
  while (titles.has(all[0] ?? '') && !(all.length === 1 && titlesAlsoNames.has(all[0]!))) all.shift()
  while (all.length > 1 && suffixes.has(all.at(-1)!)) all.pop()
  return all.join(' ')
}

/** A surname before, behind the word for it, in folded text. */
export const formerly = /[\s(,-]+(?:nee|formerly|previously|prev|was|f\/?k\/?a|a\/?k\/?a|maiden name)[:\s.]+([^)]*)\)?/
/** What is said of a name in brackets or quotation marks. */
export const bracketed = /\([^()]*\)|\[[^[\]]*\]|"[^"]*"/g

/**
 * Any other word of a to z, of which not the first two letters are alike, is itself when it is standardised as a forename or
 * as a surname.
 */
export const neverNames: readonly string[] = [...namelessWords, ...titles].filter(word => !word.includes(' '))

const simple = /^(?!NA$|NaN$)[A-Za-z]+$/
const maybeFormer = /\b[nfpawmNFPAWM]/
const twoWords = /^[A-Za-z]+[ -][A-Za-z]+$/
const unnamedChild = /^((un ?born|baby|infant|new ?born|unknown|boy|girl) )+(?=.)/

/** Words of a surname that are not one themselves. */
const besideSurnames: ReadonlySet<string> = new Set([
  ...[...titles, ...suffixes, ...bindingInSurnames, ...leftOut],
  ...['unborn', 'baby', 'infant', 'newborn', 'unknown', 'boy', 'girl'],
])

/** What is left of a word alone may itself be a title or a placeholder. */
function settled(words: string, nothing: (words: string) => boolean): string {
  if (words === '' || nothing(words) || (titles.has(words) && !titlesAlsoNames.has(words))) return ''
  return words
}

/** Digits that stand for a letter they look like become it; others are somebody's counting and go. */
const withoutDigits = (words: string): string =>
  words
    .replace(/\b\d+(?:st|nd|rd|th)?\b/g, '')
    .replace(/(?<=[b-df-hj-np-tv-z])1(?=[b-df-hj-np-tv-z])/g, 'i')
    .replace(/[0158]/g, digit => alike[digit]!)
    .replace(/[246](?=[a-z])/g, digit => alike[digit]!)
    .replace(/\d/g, '')
    .replace(/ +/g, ' ')
    .trim()

const alike: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', 2: 'z', 4: 'a', 5: 's', 6: 'g', 8: 'b' }

function bound(name: string, binding: ReadonlySet<string>): string {
  if (!name.includes(' ')) return name
  const words = name.split(' ').filter((word, at, all) => at === all.length - 1 || !leftOut.has(word))
  return words.map((word, at) => (at === words.length - 1 || binding.has(word) ? word : `${word} `)).join('')
}
