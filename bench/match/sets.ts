import { join } from 'node:path'
import type { People } from '../../src/matching/people.ts'
import { type ColumnMap, mapFrom, readPeople, wordAt } from '../../src/matching/table/index.ts'

/** A set of records whose truth is known and that others publish results on (test/matching/sets/README.md). */
export type OpenSet = Readonly<{ name: string; says: string; file: string; map: ColumnMap; truth: string | RegExp }>

const folder = join(import.meta.dirname, '..', '..', 'test', 'matching', 'sets')

const febrl = mapFrom({
  ...{ id: 'rec_id', forename: 'given_name', surname: 'surname', town: 'suburb', postcode: 'postcode' },
  birthDate: { column: 'date_of_birth', format: 'YYYYMMDD' },
  addressLines: ['street_number', 'address_1', 'address_2'],
  identifiers: ['soc_sec_id'],
  others: [{ column: 'state', kind: 'code' }],
})
const fake = mapFrom({
  ...{ id: 'unique_id', forename: 'first_name', surname: 'surname', town: 'city', email: 'email' },
  birthDate: { column: 'dob', format: 'YYYY-MM-DD' },
})
// In FEBRL's sets the truth is in the name of a record: rec-223-org and rec-223-dup-0 are one person.
const inName = /^rec-(\d+)-/

export const openSets: readonly OpenSet[] = [
  { name: 'febrl1', says: 'FEBRL 1', file: join(folder, 'dataset1.csv'), map: febrl, truth: inName },
  { name: 'febrl2', says: 'FEBRL 2', file: join(folder, 'dataset2.csv'), map: febrl, truth: inName },
  { name: 'febrl3', says: 'FEBRL 3', file: join(folder, 'dataset3.csv'), map: febrl, truth: inName },
  { name: 'fake_1000', says: 'fake_1000', file: join(folder, 'fake_1000.csv'), map: fake, truth: 'cluster' },
  { name: 'fake_20000', says: 'fake_20000', file: join(folder, 'fake_20000.csv'), map: fake, truth: 'group' },
]

/** The people of a set, and whose each record is. */
export async function readSet(
  { file, map, truth }: OpenSet,
  threads: number,
): Promise<Readonly<{ people: People; truth: Int32Array }>> {
  const column = typeof truth === 'string' ? truth : undefined
  const read = await readPeople({ input: file, map, threads, ...(column && { truth: column }) })
  const named = () =>
    Int32Array.from({ length: read.people.count }, (_, record) => {
      const found = typeof truth === 'string' ? null : truth.exec(wordAt(read.people.ids, record))
      return found ? Number(found[1]) : -1
    })
  return { people: read.people, truth: read.truth ?? named() }
}
