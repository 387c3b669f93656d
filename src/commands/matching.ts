import { readFileSync } from 'node:fs'
import { ConfigFault, type Database } from '#kernel'
import { matchAll, matchingStatus, modelFrom, type RunKept, reasonsAgainst, rollBack } from '#matching'
import { argumentsIn } from './arguments.ts'
import { inExisting } from './at-hand.ts'

const usage = 'matching run | status | use MODEL.json | roll-back [RUN]'

/** Compares everybody anew, says how matching stands, changes its model, or takes back what a run did. */
export async function matching(args: readonly string[]): Promise<void> {
  const { words } = argumentsIn(args, [], 2, usage)
  const [what = '', which] = words
  const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
  if (!deed || (what === 'use') !== (which !== undefined && what !== 'roll-back'))
    throw new ConfigFault(`Say it so: npx safekeep ${usage}`)
  await inExisting((database, at) => deed(database, at, which))
}

type Deed = (database: Database, at: Date, which: string | undefined) => Promise<void>

const deeds: Readonly<Record<string, Deed>> = {
  run: async (database, at) => console.log(said(await matchAll(database, at))),
  use: async (database, at, file) => {
    const model = modelFrom(JSON.parse(readFileSync(file ?? '', 'utf8')))
    const wrong = await reasonsAgainst(database, at, model)
    if (wrong.length > 0)
      throw new ConfigFault(`This model is not used, and nothing was changed:\n  ${wrong.join('\n  ')}`)
    console.log(said(await matchAll(database, at, model)))
  },
  'roll-back': async (database, at, run) => {
    const undone = await rollBack(database, at, run)
    if (undone.length === 0) throw new ConfigFault('There is no such run that could be taken back')
    for (const one of undone) console.log(`Taken back ${one.undoes}: ${one.made} links open again, ${one.ended} ended.`)
    console.log(`Model ${undone.at(-1)!.modelId} is in use.`)
  },
  status: async (database, at) => {
    const { modelId, records, pending, suggestions, links, runs } = await matchingStatus(database, at)
    console.log(`Model ${modelId}. ${records} records are compared, ${pending} wait for it.`)
    console.log(
      `Suggestions: ${
        Object.entries(suggestions)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ') || 'none'
      }.`,
    )
    console.log(`${links} links among index records were made by a machine and are open.`)
    for (const run of runs)
      console.log(
        `${run.at.toISOString()}  ${run.undoes ? 'taken back' : said(run)}${run.undone ? '  (taken back since)' : ''}`,
      )
  },
}

const said = ({ id, modelId, made, ended }: RunKept): string =>
  `Run ${id}, model ${modelId}: ${made} links made, ${ended} ended.`
