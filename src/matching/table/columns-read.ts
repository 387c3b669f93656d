import { inPages, longer } from '../pages.ts'
import { type Addresses, addressesIn, readAddresses } from './addresses.ts'
import { addWritten, atOnce, type Batch, makeRoom, newBatch, writeField } from './batch.ts'
import { decoderOf } from './decode.ts'
import { type Dictionary, newDictionary, numberAll, numberOf } from './dictionary.ts'
import type { FaultKind } from './faults.ts'
import { foldOf, type Plain, plainOf } from './fold.ts'
import type { Group } from './layout.ts'
import { asItStands, type Quick, quickOf } from './quick.ts'
import type { Rows } from './rows.ts'
import { numberOfText } from './scratch.ts'
import { faultOf, type Standard, standardOf } from './standards.ts'

/** One output of the rows that a thread has read: numbers of words that are numbered for this thread alone. */
export type Output = { readonly name: string; readonly dictionary: Dictionary; values: Int32Array }

/**
 * What becomes of the columns of a group, through all parts that a thread reads. What stands in them is standardised once,
 * however often it stands there, and its fault noted.
 */
export type ColumnsRead = Readonly<{
  names: readonly string[]
  /** Where the fields of the first of some rows are. */
  places: readonly number[]
  outputs: readonly Output[]
  quick: Quick | undefined
  fold: Quick | undefined
  plain: Plain | undefined
  addresses: Addresses | undefined
  slow: Slow
}>

type Slow = {
  readonly standard: Standard
  readonly fault: (text: string) => FaultKind | undefined
  /** What stood in the columns, and for each that was read the numbers of what was made of it. */
  readonly distinct: Dictionary
  read: number
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
    places: columns.map(column => column * atOnce),
    outputs: named,
    quick: columns.length === 1 ? quickOf(group) : undefined,
    fold: foldOf(group),
    plain: plainOf(group),
    addresses: addressesIn(group, named),
    slow: {
      standard: standardOf(group),
      fault: text => (mayFail ? faultOf(holds[0]!, text) : undefined),
      ...{ distinct: newDictionary(), read: 0, meant: inPages(Int32Array, 1 << 10) },
      faults: new Map(),
      texts: columns.map(() => ''),
      words: outputs.map(() => ''),
    },
  }
}

type Faults = readonly (readonly [row: number, kind: FaultKind])[]

/** Of the rows at hand: words that a look was enough for, in their standard form, and what must be read as text. */
const [words, texts] = [newBatch(), newBatch()]

/** Takes the fields of the rows whose places are known, the first of them being row `row`; returns what is wrong. */
export function readFields(columns: ColumnsRead, rows: Rows, count: number, row: number): Faults {
  const { outputs, addresses } = columns
  for (const output of outputs)
    if (row + count > output.values.length) output.values = longer(Int32Array, output.values, 2 * (row + count))
  words.size = texts.size = 0
  if (addresses) {
    const size = readAddresses(addresses, rows, count, row, left)
    for (let next = 0; next < size; next++) gatherFields(columns.places, rows, left[next]!)
  } else gather(columns, rows, count, row)
  const { dictionary, values } = outputs[0]!
  numberAll(dictionary, words)
  for (let word = 0; word < words.size; word++) values[row + words.rows[word]!] = words.numbers[word]!
  return takeTexts(columns, rows, row)
}

/** Puts the fields of rows among the words or the texts. */
function gather({ places, outputs, quick, fold }: ColumnsRead, rows: Rows, count: number, row: number): void {
  const { starts, ends } = rows
  const place = places[0]!
  let size = 0
  for (let at = 0; at < count; at++) {
    if (places.length > 1 && !isAlone(places, rows, at)) gatherFields(places, rows, at)
    else if (starts[place + at] !== ends[place + at]) left[size++] = at
    else for (let out = 0; out < outputs.length; out++) outputs[out]!.values[row + at] = -1
  }
  if (quick) size = gatherBy(quick, words, rows, place, size)
  if (fold) size = gatherBy(fold, texts, rows, place, size)
  if (places.length === 1) gatherBy(asItStands, texts, rows, place, size)
  else for (let next = 0; next < size; next++) gatherFields(places, rows, left[next]!)
}

/** Rows of which nothing has been taken yet. */
const left = new Int32Array(atOnce)

/** True if no field of a row but the first says anything. */
function isAlone(places: readonly number[], { starts, ends }: Rows, at: number): boolean {
  for (let next = 1; next < places.length; next++)
    if (starts[places[next]! + at] !== ends[places[next]! + at]) return false
  return true
}

/** Takes the field of each row that is left where a look is enough; returns how many are left then. */
function gatherBy(look: Quick, batch: Batch, { block, starts, ends }: Rows, place: number, size: number): number {
  if (size === 0) return 0
  let end = batch.starts[batch.size]!
  makeRoom(batch, end + ends[place + left[size - 1]!]! - starts[place + left[0]!]!)
  const { bytes, starts: written, rows } = batch
  let others = 0
  for (let next = 0; next < size; next++) {
    const at = left[next]!
    const behind = look(block, starts[place + at]!, ends[place + at]!, bytes, end)
    if (behind < 0) {
      left[others++] = at
      continue
    }
    rows[batch.size++] = at
    written[batch.size] = end = behind
  }
  return others
}

/** Several fields, each behind its length: so they are never taken for a name that was folded. */
function gatherFields(places: readonly number[], rows: Rows, at: number): void {
  let end = texts.starts[texts.size]!
  for (let field = 0; field < places.length; field++) end = writeField(texts, end, rows, places[field]! + at)
  addWritten(texts, at, end)
}

/** Takes what is among the texts, each read once. */
function takeTexts(columns: ColumnsRead, rows: Rows, row: number): Faults {
  const { outputs, plain, slow } = columns
  const faults: [number, FaultKind][] = []
  numberAll(slow.distinct, texts)
  const { size, starts, numbers, rows: ats } = texts
  for (let text = 0; text < size; text++) {
    if (numbers[text] !== slow.read) continue
    const [from, to] = [starts[text]!, starts[text + 1]!]
    if (plain?.(texts, from, to)) takePlain(columns, from, to)
    else readAsText(columns, rows, ats[text]!)
  }
  for (let out = 0; out < outputs.length; out++) {
    const { values } = outputs[out]!
    const { meant } = slow
    for (let text = 0; text < size; text++) values[row + ats[text]!] = meant[numbers[text]! * outputs.length + out]!
  }
  for (let text = 0; text < size && slow.faults.size > 0; text++) {
    const fault = slow.faults.get(numbers[text]!)
    if (fault) faults.push([row + ats[text]!, fault])
  }
  return faults
}

/** Takes the next of the texts as a word of the first output. */
function takePlain({ outputs, slow }: ColumnsRead, from: number, to: number): void {
  const first = placeForNext(slow, outputs.length)
  slow.meant[first] = numberOf(outputs[0]!.dictionary, texts, from, to)
  slow.meant.fill(-1, first + 1, first + outputs.length)
}

/** Where the numbers of the next of the texts are to stand. */
function placeForNext(slow: Slow, outputs: number): number {
  const first = slow.read++ * outputs
  if (first + outputs > slow.meant.length) slow.meant = longer(Int32Array, slow.meant, 2 * (first + outputs))
  return first
}

/** Reads the next of the texts, which stands in a row. */
function readAsText({ places, outputs, slow }: ColumnsRead, rows: Rows, at: number): void {
  const { texts, words } = slow
  const decode = decoderOf(rows.block)
  for (let field = 0; field < places.length; field++) {
    const place = places[field]! + at
    texts[field] = decode(rows.starts[place]!, rows.ends[place]!)
  }
  slow.standard(texts, words)
  const number = slow.read
  const first = placeForNext(slow, words.length)
  for (let out = 0; out < words.length; out++)
    slow.meant[first + out] = numberOfText(outputs[out]!.dictionary, words[out]!)
  const fault = words[0] === '' ? slow.fault(texts[0]!) : undefined
  if (fault) slow.faults.set(number, fault)
}
