import { tidyUp } from '../pages.ts'
import { type Column, type Fact, facts, type People } from '../people.ts'
import { endThreads, inThreads } from '../threads.ts'
import { mustBeTold } from './files-apart.ts'
import { type Found, foundIn } from './found.ts'
import { othersOf, toldApart, type Wanted } from './layout.ts'
import type { MergeAsked, Order } from './merge-part.ts'
import { type Opened, open } from './open.ts'
import type { PartColumn } from './parse-part.ts'
import { type FilePart, partsOf } from './parts.ts'

export type ReadAsked = Omit<Wanted, 'linkOnly'> &
  Readonly<{
    /** A file or several, each CSV or Parquet and each with the columns of the map. */
    input: string | readonly string[]
    threads: number
    /** Only pairs of different sources are wanted: as a column says, or of different files. */
    linkOnly?: string | Readonly<{ files: true }> | undefined
    /** How many bytes one thread reads at a time, where another number than ours is wanted. */
    chunk?: number
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
  const read = await readParts(asked)
  // What reading left behind, here and in its threads, would lie beside all that follows.
  if (read.people.count > manyPeople) {
    await endThreads()
    tidyUp()
  }
  return read
}

async function readParts(asked: ReadAsked): Promise<PeopleRead> {
  const { input, map, truth, linkOnly } = asked
  const byFile = typeof linkOnly === 'object'
  const wanted = { map, truth, linkOnly: byFile ? undefined : linkOnly }
  const parts: FilePart[] = []
  const opened: Opened[] = []
  for (const file of [input].flat()) opened.push(await open(file, wanted))
  const threads = asked.chunk === undefined ? Math.min(asked.threads, enoughFor(opened)) : asked.threads
  for (const one of opened) parts.push(...(await partsOf(one, { ...asked, threads })))
  const first = await merged(...inOrder(parts, byFile), new Int32Array(), threads)
  const twice = rowsTwice(first.get('id')!)
  if (byFile && twice.length > 0) mustBeTold(parts, first.get('id')!, map.id)
  // So seldom that all is done once more, rather than each time with more care.
  const kept = twice.length > 0 ? await mergedAgain(first, twice, threads) : first
  const found = foundIn(parts, { rows: twice, column: map.id })
  return {
    people: peopleOf(kept, toldApart(othersOf(map))),
    ...(truth !== undefined && { truth: kept.get('truth')!.values }),
    ...found,
  }
}

/** How many threads files of that length are worth: a new one spends the first third of a second learning to read. */
function enoughFor(files: readonly Opened[]): number {
  const length = files.reduce((sum, { source, from }) => sum + source.to - from, 0)
  return Math.max(1, Math.floor(length / (1 << 24)))
}

/** Reading more than these leaves so much behind in its threads that new ones cost less. */
const manyPeople = 200_000

type Read = Readonly<Record<string, PartColumn>>

/** What each thread has read, and in which order its rows follow those of the others. */
function inOrder(parts: readonly FilePart[], byFile: boolean): readonly [read: readonly Read[], order: Order] {
  const threads = [...new Map(parts.map(({ by, opened }) => [by, opened.file]))]
  const place = new Map(threads.map(([by], at) => [by, at]))
  const read = threads.map(([by, file]) => ({
    ...by.columns,
    ...(byFile && { source: sourceOf(file, by.rows) }),
  }))
  return [read, parts.map(({ by, read: { firstRow, endRow } }) => ({ by: place.get(by)!, from: firstRow, to: endRow }))]
}

async function merged(read: readonly Read[], order: Order, leftOut: Int32Array, threads: number) {
  const wordsIn = (output: string): number => read.reduce((sum, one) => sum + one[output]!.size, 0)
  // Those with most words first, so that threads end at about the same time.
  const outputs = Object.keys(read[0]!).sort((a, b) => wordsIn(b) - wordsIn(a))
  const asked = outputs.map((output): MergeAsked => ({ columns: read.map(one => one[output]!), order, leftOut }))
  const columns = await inThreads<MergeAsked, Column>(new URL('./merge-part.ts', import.meta.url), asked, threads)
  return new Map(outputs.map((output, at) => [output, columns[at]!]))
}

function mergedAgain(columns: ReadonlyMap<string, Column>, leftOut: Int32Array, threads: number) {
  const read = Object.fromEntries([...columns].map(([output, { values, words }]) => [output, { values, ...words }]))
  return merged([read], [{ by: 0, from: 0, to: columns.get('id')!.values.length }], leftOut, threads)
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
function rowsTwice({ values, words }: Column): Int32Array {
  if (words.size === values.length) return new Int32Array()
  let next = 0
  return values.map((id, row) => (id === next && ++next > 0 ? -1 : row)).filter(row => row >= 0)
}

/** One word for so many rows: the file that they are of. */
function sourceOf(file: string, rows: number): PartColumn {
  const bytes = new TextEncoder().encode(file)
  return { values: new Int32Array(rows), size: 1, bytes, starts: new Uint32Array([0, bytes.length]) }
}
