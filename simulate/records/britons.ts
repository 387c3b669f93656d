import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Draw, drawOf } from './draws.ts'
import type { Sex } from './origins.ts'

/** First names by sex and year of birth and last names, as often as the nation bears them (names/README.md). */
export type Britons = Readonly<{ forename(sex: Sex, year: number): Draw<string>; surname: Draw<string> }>

const folder = join(import.meta.dirname, '..', '..', 'names')

export function rowsOfNames(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(join(folder, file), 'utf8').trim().split('\n').slice(1)
  return lines.map(line => line.split(','))
}

export function britons(): Britons {
  const since = forenamesSince1996()
  const before = forenamesBefore1996(since)
  const surnames = rowsOfNames('surnames.csv').map(([name = '', share]) => [name, Number(share)] as const)
  return {
    forename: (sex, year) =>
      year < 1996
        ? before.get(`${sex}${Math.round((Math.max(1904, year) - 4) / 10) * 10 + 4}`)!
        : since.get(sex)![Math.min(5, Math.floor((year - 1996) / 5))]!.draw,
    surname: drawOf(surnames),
  }
}

type Since = ReadonlyMap<Sex, readonly { readonly counts: Count[]; readonly draw: Draw<string> }[]>
type Count = readonly [name: string, weight: number]

function forenamesSince1996(): Since {
  const rows = rowsOfNames('forenames-by-birth-year.csv')
  const of = (sex: Sex) =>
    [2, 3, 4, 5, 6, 7].map(column => {
      const counts = rows.flatMap(row => (row[0] === sex && Number(row[column]) > 0 ? [countIn(row, column)] : []))
      return { counts, draw: drawOf(counts) }
    })
  return new Map([
    ['f', of('f')],
    ['m', of('m')],
  ])
}

const countIn = (row: readonly string[], column: number): Count => [row[1]!, Number(row[column])]

/**
 * For the decades before counts were published there are a hundred names by rank. Weights fall with the rank, and one
 * birth in five has a name beyond the hundred: for want of a list those that were rare between 1996 and 2000.
 */
function forenamesBefore1996(since: Since): ReadonlyMap<string, Draw<string>> {
  const ranked = Map.groupBy(rowsOfNames('forenames-1904-2024.csv'), ([sex, year]) => `${sex}${year}`)
  return new Map(
    [...ranked].map(([key, rows]) => {
      const common = rows.map(([, , rank, name = '']) => [name, 1 / (Number(rank) + 5)] as const)
      const weight = common.reduce((sum, [, one]) => sum + one, 0)
      const rare = since.get(key.startsWith('f') ? 'f' : 'm')![0]!.counts.slice(100, 900)
      const births = rare.reduce((sum, [, one]) => sum + one, 0)
      return [key, drawOf([...common, ...rare.map(([name, one]) => [name, (one / births) * weight * 0.25] as const)])]
    }),
  )
}
