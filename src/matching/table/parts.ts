import { inThreads } from '../threads.ts'
import type { Opened } from './open.ts'
import { type PartRead, type PartsAsked, type PartsRead, usualChunk } from './parse-part.ts'

/** A part of a file as it was read, by which thread, with the line of the file on which it began. */
export type FilePart = Readonly<{ opened: Opened; read: PartRead; by: PartsRead; line: number }>

const module = new URL('./parse-part.ts', import.meta.url)
type Reading = Readonly<{ threads: number; chunk?: number }>
type Stretch = PartsAsked['stretches'][number]

/** All parts of a file, in its order. */
export async function partsOf(opened: Opened, { threads, chunk = usualChunk }: Reading): Promise<readonly FilePart[]> {
  const { source, separator, header, groups, from } = opened
  const readBy = async (stretches: readonly Stretch[], most: number): Promise<readonly FilePart[]> => {
    const taken = new Int32Array(new SharedArrayBuffer(4))
    const asked: PartsAsked = { source, separator, fields: header.length, groups, stretches, taken }
    const each = Array.from({ length: Math.min(most, stretches.length) }, () => asked)
    const all = await inThreads<PartsAsked, PartsRead>(module, each, most)
    const parts = all.flatMap(by => by.parts.map(read => ({ opened, read, by, line: 0 })))
    return parts.sort((a, b) => a.read.number - b.read.number)
  }
  const stretches = stretchesOf(from, source.to, chunk)
  const guessed = await readBy(stretches, threads)
  let [at, line] = [from, opened.line]
  const parts: FilePart[] = []
  for (const [number, { to }] of stretches.entries()) {
    // A part began behind the first line end in its stretch. Within quotes that is no place for a row to begin, and we see
    // it when the part before ends elsewhere; then the part is read again from where it does.
    const sure = guessed[number]!.read.from === at
    const part = sure ? guessed[number]! : (await readBy([{ from: at, to, exact: true }], 1))[0]!
    parts.push({ ...part, line })
    at = part.read.to
    line += part.read.lines
  }
  return parts
}

function stretchesOf(begin: number, end: number, chunk: number): readonly Stretch[] {
  const count = Math.max(1, Math.ceil((end - begin) / chunk))
  const border = (number: number): number => (number === count ? end : Math.min(end, begin + number * chunk))
  return Array.from({ length: count }, (_, number) => ({
    ...{ from: border(number), to: border(number + 1), exact: number === 0 },
  }))
}
