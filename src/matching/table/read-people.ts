import { type Column, type Fact, facts, type People } from '../people.ts'
import { endThreads, inThreads } from '../threads.ts'
import { forgetAll } from './dictionary.ts'
import { type Found, foundIn } from './found.ts'
import { othersOf, type Wanted } from './layout.ts'
import type { MergeAsked } from './merge-part.ts'
import { open } from './open.ts'
import { type FilePart, partsOf } from './parts.ts'
import type { PartColumn } from './standard-columns.ts'

export type ReadAsked = Omit<Wanted, 'linkOnly'> &
  Readonly<{
    /** A file or several, each CSV or Parquet and each with the columns of the map. */
    input: string | readonly string[]
    threads: number
    /** Only pairs of different sources are wanted: as a column says, or of different files. */
    linkOnly?: string | Readonly<{ files: true }> | undefined
    /** How many bytes one thread reads at a time, where another number than ours is wanted. */
    chunk?: number
    /** The share of the input that has been read, now and then. */
    onProgress?: ((share: number) => void) | undefined
  }>

export type PeopleRead = Readonly<{
  people: People
  /** The number of whoever a record is of, to be compared with others' and without meaning; -1 where it is not known. */
  truth?: Int32Array
}> &
  Found

/**
 * People from files, the same whatever the number of threads. A row that cannot be used is left out, a fact that cannot be
 * read is not known, and each is a fault; throws `Unreadable` when nothing can be made of a file.
 */
export async function readPeople(asked: ReadAsked): Promise<PeopleRead> {
  const { input, map, truth, linkOnly, threads } = asked
  const byFile = typeof linkOnly === 'object'
  const wanted = { map, truth, linkOnly: byFile ? undefined : linkOnly }
  const parts: FilePart[] = []
  for (const file of [input].flat()) parts.push(...(await partsOf(await open(file, wanted), asked)))
  // What reading left behind in its threads would lie beside all that merging makes.
  if (parts.length > manyParts) await endThreads()
  const columns = parts.map(part => ({ ...part.read.columns, ...(byFile && { source: sourceOf(part) }) }))
  const first = await merged(columns, new Int32Array(), threads)
  const twice = rowsTwice(first.get('id')!.values)
  // So seldom that all is done once more, rather than each time with more care.
  const kept = twice.length > 0 ? await merged(columns, twice, threads) : first
  forgetAll()
  if (parts.length > manyParts) await endThreads()
  const found = foundIn(parts, { rows: twice, column: map.id })
  return {
    people: peopleOf(kept, othersOf(map)),
    ...(truth !== undefined && { truth: kept.get('truth')!.values }),
    ...found,
  }
}

/** Reading more parts than this leaves so much behind in its threads that new ones cost less. */
const manyParts = 4

async function merged(parts: readonly Readonly<Record<string, PartColumn>>[], leftOut: Int32Array, threads: number) {
  const outputs = Object.keys(parts[0]!)
  const asked = outputs.map((output): MergeAsked => ({ parts: parts.map(part => part[output]!), leftOut }))
  const columns = await inThreads<MergeAsked, Column>(new URL('./merge-part.ts', import.meta.url), asked, threads)
  return new Map(outputs.map((output, at) => [output, columns[at]!]))
}

function peopleOf(columns: ReadonlyMap<string, Column>, others: ReturnType<typeof othersOf>): People {
  const ids = columns.get('id')!.words
  const known = facts.flatMap((fact): readonly (readonly [Fact, Column])[] => {
    const column = columns.get(fact)
    return column && column.words.size > 0 ? [[fact, column]] : []
  })
  return {
    count: ids.size,
    ids,
    sources: columns.get('source')?.values,
    facts: Object.fromEntries(known),
    others: others.map((other, number) => ({ ...other, ...columns.get(String(number))! })),
  }
}

/** Rows whose number stands in an earlier row. */
function rowsTwice(ids: Int32Array): Int32Array {
  let next = 0
  return ids.map((id, row) => (id === next && ++next > 0 ? -1 : row)).filter(row => row >= 0)
}

/** One word for all rows of a part: the file that they are of. */
function sourceOf({ opened, read }: FilePart): PartColumn {
  const bytes = new TextEncoder().encode(opened.file)
  return { values: new Int32Array(read.rowLines.length), size: 1, bytes, starts: new Uint32Array([0, bytes.length]) }
}
