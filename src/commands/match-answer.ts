import {
  type Matched,
  mapFromText,
  matchEncoded,
  match as matchPeople,
  type People,
  type PeopleRead,
  type Phase,
  readEncoded,
  readPeople,
} from '#matching/engine'
import type { ModelGiven } from './match-model.ts'
import type { MatchOptions } from './match-options.ts'
import { sayFaults } from './match-say.ts'
import { comparisonsByColumn } from './match-splink.ts'
import { progress } from './progress.ts'
import { textOf } from './text-of.ts'

/** Who the people are and who is who among them, how many seconds reading took, and what was read where it was no filters. */
export type Answer = Readonly<{
  people: People
  matched: Matched
  reading: number
  read?: PeopleRead
}>

/** Reads and matches people who are told by name; faults of their rows are told at once. Throws `Unreadable`. */
export async function clearAnswer(options: MatchOptions, model: ModelGiven | undefined): Promise<Answer> {
  const { input, threads, threshold, truth, linkOnly } = options
  const map = mapFromText(textOf(options.map!))
  const [read, reading] = await timed(() => readPeople({ input, map, threads, truth, linkOnly }))
  if (read.faults.length > 0) {
    progress('')
    console.error(sayFaults(read).join('\n'))
  }
  const { people } = read
  const width = options.width ?? (people.count <= fewEnough ? 'all' : 'wide')
  const matched = await matchPeople(people, {
    ...{ width, threads, threshold, onProgress },
    ...(model && { model: model({ people, columns: comparisonsByColumn(map) }) }),
  })
  return { people, matched, reading, read }
}

/** So few people that all can be compared with all: looking for candidates first would only lose some. */
const fewEnough = 3_000

/** Reads and matches people of whom only keyed filters are known. Throws `EncodedFault` and `Unreadable`. */
export async function encodedAnswer(options: MatchOptions, model: ModelGiven | undefined): Promise<Answer> {
  const { input, threads, threshold } = options
  const [files, reading] = await timed(() => input.map(name => ({ name, encoded: readEncoded(textOf(name), name) })))
  return { ...(await matchEncoded({ files, threads, threshold, model: model?.(), onProgress })), reading }
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [T, seconds: number]> {
  progress('Reading')
  const before = performance.now()
  const done = await work()
  return [done, (performance.now() - before) / 1000]
}

const phases: Readonly<Record<Phase, string>> = {
  pairs: 'Finding and comparing pairs',
  chances: 'Counting what chance would do',
  learning: 'Learning',
  scoring: 'Scoring',
  clusters: 'Drawing clusters',
}
const onProgress = (phase: Phase): void => progress(phases[phase])
