import { readFileSync } from 'node:fs'
import {
  type Columns,
  isSplink,
  type Matched,
  type Model,
  mapFromText,
  matchEncoded,
  match as matchPeople,
  modelFrom,
  modelFromSplink,
  type People,
  type PeopleRead,
  type Phase,
  readEncoded,
  readPeople,
  Unreadable,
} from '#matching/engine'
import { writeFaults } from './match-files.ts'
import type { MatchOptions } from './match-options.ts'
import { sayFaults } from './match-say.ts'
import { comparisonsByColumn } from './match-splink.ts'
import { progress } from './progress.ts'

/** Who the people are, who is who among them, how many seconds reading took, and the truth where a column holds it. */
export type Answer = Readonly<{
  people: People
  matched: Matched
  reading: number
  truth?: Int32Array | undefined
}>

/** Reads and matches people who are told by name; faults of their rows are told at once. Throws `Unreadable`. */
export async function clearAnswer(options: MatchOptions, model: ModelGiven | undefined): Promise<Answer> {
  const { input, threads, truth, linkOnly } = options
  const map = mapFromText(textOf(options.map!))
  const [read, reading] = await timed(() => readPeople({ input, map, threads, truth, linkOnly }))
  tellFaults(read, options)
  const { people } = read
  const width = options.width ?? (people.count <= fewEnough ? 'all' : 'wide')
  const matched = await matchPeople(people, {
    ...{ width, threads, onProgress },
    ...(model && { model: model({ people, columns: comparisonsByColumn(map) }) }),
  })
  return { people, matched, reading, truth: read.truth }
}

/** So few people that all can be compared with all: looking for candidates first would only lose some. */
const fewEnough = 3_000

/** Reads and matches people of whom only keyed filters are known. Throws `EncodedFault` and `Unreadable`. */
export async function encodedAnswer({ input, threads }: MatchOptions, model: ModelGiven | undefined): Promise<Answer> {
  const [files, reading] = await timed(() => input.map(name => ({ name, encoded: readEncoded(textOf(name), name) })))
  return { ...(await matchEncoded({ files, threads, model: model?.(), onProgress })), reading }
}

/** A model that was given: of ours it is what it is, of Splink's it depends on whom it is used for. Throws `Unreadable`. */
export type ModelGiven = (known?: Readonly<{ people: People; columns: Columns }>) => Model

/** The model of a file, believed; throws `Unreadable`. */
export function modelIn(path: string): ModelGiven {
  const json = believed(path, (): unknown => JSON.parse(textOf(path)))
  if (!isSplink(json)) {
    const model = believed(path, () => modelFrom(json))
    return () => model
  }
  return known => {
    if (!known) throw new Unreadable(`The model "${path}" is Splink's, which knows nothing of encoded people`)
    return believed(path, () => modelFromSplink(json, known.people, known.columns))
  }
}

function believed<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause
    const said =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : String(cause)
    throw new Unreadable(`The model "${path}" cannot be used: ${said}`, { cause })
  }
}

/** What people were compared by and the model has not learnt; throws `Unreadable` where that is everything. */
export function unknownTo({ model, pairs: { comparisons } }: Matched): readonly string[] {
  const known = new Set(model.comparisons.map(({ name }) => name))
  const unknown = comparisons.map(({ name }) => name).filter(name => !known.has(name))
  if (unknown.length > 0 && unknown.length === comparisons.length)
    throw new Unreadable(
      `The model cannot be used: it was learnt from ${[...known].join(', ')}, and not ${unknown.join(', ')}`,
    )
  return unknown
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, seconds: number]> {
  progress('Reading')
  const before = performance.now()
  const done = await work()
  return [done, (performance.now() - before) / 1000]
}

function tellFaults(read: PeopleRead, { errors, pairs, clusters }: MatchOptions): void {
  const path = errors ?? (pairs ?? clusters)?.concat('.errors.csv')
  if (path && (errors !== undefined || read.faults.length > 0)) writeFaults(path, read.faults)
  if (read.faults.length === 0) return
  progress('')
  console.error([...sayFaults(read), ...(path ? [`Each is told in ${path}, with its line.`] : [])].join('\n'))
}

const phases: Readonly<Record<Phase, string>> = {
  pairs: 'Finding and comparing pairs',
  chances: 'Counting what chance would do',
  learning: 'Learning',
  scoring: 'Scoring',
  clusters: 'Drawing clusters',
}
const onProgress = (phase: Phase): void => progress(phases[phase])

/** What a file says; throws `Unreadable`. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Unreadable(`"${path}" could not be opened: is its name right, and may you read it?`, { cause })
  }
}
