import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { refusals } from '#kernel'

const root = join(import.meta.dirname, '..')

test('every refusal is in its document, word for word, and the document holds no other', () => {
  const rows = readFileSync(join(root, 'docs/refusals.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| (.+) \|$/gm)
  assert.deepEqual(Object.fromEntries([...rows].map(([, code, sentence]) => [code, sentence])), { ...refusals })
})

test('a code is words joined by hyphens, and every one is used', () => {
  const written = globSync('src/**/*.ts', { cwd: root })
    .filter(file => !file.endsWith('.test.ts') && file !== 'src/kernel/refusals.ts')
    .map(file => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  for (const code of Object.keys(refusals)) {
    assert.match(code, /^[a-z]+(-[a-z]+)+$/)
    assert.ok(written.includes(`'${code}'`), `no code ever refuses with "${code}"`)
  }
})

test('every refusal tells the person what to do, and blames nobody', () => {
  // What a person can do begins a sentence of its own, as an instruction does.
  const does = /(^|[.:] )(Add|Ask|Choose|Correct|Enter|Go|Look|Open|Save|Say|Select|Send|Undo|Write)\b/
  for (const [code, sentence] of Object.entries(refusals)) {
    assert.match(sentence, does, `"${code}" says only: ${sentence}`)
    assert.doesNotMatch(sentence, /\b(error|invalid|illegal|forbidden|denied|please|sorry|you (must|should) have)\b/i)
    assert.match(sentence, /^[A-Z].*[^.]$/, `"${code}" is a sentence without its full stop, as in a summary of errors`)
  }
})
