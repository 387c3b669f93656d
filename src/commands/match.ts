import { readFileSync, writeFileSync } from 'node:fs'
import {
  EncodedFault,
  heldAgainst,
  jsonOf,
  type Matched,
  type Model,
  mapFromText,
  matchEncoded,
  match as matchPeople,
  modelFrom,
  type People,
  type PeopleRead,
  readEncoded,
  readPeople,
  refusals,
  reportOf,
  Unreadable,
} from '#matching'
import { writeClusters, writeFaults, writePairs } from './match-files.ts'
import { type MatchOptions, matchOptions } from './match-options.ts'
import { sayFaults, sayMatched, sayTruth } from './match-say.ts'
import { progress } from './progress.ts'

/** Who is who in files of people, with no database; what cannot be read, or was not said as it must be, ends with 2. */
export async function match(args: readonly string[]): Promise<void> {
  try {
    await run(matchOptions(args))
  } catch (fault) {
    if (!(fault instanceof Unreadable || fault instanceof EncodedFault)) throw fault
    progress('')
    console.error(`Safekeep: ${fault.message}`)
    process.exitCode = 2
  }
}

type Answer = Readonly<{ people: People; matched: Matched; seconds: number; truth?: Int32Array | undefined }>

async function run(options: MatchOptions): Promise<void> {
  const model = options.model === undefined ? undefined : modelIn(options.model)
  const answer = await (options.encoded ? encodedAnswer(options, model) : clearAnswer(options, model))
  const { people, matched, seconds, truth } = answer
  progress('Writing')
  if (options.pairs) writePairs(options.pairs, people, matched.pairs)
  if (options.clusters) writeClusters(options.clusters, people, matched.clusters)
  if (options.saveModel) writeFileSync(options.saveModel, jsonOf(matched.model))
  const figures = truth && heldAgainst(truth, saidOf(answer))
  if (options.report)
    writeFileSync(options.report, reportOf(matched, people, truth && figures && { figures, persons: truth }))
  progress('')
  for (const reason of refusals(matched.model)) console.error(`Look at this model before you rely on it: ${reason}.`)
  const said = sayMatched(matched, { records: people.count, seconds })
  console.log([...said, ...(figures ? sayTruth(figures, options.truth!) : [])].join('\n'))
}

const saidOf = ({ people, matched: { pairs, clusters, model } }: Answer) => ({
  ...pairs,
  ...{ clusters, threshold: model.threshold, sources: people.sources },
})

async function clearAnswer(options: MatchOptions, model: Model | undefined): Promise<Answer> {
  const { input, threads, truth, linkOnly } = options
  const map = mapFromText(textOf(options.map!))
  const before = performance.now()
  progress('Reading')
  const read = await readPeople({ input, map, threads, truth, linkOnly })
  const seconds = (performance.now() - before) / 1000
  tellFaults(read, options)
  const { people } = read
  const width = options.width ?? widthFor(people.count)
  const matched = await matchPeople(people, { width, threads, ...(model && { model }), onProgress })
  return { people, matched, seconds, truth: read.truth }
}

async function encodedAnswer({ input, threads }: MatchOptions, model: Model | undefined): Promise<Answer> {
  const before = performance.now()
  progress('Reading')
  const files = input.map(name => ({ name, encoded: readEncoded(textOf(name), name) }))
  const seconds = (performance.now() - before) / 1000
  return { ...(await matchEncoded({ files, threads, model, onProgress })), seconds }
}

/** So few people that all of them can be compared with all: nothing is lost by looking for candidates first. */
const fewEnough = 3_000
const widthFor = (people: number) => (people <= fewEnough ? 'all' : 'wide')

function tellFaults(read: PeopleRead, { errors, pairs, clusters }: MatchOptions): void {
  const path = errors ?? (pairs ?? clusters)?.concat('.errors.csv')
  if (read.faults.length === 0 && errors === undefined) return
  if (path) writeFaults(path, read.faults)
  progress('')
  const where = path ? [`Each is told in ${path}, with its line.`] : []
  if (read.faults.length > 0) console.error([...sayFaults(read), ...where].join('\n'))
}

const words = {
  pairs: 'Finding and comparing pairs',
  chances: 'Counting chances',
  learning: 'Learning',
  scoring: 'Scoring',
  clusters: 'Drawing clusters',
} as const
const onProgress = (phase: keyof typeof words): void => progress(words[phase])

function modelIn(path: string): Model {
  try {
    return modelFrom(JSON.parse(textOf(path)))
  } catch (cause) {
    if (cause instanceof Unreadable) throw cause
    const said =
      cause instanceof SyntaxError ? 'it is not JSON' : cause instanceof Error ? cause.message : String(cause)
    throw new Unreadable(`The model "${path}" cannot be used: ${said}`, { cause })
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Unreadable(`"${path}" could not be opened: is its name right, and may you read it?`, { cause })
  }
}
