import { isUtf8 } from 'node:buffer'

const windows = new TextDecoder('windows-1252')

/**
 * The text of some bytes of an array, with doubled quotes made single. Bytes that are not UTF-8 are Windows-1252, which is
 * decided word by word: a file that was put together from two exports may hold both.
 */
export function decoderOf(bytes: Uint8Array): (start: number, end: number) => string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return (start, end) => {
    let high = 0
    for (let at = start; at < end; at++) high |= bytes[at]!
    if (high < 0x80) return buffer.toString('latin1', start, end).replaceAll('""', '"')
    const some = bytes.subarray(start, end)
    return (isUtf8(some) ? buffer.toString('utf8', start, end) : windows.decode(some)).replaceAll('""', '"')
  }
}
