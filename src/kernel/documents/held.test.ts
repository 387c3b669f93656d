import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { diskStore } from '../../adapters/index.ts'
import type { Tx } from '../database.ts'
import { newId } from '../ids.ts'
import { Refused } from '../refusals.ts'
import { sealer } from '../sealing.ts'
import {
  beginFile,
  finishFile,
  heldIn,
  holdFile,
  holdPiece,
  isStillHeld,
  keepHeld,
  keepingHeld,
  pieceLength,
  piecesOf,
} from './held.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-held-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const store = { sealer: sealer(Buffer.alloc(32, 7)), documents: diskStore(folder) }

const canary = Buffer.from('canary: where she lives now')
const long = Buffer.alloc(2 * pieceLength + 1234, 'a long recording ')
const because = (code: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === code

/** As bytes come over a line, some at a time. */
async function* coming(bytes: Buffer, at = 1000): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += at) yield bytes.subarray(from, from + at)
}

/** Every byte that lies in the store. */
const lying = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .map(one => ({ name: one.name, bytes: readFileSync(join(one.parentPath, one.name)) }))

test('what lies in the store is read by nobody who has not the page, and names nobody', async () => {
  const held = await holdFile(store, 'her-new-address.txt', coming(canary))
  assert.equal(held.name, 'her-new-address.txt')
  for (const { name, bytes } of lying()) {
    assert.ok(!bytes.includes('canary'))
    assert.match(name, /^[0-9a-f-]{36}$/)
  }
  assert.equal(heldIn(store, held.token)?.bytes, canary.length)
  const another = { ...store, sealer: sealer(Buffer.alloc(32, 8)) }
  assert.equal(heldIn(another, held.token), undefined)
  assert.equal(heldIn(store, `${held.token.slice(0, -2)}AA`), undefined)
})

test('a file comes in pieces, in any order, some of them twice, and is whole only when the last is there', async () => {
  const token = await beginFile(store, 'recording.mp3', long.length)
  const piece = (at: number) => long.subarray(at * pieceLength, (at + 1) * pieceLength)
  await holdPiece(store, token, 2, piece(2))
  await holdPiece(store, token, 0, piece(0))
  await assert.rejects(finishFile(store, token), because('file-not-whole'))
  assert.equal(heldIn(store, token), undefined, 'a file that is not whole is no file')
  await holdPiece(store, token, 0, piece(0))
  await holdPiece(store, token, 1, piece(1))
  assert.equal((await finishFile(store, token)).bytes, long.length)
})

test('a piece longer than was said, shorter or beyond the end is refused, and so is a file too large or empty', async () => {
  const token = await beginFile(store, 'one.bin', 100)
  for (const [at, length] of [
    [0, 99],
    [0, 101],
    [1, 1],
    [-1, 100],
    [0.5, 100],
  ] as const)
    await assert.rejects(holdPiece(store, token, at, Buffer.alloc(length)), because('file-not-whole'))
  await assert.rejects(beginFile(store, 'none', 0), because('document-empty'))
  await assert.rejects(beginFile(store, 'vast', 2 ** 40), because('document-too-large'))
  await assert.rejects(holdPiece(store, 'made up', 0, Buffer.alloc(1)), because('file-not-whole'))
})

test('a file that comes as a stream is the same file, however it was cut on the way', async () => {
  const sizes = [pieceLength - 1, pieceLength, pieceLength + 1, 3 * pieceLength + 17]
  for (const size of sizes) {
    const bytes = Buffer.alloc(size, 'stream ')
    const held = await holdFile(store, 'x', coming(bytes, 70_001))
    assert.equal(held.bytes, size)
    // Looked at again, it is whole: each piece opens at its place.
    assert.equal((await finishFile(store, held.token)).bytes, size)
  }
  await assert.rejects(holdFile(store, 'none', coming(Buffer.alloc(0))), because('document-empty'))
})

test('no file is taken where the room is wanted for reports', async () => {
  const documents = { ...store.documents, room: async () => 1024 ** 3 }
  await assert.rejects(beginFile({ ...store, documents }, 'one.bin', 100), because('no-room-for-files'))
})

test('room that was there when a file was begun and is gone by now is not used up', async () => {
  let free = 2 * 1024 ** 3
  const documents = { ...store.documents, room: async () => free }
  const token = await beginFile({ ...store, documents }, 'one.bin', 100)
  free = 1024 ** 3
  await assert.rejects(holdPiece({ ...store, documents }, token, 0, Buffer.alloc(100)), because('no-room-for-files'))
  const coming = async function* () {
    free = 2 * 1024 ** 3
    yield Buffer.alloc(pieceLength)
    free = 1024 ** 3
    yield Buffer.alloc(pieceLength)
  }
  free = 2 * 1024 ** 3
  await assert.rejects(holdFile({ ...store, documents }, 'two.bin', coming()), because('no-room-for-files'))
})

test('a machine that fills the disk leaves room for everybody else’s files', async () => {
  const piece = Buffer.alloc(pieceLength)
  const documents = { ...store.documents, write: async () => {}, room: async () => 6 * 1024 ** 3 }
  const full = { ...store, documents }
  const token = await beginFile(full, 'vast.bin', 50 * pieceLength, 'machine')
  const fill = async () => {
    for (let sent = 0; sent < 2000; sent++) await holdPiece(full, token, sent % 50, piece, 'machine')
  }
  await assert.rejects(fill(), because('no-room-for-files'))
  await assert.rejects(beginFile(full, 'more.bin', pieceLength, 'machine'), because('no-room-for-files'))
  await holdPiece(full, await beginFile(full, 'photo.jpg', 50 * pieceLength, 'somebody'), 0, piece, 'somebody')
})

test('a piece sent once more after the look at the whole makes it a file that nobody has looked at', async () => {
  const harmless = Buffer.from('a letter to the council')
  const token = await beginFile(store, 'letter.txt', harmless.length)
  await holdPiece(store, token, 0, harmless)
  const held = await finishFile(store, token)
  await holdPiece(store, token, 0, Buffer.from(harmless.map(byte => byte ^ 1)))
  const tx = { house: store } as Tx // it is refused before anything is asked of the database
  await assert.rejects(keepHeld(tx, held.token, { reportId: newId<'report'>() }), because('file-not-whole'))
})

test('large files are kept one form after another, small ones at once, and a place waits behind itself', async () => {
  const held = (name: string) => holdFile(store, name, coming(Buffer.alloc(5 * pieceLength), 500_000))
  const large = await held('large')
  const [another, other] = [await held('another'), await held('other')]
  const small = await holdFile(store, 'small', coming(canary))
  const order: string[] = []
  let most = 0
  let now = 0
  const keep = (name: string, token: string, whose: string) => {
    const work = async () => {
      most = Math.max(most, ++now)
      await new Promise(setImmediate)
      order.push(name)
      now--
    }
    return keepingHeld(store, [small.token, token], work, whose)
  }
  // A machine that sends many files, not the same one many times.
  const machine = [large, another, large].map((one, n) => keep(`large ${n + 1}`, one.token, 'machine'))
  await Promise.all([...machine, keep('other', other.token, 'somebody')])
  assert.equal(most, 1)
  assert.deepEqual(order, ['large 1', 'large 2', 'other', 'large 3'])
  await Promise.all([1, 2].map(n => keep(`small ${n}`, small.token, 'machine')))
  assert.equal(most, 2)
})

test('a held file says under which names it lies, and whether it is still there', async () => {
  const before = new Set(lying().map(one => one.name))
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const files = [await holdFile(store, 'a', coming(long)), await holdFile(store, 'b.png', coming(picture))]
  const names = piecesOf(store, ['made up', ...files.map(one => one.token)])
  const written = lying().map(one => one.name)
  assert.deepEqual(names.toSorted(), written.filter(name => !before.has(name)).toSorted())
  assert.equal(await isStillHeld(store, files[0]!.token), true)
  await Promise.all(names.map(name => store.documents.remove(name)))
  assert.equal(await isStillHeld(store, files[0]!.token), false)
  assert.equal(await isStillHeld(store, 'made up'), false)
})

test('a picture is drawn afresh when it has come; what only looks like one is kept and never shown', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .withExif({ IFD3: { GPSLatitude: '52/1 17/1 0/1' } })
    .jpeg()
    .toBuffer()
  assert.equal((await holdFile(store, 'a.jpg', coming(picture))).isPicture, true)
  const polyglot = Buffer.concat([picture.subarray(0, 60), Buffer.from('<script>alert(1)</script>')])
  assert.equal((await holdFile(store, 'b.jpg', coming(polyglot))).isPicture, false)
  // A few kilobytes that would be forty thousand by forty thousand dots.
  const bomb = Buffer.from(
    '89504e470d0a1a0a0000000d494844520000c3500000c35008020000006f7b1b5e0000000c49444154789c6360000000020001e221bc330000000049454e44ae426082',
    'hex',
  )
  assert.equal((await holdFile(store, 'c.png', coming(bomb))).isPicture, false)
})

test('what a scanner finds harmful is not taken, and one that is away stops nobody', async () => {
  const scan = async (bytes: Buffer) => (bytes.includes('harm') ? ('harmful' as const) : ('clean' as const))
  await assert.rejects(holdFile({ ...store, scan }, 'a', coming(Buffer.from('harm'))), because('file-harmful'))
  assert.ok(await holdFile({ ...store, scan: async () => 'unknown' }, 'a', coming(Buffer.from('harm'))))
})

test('names are the key’s own: the same file twice lies in two places', async () => {
  const before = lying().length
  const [one, other] = [await holdFile(store, 'a', coming(canary)), await holdFile(store, 'a', coming(canary))]
  assert.notEqual(one.token, other.token)
  assert.equal(lying().length, before + 2)
})
