import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Bytes sealed at once: all that is held in memory. */
const frame = 256 * 1024
const tagLength = 16

/**
 * Seals a stream in frames (AES-256-GCM), each bound to its place and the last to being the last, so that none can be
 * altered, moved, left out or cut off unnoticed. The key has 32 bytes and must never seal another stream, since the
 * number of a frame is its nonce.
 */
export async function* sealed(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, index, isLast } of framesOf(source, frame)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(index, isLast), { authTagLength: tagLength })
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
}

/** Thrown where a stream is not as it was sealed: altered, cut short, or sealed with another key. */
export class NotAsSealed extends Error {
  override readonly name = 'NotAsSealed'
}

/** Opens what `sealed` sealed; throws `NotAsSealed` at the first frame that is altered, and at an end that is not the end. */
export async function* opened(source: AsyncIterable<Buffer>, key: Buffer): AsyncGenerator<Buffer> {
  for await (const { bytes, index, isLast } of framesOf(source, frame + tagLength)) {
    yield openedFrame(bytes, key, nonce(index, isLast))
  }
}

function openedFrame(bytes: Buffer, key: Buffer, iv: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: tagLength })
    decipher.setAuthTag(bytes.subarray(-tagLength))
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()])
  } catch (cause) {
    throw new NotAsSealed('not as it was sealed', { cause })
  }
}

function nonce(index: number, isLast: boolean): Buffer {
  const bytes = Buffer.alloc(12)
  bytes.writeUInt8(isLast ? 1 : 0, 0)
  bytes.writeBigUInt64BE(BigInt(index), 4)
  return bytes
}

type Frame = Readonly<{ bytes: Buffer; index: number; isLast: boolean }>

/** Cuts a stream into pieces of one size, of which the last may be shorter; an empty stream is one empty piece. */
async function* framesOf(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Frame> {
  let [held, length, index] = [[] as Buffer[], 0, 0]
  for await (const chunk of source) {
    held.push(chunk)
    length += chunk.length
    if (length <= size) continue
    let rest = Buffer.concat(held)
    // A piece is let go only when something follows it: until then it may be the last.
    for (; rest.length > size; rest = rest.subarray(size)) {
      yield { bytes: rest.subarray(0, size), index, isLast: false }
      index += 1
    }
    ;[held, length] = [[rest], rest.length]
  }
  yield { bytes: Buffer.concat(held), index, isLast: true }
}
