import { inPages, longer } from '../pages.ts'
import { standardAddress, standardPostcode } from '../standard/index.ts'
import { addWritten, atOnce, makeRoom, newBatch, writeField } from './batch.ts'
import { decoderOf } from './decode.ts'
import { type Dictionary, newDictionary, numberAll, numberOf } from './dictionary.ts'
import { closePostcode, isBritish, smallName } from './fold.ts'
import { endOfNumber, flatNumber, writeNumber, writeStreet } from './houses.ts'
import type { Group } from './layout.ts'
import { asItStands } from './quick.ts'
import type { Rows } from './rows.ts'
import { numberOfText } from './scratch.ts'

/**
 * Most addresses are a number in one of some thousand streets, perhaps behind a flat's, and a postcode. Each street, with
 * what stands behind it, is read once, and so is each postcode; a million addresses are then put together without ever
 * being text.
 */
export type Addresses = {
  /** The places of the lines, and of the town and the postcode: less than nought where there is no column. */
  readonly lines: readonly number[]
  readonly town: number
  readonly postcode: number
  /** Buildings, streets, towns and postcodes. */
  readonly outputs: readonly Output[]
  readonly streets: Known
  readonly postcodes: Known
}

type Output = { readonly dictionary: Dictionary; values: Int32Array }

/** What stood there, for each that was read the numbers of what was made of it, and how many were. */
type Known = { readonly distinct: Dictionary; meant: Int32Array; read: number }

const none = -1
/** It has to be read as the whole address that it is part of. */
const whole = -2

/** Addresses before any, if a group is of addresses and has lines of them. */
export function addressesIn({ holds, columns }: Group, outputs: readonly Output[]): Addresses | undefined {
  if (holds[0] !== 'addressLines') return undefined
  const place = (of: Group['holds'][number]): number => (columns[holds.indexOf(of)] ?? -1) * atOnce
  const known = (): Known => ({ distinct: newDictionary(), meant: inPages(Int32Array, 1 << 10), read: 0 })
  const lines = columns.filter((_, at) => holds[at] === 'addressLines').map(column => column * atOnce)
  return { lines, town: place('town'), postcode: place('postcode'), outputs, streets: known(), postcodes: known() }
}

const [buildings, streets, postcodes] = [newBatch(), newBatch(), newBatch()]
/** In which line of a row the street is, and where it begins; and the number of the postcode. */
const [lineOf, begins, codes] = [new Uint8Array(atOnce), new Int32Array(atOnce), new Int32Array(atOnce)]

/** Reads the addresses of rows, the first being row `row`; returns how many, now in `left`, must be read as text. */
export function readAddresses(addresses: Addresses, rows: Rows, count: number, row: number, left: Int32Array): number {
  const [building, street, town, postcode] = addresses.outputs
  buildings.size = streets.size = postcodes.size = 0
  let size = 0
  for (let at = 0; at < count; at++) if (!gather(addresses, rows, at)) left[size++] = at
  readPostcodes(addresses, rows)
  readStreets(addresses, rows)
  numberAll(building!.dictionary, buildings)
  const { meant } = addresses.streets
  for (let next = 0; next < streets.size; next++) {
    const at = streets.rows[next]!
    const known = 2 * streets.numbers[next]!
    if (meant[known] === whole || codes[at] === whole) {
      left[size++] = at
      continue
    }
    building!.values[row + at] = buildings.numbers[next]!
    street!.values[row + at] = meant[known]!
    town!.values[row + at] = meant[known + 1]!
    postcode!.values[row + at] = codes[at]!
  }
  return size
}

/** Puts the parts of an address among those to be looked up; false if it is not of the usual form. */
function gather(addresses: Addresses, rows: Rows, at: number): boolean {
  const { lines, town, postcode } = addresses
  const { block, starts, ends } = rows
  const flat = flatNumber(rows, lines[0]! + at)
  const line = flat < 0 ? 0 : 1
  if (line === lines.length) return false
  const from = starts[lines[line]! + at]!
  const number = endOfNumber(block, from)
  if (number < 0) return false
  let end = writeStreet(streets, block, number + 1, ends[lines[line]! + at]!)
  if (end < 0) return false
  for (let behind = line + 1; behind < lines.length; behind++) end = writeFolded(end, rows, lines[behind]! + at)
  if (town >= 0) end = writeFolded(end, rows, town + at)
  lineOf[at] = line
  begins[at] = number + 1
  addWritten(streets, at, end)
  addWritten(buildings, at, writeNumber(buildings, block, from, number, flat, ends[lines[0]! + at]!))
  codes[at] = none
  const place = postcode + at
  if (postcode < 0 || starts[place] === ends[place]) return true
  const start = postcodes.starts[postcodes.size]!
  makeRoom(postcodes, start + ends[place]! - starts[place]!)
  const folded = closePostcode(block, starts[place]!, ends[place]!, postcodes.bytes, start)
  const kept = folded < 0 ? asItStands(block, starts[place]!, ends[place]!, postcodes.bytes, start) : folded
  addWritten(postcodes, at, kept)
  return true
}

/** Puts a field behind the street, in small letters where that is the same; returns where it ends. */
function writeFolded(at: number, rows: Rows, place: number): number {
  const end = writeField(streets, at, rows, place)
  const folded = smallName(rows.block, rows.starts[place]!, rows.ends[place]!, streets.bytes, at + 4)
  return folded < 0 ? writeField(streets, at, rows, place) : end
}

function readPostcodes({ postcode, postcodes: known, outputs }: Addresses, rows: Rows): void {
  numberAll(known.distinct, postcodes)
  for (let next = 0; next < postcodes.size; next++) {
    const number = postcodes.numbers[next]!
    const place = postcode + postcodes.rows[next]!
    if (number === known.read) {
      makePlace(known, ++known.read)
      const { dictionary } = outputs[3]!
      const [from, to] = [postcodes.starts[next]!, postcodes.starts[next + 1]!]
      if (isBritish(postcodes, from, to)) known.meant[number] = numberOf(dictionary, postcodes, from, to)
      else {
        const code = standardPostcode(decoderOf(rows.block)(rows.starts[place]!, rows.ends[place]!))
        // Where the postcode says nothing, one may stand in a line.
        known.meant[number] = code === '' ? whole : numberOfText(dictionary, code)
      }
    }
    codes[postcodes.rows[next]!] = known.meant[number]!
  }
}

function readStreets(addresses: Addresses, rows: Rows): void {
  const { streets: known } = addresses
  numberAll(known.distinct, streets)
  for (let next = 0; next < streets.size; next++)
    if (streets.numbers[next] === known.read) readStreet(addresses, rows, streets.rows[next]!)
}

/** Reads the next street, which stands in a row. */
function readStreet({ lines, town, streets: known, outputs }: Addresses, rows: Rows, at: number): void {
  const decode = decoderOf(rows.block)
  const textAt = (place: number): string => decode(rows.starts[place + at]!, rows.ends[place + at]!)
  const line = lineOf[at]!
  const street = decode(begins[at]!, rows.ends[lines[line]! + at]!).toLowerCase()
  const behind = lines.slice(line + 1).map(textAt)
  const one = standardAddress([`1 ${street}`, ...behind], town < 0 ? undefined : textAt(town))
  // A line behind may hold a flat or the postcode.
  const isSimple = one.building === '1' && one.postcode === ''
  const number = known.read++
  makePlace(known, 2 * number + 2)
  known.meant[2 * number] = isSimple ? numberOfText(outputs[1]!.dictionary, one.street) : whole
  known.meant[2 * number + 1] = isSimple ? numberOfText(outputs[2]!.dictionary, one.town) : whole
}

function makePlace(known: Known, length: number): void {
  if (length > known.meant.length) known.meant = longer(Int32Array, known.meant, 2 * length)
}
