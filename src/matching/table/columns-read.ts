import { inPages, longer } from '../pages.ts'
import { type Addresses, addressesIn, readAddressAt } from './addresses.ts'
import { decoderOf } from './decode.ts'
import { type Dictionary, newDictionary, numberOf } from './dictionary.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'
import { type Quick, quickOf } from './quick.ts'
import type { Rows } from './rows.ts'
import { addField, makeRoom, numberOfText, scratch } from './scratch.ts'
import { faultOf, type Standard, standardOf } from './standards.ts'

/** One output of the rows that a thread has read: numbers of words that are numbered for this thread alone. */
export type Output = { readonly name: string; readonly dictionary: Dictionary; values: Int32Array }

/**
 * What becomes of the columns of a group, through all parts that a thread reads. What stands in them is standardised once,
 * however often it stands there, and its fault noted.
 */
export type ColumnsRead = Readonly<{
  names: readonly string[]
  places: readonly number[]
  outputs: readonly Output[]
  quick: Quick | undefined
  addresses: Addresses | undefined
  slow: Slow
}>

type Slow = {
  readonly standard: Standard
  readonly fault: (text: string) => FaultKind | undefined
  /** What stood in the columns, and for each the numbers of what was made of it. */
  readonly distinct: Dictionary
  meant: Int32Array
  readonly faults: Map<number, FaultKind>
  readonly texts: string[]
  readonly words: string[]
}

/** The columns of a group before any row. */
export function columnsOf(group: Group): ColumnsRead {
  const { names, columns, holds, outputs } = group
  const named = outputs.map(name => ({ name, dictionary: newDictionary(), values: inPages(Int32Array, 1 << 12) }))
  const mayFail = holds[0] === 'birthDate' || holds[0] === 'nhsNumber'
  return {
    names,
    places: columns,
    outputs: named,
    quick: columns.length === 1 ? quickOf(group) : undefined,
    addresses: addressesIn(
      group,
      named.map(({ dictionary }) => dictionary),
    ),
    slow: {
      standard: standardOf(group),
      fault: text => (mayFail ? faultOf(holds[0]!, text) : undefined),
      distinct: newDictionary(),
      meant: inPages(Int32Array, 1 << 10),
      faults: new Map(),
      texts: columns.map(() => ''),
      words: outputs.map(() => ''),
    },
  }
}

type Faults = readonly (readonly [row: number, kind: FaultKind])[]

/** Takes the fields of the rows whose places are known, the first of them being row `row`; returns what is wrong. */
export function readFields(columns: ColumnsRead, rows: Rows, count: number, row: number): Faults {
  const { outputs, quick, addresses } = columns
  for (const output of outputs)
    if (row + count > output.values.length) output.values = longer(Int32Array, output.values, 2 * (row + count))
  if (quick) return readQuickly(columns, quick, rows, count, row)
  const faults: [number, FaultKind][] = []
  for (let at = 0; at < count; at++) {
    const first = at * rows.fields
    if (addresses && readAddressAt(addresses, rows, first)) {
      for (let out = 0; out < outputs.length; out++) outputs[out]!.values[row + at] = addresses.found[out]!
    } else takeSlowly(columns, rows, first, row + at, faults)
  }
  return faults
}

function readQuickly(columns: ColumnsRead, quick: Quick, rows: Rows, count: number, row: number): Faults {
  const { block, starts, ends, fields } = rows
  const { dictionary, values } = columns.outputs[0]!
  const faults: [number, FaultKind][] = []
  for (let at = 0, place = columns.places[0]!; at < count; at++, place += fields) {
    const [from, to] = [starts[place]!, ends[place]!]
    if (from === to) {
      values[row + at] = -1
      continue
    }
    const length = quick(block, from, to, makeRoom(to - from))
    if (length >= 0) values[row + at] = numberOf(dictionary, scratch.bytes, 0, length)
    else takeSlowly(columns, rows, at * fields, row + at, faults)
  }
  return faults
}

/** Takes the fields of one row, of which the first lies at place `first`, by way of their text. */
function takeSlowly(
  { places, outputs, slow }: ColumnsRead,
  rows: Rows,
  first: number,
  row: number,
  faults: [number, FaultKind][],
) {
  const { distinct } = slow
  const before = distinct.size
  const number =
    places.length === 1 ? alone(distinct, rows, first + places[0]!) : together(distinct, rows, first, places)
  if (number === before) readAsText(slow, number, places, outputs, rows, first)
  for (let out = 0; out < outputs.length; out++) outputs[out]!.values[row] = slow.meant[number * outputs.length + out]!
  if (slow.faults.size === 0) return
  const fault = slow.faults.get(number)
  if (fault) faults.push([row, fault])
}

const alone = (distinct: Dictionary, { block, starts, ends }: Rows, place: number): number =>
  numberOf(distinct, block, starts[place]!, ends[place]!)

/** The number of several fields together. */
function together(distinct: Dictionary, rows: Rows, first: number, places: readonly number[]): number {
  let length = 0
  for (const place of places) length = addField(length, rows, first + place)
  return numberOf(distinct, scratch.bytes, 0, length)
}

function readAsText(
  slow: Slow,
  number: number,
  places: readonly number[],
  outputs: readonly Output[],
  rows: Rows,
  first: number,
) {
  const { texts, words } = slow
  const decode = decoderOf(rows.block)
  for (let at = 0; at < places.length; at++) {
    const place = first + places[at]!
    texts[at] = decode(rows.starts[place]!, rows.ends[place]!)
  }
  slow.standard(texts, words)
  const from = number * words.length
  if (from + words.length > slow.meant.length) slow.meant = longer(Int32Array, slow.meant, 2 * (from + words.length))
  for (let at = 0; at < words.length; at++) slow.meant[from + at] = numberOfText(outputs[at]!.dictionary, words[at]!)
  const fault = words[0] === '' ? slow.fault(texts[0]!) : undefined
  if (fault) slow.faults.set(number, fault)
}
