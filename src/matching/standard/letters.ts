import anyAscii from 'any-ascii'

/**
 * The same text in small letters of a to z as far as its script allows, digits and ASCII signs: accents off, Cyrillic,
 * Greek, Arabic, Indian and Chinese script written in Latin letters. Pictures and signs beyond ASCII are left out.
 */
export function foldLetters(text: string): string {
  return (
    plain.test(text) ? text : anyAscii(text.normalize('NFKC').replace(signs, '').replace(alif, 'a'))
  ).toLowerCase()
}

/** Words of a to z and 0 to 9, one space apart; whatever else there is parts words, apostrophes excepted. */
export const wordsOf = (folded: string): string =>
  folded
    .replace(apostrophes, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
const plain = /^[\x00-\x7f]*$/
// Without this a smile becomes the word "smile", and a stray control character a word of its own.
const signs = /[^\P{S}$+<=>^`|~]|(?=[^\t\n\r])\p{C}/gu
// Arabic names begin with these more often than not; written as an apostrophe they would be lost.
const alif = /[\u0621-\u0623\u0625\u0627\u0639\u0649]/g
const apostrophes = /['`]/g
