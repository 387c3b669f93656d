import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer'
import { bytesOf, folderOfFiles } from '../../../test/matching/reading.ts'
import { mapFrom, readPeople } from './index.ts'

const { file } = folderOfFiles()
const csv = join(import.meta.dirname, '../../../test/matching/sets/fake_1000.csv')
const rows: readonly Record<string, string>[] = parse(readFileSync(csv), { columns: true })
const names = ['unique_id', 'first_name', 'surname', 'dob', 'city', 'email', 'cluster']
const map = mapFrom({
  ...{ id: 'unique_id', forename: 'first_name', surname: 'surname', birthDate: 'dob', town: 'city', email: 'email' },
})
const read = async (input: string) => (await readPeople({ input, map, threads: 2 })).people

const textOf = (name: string) => rows.map(row => row[name] || null)
const numbers = rows.map(row => Number(row.unique_id))
const days = rows.map(({ dob }) => (dob ? new Date(`${dob}T00:00:00Z`) : null))
type Some = Partial<Pick<ColumnSource, 'encoding' | 'type'>>
const columns = (more: Some = {}): ColumnSource[] =>
  names.map(name => ({ name, data: textOf(name), type: 'STRING', ...more }))
const but = (other: ColumnSource): ColumnSource[] => columns().map(one => (one.name === other.name ? other : one))

const small = { rowGroupSize: [10, 333], pageSize: 2_000 }
const packed = (pack: (bytes: Uint8Array) => Uint8Array) => (bytes: Uint8Array) => new Uint8Array(pack(bytes))
const compressors = {
  ...{ GZIP: packed(gzipSync), ZSTD: packed(zstdCompressSync), BROTLI: packed(brotliCompressSync) },
}
const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const
const day = { type: 'INT32', converted_type: 'DATE' } as const
const withDays = [
  { name: 'root', num_children: names.length },
  ...names.map(name => ({ name, ...(name === 'dob' ? day : text) })),
]
type Written = Omit<Parameters<typeof parquetWriteBuffer>[0], 'columnData'> & { columnData?: ColumnSource[] }
const ways: Readonly<Record<string, Written>> = {
  'one page of each column': { rowGroupSize: 1_000 },
  'several groups of rows and pages': small,
  'no dictionaries': { ...small, columnData: columns({ encoding: 'PLAIN' }), codec: 'UNCOMPRESSED' },
  'lengths and beginnings of words apart': { ...small, columnData: columns({ encoding: 'DELTA_BYTE_ARRAY' }) },
  'texts of which nothing says that they are': { ...small, columnData: columns({ type: 'BYTE_ARRAY' }) },
  'days as numbers': {
    ...small,
    columnData: but({ name: 'dob', data: days }).map(({ name, data }) => ({ name, data })),
    schema: withDays,
  },
  'days as moments': { ...small, columnData: but({ name: 'dob', data: days, type: 'TIMESTAMP' }) },
  'identifiers as whole numbers': {
    ...small,
    columnData: but({ name: 'unique_id', data: numbers.map(BigInt), type: 'INT64' }),
  },
  'identifiers as fractions': { ...small, columnData: but({ name: 'unique_id', data: numbers, type: 'DOUBLE' }) },
  ...Object.fromEntries(
    (['GZIP', 'ZSTD', 'BROTLI'] as const).map(codec => [`pages packed by ${codec}`, { ...small, codec, compressors }]),
  ),
}

for (const [way, { columnData = columns(), ...more }] of Object.entries(ways))
  test(`Parquet with ${way} says what the same people as CSV say`, async () => {
    const input = file(new Uint8Array(parquetWriteBuffer({ columnData, ...more })), `${way}.parquet`)
    assert.deepEqual(bytesOf(await read(input)), bytesOf(await read(csv)))
  })
