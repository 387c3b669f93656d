import { inThreads } from '../threads.ts'
import type { Opened } from './open.ts'
import type { PartAsked, PartRead } from './parse-part.ts'

/** A part of a file as it was read, with the line of the file on which it began. */
export type FilePart = Readonly<{ opened: Opened; read: PartRead; line: number }>

const module = new URL('./parse-part.ts', import.meta.url)
/** Small enough that threads end at about the same time and hold little, large enough that many words are met again. */
const usualChunk = 4 << 20

type Reading = Readonly<{ threads: number; chunk?: number; onProgress?: ((share: number) => void) | undefined }>

/** All parts of a file, in its order. */
export async function partsOf(opened: Opened, reading: Reading): Promise<readonly FilePart[]> {
  const { source, separator, fields, groups, from } = opened
  const asked = (begin: number, end: number, exact: boolean): PartAsked => ({
    ...{ source, separator, fields, groups, exact },
    ...{ from: begin, to: end },
  })
  const parts = bordersOf(from, source.to, reading).map(([begin, end]) => asked(begin, end, begin === from))
  const guessed = await inThreads<PartAsked, PartRead>(module, parts, reading.threads)
  let [at, line] = [from, opened.line]
  const read: FilePart[] = []
  for (const [number, part] of parts.entries()) {
    // A part began behind the first line end in its stretch. Within quotes that is no place for a row to begin, and we see
    // it when the part before ends elsewhere; then the part is read again from where it does.
    const sure = guessed[number]!.from === at
    const own = sure
      ? guessed[number]!
      : (await inThreads<PartAsked, PartRead>(module, [asked(at, part.to, true)], 1))[0]!
    read.push({ opened, read: own, line })
    at = own.to
    line += own.lines
  }
  return read
}

function bordersOf(from: number, to: number, { chunk = usualChunk }: Reading): readonly (readonly [number, number])[] {
  const count = Math.max(1, Math.ceil((to - from) / chunk))
  const border = (number: number): number => (number === count ? to : Math.min(to, from + number * chunk))
  return Array.from({ length: count }, (_, number) => [border(number), border(number + 1)])
}
