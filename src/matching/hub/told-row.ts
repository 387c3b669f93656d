import { standardDate } from '../standard/dates.ts'
import type { ColumnMap } from '../table/index.ts'
import type { Indexed } from './index-queries.ts'
import type { RecordTold } from './ways.ts'

/** One row of an agency's file, by the names of its columns. */
export type Told = Readonly<Record<string, string | undefined>>

/**
 * An index record out of a row, by a map of its columns; nothing where the row does not say the agency's own number. A date
 * is read as `birthDate.format` says, or as it can only be read; one that cannot be is not known. `sealedBy` is a column in
 * which anything but nothing, 0, no or false seals the record.
 */
export function toldInRow(row: Told, map: ColumnMap, sealedBy?: string): Indexed | undefined {
  const of = (column: string | undefined): string => (column === undefined ? '' : (row[column] ?? '').trim())
  const ref = of(map.id)
  if (ref === '') return undefined
  const [given, family] = namesIn(of, map)
  const former = of(map.formerSurname)
  const address = [...(map.addressLines ?? []), ...(map.town ? [map.town] : [])].map(of).filter(Boolean).join(', ')
  const [postcode, uprn] = [of(map.postcode) || null, of(map.uprn) || null]
  const valued = (kind: string, value: string) => (value ? [{ kind, value }] : [])
  const nhs = of(map.nhsNumber)
  return {
    ref,
    sealed: sealedBy !== undefined && !/^(|0|no|n|false|f)$/i.test(of(sealedBy)),
    told: {
      ...born(of(map.birthDate?.column), map.birthDate?.format),
      sex: of(map.sex) || null,
      names: [
        ...(given || family ? [{ kind: 'current', given, family }] : []),
        ...(former ? [{ kind: 'former', given: '', family: former }] : []),
      ],
      addresses: address || postcode || uprn ? [{ address, postcode, uprn }] : [],
      contacts: [...valued('phone', of(map.phone)), ...valued('email', of(map.email))],
      identifiers: [
        ...(nhs ? [{ scheme: 'nhs', value: nhs }] : []),
        ...(map.identifiers ?? []).flatMap(column => (of(column) ? [{ scheme: column, value: of(column) }] : [])),
      ],
    },
  }
}

function namesIn(of: (column: string | undefined) => string, map: ColumnMap): readonly [given: string, family: string] {
  const [first, middle, last] = [of(map.forename), of(map.middleNames), of(map.surname)]
  if (first || last) return [`${first} ${middle}`.trim(), last]
  const words = of(map.fullName).split(/\s+/)
  return words.length > 1 ? [words.slice(0, -1).join(' '), words.at(-1)!] : ['', words[0] ?? '']
}

type Born = Pick<RecordTold, 'born_from' | 'born_to' | 'born_precision'>

function born(text: string, format: string | undefined): Born {
  const date = text === '' ? '' : standardDate(text, format)
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
