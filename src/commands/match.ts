import { writeFileSync } from 'node:fs'
import {
  EncodedFault,
  groupsOf,
  hardlyTold,
  heldAgainst,
  jsonOf,
  mapFromText,
  refusals,
  reportOf,
  Unreadable,
} from '#matching/engine'
import { type Answer, clearAnswer, encodedAnswer } from './match-answer.ts'
import { keepFaults, writeClusters, writePairs } from './match-files.ts'
import { modelIn, mustHold, otherwiseLearnt, unknownTo } from './match-model.ts'
import { asksHow, type MatchOptions, matchOptions, usage } from './match-options.ts'
import { sayMatched, sayTruth } from './match-say.ts'
import { writeSplink } from './match-splink.ts'
import { progress } from './progress.ts'
import { textOf } from './text-of.ts'

/** Who is who in files of people, with no database; what cannot be read, or was not said as it must be, ends with 2. */
export async function match(args: readonly string[]): Promise<void> {
  if (asksHow(args)) return console.log(`Say it so:\n\n  ${usage}\n\ndocs/matching-tool.md says what each is for.`)
  try {
    await run(matchOptions(args))
  } catch (fault) {
    if (!(fault instanceof Unreadable || fault instanceof EncodedFault)) throw fault
    progress('')
    console.error(`Safekeep: ${fault.message}`)
    process.exitCode = 2
  }
}

async function run(options: MatchOptions): Promise<void> {
  const model = options.model === undefined ? undefined : modelIn(options.model, options)
  const answer = await (options.encoded ? encodedAnswer(options, model) : clearAnswer(options, model))
  const unknown = unknownTo(answer.matched)
  const otherwise = options.model === undefined ? [] : otherwiseLearnt(answer.matched)
  if (options.model !== undefined) mustHold(options.model, options, otherwise)
  progress('Writing')
  const faults = answer.read && keepFaults(answer.read, options)
  const held = write(answer, options)
  progress('')
  if (faults) console.error(faults)
  const { model: used, pairs } = answer.matched
  for (const reason of [...refusals(used), ...otherwise, ...hardlyTold(pairs)])
    console.error(`Look at this model before you rely on it: ${reason}.`)
  if (unknown.length > 0)
    console.error(`The model knows nothing of these, and they were not counted: ${unknown.join(', ')}.`)
  console.log([...sayMatched(answer), ...(held ? sayTruth(held.figures, options.truth!) : [])].join('\n'))
}

/** Writes all that was asked for, and returns how right it is where the truth is known. */
function write(answer: Answer, { pairs, clusters, saveModel, exportSplink, report, map }: MatchOptions) {
  const { people, matched, read } = answer
  if (pairs) writePairs(pairs, people, matched.pairs)
  if (clusters) writeClusters(clusters, people, matched.clusters)
  if (saveModel) writeFileSync(saveModel, jsonOf(matched.model))
  if (exportSplink) {
    const { model, pairs } = matched
    writeSplink(exportSplink, model, pairs.comparisons, mapFromText(textOf(map!)), people.sources !== undefined)
  }
  const said = saidOf(answer)
  const held = read?.truth && { figures: heldAgainst(read.truth, said), persons: read.truth }
  const groups = report && held ? { groups: groupsOf(people, held.persons, said) } : {}
  if (report) writeFileSync(report, reportOf(matched, people, held && { ...held, ...groups }))
  return held
}

const saidOf = ({ people, matched: { pairs, clusters, model } }: Answer) => ({
  ...pairs,
  ...{ clusters, threshold: model.threshold, sources: people.sources },
})
