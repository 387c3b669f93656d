import { open as openFile } from 'node:fs/promises'
import { fillerOf, type Source, sourceOf } from './bytes.ts'
import { type FormatSeen, formatSeenIn } from './date-format.ts'
import { decoderOf } from './decode.ts'
import { type Group, layoutOf, type Wanted } from './layout.ts'
import { parquetAsCsv } from './parquet.ts'
import { nextRow, type Rows, rowsOf } from './rows.ts'
import { plainNumber } from './standards.ts'
import { Unreadable } from './unreadable.ts'

/** A file whose header was read: what its columns mean, and where its rows begin. */
export type Opened = Readonly<{
  file: string
  source: Source
  separator: number
  header: readonly string[]
  /** How birth dates were seen to be written, where there are any and the map does not say it. */
  seen?: FormatSeen | undefined
  groups: readonly Group[]
  from: number
  /** On which line the rows begin. */
  line: number
}>

/** Opens a file of separated fields or Parquet; throws `Unreadable` if there is none, or none of what is wanted in it. */
export async function open(file: string, wanted: Wanted): Promise<Opened> {
  const source = await sourceBy(file)
  const filler = fillerOf(source)
  try {
    const { separator, header, rows } = headerOf(filler.fill, source, file)
    const [from, line] = [rows.base + rows.at, rows.line]
    const groups = inFile(file, () => layoutOf(header, wanted))
    const dated = groups.find(({ holds }) => holds[0] === 'birthDate')
    const seen =
      dated && !dated.format
        ? formatSeenIn(someOf({ ...source, from }, separator, header.length, dated.columns[0]!))
        : undefined
    const withFormat = groups.map(group => (group === dated && seen ? { ...group, format: seen.format } : group))
    return { file, source, separator, header, seen, groups: withFormat, from, line }
  } finally {
    filler.close()
  }
}

/** By its first bytes, since a name may say anything. */
async function sourceBy(file: string): Promise<Source> {
  const begins = await beginningOf(file)
  if (begins === 'PAR1') return await parquetAsCsv(file)
  if (begins.startsWith('\x1f\x8b')) throw new Unreadable(`"${file}" is packed by gzip: unpack it first`)
  if (begins === 'PK\x03\x04')
    throw new Unreadable(`"${file}" is a workbook or an archive: save its sheet as CSV, or unpack it first`)
  return sourceOf(file)
}

async function beginningOf(path: string): Promise<string> {
  const file = await openFile(path).catch(() => undefined)
  if (!file) return ''
  try {
    if (!(await file.stat()).isFile()) return ''
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** What is wrong with a file is told with its name: there may be several. */
function inFile<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (fault) {
    throw fault instanceof Unreadable ? new Unreadable(`"${file}": ${fault.message}`) : fault
  }
}

const most = 4096
const separators = [',', ';', '\t', '|'] as const

function headerOf(fill: Rows['fill'], source: Source, file: string) {
  const first = new Uint8Array(1 << 20)
  const length = fill(first)
  const filled = first.subarray(0, length)
  // What was looked at is read again, by whichever rows are made of it.
  const again = (): Rows['fill'] => {
    let given = 0
    return target => {
      if (given >= length) return fill(target)
      const some = filled.subarray(given, given + target.length)
      target.set(some)
      given += some.length
      return some.length
    }
  }
  const line =
    decoderOf(filled)(0, length)
      .split(/[\r\n]+/)
      .find(one => one !== '') ?? ''
  const said = /^"?sep=(.)"?$/i.exec(line)?.[1]
  const separator = (said ?? separatorIn(line)).charCodeAt(0)
  const rows = rowsOf(again(), source.from, { separator, fields: most })
  if (said) nextRow(rows)
  const fields = nextRow(rows)
  if (fields < 0) throw new Unreadable(`"${file}" is empty: it needs a header, and a row for each record`)
  const decode = decoderOf(rows.block)
  const header = Array.from({ length: Math.min(fields, most) }, (_, at) => decode(rows.starts[at]!, rows.ends[at]!))
  return { separator, header, rows }
}

/** The separator that stands most often outside quotes. */
function separatorIn(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '')
  const count = (separator: string): number => bare.split(separator).length
  return separators.toSorted((a, b) => count(b) - count(a))[0]!
}

/** The first thousand values of a field; a row that is too short for it has none, and says nothing of the others. */
function someOf(source: Source, separator: number, fields: number, field: number): readonly string[] {
  const { fill, close } = fillerOf(source)
  try {
    const rows = rowsOf(fill, source.from, { separator, fields, wanted: [field] })
    const found: string[] = []
    for (let length = nextRow(rows); length >= 0 && found.length < 1000; length = nextRow(rows)) {
      const [start, end] = [rows.starts[field]!, rows.ends[field]!]
      if (length > field && end > start) found.push(plainNumber(decoderOf(rows.block)(start, end)))
    }
    return found
  } finally {
    close()
  }
}
