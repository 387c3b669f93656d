import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { inThreads } from './threads.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-threads-'))
after(() => rmSync(folder, { recursive: true, force: true }))

// Each of the first parts waits until as many have begun as there are threads, which never comes if one of these does none.
const square = written(
  'square.mts',
  `import { threadId } from 'node:worker_threads'
   export async function part(one: { n: number; threads: number; shared: Int32Array }): Promise<number> {
     one.shared[one.n] = threadId + 1
     Atomics.add(one.shared, 8, 1)
     Atomics.notify(one.shared, 8)
     for (let begun = 0; (begun = Atomics.load(one.shared, 8)) < one.threads; ) Atomics.wait(one.shared, 8, begun)
     return one.n * one.n
   }`,
)

for (const threads of [1, 2, 3])
  test(`results come in the order of the parts, by ${threads} threads, of which this is one`, async () => {
    const shared = new Int32Array(new SharedArrayBuffer(4 * 9))
    const parts = Array.from({ length: 8 }, (_, n) => ({ n, threads, shared }))
    assert.deepEqual(await inThreads(square, parts, threads), [0, 1, 4, 9, 16, 25, 36, 49])
    const whose = new Set(shared.subarray(0, 8))
    assert.equal(whose.size, threads)
    assert.ok(whose.has(1), 'this thread is the one with number nought')
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
