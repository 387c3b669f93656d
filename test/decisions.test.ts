import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const folder = join(import.meta.dirname, '..', 'docs', 'decisions')
const decisions = readdirSync(folder).map(file => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
const headings = ['## Context', '## Decision', '## Consequences', '## What would change our minds']

test('decisions are numbered from one, without a gap and none twice', () => {
  const numbers = decisions.map(({ file }) => Number(/^(\d{4})-[a-z0-9-]+\.md$/.exec(file)?.[1]))
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    decisions.map((_, index) => index + 1),
  )
})

test('a decision bears its own number and a date', () => {
  for (const { file, text } of decisions) {
    assert.equal(/^# (\d+)\. \S/.exec(text)?.[1], String(Number(file.slice(0, 4))), file)
    assert.match(text, /^\d{1,2} [A-Z][a-z]+ 20\d\d$/m, file)
  }
})

test('each decision has its four headings, in order, and something under each', () => {
  for (const { file, text } of decisions) {
    assert.deepEqual(text.match(/^## .*$/gm), headings, file)
    for (const part of text.split(/^## .*$/m).slice(1)) assert.ok(part.trim().length > 20, `${file} leaves one empty`)
  }
})

test('the index of documents names every decision', () => {
  const index = readFileSync(join(folder, '..', 'README.md'), 'utf8')
  for (const { file } of decisions) assert.ok(index.includes(`decisions/${file}`), `docs/README.md lacks ${file}`)
})
