import { decoderOf } from './decode.ts'
import { type Dictionary, emptied, numberOf, sharedWords } from './dictionary.ts'
import type { FaultKind } from './faults.ts'
import type { Group } from './layout.ts'
import { type Quick, quickOf } from './quick.ts'
import type { Raw, RawColumn } from './raw.ts'
import { faultOf, standardOf } from './standards.ts'

/** One output of a part's rows: numbers of words that are numbered for this part alone. */
export type PartColumn = Readonly<{ values: Int32Array; size: number; bytes: Uint8Array; starts: Uint32Array }>

/** What becomes of the columns of a group. Each distinct row of their words is standardised once, and its fault noted. */
export function standardColumns(group: Group, raw: Raw): readonly (readonly [output: string, column: PartColumn])[] {
  const columns = group.columns.map(place => raw.columns[raw.places.indexOf(place)]!)
  if (group.holds[0] === 'exact' && isPlain(columns[0]!)) return [[group.outputs[0]!, asItIs(columns[0]!, raw.count)]]
  const { rows, tuples, size } = together(columns, raw.count)
  const found = group.outputs.map(output => ({
    dictionary: emptied(`output ${output}`, true),
    numbers: new Int32Array(size),
  }))
  const faults: (FaultKind | undefined)[] = []
  const standard = standardOf(group)
  const quick = columns.length === 1 ? quickOf(group.holds[0]!) : undefined
  const mayFail = group.holds[0] === 'birthDate' || group.holds[0] === 'nhsNumber'
  const texts = columns.map(() => '')
  const words = group.outputs.map(() => '')
  const textOf = columns.map(({ dictionary }) => textsOf(dictionary))
  for (let tuple = 0; tuple < size; tuple++) {
    if (quick) {
      const number = quickNumber(quick, columns[0]!.dictionary, tuples[tuple]!, found[0]!.dictionary)
      found[0]!.numbers[tuple] = number
      if (number >= 0) continue
    }
    for (let at = 0; at < texts.length; at++) texts[at] = textOf[at]!(tuples[tuple * texts.length + at]!)
    standard(texts, words)
    for (let at = 0; at < words.length; at++)
      found[at]!.numbers[tuple] = numberOfText(found[at]!.dictionary, words[at]!)
    if (mayFail && words[0] === '') faults[tuple] = faultOf(group.holds[0]!, texts[0]!)
  }
  if (faults.some(Boolean)) noteFaults(raw, rows, faults, group.names[0]!)
  return found.map(({ dictionary, numbers }, at) => {
    const values = new Int32Array(new SharedArrayBuffer(4 * raw.count))
    for (let row = 0; row < raw.count; row++) values[row] = numbers[rows[row]!]!
    return [group.outputs[at]!, { values, ...sharedWords(dictionary) }]
  })
}

/** Whether words are as they were meant: ASCII, without a doubled quote. */
function isPlain({ dictionary: { bytes, starts, size } }: RawColumn): boolean {
  const end = starts[size]!
  let [high, quotes] = [0, 0]
  for (let at = 0; at < end; at++) {
    high |= bytes[at]!
    if (bytes[at] === 0x22) quotes++
  }
  return high < 0x80 && quotes === 0
}

function asItIs({ dictionary, values }: RawColumn, count: number): PartColumn {
  const shared = new Int32Array(new SharedArrayBuffer(4 * count))
  shared.set(values.subarray(0, count))
  return { values: shared, ...sharedWords(dictionary) }
}

/** Rows of several numbers as numbers of distinct rows; `tuples` holds these one behind the other. */
function together(columns: readonly RawColumn[], count: number) {
  const width = columns.length
  if (width === 1) return alone(columns[0]!, count)
  const dictionary = emptied('rows', true)
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

// The numbers of a single column are distinct as they are; where nothing stands is one more.
function alone({ dictionary, values }: RawColumn, count: number) {
  const { size } = dictionary
  const rows = values.slice(0, count)
  for (let row = 0; row < count; row++) if (rows[row] === -1) rows[row] = size
  const tuples = new Int32Array(size + 1).fill(-1, size)
  for (let number = 0; number < size; number++) tuples[number] = number
  return { rows, tuples, size: size + 1 }
}

function noteFaults(raw: Raw, rows: Int32Array, faults: readonly (FaultKind | undefined)[], column: string): void {
  for (let row = 0; row < raw.count; row++) {
    const kind = faults[rows[row]!]
    if (kind) raw.faults.push({ line: raw.rowLines[row]!, column, kind })
  }
}

/** The words of a dictionary as text, '' for -1; a word that stands in many tuples is decoded once. */
function textsOf({ bytes, starts, plain }: Dictionary): (number: number) => string {
  const decode = decoderOf(bytes)
  const read = (number: number): string => decode(starts[number]!, starts[number + 1]!)
  if (plain) return number => (number < 0 ? '' : read(number))
  const known: string[] = []
  return number => {
    if (number < 0) return ''
    known[number] ??= read(number)
    return known[number]
  }
}

const encoder = new TextEncoder()
let scratch = new Uint8Array(1 << 12)

/** The number that a word's standard form has in `output`, if a look at its bytes tells it; else -1. */
function quickNumber(quick: Quick, { bytes, starts }: Dictionary, word: number, output: Dictionary): number {
  if (word < 0) return -1
  const [from, to] = [starts[word]!, starts[word + 1]!]
  const length = to - from > scratch.length ? -1 : quick(bytes, from, to, scratch)
  return length < 0 ? -1 : numberOf(output, scratch, 0, length)
}

function numberOfText(dictionary: Dictionary, text: string): number {
  if (text === '') return -1
  if (3 * text.length > scratch.length) scratch = new Uint8Array(6 * text.length)
  let high = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high |= code
    scratch[at] = code
  }
  // An encoder is asked only where it is needed: for so short a text the way to it takes longer than the work.
  const length = high < 0x80 ? text.length : encoder.encodeInto(text, scratch).written
  return numberOf(dictionary, scratch, 0, length)
}
