import { parse } from 'csv-parse/sync'
import type { People } from '../people.ts'
import { wordAt } from '../table/words.ts'
import { encode } from './encode.ts'
import { type EncodingKey, fingerprintOf, keyed } from './key.ts'
import { filterWords } from './parts.ts'

/** What an encoded file holds: filters, 32 words each, under ids that mean something to their sender alone. */
export type Encoded = Readonly<{ ids: readonly string[]; filters: Uint32Array; fingerprint: string }>

/** An encoded file that cannot be read, or does not go with another; the message says why. */
export class EncodedFault extends Error {}

const bytesOfFilter = filterWords * 4

/**
 * People as two CSV texts: `encoded`, to be given away, and `ids`, to be kept, which says who is who. New ids follow the
 * order of the filters, so that neither an id that means something nor the order of the input leaves the house.
 */
export function encodedFile(people: People, key: EncodingKey): Readonly<{ encoded: string; ids: string }> {
  const filters = encode(people, key)
  const bytes = Array.from({ length: people.count }, (_, record) =>
    Buffer.from(filters.slice(record * filterWords, (record + 1) * filterWords).buffer),
  )
  const order = bytes.map((_, record) => record).sort((a, b) => Buffer.compare(bytes[a]!, bytes[b]!) || a - b)
  const sorted = order.map(record => bytes[record]!)
  const mark = keyed(key.secret, Buffer.concat(sorted)).toString('hex').slice(0, 6)
  const id = (place: number) => `${mark}-${place + 1}`
  const head = `id,safekeep-1-${fingerprintOf(key)}`
  return {
    encoded: [head, ...sorted.map((filter, place) => `${id(place)},${filter.toString('base64')}`), ''].join('\n'),
    ids: ['id,encoded', ...order.map((record, place) => `${quoted(wordAt(people.ids, record))},${id(place)}`), ''].join(
      '\n',
    ),
  }
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** What an encoded file's text holds; throws `EncodedFault` for a line that cannot be read. */
export function readEncoded(text: string, name: string): Encoded {
  const [head, ...rows]: string[][] = parse(text, { relax_column_count: true, skip_empty_lines: true })
  const [, fingerprint] = /^safekeep-1-([0-9a-f]{32})$/.exec(head?.[1] ?? '') ?? []
  if (head?.[0] !== 'id' || fingerprint === undefined) {
    throw new EncodedFault(`${name} is not a file that "safekeep encode" makes.`)
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(rows.length * bytesOfFilter))
  rows.forEach(([id, filter], row) => {
    const one = Buffer.from(filter ?? '', 'base64')
    if (!id || one.length !== bytesOfFilter)
      throw new EncodedFault(`${name} has no id or no whole filter in line ${row + 2}.`)
    bytes.set(one, row * bytesOfFilter)
  })
  return { ids: rows.map(([id]) => id!), filters: new Uint32Array(bytes.buffer), fingerprint }
}

/** Throws `EncodedFault` unless all files were made with one key, in one way, and none is there twice. */
export function mustGoTogether(files: readonly Encoded[], names: readonly string[]): void {
  const [first] = files
  const other = files.findIndex(one => one.fingerprint !== first?.fingerprint)
  if (other >= 0) {
    throw new EncodedFault(`${names[0]} and ${names[other]} were made with different keys, or in different ways.`)
  }
  const ids = files.flatMap(one => one.ids)
  if (new Set(ids).size < ids.length) throw new EncodedFault('Some ids are there twice: each file must be given once.')
}
