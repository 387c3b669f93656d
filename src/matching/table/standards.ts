import type { PersonGiven } from '../people.ts'
import {
  formerIn,
  isPlaceholderDate,
  standardCode,
  standardDate,
  standardEmail,
  standardName,
  standardNames,
  standardNhsNumber,
  standardPhone,
  standardPlace,
  standardPostcode,
  standardSex,
  standardSurname,
  standardText,
  standardUprn,
} from '../standard/index.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'

/**
 * What becomes of the words of one group: takes a text for each of its columns and writes a word for each output, '' for
 * nothing, into `words`; both arrays are the caller's, used again for each of a million.
 */
export type Standard = (texts: readonly string[], words: string[]) => void

/** The function that standardises what a group holds. */
export function standardOf({ holds, outputs, format, code }: Group): Standard {
  switch (holds[0]) {
    case 'exact':
      return each(text => text)
    case 'other':
      return each(code ? ofNumber(standardCode) : standardText)
    case 'birthDate':
      return each(text => dateIn(text, format))
    case 'sex':
      return each(ofNumber(standardSex))
    case 'uprn':
      return each(ofNumber(standardUprn))
    case 'phone':
      return each(ofNumber(standardPhone))
    case 'email':
      return each(standardEmail)
    case 'nhsNumber':
      return each(ofNumber(standardNhsNumber))
    case 'forename':
    case 'middleNames':
      return each(standardName)
    case 'surname':
      return holds.length > 1 ? together(standardNames, holds, outputs) : surnameAlone
    case 'postcode':
      return each(standardPostcode)
    case 'addressLines':
    case 'town':
      return together(standardPlace, holds, outputs)
    default:
      return together(standardNames, holds, outputs)
  }
}

/** What is wrong with a value that no word was made of, although it says something. */
export function faultOf(holds: Group['holds'][number], text: string): FaultKind | undefined {
  if (standardCode(text) === '') return undefined
  // What systems write when no date is known is their business, and no fault.
  if (holds === 'birthDate') return isPlaceholderDate(unspread(text)) ? undefined : 'date'
  return text.replace(/\D/g, '').length === 10 ? 'checkDigit' : 'nhsNumber'
}

/** A date as a table may write it, in the form of `standardDate`. */
export const dateIn = (text: string, format: string | undefined): string => standardDate(plainNumber(text), format)

/** A number as it was before a table wrote it otherwise; nothing is left of one that has lost its digits. */
export const plainNumber = (text: string): string => (isRounded(text) ? '' : unspread(text))

/** Spreadsheets and data frames write a number as a fraction (`19710624.0`), which says the same. */
const unspread = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1')
/** Or with an exponent (`1.0007E+11`), which has lost its digits: nobody is known by what is left. */
const isRounded = (text: string): boolean => /^\d(?:\.\d+)?e\+\d+$/i.test(text)
const ofNumber = (standard: (text: string) => string) => (text: string) => {
  const number = plainNumber(text)
  return number === '' ? '' : standard(number)
}

const each =
  (standard: (text: string) => string): Standard =>
  (texts, words) => {
    words[0] = texts[0] === '' ? '' : standard(texts[0]!)
  }

const surnameAlone: Standard = ([text = ''], words) => {
  words[0] = standardSurname(text)
  words[1] = formerIn(text)
}

type Given = { -readonly [K in keyof PersonGiven]: PersonGiven[K] }
type Some = Readonly<Record<string, string | undefined>>

function together(standard: (given: PersonGiven) => Some, holds: Group['holds'], outputs: readonly string[]): Standard {
  const lines: string[] = []
  const given: Given = { id: '', addressLines: lines }
  return (texts, words) => {
    lines.length = 0
    for (let at = 0; at < holds.length; at++) {
      const key = holds[at]!
      if (key === 'addressLines') lines.push(texts[at]!)
      else if (key !== 'exact' && key !== 'other') given[key] = texts[at]!
    }
    const found = standard(given)
    for (let at = 0; at < outputs.length; at++) words[at] = found[outputs[at]!] ?? ''
  }
}
