const kept = new Map<string, ArrayBuffer>()

/**
 * Room for so many numbers, of which nothing is known: the same for the same use each time, so that a rule after the other
 * is tried in memory that is at hand already. For what is done with before the next is asked for.
 */
export function scratch(use: string, size: number): Uint32Array {
  let buffer = kept.get(use)
  if (!buffer || buffer.byteLength < 4 * size) {
    buffer = new ArrayBuffer(4 * size)
    kept.set(use, buffer)
  }
  return new Uint32Array(buffer, 0, size)
}

/** Gives all of it back. */
export const forgetScratch = (): void => kept.clear()
