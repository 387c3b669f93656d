import { availableParallelism } from 'node:os'
import { parseArgs } from 'node:util'
import { leastThreshold, Unreadable, type Width } from '#matching/engine'
import { partOf } from './match-out.ts'
import { mustBeApart } from './paths.ts'

export type MatchOptions = Readonly<{
  input: readonly string[]
  map: string | undefined
  pairs: string | undefined
  clusters: string | undefined
  linkOnly: string | Readonly<{ files: true }> | undefined
  model: string | undefined
  /** A model that was given is used although something speaks against it. */
  useAnyway: boolean
  saveModel: string | undefined
  exportSplink: string | undefined
  /** The probability from which on two records are taken as one person, whatever a model says. */
  threshold: number | undefined
  truth: string | undefined
  width: Width | undefined
  threads: number
  report: string | undefined
  /** Where faults of rows are listed: as it was said, or beside what is written. */
  errors: string | undefined
  /** The list of faults was asked for, and is written even if there are none. */
  errorsAsked: boolean
  encoded: boolean
}>

export const usage = `npx safekeep match --input FILE… --map FILE [--pairs FILE] [--clusters FILE] [--report FILE]
    [--link-only COLUMN | --link-only-files] [--width tight|wide|all] [--threshold PROBABILITY] [--threads NUMBER]
    [--model FILE [--use-anyway]] [--save-model FILE] [--export-splink FILE] [--truth COLUMN] [--errors FILE]
  npx safekeep match --encoded --input FILE… [--pairs FILE] [--clusters FILE] [--report FILE]
    [--threshold PROBABILITY] [--threads NUMBER] [--model FILE [--use-anyway]] [--save-model FILE]`

const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
const options = {
  input: { type: 'string', multiple: true },
  ...{ map: text, pairs: text, clusters: text, report: text, errors: text },
  ...{ 'link-only': text, 'link-only-files': flag, width: text, threads: text, threshold: text },
  ...{ model: text, 'use-anyway': flag, 'save-model': text, 'export-splink': text, truth: text, encoded: flag },
} as const

/** Whether somebody wants to know how it is said, and nothing done. */
export const asksHow = (args: readonly string[]): boolean => args.includes('--help') || args.includes('-h')

/** What stands after `match`, believed; throws `Unreadable`, with the usage, for what cannot be. */
export function matchOptions(args: readonly string[]): MatchOptions {
  const given = parsed(args)
  mustBeWhole(given)
  const { input, map, pairs, clusters, report, truth, model, encoded = false, threads, threshold, width } = given
  const asked: MatchOptions = {
    ...{ input, map, pairs, clusters, report, truth, model, encoded },
    ...{ saveModel: given['save-model'], exportSplink: given['export-splink'] },
    useAnyway: given['use-anyway'] ?? false,
    errors: encoded ? undefined : (given.errors ?? (pairs ?? clusters)?.concat('.errors.csv')),
    errorsAsked: given.errors !== undefined,
    width: width !== undefined && isWidth(width) ? width : undefined,
    threshold: threshold === undefined ? undefined : Number(threshold),
    threads: threads ? Number(threads) : Math.min(8, availableParallelism()),
    linkOnly: given['link-only-files'] ? { files: true } : given['link-only'],
  }
  mustBeApart(filesOf(asked))
  return asked
}

type Given = ReturnType<typeof parsed>

function mustBeWhole(given: Given): void {
  const { input, map, pairs, clusters, report, truth, encoded = false, threads, threshold, width } = given
  must(input.length > 0, 'Say what to read: --input FILE')
  must(
    encoded !== (map !== undefined),
    encoded ? 'An encoded file needs no map' : 'Say which column is what: --map FILE',
  )
  // What cannot be done is not left out without a word.
  for (const name of ['truth', 'link-only', 'link-only-files', 'width', 'errors', 'export-splink'] as const)
    must(!encoded || given[name] === undefined, `Of encoded people there is no --${name}`)
  must(
    [pairs, clusters, report, truth, given['save-model'], given['export-splink']].some(Boolean),
    'Say what to write: --pairs FILE, --clusters FILE',
  )
  must(width === undefined || isWidth(width), `There is no width "${width}": tight, wide or all`)
  must(threads === undefined || /^[1-9]\d?$/.test(threads), '--threads takes a number from 1 to 99')
  must(
    threshold === undefined || (/^0?\.\d+$/.test(threshold) && Number(threshold) >= leastThreshold),
    `--threshold takes a probability from ${leastThreshold} to below 1: who is less likely one person is not joined`,
  )
  must(!(given['link-only'] && given['link-only-files']), 'Say --link-only COLUMN or --link-only-files, not both')
  must(!given['link-only-files'] || input.length > 1, '--link-only-files needs two files: --input FILE --input FILE')
  must(!given['use-anyway'] || given.model !== undefined, 'Say which model is to be used anyway: --model FILE')
}

function must(holds: boolean, sentence: string): void {
  if (!holds) throw new Unreadable(`${sentence}\n\n  ${usage}`)
}

/** What is read and what is written; a file is written under another name first. */
function filesOf(asked: MatchOptions) {
  const { input, map, model, pairs, clusters, errors, report, saveModel, exportSplink } = asked
  const known = (paths: readonly (string | undefined)[]) => paths.filter(path => path !== undefined)
  const whole = known([pairs, clusters, errors])
  return {
    reads: known([...input, map, model]),
    writes: [...whole, ...known([report, saveModel, exportSplink]), ...new Set(whole.map(partOf))],
  }
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    // A shell makes several names of *.csv.
    return { ...values, input: [...(values.input ?? []), ...positionals] }
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.split('. ')[0] : 'That cannot be read'
    throw new Unreadable(`${said}\n\n  ${usage}`, { cause })
  }
}

const isWidth = (text: string): text is Width => text === 'tight' || text === 'wide' || text === 'all'
