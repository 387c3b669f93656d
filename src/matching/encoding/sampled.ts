import { createHmac } from 'node:crypto'
import { diceOf, type Filters } from './candidates.ts'
import { filterWords, type Part, type PartName, parts } from './parts.ts'
import type { Found } from './sweep.ts'

/** What must be alike for two records to be looked at: some bits of each, in this many tables of other bits. */
type Way = Readonly<{ of: readonly PartName[]; bits: number; tables: number }>

const ways: readonly Way[] = [
  { of: ['forename', 'birthDate'], bits: 12, tables: 4 },
  { of: ['surname', 'birthDate'], bits: 12, tables: 4 },
  { of: ['forename', 'surname'], bits: 13, tables: 4 },
  { of: ['forename', 'address'], bits: 12, tables: 4 },
  { of: ['birthDate', 'address'], bits: 12, tables: 4 },
  { of: ['phone'], bits: 26, tables: 1 },
  { of: ['email'], bits: 26, tables: 1 },
  { of: ['nhsNumber'], bits: 26, tables: 2 },
  { of: ['identifier'], bits: 26, tables: 2 },
]

/** A table's entry with more records than this is left out: a hostel, a placeholder, a very common name. */
const crowd = 100

/**
 * Pairs that share all sampled bits of one table at least (locality-sensitive hashing by bit sampling, after Indyk and
 * Motwani 1998) and are alike enough. Which bits are sampled depends on the key, by way of the files' fingerprint.
 */
export function sampledPairs(given: Filters, ones: Uint32Array, first: Int32Array, least: number): readonly Found[] {
  return tablesOf(given).map(table => {
    const [left, right]: [number[], number[]] = [[], []]
    for (const records of entriesOf(given, table)) {
      for (const [i, one] of records.entries()) {
        for (const other of records.slice(i + 1)) {
          if (other < first[one]! || 4096 * diceOf(given.filters, ones, one, other) < least) continue
          left.push(one)
          right.push(other)
        }
      }
    }
    return { left, right }
  })
}

/** The places of the bits of one table, and the parts that must be known. */
type Table = Readonly<{ places: readonly number[]; parts: readonly Part[] }>

function tablesOf({ fingerprint }: Filters): readonly Table[] {
  return ways.flatMap(({ of, bits, tables }) => {
    const chosen = parts.filter(({ name }) => of.includes(name))
    return Array.from({ length: tables }, (_, i) => {
      const places = chosen.flatMap(one => sample(fingerprint, `${of.join(' ')} ${one.name} ${i}`, one, bits))
      return { places, parts: chosen }
    })
  })
}

function sample(fingerprint: string, name: string, { from, to }: Part, bits: number): number[] {
  const drawn = createHmac('sha512', fingerprint).update(name).digest()
  return Array.from({ length: bits }, (_, i) => from * 32 + (drawn.readUInt16LE(2 * i) % ((to - from) * 32)))
}

/** Records that share the sampled bits, in ascending order, as many of them as are no crowd. */
function* entriesOf({ filters, count }: Filters, { places, parts }: Table): Generator<readonly number[]> {
  const known = (record: number) =>
    parts.every(({ from, to }) =>
      filters.subarray(record * filterWords + from, record * filterWords + to).some(word => word !== 0),
    )
  const keys = new Float64Array(count)
  let size = 0
  for (let record = 0; record < count; record++) {
    if (!known(record)) continue
    let bits = 0
    for (const place of places) {
      bits = bits * 2 + ((filters[record * filterWords + (place >>> 5)]! >>> (place & 31)) & 1)
    }
    // At most 26 bits of sample above 26 of record: exact in a float.
    keys[size++] = bits * 2 ** 26 + record
  }
  const sorted = keys.subarray(0, size).sort()
  for (let from = 0; from < size; ) {
    const bits = Math.floor(sorted[from]! / 2 ** 26)
    let to = from + 1
    while (to < size && Math.floor(sorted[to]! / 2 ** 26) === bits) to++
    if (to - from > 1 && to - from <= crowd) yield Array.from(sorted.subarray(from, to), key => key % 2 ** 26)
    from = to
  }
}
