import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inThreads } from './threads.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-threads-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const square = written(
  'square.mts',
  `import { threadId } from 'node:worker_threads'
   export async function part(one: { n: number; shared: Int32Array }): Promise<number> {
     one.shared[one.n] = threadId + 1
     return one.n * one.n
   }`,
)

for (const threads of [1, 2, 3])
  test(`results come in the order of the parts, by ${threads} threads`, async () => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * 8))
    const parts = Array.from({ length: 8 }, (_, n) => ({ n, shared }))
    assert.deepEqual(await inThreads(square, parts, threads), [0, 1, 4, 9, 16, 25, 36, 49])
    assert.equal(
      shared.every(thread => (threads === 1 ? thread === 1 : thread > 1)),
      true,
      'done here, or by others',
    )
  })

test('what a part throws is thrown', async () => {
  const bad = written(
    'bad.mts',
    `export function part(n: number): number { if (n === 2) throw new Error('two'); return n }`,
  )
  for (const threads of [1, 2]) await assert.rejects(inThreads(bad, [1, 2, 3], threads), /two/)
})

function written(name: string, text: string): URL {
  writeFileSync(join(folder, name), text)
  return pathToFileURL(join(folder, name))
}
