import { pipeline, Readable, Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { ConfigFault } from '#kernel'
import { mapFromText, type RowsSeen, rowsSeenIn } from '#matching/engine'
import { textOf } from './text-of.ts'

/** A file of index records: its rows, which column is what, and which of them seals. */
export type IndexFile = RowsSeen & Readonly<{ sealedBy: string | undefined }>
export type Row = Readonly<{ record: Readonly<Record<string, string>>; line: number }>

/** A file seen as its map says; throws what is wrong with either, such as a column that is named and not there. */
export const indexFile = async (file: string, map: string, sealedBy: string | undefined): Promise<IndexFile> => ({
  ...(await rowsSeenIn(file, mapFromText(textOf(map)), sealedBy)),
  sealedBy,
})

/** Row by row; one with too few or too many fields is told of and passed over, since nobody knows which is missing. */
export async function* rowsOf(
  { header, separator, line, bytes }: IndexFile,
  leftOut: (line: number, why: string) => void,
): AsyncGenerator<Row> {
  const [before, options] = [line - 1, { info: true, skipEmptyLines: true, skipRecordsWithError: true }]
  const rows = parse({ columns: [...header], delimiter: separator, ...options })
  rows.on('skip', fault => leftOut(before + (fault?.lines ?? rows.info.lines), whyOf[fault?.code ?? ''] ?? fields))
  // What goes wrong on the way is thrown by whoever reads the rows.
  for await (const { record, info } of pipeline(Readable.from(bytes), onlyUtf8(), rows, () => {}))
    yield { record, line: before + info.lines }
}

const fields = 'not as many fields as the first line has'
const quote = 'a quote in the wrong place or never closed. What follows may be lost with it'
const whyOf: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: quote,
  CSV_INVALID_CLOSING_QUOTE: quote,
  INVALID_OPENING_QUOTE: quote,
}

/** Letters in another encoding would come out as other names: better no record than a wrong one. */
function onlyUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (bytes: Buffer | undefined, done: (fault: Error | null, text?: string) => void) => {
    try {
      done(null, bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
    } catch {
      done(new ConfigFault('The file is not in UTF-8. Save it as CSV in UTF-8 and begin again'))
    }
  }
  return new Transform({
    transform: (bytes: Buffer, _, done) => decoded(bytes, done),
    flush: done => decoded(undefined, done),
  })
}
