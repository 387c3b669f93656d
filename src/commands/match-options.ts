import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { Unreadable, type Width } from '#matching/engine'

export type MatchOptions = Readonly<{
  input: readonly string[]
  map: string | undefined
  pairs: string | undefined
  clusters: string | undefined
  linkOnly: string | Readonly<{ files: true }> | undefined
  model: string | undefined
  saveModel: string | undefined
  exportSplink: string | undefined
  truth: string | undefined
  width: Width | undefined
  threads: number
  report: string | undefined
  errors: string | undefined
  encoded: boolean
}>

export const usage = `npx safekeep match --input FILE… --map FILE [--pairs FILE] [--clusters FILE] [--report FILE]
    [--link-only COLUMN | --link-only-files] [--width tight|wide|all] [--threads NUMBER] [--errors FILE]
    [--model FILE] [--save-model FILE] [--export-splink FILE] [--truth COLUMN]
  npx safekeep match --encoded --input FILE… [--pairs FILE] [--clusters FILE] …`

const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
const options = {
  input: { type: 'string', multiple: true },
  ...{ map: text, pairs: text, clusters: text, report: text, errors: text },
  ...{ 'link-only': text, 'link-only-files': flag, width: text, threads: text },
  ...{ model: text, 'save-model': text, 'export-splink': text, truth: text, encoded: flag },
} as const

/** What stands after `match`, believed; throws `Unreadable` with the usage for what cannot be. */
export function matchOptions(args: readonly string[]): MatchOptions {
  const given = parsed(args)
  const { input, map, pairs, clusters, report, truth, encoded = false, threads, width } = given
  const must = (holds: boolean, sentence: string): void => {
    if (!holds) throw new Unreadable(`${sentence}\n\n  ${usage}`)
  }
  must(input.length > 0, 'Say what to read: --input FILE')
  must(
    encoded !== (map !== undefined),
    encoded ? 'An encoded file needs no map' : 'Say which column is what: --map FILE',
  )
  must(
    [pairs, clusters, report, truth, given['save-model'], given['export-splink']].some(Boolean),
    'Say what to write: --pairs FILE, --clusters FILE',
  )
  must(!(encoded && given['export-splink']), 'Splink knows nothing of encoded people')
  must(width === undefined || isWidth(width), `There is no width "${width}": tight, wide or all`)
  must(threads === undefined || /^[1-9]\d?$/.test(threads), '--threads takes a number from 1 to 99')
  for (const path of [pairs, clusters, report, given.errors, given['save-model'], given['export-splink']])
    must(path === undefined || existsSync(dirname(path)), `There is no folder for "${path}"`)
  must(!(given['link-only'] && given['link-only-files']), 'Say --link-only COLUMN or --link-only-files, not both')
  return {
    ...{ input, map, pairs, clusters, report, truth, encoded },
    ...{
      model: given.model,
      saveModel: given['save-model'],
      exportSplink: given['export-splink'],
      errors: given.errors,
    },
    width: width !== undefined && isWidth(width) ? width : undefined,
    threads: threads ? Number(threads) : Math.min(8, availableParallelism()),
    linkOnly: given['link-only-files'] ? { files: true } : given['link-only'],
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
