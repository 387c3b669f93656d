import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { folderOfFiles } from '../../test/matching/reading.ts'
import { keepFaults } from './match-files.ts'
import { putFixed, written } from './match-out.ts'

function put(value: number, decimals: number): string | undefined {
  const buffer = new Uint8Array(32)
  const end = putFixed(buffer, 3, value, decimals)
  return end < 0 ? undefined : Buffer.from(buffer.subarray(3, end)).toString()
}

test('a number is put as toFixed says it, or left to that', () => {
  const numbers = fc.oneof(fc.double(), fc.double({ min: -60, max: 60 }), fc.double({ min: 0, max: 1 }))
  const halves = fc.integer({ min: -1e6, max: 1e6 }).map(number => number / 2000)
  const property = fc.property(fc.oneof(numbers, halves), fc.constantFrom(0, 3, 6), (value, decimals) => {
    const text = put(value, decimals)
    assert.ok(text === undefined || text === value.toFixed(decimals), `${value} ${decimals} ${text}`)
  })
  fc.assert(property, { numRuns: 20_000, seed: 7 })
})

test('the usual numbers are put', () => {
  assert.equal(put(0.9999996, 6), '1.000000')
  assert.equal(put(-0.0001, 3), '-0.000')
  assert.equal(put(31.4159, 3), '31.416')
  assert.equal(put(491_017, 0), '491017')
  assert.equal(put(0, 6), '0.000000')
  assert.equal(put(Number.NaN, 3), undefined)
})

test('what is written into a pipe comes out of it, and the pipe stays one', async () => {
  const pipe = join(folderOfFiles().folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  const reader = spawn('cat', [pipe])
  const [read] = await Promise.all([
    text(reader.stdout),
    once(reader, 'spawn').then(() => written(pipe, 'id', out => out.text('7\n'))),
  ])
  assert.equal(read, 'id\n7\n')
  assert.ok(statSync(pipe).isFIFO())
  assert.equal(existsSync(`${pipe}.part`), false)
})

test('of more faults than are listed it is said that only the first are', () => {
  const errors = join(folderOfFiles().folder, 'errors.csv')
  const listed = (rows: number) =>
    keepFaults(
      {
        faults: [{ file: 'people.csv', line: 2, column: 'nhs', kind: 'nhsNumber' }],
        counted: [{ kind: 'nhsNumber', column: 'nhs', rows }],
      },
      { errors, errorsAsked: false },
    )
  assert.match(listed(1) ?? '', /^Each is told in .*errors\.csv, with its line\.$/)
  assert.match(listed(250_000) ?? '', /^The first 1 of 250,000 are told in .*errors\.csv, with their lines\.$/)
})
