import { inMemory, type Source } from './bytes.ts'
import { Unreadable } from './unreadable.ts'

const rowsAtOnce = 20_000

/**
 * A Parquet file as the bytes of a CSV file in memory, a row on each line: what reads the one then reads the other, faults
 * and threads and all. Throws `Unreadable`.
 */
export async function parquetAsCsv(path: string): Promise<Source> {
  // Read only when there is such a file: the decompressors are not small.
  const [{ asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema }, { compressors }] =
    await Promise.all([import('hyparquet'), import('hyparquet-compressors')])
  try {
    const file = await asyncBufferFromFile(path)
    const metadata = await parquetMetadataAsync(file)
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name)
    const pieces = [Buffer.from(lineOf(columns))]
    for (let rowStart = 0; rowStart < Number(metadata.num_rows); rowStart += rowsAtOnce) {
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd: rowStart + rowsAtOnce })
      pieces.push(Buffer.from(rows.map(row => lineOf(columns.map(column => row[column]))).join('')))
    }
    return inMemory(Buffer.concat(pieces))
  } catch (cause) {
    throw new Unreadable(`"${path}" looks like Parquet and cannot be read: is it whole?`, { cause })
  }
}

const lineOf = (values: readonly unknown[]): string => `${values.map(value => `"${textOf(value)}"`).join(',')}\n`

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return String(value)
    .replace(/[\r\n]+/g, ' ')
    .replaceAll('"', '""')
}
