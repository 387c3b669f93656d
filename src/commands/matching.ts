import { ConfigFault, type Database, NotFound } from '#kernel'
import { type Model, matchAll, matchingStatus, modelFrom, reasonsAgainst, rollBack } from '#matching'
import { argumentsIn } from './arguments.ts'
import { inExisting } from './at-hand.ts'
import { textOf } from './text-of.ts'

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
    const model = modelOf(file ?? '')
    const wrong = await reasonsAgainst(database, at, model)
    if (wrong.length > 0)
      throw new ConfigFault(`This model is not used, and nothing was changed:\n  ${wrong.join('\n  ')}`)
    console.log(said(await matchAll(database, at, model)))
  },
  'roll-back': async (database, at, run) => {
    const { undone, modelId, isHeld } = await rollBack(database, at, run).catch(fault => {
      throw fault instanceof NotFound ? new ConfigFault('There is no such run that could be taken back') : fault
    })
    for (const one of undone) console.log(`Taken back ${one.undoes}: ${one.made} links open again, ${one.ended} ended.`)
    console.log(
      isHeld
        ? `Model ${modelId} stays in use. It would group the same again: ${held}`
        : `Model ${modelId} is in use again. Everybody is compared anew under it, and the next night groups by it.`,
    )
  },
  status: async (database, at) => {
    const { modelId, isHeld, records, pending, suggestions, links, runs } = await matchingStatus(database, at)
    console.log(`Model ${modelId}. ${records} records are compared, ${pending} wait for it.`)
    console.log(
      `Suggestions: ${
        Object.entries(suggestions)
          .map(([state, count]) => `${count} ${state}`)
          .join(', ') || 'none'
      }.`,
    )
    console.log(`${links} links among index records were made by a machine and are open.`)
    if (isHeld) console.log(`What this model had grouped was taken back: ${held}`)
    for (const run of runs)
      console.log(
        `${run.at.toISOString()}  ${run.undoes ? 'taken back' : said(run)}${run.undone ? '  (taken back since)' : ''}`,
      )
  },
}

const held = 'no night groups anybody until you say "npx safekeep matching run", or use another model.'

const said = ({ id, modelId, made, ended }: Awaited<ReturnType<typeof matchAll>>): string =>
  id === null
    ? `Model ${modelId}: nothing to change, and nothing that could be taken back.`
    : `Run ${id}, model ${modelId}: ${made} links made, ${ended} ended.`

function modelOf(file: string): Model {
  try {
    return modelFrom(JSON.parse(textOf(file)))
  } catch (fault) {
    const why = fault instanceof SyntaxError ? 'it is not JSON' : fault instanceof Error ? fault.message : 'unreadable'
    throw new ConfigFault(`The model "${file}" is not used, and nothing was changed: ${why}`)
  }
}
