import type { PersonGiven } from '../people.ts'
import {
  standardCode,
  standardDate,
  standardEmail,
  standardNames,
  standardNhsNumber,
  standardPhone,
  standardPlace,
  standardSex,
  standardText,
  standardUprn,
} from '../standard/index.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'

/** What becomes of the words of one group: from a text for each of its columns to a word for each output, '' for nothing. */
export function standardsOf(group: Group): (texts: readonly string[]) => readonly string[] {
  const { holds, outputs, format, code } = group
  switch (holds[0]) {
    case 'exact':
      return texts => texts
    case 'other':
      return ([text = '']) => [code ? standardCode(text) : standardText(text)]
    case 'birthDate':
      return ([text = '']) => [standardDate(text, format)]
    case 'sex':
      return ([text = '']) => [standardSex(text)]
    case 'uprn':
      return ([text = '']) => [standardUprn(text)]
    case 'phone':
      return ([text = '']) => [standardPhone(text)]
    case 'email':
      return ([text = '']) => [standardEmail(text)]
    case 'nhsNumber':
      return ([text = '']) => [standardNhsNumber(text)]
    case 'addressLines':
    case 'town':
    case 'postcode':
      return picked(standardPlace, holds, outputs)
    default:
      return picked(standardNames, holds, outputs)
  }
}

/** What is wrong with a value that nothing was made of, although it says something. */
export function faultOf(
  { holds }: Group,
  [text = '']: readonly string[],
  [word]: readonly string[],
): FaultKind | undefined {
  if (word !== '' || standardCode(text) === '') return undefined
  // What has a year and is no date is what systems write when no date is known: their business, and no fault.
  if (holds[0] === 'birthDate') return /(18|19|20|21)\d\d/.test(text) ? undefined : 'date'
  if (holds[0] === 'nhsNumber') return text.replace(/\D/g, '').length === 10 ? 'checkDigit' : 'nhsNumber'
  return undefined
}

type Some = Readonly<Record<string, string | undefined>>

function picked(standard: (given: PersonGiven) => Some, holds: Group['holds'], outputs: readonly string[]) {
  return (texts: readonly string[]): readonly string[] => {
    const lines = texts.filter((_, at) => holds[at] === 'addressLines')
    const rest = Object.fromEntries(holds.map((one, at) => [one, texts[at]]).filter(([one]) => one !== 'addressLines'))
    const found = standard({ id: '', ...rest, ...(lines.length > 0 && { addressLines: lines }) })
    return outputs.map(output => found[output] ?? '')
  }
}
