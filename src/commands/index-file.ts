import { createReadStream, openSync, readFileSync, readSync } from 'node:fs'
import { pipeline, Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { ConfigFault } from '#kernel'
import { checkColumns, mapFromText } from '#matching'

/** A file of index records: which column is what, and which of them seals. */
export type IndexFile = Readonly<{
  file: string
  map: ReturnType<typeof mapFromText>
  sealedBy: string | undefined
}>
export type Row = Readonly<{ record: Readonly<Record<string, string>>; info: { readonly lines: number } }>

/** A file with its map; throws what is wrong with the map. */
export const indexFile = (file: string, map: string, sealedBy: string | undefined): IndexFile => ({
  file,
  map: mapFromText(readFileSync(map, 'utf8')),
  sealedBy,
})

/**
 * Row by row; one with too few or too many fields is told of and passed over, since nobody knows which is missing. Throws
 * before any row if the first line has not every column that is named.
 */
export function rowsOf(
  { file, map, sealedBy }: IndexFile,
  leftOut: (line: number, why: string) => void,
): AsyncIterable<Row> {
  const rows = parse({
    columns: (names: string[]) => {
      const header = names.map(name => name.trim())
      checkColumns(header, map, sealedBy)
      return header
    },
    bom: true,
    delimiter: separatorOf(file),
    info: true,
    skipEmptyLines: true,
    skipRecordsWithError: true,
  })
  rows.on('skip', fault => leftOut(fault?.lines ?? rows.info.lines, whyOf[fault?.code ?? ''] ?? fields))
  // What goes wrong on the way is thrown by whoever reads the rows.
  return pipeline(createReadStream(file), onlyUtf8(), rows, () => {})
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

/** Whichever of the usual separators is commonest in the first line. */
function separatorOf(file: string): string {
  const start = Buffer.alloc(4_096)
  const length = readSync(openSync(file, 'r'), start)
  const [line = ''] = start.toString('utf8', 0, length).split('\n')
  const count = (separator: string) => line.split(separator).length
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best))
}
