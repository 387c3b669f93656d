import { foldLetters } from './letters.ts'

/**
 * A telephone number as digits in national form (07911 123456 and +44 7911 123456: 07911123456), other countries' behind
 * 00; the first, where several are given. '' if it is too short for one or a row of keys held down.
 */
export function standardPhone(given: string): string {
  if (plainPhone.test(given)) return heldDown.test(given) ? '' : given
  const first =
    foldLetters(given)
      .replace(/\b(ext|x|extension)\b.*$/, '')
      .split(/[,;/]| or /)[0] ?? ''
  const digits = first
    .replace(/\(0\)/, '')
    .replace(/(?<=\d|^|\+)o(?=[\d ])|(?<=\d)o/g, '0')
    .replace(/(?<=\d ?)[il](?=\d)/g, '1')
    .replace(/^[^\d+]*/, '')
    .replace(/(?<=(\d\W*){7})[a-z].*$/, '')
    .replace(/^\+/, '00')
    .replace(/\D/g, '')
  const national = inBritain(digits)
  return national.length < 7 || national.length > 17 || heldDown.test(national) ? '' : national
}

function inBritain(digits: string): string {
  const inside = digits.replace(/^(0044|044(?=[127]\d{9}$)|44(?=0?[1-37]\d{9}$|0?[12]\d{8}$))0?/, '0')
  // Spreadsheets take the nought off.
  return /^([127]\d{9}|1\d{8})$/.test(inside) ? `0${inside}` : inside
}

/**
 * An e-mail address in small letters, without a tag (+…), Gmail's two names and dots as one. One with its @ lost is kept,
 * because it still tells; '' if it is a placeholder.
 */
export function standardEmail(given: string): string {
  const folded = foldLetters(given)
  const text = plainEmail.test(folded) ? folded : bare(folded)
  const at = text.lastIndexOf('@')
  if (at <= 0 || at === text.length - 1) return withoutAt.test(text.replace('@', '')) ? text.replace('@', '') : ''
  const domain = text.slice(at + 1).replace(/^googlemail\./, 'gmail.')
  const local = text.slice(0, at).replace(/\+.*$/, '')
  const name = domain.startsWith('gmail.') ? local.replace(/\./g, '') : local
  return name === '' || noAddress.test(name) || noDomain.test(domain) ? '' : `${name}@${domain}`
}

const bare = (text: string): string =>
  text
    .replace(/^.*<|>.*$|^mailto:/g, '')
    .replace(/[\s"']/g, '')
    .replace(/,/g, '.')

const withoutAt = /^(?=.{6})[^.@]+(\.[^.@]+)+$/
const plainPhone = /^0[127]\d{9}$/
const plainEmail = /^[a-z0-9._-]+@[a-z0-9.-]+$/
const heldDown = /(\d)\1{6}|^0?123456789|^01234567890?$|^07123456789$|0000000|^0?(\d)\2+$/
const noAddress = /^(no|none|no.?e?.?mail|n\/a|unknown|not.?known|nobody|no.?reply|test|xx+|refused|declined|notgiven)$/
const noDomain = /^(xx+\.|none|na\.|unknown)/
