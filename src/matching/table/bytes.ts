import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { Unreadable } from './unreadable.ts'

/** Where the bytes of a table lie, in UTF-8 or another encoding that leaves ASCII alone: in a file, or in shared memory. */
export type Source = Readonly<
  { path: string; from: number; to: number } | { bytes: Uint8Array; from: number; to: number }
>

/**
 * A file as a source. UTF-16, known by its mark or its noughts, is turned into UTF-8 in memory; whether other bytes are
 * UTF-8 or Windows-1252 is decided word by word, since files that were pasted together hold both. Throws `Unreadable`.
 */
export function sourceOf(path: string): Source {
  const file = opened(path)
  try {
    const stat = fstatSync(file)
    if (stat.isDirectory()) throw new Unreadable(`"${path}" is a folder, not a file`)
    // A pipe has neither an end that is known nor places to jump to.
    if (!stat.isFile()) return inMemory(readFileSync(file))
    const first = new Uint8Array(4)
    const start = first.subarray(0, readSync(file, first, { position: 0 }))
    if (wide(start)) return inMemory(readFileSync(file))
    return { path, from: hasMark(start) ? 3 : 0, to: stat.size }
  } finally {
    closeSync(file)
  }
}

/** Bytes in memory as a source that threads share. */
export function inMemory(given: Uint8Array): Source {
  const encoding = wide(given)
  const text = encoding ? Buffer.from(new TextDecoder(encoding).decode(given)) : given
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length))
  bytes.set(text)
  return { bytes, from: hasMark(bytes) ? 3 : 0, to: bytes.length }
}

/** What fills arrays with the bytes of a source, one after the other; a call that fills nothing has met the end. */
export function fillerOf(source: Source): Readonly<{ fill(target: Uint8Array): number; close(): void }> {
  let at = source.from
  if ('bytes' in source) {
    const fill = (target: Uint8Array): number => {
      const some = source.bytes.subarray(at, Math.min(at + target.length, source.bytes.length))
      target.set(some)
      at += some.length
      return some.length
    }
    return { fill, close() {} }
  }
  const file = opened(source.path)
  const fill = (target: Uint8Array): number => {
    const count = readSync(file, target, { position: at })
    at += count
    return count
  }
  return { fill, close: () => closeSync(file) }
}

const hasMark = ([a, b, c]: Uint8Array): boolean => a === 0xef && b === 0xbb && c === 0xbf

function wide([a = 1, b = 1]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if ((a === 0xff && b === 0xfe) || (a !== 0 && b === 0)) return 'utf-16le'
  return (a === 0xfe && b === 0xff) || (a === 0 && b !== 0) ? 'utf-16be' : undefined
}

function opened(path: string): number {
  try {
    return openSync(path, 'r')
  } catch (cause) {
    throw new Unreadable(`"${path}" could not be opened: is its name right, and may you read it?`, { cause })
  }
}
