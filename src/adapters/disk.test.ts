import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { diskStore } from './disk.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-disk-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = diskStore(folder)
const tomorrow = new Date(Date.now() + 86_400_000)

test('a file that was never finished is found and taken away, and can be neither written nor read under that name', async () => {
  const name = randomUUID()
  await store.write(name, Buffer.from('half'))
  const path = join(folder, name.slice(34, 36), name)
  renameSync(path, `${path}.part`)
  assert.deepEqual(await store.namesBefore(tomorrow), [`${name}.part`])
  assert.throws(() => store.read(`${name}.part`), /not the name/)
  assert.throws(() => store.write(`${name}.part`, Buffer.from('x')), /not the name/)
  await store.remove(`${name}.part`)
  assert.deepEqual(await store.namesBefore(tomorrow), [])
})
