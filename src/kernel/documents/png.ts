const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** What a picture looks like, and which way up it is. Words and colour profiles are packed: a few bytes hold gigabytes. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'gAMA', 'sRGB', 'eXIf'])

/**
 * A PNG with only what is needed to draw it, as long as its parts can be told apart; any other bytes as they are. The
 * library that draws unpacks the words that a PNG may hold, all of them at once, and has no limit for that.
 */
export function bare(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, signature.length).equals(signature)) return bytes
  const left = Buffer.alloc(bytes.length)
  let to = bytes.copy(left, 0, 0, signature.length)
  for (let at = signature.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (kept.has(bytes.toString('latin1', at + 4, at + 8))) to += bytes.copy(left, to, at, end)
    at = end
  }
  return left.subarray(0, to)
}
