import { isProgramsNothing } from './placeholders.ts'

/**
 * A postcode in small letters and digits without a space: a British one with O and 0, I and 1 put right where only one of
 * them can stand, one of another country as it is. '' if it is none, or one of those that stand for "not known" (ZZ99).
 */
export function standardPostcode(given: string): string {
  const usual = given.replace(' ', '').toLowerCase()
  if (whole.test(usual)) return placeholder.test(usual) ? '' : usual
  if (isProgramsNothing(given)) return ''
  const code = given.toLowerCase().replace(/[^a-z0-9]/g, '')
  const british = asBritish(code)
  if (british) return placeholder.test(british) ? '' : british
  if (!/\d/.test(code) || code.length < 3 || code.length > 10 || /^(0+|9+)$/.test(code)) return ''
  return placeholder.test(code) ? '' : code
}

/** District and sector of a standardised British postcode (cv344ab: cv34 and cv344); '' for any other. */
export const postcodeDistrict = (postcode: string): string => (whole.test(postcode) ? postcode.slice(0, -3) : '')
export const postcodeSector = (postcode: string): string => (whole.test(postcode) ? postcode.slice(0, -2) : '')

/** The last British postcode that stands in a text, as it stands there; undefined if there is none. */
export const postcodeIn = (text: string): string | undefined => text.match(inText)?.at(-1)

// Only in the middle of London does a district end in a letter. The last two are never c, i, k, m, o or v, but a postcode
// with such a slip still tells its district.
const whole = /^([a-z]{1,2}\d{1,2}|(e|n|w|se|sw|nw|wc|ec)\d[a-z])\d[a-z]{2}$/
const inText = /\b[a-z]{1,2}\d[a-z\d]?\s{0,2}\d[a-z]{2}\b/gi
const placeholder = /^(zz|xx|aa1|zz99|x9|z9)\d*[a-z]*\d?[a-z]*$|^nf\d/

function asBritish(code: string): string | undefined {
  if (code.length < 5 || code.length > 7) return undefined
  if (whole.test(code)) return code
  const [outward, inward] = [code.slice(0, -3), code.slice(-3)]
  const end = digit(inward[0]!) + letter(inward[1]!) + letter(inward[2]!)
  // Of the outward code the first is a letter and the last but a London letter a digit; the second may be either.
  const starts = [...outward].map((one, at) =>
    at === 0 ? letter(one) : at === 1 && outward.length > 2 ? one : digit(one),
  )
  const plain = starts.join('') + end
  return [plain, outward + end, letter(outward[0]!) + letter(outward[1]!) + starts.slice(2).join('') + end].find(one =>
    whole.test(one),
  )
}

const digit = (one: string): string => (one === 'o' ? '0' : one === 'i' || one === 'l' ? '1' : one)
const letter = (one: string): string => (one === '0' ? 'o' : one === '1' ? 'i' : one)
