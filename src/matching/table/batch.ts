import type { Rows } from './rows.ts'

/** How many rows are taken at a time. */
export const atOnce = 256

/** Bytes that words are written into, with a look at four at a time. */
export type Written = { bytes: Uint8Array; view: DataView }

/** Words to be looked up together, written one behind the other. */
export type Batch = Written & {
  size: number
  /** Word `i` lies from `starts[i]` to `starts[i + 1]`. */
  readonly starts: Int32Array
  /** Of which of the rows each is, and the number that it has in a dictionary. */
  readonly rows: Int32Array
  readonly numbers: Int32Array
  readonly hashes: Int32Array
}

/** Room for so many bytes at first. */
export function writtenIn(length: number): Written {
  const bytes = new Uint8Array(length)
  return { bytes, view: viewOf(bytes) }
}

/** Bytes, to be looked at four at a time. */
export const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength)

/** No words yet. */
export const newBatch = (): Batch => ({
  ...writtenIn(1 << 14),
  ...{ size: 0, starts: new Int32Array(atOnce + 1), rows: new Int32Array(atOnce) },
  ...{ numbers: new Int32Array(atOnce), hashes: new Int32Array(atOnce) },
})

/** Takes the word that was written behind the others, up to a place, as one of a row. */
export function addWritten(batch: Batch, row: number, end: number): void {
  batch.rows[batch.size++] = row
  batch.starts[batch.size] = end
}

/** Makes place for so many bytes at least, and what is written there stay. */
export function makeRoom(written: Written, length: number): void {
  if (length <= written.bytes.length) return
  const { bytes } = written
  Object.assign(written, writtenIn(2 * length))
  written.bytes.set(bytes)
}

/** Writes a field from `at` on and returns where it ends. */
export function writeBytes(written: Written, at: number, { block, starts, ends }: Rows, place: number): number {
  const [from, to] = [starts[place]!, ends[place]!]
  makeRoom(written, at + to - from)
  const { bytes } = written
  let end = at
  for (let each = from; each < to; each++) bytes[end++] = block[each]!
  return end
}

/** The same behind its length: fields so written can be told apart. */
export function writeField(written: Written, at: number, rows: Rows, place: number): number {
  makeRoom(written, at + 4)
  written.view.setInt32(at, rows.ends[place]! - rows.starts[place]!, true)
  return writeBytes(written, at + 4, rows, place)
}
