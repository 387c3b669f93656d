import { inPages, longer } from '../pages.ts'
import { standardAddress, standardPostcode } from '../standard/index.ts'
import { atOnce, makeRoom, writeBytes, writeField } from './batch.ts'
import { decoderOf } from './decode.ts'
import { type Dictionary, newDictionary, numberOf } from './dictionary.ts'
import type { Group } from './layout.ts'
import { closePostcode } from './quick.ts'
import type { Rows } from './rows.ts'
import { numberOfText, scratch } from './scratch.ts'

/**
 * Most addresses are a number in one of some thousand streets, and a postcode. Each street, with what stands behind it, is
 * read once, and so is each postcode; a million addresses are then put together without ever being text.
 */
export type Addresses = {
  /** The places of the first line, of what stands behind it, and of the postcode; the last two less than nought where there is no column. */
  readonly line: number
  readonly behind: readonly number[]
  readonly town: number
  readonly postcode: number
  /** Words of buildings, streets, towns and postcodes, and their numbers in the address that was read last. */
  readonly outputs: readonly Dictionary[]
  readonly found: Int32Array
  readonly streets: Known
  readonly postcodes: Known
}

/** What stood there, and for each the numbers of what was made of it. */
type Known = { readonly distinct: Dictionary; meant: Int32Array }

const none = -1
/** It has to be read as the whole address that it is part of. */
const whole = -2

/** Addresses before any, if a group is of addresses and has lines of them. */
export function addressesIn({ holds, columns }: Group, outputs: readonly Dictionary[]): Addresses | undefined {
  if (holds[0] !== 'addressLines') return undefined
  const place = (of: Group['holds'][number]): number => (columns[holds.indexOf(of)] ?? -1) * atOnce
  const known = (): Known => ({ distinct: newDictionary(), meant: inPages(Int32Array, 1 << 10) })
  const behind = columns.filter((_, at) => at > 0 && holds[at] === 'addressLines').map(column => column * atOnce)
  return {
    ...{ line: columns[0]! * atOnce, behind, town: place('town'), postcode: place('postcode'), outputs },
    ...{ found: new Int32Array(4), streets: known(), postcodes: known() },
  }
}

/** Reads the address of a row, of which the first field lies at place `first`; false if all of it must be read as text. */
export function readAddressAt(addresses: Addresses, rows: Rows, first: number): boolean {
  const { found, outputs } = addresses
  const from = rows.starts[first + addresses.line]!
  const behindNumber = endOfNumber(rows.block, from)
  if (behindNumber < 0) return false
  const code = postcodeNumber(addresses, rows, first)
  if (code === whole) return false
  const street = streetNumber(addresses, rows, first, behindNumber + 1)
  if (street < 0 || addresses.streets.meant[2 * street] === whole) return false
  makeRoom(scratch, behindNumber - from)
  const { bytes } = scratch
  for (let at = from; at < behindNumber; at++) bytes[at - from] = small(rows.block[at]!)
  found[0] = numberOf(outputs[0]!, scratch, 0, behindNumber - from)
  found[1] = addresses.streets.meant[2 * street]!
  found[2] = addresses.streets.meant[2 * street + 1]!
  found[3] = code
  return true
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
const small = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
const [space, apostrophe, hyphen] = [0x20, 0x27, 0x2d]

/** Where the house number, and a letter that belongs to it, ends before a space; -1 if none is in front. */
function endOfNumber(block: Uint8Array, from: number): number {
  if (block[from] === 0x30) return -1
  let at = from
  while (isDigit(block[at]!)) at++
  if (at === from || at > from + 5) return -1
  if (isLetter(block[at]!)) at++
  return block[at] === space ? at : -1
}

/** The number of the street from `from` on with all that stands behind it; -1 if it is more than words. */
function streetNumber(addresses: Addresses, rows: Rows, first: number, from: number): number {
  const { block, ends } = rows
  const to = ends[first + addresses.line]!
  makeRoom(scratch, Math.max(0, to - from) + 1)
  const { bytes } = scratch
  if (to < from + 2 || !isLetter(block[from + 1]!)) return -1
  let parted = true
  for (let at = from; at < to; at++) {
    const byte = block[at]!
    const parts = byte === space || byte === apostrophe || byte === hyphen
    if (parts ? parted : !isLetter(byte)) return -1
    parted = parts
    bytes[at - from] = small(byte)
  }
  if (parted) return -1
  let end = to - from
  bytes[end++] = 0
  for (const place of addresses.behind) end = writeField(scratch, end, rows, first + place)
  if (addresses.town >= 0) end = writeField(scratch, end, rows, first + addresses.town)
  const { distinct } = addresses.streets
  const before = distinct.size
  const number = numberOf(distinct, scratch, 0, end)
  if (number === before) readStreet(addresses, rows, first, from, number)
  return number
}

function readStreet(addresses: Addresses, rows: Rows, first: number, from: number, number: number): void {
  const { behind, town, streets, outputs } = addresses
  const decode = decoderOf(rows.block)
  const textAt = (place: number): string => decode(rows.starts[first + place]!, rows.ends[first + place]!)
  const street = decode(from, rows.ends[first + addresses.line]!).toLowerCase()
  const one = standardAddress([`1 ${street}`, ...behind.map(textAt)], town < 0 ? undefined : textAt(town))
  // A line behind may hold a flat or the postcode.
  const isSimple = one.building === '1' && one.postcode === ''
  makePlace(streets, 2 * number + 2)
  streets.meant[2 * number] = isSimple ? numberOfText(outputs[1]!, one.street) : whole
  streets.meant[2 * number + 1] = isSimple ? numberOfText(outputs[2]!, one.town) : whole
}

function postcodeNumber({ postcode, postcodes, outputs }: Addresses, rows: Rows, first: number): number {
  if (postcode < 0) return none
  const [from, to] = [rows.starts[first + postcode]!, rows.ends[first + postcode]!]
  if (from === to) return none
  const before = postcodes.distinct.size
  makeRoom(scratch, to - from)
  const folded = closePostcode(rows.block, from, to, scratch.bytes, 0)
  const end = folded < 0 ? writeBytes(scratch, 0, rows, first + postcode) : folded
  const number = numberOf(postcodes.distinct, scratch, 0, end)
  if (number === before) {
    const code = standardPostcode(decoderOf(rows.block)(from, to))
    makePlace(postcodes, number + 1)
    // Where the postcode says nothing, one may stand in a line.
    postcodes.meant[number] = code === '' ? whole : numberOfText(outputs[3]!, code)
  }
  return postcodes.meant[number]!
}

function makePlace(known: Known, length: number): void {
  if (length > known.meant.length) known.meant = longer(Int32Array, known.meant, 2 * length)
}
