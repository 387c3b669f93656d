import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fillerOf, inMemory } from './bytes.ts'
import { nextRow, rowsOf } from './rows.ts'

type Read = Readonly<{ line: number; fields: number; texts: readonly string[] }>

/** All rows of a text, of which so many fields are expected. */
function readAs(text: string, fields: number): readonly Read[] {
  const { fill } = fillerOf(inMemory(Buffer.from(text)))
  const rows = rowsOf(fill, 0, { separator: 0x2c, fields, block: new Uint8Array(24) })
  const read: Read[] = []
  for (let found = nextRow(rows); found >= 0; found = nextRow(rows)) {
    const texts = Array.from({ length: Math.min(found, fields) }, (_, at) =>
      Buffer.from(rows.block.subarray(rows.starts[at], rows.ends[at])).toString(),
    )
    read.push({ line: rows.rowLine, fields: found, texts })
  }
  return read
}

test('rows are the same, whether they have as many fields as is expected or not', () => {
  const field = fc.stringMatching(/^ ?("[a-c, \n]{0,3}"|[a-c"]{0,3}) ?$/)
  const row = fc.array(field, { minLength: 2, maxLength: 4 }).map(fields => fields.join(','))
  const text = fc
    .array(fc.tuple(row, fc.constantFrom('\n', '\n', '\r\n', '\r', '\n\n')), { maxLength: 6 })
    .map(rows => rows.flat().join(''))
  const property = fc.property(text, fc.integer({ min: 1, max: 4 }), (given, expected) => {
    const all = readAs(given, 64)
    const cut = all.map(({ texts, ...rest }) => ({ ...rest, texts: texts.slice(0, expected) }))
    assert.deepEqual(readAs(given, expected), cut)
  })
  fc.assert(property, { numRuns: 3000, seed: 7 })
})
