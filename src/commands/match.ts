import { writeFileSync } from 'node:fs'
import { EncodedFault, heldAgainst, jsonOf, mapFromText, refusals, reportOf, Unreadable } from '#matching/engine'
import { type Answer, clearAnswer, encodedAnswer, modelIn, textOf, unknownTo } from './match-answer.ts'
import { writeClusters, writePairs } from './match-files.ts'
import { type MatchOptions, matchOptions } from './match-options.ts'
import { sayMatched, sayTruth } from './match-say.ts'
import { writeSplink } from './match-splink.ts'
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

async function run(options: MatchOptions): Promise<void> {
  const model = options.model === undefined ? undefined : modelIn(options.model)
  const answer = await (options.encoded ? encodedAnswer(options, model) : clearAnswer(options, model))
  const { people, matched, truth } = answer
  const unknown = unknownTo(matched)
  const { pairs, clusters, saveModel, exportSplink, report } = options
  progress('Writing')
  if (pairs) writePairs(pairs, people, matched.pairs)
  if (clusters) writeClusters(clusters, people, matched.clusters)
  if (saveModel) writeFileSync(saveModel, jsonOf(matched.model))
  if (exportSplink) {
    writeSplink(exportSplink, matched.model, matched.pairs.comparisons, mapFromText(textOf(options.map!)))
  }
  const held = truth && { figures: heldAgainst(truth, saidOf(answer)), persons: truth }
  if (report) writeFileSync(report, reportOf(matched, people, held))
  progress('')
  for (const reason of refusals(matched.model)) console.error(`Look at this model before you rely on it: ${reason}.`)
  if (unknown.length > 0)
    console.error(`The model knows nothing of these, and they were not counted: ${unknown.join(', ')}.`)
  console.log([...sayMatched(answer), ...(held ? sayTruth(held.figures, options.truth!) : [])].join('\n'))
}

const saidOf = ({ people, matched: { pairs, clusters, model } }: Answer) => ({
  ...pairs,
  ...{ clusters, threshold: model.threshold, sources: people.sources },
})
