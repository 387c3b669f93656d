import { isUtf8 } from 'node:buffer'

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true })
const windows = new TextDecoder('windows-1252')

/**
 * The text of some bytes of an array, with doubled quotes made single. Bytes that are not UTF-8 are Windows-1252, which is
 * decided word by word: a file that was put together from two exports may hold both.
 */
export function decoderOf(bytes: Uint8Array): (start: number, end: number) => string {
  if (bytes === last.bytes) return last.decode
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const decode = (start: number, end: number): string => {
    let [high, quotes] = [0, 0]
    for (let at = start; at < end; at++) {
      high |= bytes[at]!
      if (bytes[at] === 0x22) quotes++
    }
    const text = high < 0x80 ? buffer.toString('latin1', start, end) : beyondAscii(bytes.subarray(start, end))
    return quotes < 2 ? text : text.replaceAll('""', '"')
  }
  last = { bytes, decode }
  return decode
}

// Words are asked for one at a time, of the same bytes.
let last: Readonly<{ bytes?: Uint8Array; decode: (start: number, end: number) => string }> = { decode: () => '' }

const beyondAscii = (bytes: Uint8Array): string => (isUtf8(bytes) ? utf8 : windows).decode(bytes)
