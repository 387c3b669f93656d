import { decoderOf } from './decode.ts'
import { type Dictionary, newDictionary, numberOf, sharedWords } from './dictionary.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'
import type { Raw, RawColumn } from './raw.ts'
import { faultOf, standardsOf } from './standards.ts'

/** One output of a part's rows: numbers of words that are numbered for this part alone. */
export type PartColumn = Readonly<{ values: Int32Array; size: number; bytes: Uint8Array; starts: Uint32Array }>

/** What becomes of the columns of a group. Each distinct row of their words is standardised once, and its fault noted. */
export function standardColumns(group: Group, raw: Raw): readonly (readonly [output: string, column: PartColumn])[] {
  const columns = group.columns.map(place => raw.columns.get(place)!)
  const { rows, tuples, size } = together(columns, raw.count)
  const standard = standardsOf(group)
  const texts = columns.map(({ dictionary }) => textsOf(dictionary))
  const found = group.outputs.map(() => ({ dictionary: newDictionary(), numbers: new Int32Array(size) }))
  const faults: (FaultKind | undefined)[] = []
  for (let tuple = 0; tuple < size; tuple++) {
    const given = texts.map((text, at) => text(tuples[tuple * columns.length + at]!))
    const words = standard(given)
    for (let at = 0; at < words.length; at++)
      found[at]!.numbers[tuple] = numberOfText(found[at]!.dictionary, words[at]!)
    const fault = faultOf(group, given, words)
    if (fault) faults[tuple] = fault
  }
  if (faults.length > 0) noteFaults(raw, rows, faults, group.names[0]!)
  return found.map(({ dictionary, numbers }, at) => {
    const values = new Int32Array(new SharedArrayBuffer(4 * raw.count))
    for (let row = 0; row < raw.count; row++) values[row] = numbers[rows[row]!]!
    return [group.outputs[at]!, { values, ...sharedWords(dictionary) }]
  })
}

/** Rows of several numbers as numbers of distinct rows; `tuples` holds these one behind the other. */
function together(columns: readonly RawColumn[], count: number) {
  const width = columns.length
  const dictionary = newDictionary()
  const rows = new Int32Array(count)
  const tuple = new Int32Array(width)
  const bytes = new Uint8Array(tuple.buffer)
  for (let row = 0; row < count; row++) {
    for (let at = 0; at < width; at++) tuple[at] = columns[at]!.values[row]!
    rows[row] = numberOf(dictionary, bytes, 0, bytes.length)
  }
  const tuples = new Int32Array(dictionary.bytes.slice(0, dictionary.size * bytes.length).buffer)
  return { rows, tuples, size: dictionary.size }
}

function noteFaults(raw: Raw, rows: Int32Array, faults: readonly (FaultKind | undefined)[], column: string): void {
  for (let row = 0; row < raw.count; row++) {
    const kind = faults[rows[row]!]
    if (kind) raw.faults.push({ line: raw.rowLines[row]!, column, kind })
  }
}

/** The words of a dictionary as text, '' for -1. */
function textsOf({ bytes, starts }: Dictionary): (number: number) => string {
  const decode = decoderOf(bytes)
  return number => (number < 0 ? '' : decode(starts[number]!, starts[number + 1]!))
}

const encoder = new TextEncoder()
let scratch = new Uint8Array(1 << 12)

function numberOfText(dictionary: Dictionary, text: string): number {
  if (text === '') return -1
  if (3 * text.length > scratch.length) scratch = new Uint8Array(6 * text.length)
  return numberOf(dictionary, scratch, 0, encoder.encodeInto(text, scratch).written)
}
