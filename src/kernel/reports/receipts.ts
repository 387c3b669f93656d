/**
 * A receipt as it was meant, however it was typed: 16 letters and digits in capitals, with its dashes, O read as 0 and I
 * and L as 1. Nothing where it cannot be one.
 */
export function asReceipt(typed: string): string | undefined {
  const bare = typed.toUpperCase().replace(gaps, '').replaceAll('O', '0').replace(/[IL]/g, '1')
  return whole.test(bare) ? bare.replace(/(.{4})(?=.)/g, '$1-') : undefined
}

/**
 * True where a text, or a text anywhere in what a form sent, holds what looks like a receipt. Four fours of letters and
 * digits with dashes between, or run together, with a letter and a digit at least: neither four short words nor the number
 * of a bank card. `own` is one known to be theirs, found whatever stands between its fours.
 */
export function holdsReceipt(value: unknown, own?: (receipt: string) => boolean): boolean {
  return textsIn(value).some(text => receiptsIn(text, own).length > 0)
}

/** The same value with all but the first four letters of each receipt in it left out, to be shown again. */
export function withoutReceipts(value: unknown, own?: (receipt: string) => boolean): unknown {
  if (typeof value === 'string') {
    return receiptsIn(value, own).reduce((text, found) => text.replaceAll(found, `${found.slice(0, 4)}…`), value)
  }
  if (Array.isArray(value)) return value.map(one => withoutReceipts(one, own))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutReceipts(one, own)]))
}

/** What is said where one was found: why it was refused, and what to do. */
export const receiptFound =
  'This looks like a receipt code. Take it out: whoever reads this could use it to open the messages. Nobody who works here needs it'

const gaps = /[\s‐-―−-]/g
const whole = /^[0-9A-HJKMNP-TV-Z]{16}$/
// A letter of the code as it may be typed or misread, so that one copied by hand is found too.
const four = '[0-9A-TV-Za-tv-z]{4}'
const dashed = new RegExp(`(?<![0-9A-Za-z])${four}(?:[‐-―−-]${four}){3}(?![0-9A-Za-z])`, 'g')
const together = /(?<![0-9A-Za-z])(?=[0-9A-Za-z]*[0-9])(?=[0-9A-Za-z]*[A-Za-z])[0-9A-TV-Za-tv-z]{16}(?![0-9A-Za-z])/g
const spaced = new RegExp(`(?<![0-9A-Za-z])(?=(${four}(?:[\\s‐-―−-]{0,3}${four}){3})(?![0-9A-Za-z]))`, 'g')

function receiptsIn(text: string, own?: (receipt: string) => boolean): readonly string[] {
  const shaped = [...text.matchAll(dashed), ...text.matchAll(together)]
    .map(([found]) => found)
    .filter(found => /[0-9]/.test(found) && /[A-Za-z]/.test(found))
  // Looked for at each place, since four words before it may be as long as its fours.
  const theirs = own ? [...text.matchAll(spaced)].map(([, found = '']) => found) : []
  return [...shaped, ...theirs.filter(found => own?.(asReceipt(found) ?? ''))]
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
