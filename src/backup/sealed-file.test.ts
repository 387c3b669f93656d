import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { NotAsSealed, opened, sealed } from './sealed-file.ts'

const key = randomBytes(32)
const frame = 256 * 1024
const tag = 16

const all = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => Buffer.concat(await Array.fromAsync(stream))
const inPieces = (bytes: Buffer, size: number) =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
  )
const seal = (bytes: Buffer, size = 100_000) => all(sealed(inPieces(bytes, size), key))
const open = (bytes: Buffer, under = key) => all(opened(inPieces(bytes, 70_001), under))

test('what is sealed in whatever pieces is opened as it was, be it empty, full to a frame or a byte more', async () => {
  for (const length of [0, 1, frame - 1, frame, frame + 1, 2 * frame, 3 * frame + 17]) {
    const bytes = randomBytes(length)
    for (const size of [1_000, 100_000, 10 * frame])
      assert.ok((await open(await seal(bytes, size))).equals(bytes), `${length}`)
  }
})

test('a bit altered anywhere, a cut anywhere and another key are noticed', async () => {
  const whole = await seal(randomBytes(2 * frame + 1_000))
  for (const at of [0, frame, frame + tag, frame + tag + 1, whole.length - 1]) {
    const altered = Buffer.from(whole)
    altered[at]! ^= 1
    await assert.rejects(open(altered), NotAsSealed, `altered at ${at}`)
  }
  for (const length of [0, 7, frame, frame + tag, 2 * (frame + tag), whole.length - 1])
    await assert.rejects(open(whole.subarray(0, length)), NotAsSealed, `cut at ${length}`)
  await assert.rejects(open(whole, randomBytes(32)), NotAsSealed)
})

test('frames put in another order, said twice or left out are noticed, and so is something after the end', async () => {
  const whole = await seal(randomBytes(3 * frame + 5))
  const [one, two, three, last] = [0, 1, 2, 3].map(n => whole.subarray(n * (frame + tag), (n + 1) * (frame + tag)))
  for (const parts of [
    [two, one, three, last],
    [one, one, three, last],
    [one, three, last],
    [one, two, last],
    [one, two, three, last, last],
  ])
    await assert.rejects(open(Buffer.concat(parts.map(part => part!))), NotAsSealed)
})
