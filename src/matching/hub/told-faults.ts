import { standardCode, standardNhsNumber } from '../standard/index.ts'
import { type ColumnMap, dateIn, plainNumber } from '../table/index.ts'
import { faultOf } from '../table/standards.ts'
import type { Told } from './told-row.ts'

/** A fact that a row tells and that cannot be read as it stands. */
export type NotRead = 'birthDate' | 'dayOfBirth' | 'nhsNumber' | 'checkDigit' | 'name'

/** What that is, and what becomes of it, without a word of the row. */
export const saysNotRead: Readonly<Record<NotRead, string>> = {
  birthDate: 'a birth date that cannot be read. It is taken as not known',
  dayOfBirth: 'a birth date that no calendar has. As much of it as can be is taken',
  nhsNumber: 'an NHS number that has not ten digits. Nobody is found by it',
  checkDigit: 'an NHS number whose check digit is wrong. Nobody is found by it',
  name: 'no name. Hardly anybody is found by what is left',
}

/** What a row tells that cannot be read; what systems write when nothing is known is none of it. */
export function notReadIn(row: Told, map: ColumnMap): readonly NotRead[] {
  const of = (column: string | undefined): string => (column === undefined ? '' : (row[column] ?? '').trim())
  const named = [map.forename, map.surname, map.formerSurname, map.fullName].some(column => of(column) !== '')
  return [
    ...ofDate(of(map.birthDate?.column), map.birthDate?.format),
    ...ofNhsNumber(of(map.nhsNumber)),
    ...(named ? [] : (['name'] as const)),
  ]
}

function ofDate(text: string, format: string | undefined): readonly NotRead[] {
  if (text === '') return []
  const date = dateIn(text, format)
  if (date === '') return faultOf('birthDate', text) ? ['birthDate'] : []
  const known = date.endsWith('0000') ? 1 : date.endsWith('00') ? 2 : 3
  return partsSaid(plainNumber(text)) > known ? ['dayOfBirth'] : []
}

/** Of year, month and day how many a text says, three at most; noughts say that one is not known, which is no fault. */
function partsSaid(text: string): number {
  const parts = text.match(/\d+|[a-z]{3,}/gi) ?? []
  if (parts.length > 1) return parts.slice(0, 3).filter(part => !/^0+$/.test(part)).length
  return /^\d{8}$/.test(text) && !/^(00|..00|....00|......00)/.test(text) ? 3 : 1
}

const ofNhsNumber = (text: string): readonly NotRead[] => {
  if (standardCode(text) === '' || standardNhsNumber(plainNumber(text)) !== '') return []
  return [faultOf('nhsNumber', text) === 'checkDigit' ? 'checkDigit' : 'nhsNumber']
}
