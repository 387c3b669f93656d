import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')
const sections = readFileSync(join(root, 'docs/safety-case.md'), 'utf8')
  .split(/^## /m)
  .slice(1)
  .filter(section => /^\d+\. /.test(section))

test('each harm says who is hurt, what prevents it, what shows that, and what remains', () => {
  assert.ok(sections.length >= 12)
  for (const [index, section] of sections.entries()) {
    const [title = ''] = section.split('\n')
    assert.equal(title.split('.')[0], String(index + 1))
    const parts = section.match(/^\*\*(Hurt|Prevents|Shown by|Remains)\.?\*\*/gm)?.map(part => part.replace(/\W/g, ''))
    assert.deepEqual(parts, ['Hurt', 'Prevents', 'Shownby', 'Remains'], title)
  }
})

test('every test that the safety case relies on exists', () => {
  const missing = evidence().filter(({ file, name }) => !hasTest(file, name))
  assert.deepEqual(missing, [], 'docs/safety-case.md names tests that are not there: put the names right')
})

test('every harm is shown by a test or says that it is not', () => {
  for (const section of sections) assert.match(shownBy(section), /^- /m, section.split('\n')[0])
  for (const line of sections.flatMap(section => shownBy(section).match(/^- .*$/gm) ?? [])) {
    assert.match(line, /^- (`[^`]+\.test\.ts`: \S|No test yet: \S)/)
  }
})

test('a test that does not exist would be noticed', () => {
  assert.ok(hasTest('test/safety-case.test.ts', 'every test that the safety case relies on exists'))
  assert.ok(!hasTest('test/safety-case.test.ts', 'every test that the safety case relies'))
  assert.ok(!hasTest('test/no-such.test.ts', 'anything'))
  assert.ok(hasTest('src/kernel/time.test.ts', 'working days › end with the local day, in winter and in summer'))
  assert.ok(!hasTest('src/kernel/time.test.ts', 'working nights › end with the local day, in winter and in summer'))
  assert.ok(evidence().length > 20)
})

const shownBy = (section: string): string => /\*\*Shown by\*\*([\s\S]*?)\*\*Remains/.exec(section)?.[1] ?? ''

/** `file`: the name of a test, on a line of its own; after the name of what it describes and ›, where it has one. */
function evidence(): readonly { file: string; name: string }[] {
  return sections.flatMap(section =>
    [...shownBy(section).matchAll(/^- `([^`]+\.test\.ts)`: (.+)$/gm)].map(([, file = '', name = '']) => ({
      file,
      name,
    })),
  )
}

function hasTest(file: string, name: string): boolean {
  if (!existsSync(join(root, file))) return false
  const source = readFileSync(join(root, file), 'utf8')
  const calls = (call: string, title: string): boolean =>
    ["'", '"', '`'].some(quote => new RegExp(`\\b(?:${call})\\(\\s*${quote}${literal(title)}${quote}`).test(source))
  const [title = '', described] = name.split(' › ').toReversed()
  return calls('test|it', title) && (described === undefined || calls('describe', described))
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
