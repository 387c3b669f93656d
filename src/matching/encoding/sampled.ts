import { createHmac } from 'node:crypto'
import { diceOf, type Filters } from './candidates.ts'
import { filterWords, type Part, type PartName, parts } from './parts.ts'
import type { Found } from './sweep.ts'

/** What must be alike for two records to be looked at: some bits of each, in this many tables of other bits. */
type Way = Readonly<{ of: readonly PartName[]; bits: number; tables: number }>

const ways: readonly Way[] = [
  { of: ['forename', 'birthDate'], bits: 12, tables: 4 },
  { of: ['surname', 'birthDate'], bits: 12, tables: 4 },
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
  return tablesOf(given).map(table =>
    pairsIn(given, first, table, (l, r) => 4096 * diceOf(given.filters, ones, l, r) >= least),
  )
}

/** Pairs whose forename and surname share sampled bits either way round: swapped, they look unlike in both. */
export function crosswisePairs(given: Filters, first: Int32Array): readonly Found[] {
  const [forename, surname] = ['forename', 'surname'].map(name => parts.find(part => part.name === name)!)
  return Array.from({ length: 3 }, (_, i) => {
    const [one, other] = [forename!, surname!].map(part =>
      bitsAt(given, sample(given.fingerprint, `either ${i}`, part, 13)),
    )
    const key: Key = record => {
      if (!isKnown(given, record, [forename!, surname!])) return undefined
      const [a, b] = [one!(record), other!(record)]
      return Math.min(a, b) * 2 ** 13 + Math.max(a, b)
    }
    return pairsIn(given, first, key, () => true)
  })
}

/** The sampled bits of a record as one number, of 26 bits at most; undefined where what they are of is not known. */
type Key = (record: number) => number | undefined

function tablesOf(given: Filters): readonly Key[] {
  return ways.flatMap(({ of, bits, tables }) => {
    const chosen = parts.filter(({ name }) => of.includes(name))
    return Array.from({ length: tables }, (_, i): Key => {
      const places = chosen.flatMap(one => sample(given.fingerprint, `${of.join(' ')} ${one.name} ${i}`, one, bits))
      const key = bitsAt(given, places)
      return record => (isKnown(given, record, chosen) ? key(record) : undefined)
    })
  })
}

function sample(fingerprint: string, name: string, { from, to }: Part, bits: number): number[] {
  const drawn = createHmac('sha512', fingerprint).update(name).digest()
  return Array.from({ length: bits }, (_, i) => from * 32 + (drawn.readUInt16LE(2 * i) % ((to - from) * 32)))
}

function bitsAt({ filters }: Filters, places: readonly number[]): (record: number) => number {
  return record => {
    let bits = 0
    for (const place of places) {
      bits = bits * 2 + ((filters[record * filterWords + (place >>> 5)]! >>> (place & 31)) & 1)
    }
    return bits
  }
}

const isKnown = ({ filters }: Filters, record: number, of: readonly Part[]): boolean =>
  of.every(({ from, to }) =>
    filters.subarray(record * filterWords + from, record * filterWords + to).some(word => word !== 0),
  )

function pairsIn(given: Filters, first: Int32Array, key: Key, alike: (l: number, r: number) => boolean): Found {
  const [left, right]: [number[], number[]] = [[], []]
  for (const records of entriesOf(given, key)) {
    for (const [i, one] of records.entries()) {
      for (const other of records.slice(i + 1)) {
        if (other < first[one]! || !alike(one, other)) continue
        left.push(one)
        right.push(other)
      }
    }
  }
  return { left, right }
}

/** Records that share a key, in ascending order, as many of them as are no crowd. */
function* entriesOf({ count }: Filters, key: Key): Generator<readonly number[]> {
  const keys = new Float64Array(count)
  let size = 0
  for (let record = 0; record < count; record++) {
    const bits = key(record)
    // At most 26 bits of sample above 26 of record: exact in a float.
    if (bits !== undefined) keys[size++] = bits * 2 ** 26 + record
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
