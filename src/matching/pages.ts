import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

type Numbers = Int32Array | Uint32Array | Uint8Array
type Kind<A extends Numbers> = {
  readonly BYTES_PER_ELEMENT: number
  new (buffer: SharedArrayBuffer, from: number, length: number): A
}

/** An array can grow to so many bytes where it lies; that is only address space until something is written there. */
const room = 1 << 26

/**
 * An array in pages of its own, which threads share and the system gets back: what comes of `malloc` in one thread after the
 * other stays with the process, twice as much as people need at the end.
 */
export function inPages<A extends Numbers>(kind: Kind<A>, length: number): A {
  const bytes = kind.BYTES_PER_ELEMENT * length
  return new kind(new SharedArrayBuffer(bytes, { maxByteLength: Math.max(room, bytes) }), 0, length)
}

/** The same array with more room, mostly where it lies; the one given is not to be written to any more. */
export function longer<A extends Numbers>(kind: Kind<A>, array: A, length: number): A {
  const { buffer } = array
  const bytes = kind.BYTES_PER_ELEMENT * length
  if (buffer instanceof SharedArrayBuffer && buffer.growable && bytes <= buffer.maxByteLength) {
    buffer.grow(bytes)
    return new kind(buffer, 0, length)
  }
  const copy = inPages(kind, length)
  copy.set(array)
  return copy
}

/** Gives back what nobody holds any more. Shared memory does not count towards what makes JavaScript tidy up by itself. */
export function tidyUp(): void {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
}
