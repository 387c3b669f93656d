import { formerIn, standardName, standardSurname, writtenFullName } from '../standard/index.ts'
import { type ColumnMap, dateIn, plainNumber } from '../table/index.ts'
import type { Indexed } from './index-queries.ts'
import type { RecordTold } from './ways.ts'

/** One row of an agency's file, by the names of its columns. */
export type Told = Readonly<Record<string, string | undefined>>

/**
 * An index record out of a row, by a map of its columns; nothing where the row does not say the agency's own number. Names,
 * dates and numbers are understood as in files that are matched, names kept as they are written. A date that cannot be read
 * is not known. `sealedBy` is a column in which anything but nothing, 0, no or false seals the record.
 */
export function toldInRow(row: Told, map: ColumnMap, sealedBy?: string): Indexed | undefined {
  const of = (column: string | undefined): string => (column === undefined ? '' : (row[column] ?? '').trim())
  const ref = of(map.id)
  if (ref === '') return undefined
  const { given, family, former } = namesIn(of, map)
  const number = (column: string | undefined): string => plainNumber(of(column))
  const address = [...(map.addressLines ?? []), ...(map.town ? [map.town] : [])].map(of).filter(Boolean).join(', ')
  const [postcode, uprn] = [of(map.postcode) || null, number(map.uprn) || null]
  const valued = (kind: string, value: string) => (value ? [{ kind, value }] : [])
  const nhs = number(map.nhsNumber)
  return {
    ref,
    sealed: sealedBy !== undefined && !/^(|0|no|n|false|f)$/i.test(of(sealedBy)),
    told: {
      ...born(of(map.birthDate?.column), map.birthDate?.format),
      sex: number(map.sex) || null,
      names: [
        ...(given || family ? [{ kind: 'current', given, family }] : []),
        ...(former ? [{ kind: 'former', given: '', family: former }] : []),
      ],
      addresses: address || postcode || uprn ? [{ address, postcode, uprn }] : [],
      contacts: [...valued('phone', number(map.phone)), ...valued('email', of(map.email))],
      identifiers: [
        ...(nhs ? [{ scheme: 'nhs', value: nhs }] : []),
        ...(map.identifiers ?? []).flatMap(column =>
          number(column) ? [{ scheme: column, value: number(column) }] : [],
        ),
      ],
    },
  }
}

/** Each name from its own column where that says one, else from the whole name, and what was borne before from either. */
function namesIn(of: (column: string | undefined) => string, map: ColumnMap) {
  const whole = writtenFullName(of(map.fullName))
  const own = (standard: (name: string) => string, said: string, found: string) => (standard(said) ? said : found)
  const first = own(standardName, of(map.forename), whole.forename)
  const middle = own(standardName, of(map.middleNames), whole.middleNames)
  const family = own(standardSurname, of(map.surname), whole.surname) || of(map.surname)
  const borne = formerIn(family) ? '' : formerIn(of(map.surname)) || formerIn(of(map.fullName))
  const former = own(standardSurname, of(map.formerSurname), borne)
  return { given: `${first} ${middle}`.trim() || of(map.forename), family, former }
}

type Born = Pick<RecordTold, 'born_from' | 'born_to' | 'born_precision'>

function born(text: string, format: string | undefined): Born {
  const date = dateIn(text, format)
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)]
  if (date === '') return { born_from: null, born_to: null, born_precision: 'unknown' }
  if (month === '00') return { born_from: `${year}-01-01`, born_to: `${year}-12-31`, born_precision: 'year' }
  if (day !== '00') {
    const exact = `${year}-${month}-${day}`
    return { born_from: exact, born_to: exact, born_precision: 'exact' }
  }
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { born_from: `${year}-${month}-01`, born_to: `${year}-${month}-${last}`, born_precision: 'month' }
}
