/* Pictures cut short, with bits turned over, or made to burst: each is kept inert or drawn afresh, in bounded room. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { sniff } from '../../src/kernel/documents/sniff.ts'
import { grownBy } from './room.ts'
import { spoilt } from './spoilt.ts'

const seed = 20261122
const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
const drawn = () => sharp({ create: { width: 64, height: 48, channels: 3, background: 'teal', noise } })
const samples: Readonly<Record<string, () => Promise<Buffer>>> = {
  jpeg: () =>
    drawn()
      .withExif({ IFD3: { GPSLatitude: '52/1 17/1 0/1' } })
      .jpeg()
      .toBuffer(),
  'jpeg, progressive': () => drawn().jpeg({ progressive: true }).toBuffer(),
  png: () => drawn().png().toBuffer(),
  webp: () => drawn().webp().toBuffer(),
  gif: () => drawn().gif().toBuffer(),
  avif: () => drawn().avif({ effort: 0 }).toBuffer(),
  tiff: () => drawn().tiff({ compression: 'deflate' }).toBuffer(),
}

for (const [kind, make] of Object.entries(samples))
  test(`a ${kind} that was spoilt or cut short is drawn afresh or kept inert`, async () => {
    const picture = await make()
    assert.ok((await sniff(picture)).display, 'as it was, it is drawn')
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          spoilt(picture),
          fc.nat({ max: picture.length }).map(at => picture.subarray(0, at)),
        ),
        looked,
      ),
      { numRuns: 80, seed },
    )
  })

/** What stands at the beginning of files whose readers go by lengths that the file says itself. */
const heads: Readonly<Record<string, string>> = {
  asf: '3026b2758e66cf11a6d900aa0062ce6c0000000000000000',
  zip: '504b0304140000000800000000000000000000000000ffffffff08000000612e786d6c',
  ebml: '1a45dfa301ffffffffffffff4282886d6174726f736b61',
  mp4: '0000001866747970697368650000000069736f6d',
  id3: '4944330400007f7f7f7f',
  pdf: '255044462d312e370a',
  riff: '52494646ffffffff57415645666d7420ffffffff',
  ogg: '4f67675300020000000000000000',
  flac: '664c6143ff000000',
  svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>').toString('hex'),
  tar: Buffer.from(`${'a'.repeat(257)}ustar`).toString('hex'),
  gzip: gzipSync(Buffer.alloc(1_000_000)).toString('hex'),
}

for (const [kind, hex] of Object.entries(heads))
  test(`bytes that begin as ${kind} does are looked at to an end, and kept inert`, async () => {
    const head = Buffer.from(hex, 'hex')
    await fc.assert(
      fc.asyncProperty(spoilt(head), fc.uint8Array({ maxLength: 400 }), async (begun, rest) =>
        looked(Buffer.concat([begun, rest])),
      ),
      { numRuns: 60, seed },
    )
    for (const filler of [0, 0xff]) {
      const { display } = await sniff(Buffer.concat([head, Buffer.alloc(2_000_000, filler)]))
      assert.equal(display, undefined)
    }
  })

/** Never a fault; and what is drawn is a picture of ours, with nothing in it of what it was drawn from but its looks. */
async function looked(bytes: Buffer): Promise<void> {
  const { type, display } = await sniff(bytes)
  assert.match(type, /^[a-z]+\/[a-z0-9.+-]+/)
  if (!display) return
  assert.equal(display.type, 'image/jpeg')
  assert.deepEqual([...display.bytes.subarray(0, 3)], [0xff, 0xd8, 0xff])
  assert.equal(display.bytes.includes('Exif'), false)
}

test('a picture with something behind it is drawn without it', async () => {
  const picture = await drawn().jpeg().toBuffer()
  const { display } = await sniff(Buffer.concat([picture, Buffer.from('<script>alert(1)</script>PK\x03\x04')]))
  assert.ok(display)
  assert.equal(display.bytes.includes('<script>'), false)
})

const wordy = 'a png with gigabytes of words packed in it'

test('pictures made to burst take little room, and none is drawn but the one whose looks are harmless', async () => {
  const bombs: Readonly<Record<string, Buffer>> = {
    'a png of 3,600 million pixels in a few bytes': png(60_000, 60_000),
    'a png that says it is larger than any': png(0x7fff_ffff, 0x7fff_ffff),
    [wordy]: wordsPacked(),
    'a gif of 65,535 squared': gif(),
    'a jpeg of 65,500 squared': await jpeg(),
    'a tiff whose pages lead in a ring': tiffRing(),
    'a tiff of 4,000 million squared': tiff(0xffff_fff0, 0xffff_fff0),
    'a webp of 16,384 squared': await webp(),
    'an svg that says itself a million times': svg(),
  }
  const grown = await grownBy(async () => {
    for (const [what, bytes] of Object.entries(bombs)) {
      const { display } = await sniff(bytes)
      assert.equal(display !== undefined, what === wordy, what)
    }
  })
  assert.ok(grown < 250, `${grown} MB`)
})

test('the largest picture that is drawn at all, three at once, takes the room of one', async () => {
  // Turned by its label, so that all of it must be there before the first line is drawn.
  const large = await sharp({ create: { width: 7000, height: 7000, channels: 3, background: 'teal' } })
    .withMetadata({ orientation: 6 })
    .png({ compressionLevel: 9, progressive: true })
    .toBuffer()
  const grown = await grownBy(async () => {
    const all = await Promise.all(Array.from({ length: 3 }, () => sniff(large)))
    assert.ok(all.every(({ display }) => display))
  })
  assert.ok(grown < 900, `${grown} MB`)
})

function chunk(kind: string, body: Buffer): Buffer {
  const inner = Buffer.concat([Buffer.from(kind, 'latin1'), body])
  return Buffer.concat([uint32(body.length), inner, uint32(crc32(inner))])
}
function uint32(value: number): Buffer {
  const four = Buffer.alloc(4)
  four.writeUInt32BE(value >>> 0)
  return four
}
const signature = Buffer.from('89504e470d0a1a0a', 'hex')
const header = (width: number, height: number) =>
  chunk('IHDR', Buffer.concat([uint32(width), uint32(height), Buffer.from([8, 2, 0, 0, 0])]))
const png = (width: number, height: number): Buffer =>
  Buffer.concat([
    signature,
    header(width, height),
    chunk('IDAT', deflateSync(Buffer.alloc(20_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
const wordsPacked = (): Buffer => {
  const words = chunk(
    'zTXt',
    Buffer.concat([Buffer.from('Comment\0\0', 'latin1'), deflateSync(Buffer.alloc(20_000_000, 'a'))]),
  )
  const looks = [chunk('IDAT', deflateSync(Buffer.alloc(4))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, header(1, 1), ...Array.from({ length: 100 }, () => words), ...looks])
}
const gif = (): Buffer =>
  Buffer.from('474946383961ffffffff800000000000ffffff2c00000000ffffffff00020244010 03b'.replace(/ /g, ''), 'hex')

/** A small picture whose head says that it is larger than it is. */
async function jpeg(): Promise<Buffer> {
  const picture = await drawn().jpeg().toBuffer()
  const frame = picture.indexOf(Buffer.from([0xff, 0xc0]))
  picture.writeUInt16BE(65_500, frame + 5)
  picture.writeUInt16BE(65_500, frame + 7)
  return picture
}
async function webp(): Promise<Buffer> {
  const picture = await drawn().webp().toBuffer()
  const frame = picture.indexOf(Buffer.from([0x9d, 0x01, 0x2a]))
  picture.writeUInt16LE(0x3fff, frame + 3)
  picture.writeUInt16LE(0x3fff, frame + 5)
  return picture
}
function tiff(width: number, height: number): Buffer {
  const tags = [
    ...[
      [256, width],
      [257, height],
      [258, 8],
      [259, 1],
      [262, 1],
      [273, 8],
      [277, 1],
      [278, height],
      [279, 100],
    ],
  ] as const
  const bytes = Buffer.alloc(10 + tags.length * 12 + 4)
  bytes.write('II*\0', 'latin1')
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(tags.length, 8)
  for (const [at, [tag, value]] of tags.entries()) {
    bytes.writeUInt16LE(tag ?? 0, 10 + at * 12)
    bytes.writeUInt16LE(4, 12 + at * 12)
    bytes.writeUInt32LE(1, 14 + at * 12)
    bytes.writeUInt32LE((value ?? 0) >>> 0, 18 + at * 12)
  }
  return bytes
}
function tiffRing(): Buffer {
  const bytes = tiff(60_000, 60_000)
  bytes.writeUInt32LE(8, bytes.length - 4)
  return bytes
}
function svg(): Buffer {
  const entities = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join('')
  return Buffer.from(
    `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e0 "a">${entities}]><svg xmlns="http://www.w3.org/2000/svg"><text>&e20;</text></svg>`,
  )
}
