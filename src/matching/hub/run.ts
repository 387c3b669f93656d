import { type Database, type Job, newId, type Occasion, type Tx } from '#kernel'
import { refusals } from '../learn/index.ts'
import type { Model } from '../model.ts'
import { differenceOf } from './groups.ts'
import type { Likeness } from './likeness.ts'
import { keepSuggestionsFrom, pendAll } from './match-queries.ts'
import { keepModel, modelInUse, readModel } from './model-queries.ts'
import {
  alone,
  applyRun,
  countMatching,
  lastRuns,
  linksOpen,
  profilesAfter,
  type RunKept,
  runsFrom,
  saidDifferent,
  undoRun,
} from './run-queries.ts'
import { compareAll, groupAll, type Keyed, type Whole } from './whole.ts'

const as = (action: string, at: Date): Occasion => ({
  actor: { kind: 'job', name: 'match' },
  action,
  purpose: 'keep-the-house',
  at,
  onlyIfShown: true,
})

/**
 * Compares everybody anew under a model, the one in use where none is given, and lets the machine's links among index records
 * say what it is sure of now. What people decided stays. Suggestions are renewed in steps that bear being done twice; the
 * links are changed in one transaction, or not at all.
 */
export async function matchAll(database: Database, at: Date, given?: Model): Promise<RunKept> {
  const { former, next } = await database.as(as('matching.run', at), async tx => {
    const former = await modelInUse(tx)
    return { former, next: given ? await keepModel(tx, given, true) : former }
  })
  const profiles = await allProfiles(database, at)
  const whole = compareAll(profiles, next.model)
  await suggestAnew(database, at, next.id, profiles, whole.alike)
  return await database.as(as('matching.run', at), tx =>
    regroup(tx, whole, { modelId: next.id, formerModelId: former.id }, next.model),
  )
}

const aDay = 24 * 3_600_000

/** The same each night, some two hours after midnight, so that what one at a time made of it can never stray. */
export const matchAllJob = (database: Database): Job => ({
  name: 'match-all',
  again: doneAt => new Date((Math.floor(doneAt.getTime() / aDay) + 1) * aDay + aDay / 10),
  run: async tx => void (await matchAll(database, tx.at)),
})

/**
 * Takes back the last run, or that one and all after it: the former links are open again, the very rows, and the model in
 * use before is in use again. Returns what was undone, nothing where there is no such run.
 */
export async function rollBack(database: Database, at: Date, runId?: string): Promise<readonly RunKept[]> {
  return await database.as(as('matching.roll-back', at), async tx => {
    await alone(tx)
    const undone: RunKept[] = []
    for (const run of await runsFrom(tx, runId)) undone.push(await undoRun(tx, run))
    const last = undone.at(-1)
    if (last && last.modelId !== (await modelInUse(tx)).id) {
      await keepModel(tx, (await readModel(tx, last.modelId)).model, true)
      await pendAll(tx)
    }
    return undone
  })
}

/** How matching stands, for whoever keeps the installation; the latest runs first. */
export const matchingStatus = (database: Database, at: Date) =>
  database.as(as('matching.status', at), async tx => ({
    modelId: (await modelInUse(tx)).id,
    ...(await countMatching(tx)),
    runs: await lastRuns(tx, 10),
  }))

/** Reasons in sentences why a model should not follow the one in use; none where it may. */
export const reasonsAgainst = (database: Database, at: Date, model: Model): Promise<readonly string[]> =>
  database.as(as('matching.status', at), async tx => refusals(model, (await modelInUse(tx)).model))

async function regroup(
  tx: Tx,
  whole: Whole,
  run: Readonly<{ modelId: string; formerModelId: string }>,
  model: Model,
): Promise<RunKept> {
  await alone(tx)
  const [open, different] = await Promise.all([linksOpen(tx), saidDifferent(tx)])
  const place = new Map(whole.rows.profiles.map((one, at) => [one.id, at]))
  const places = (pairs: readonly (readonly [string, string])[]) =>
    pairs.flatMap(([a, b]) => {
      const [l, r] = [place.get(a), place.get(b)]
      return l === undefined || r === undefined ? [] : [[l, r] as const]
    })
  const byPerson = Map.groupBy(
    open.filter(link => !link.byMachine && place.has(link.record)),
    link => link.person,
  )
  const together = [...byPerson.values()].flatMap(([first, ...rest]) =>
    rest.map(one => [first!.record, one.record] as const),
  )
  const groups = groupAll(whole, model, places(different), places(together))
  const indexed = (record: string) => whole.rows.profiles[place.get(record)!]!.indexed
  // A record that came after these were read is let be until the next time.
  const known = open.filter(link => !link.byMachine || (place.has(link.record) && indexed(link.record)))
  return await applyRun(tx, run, differenceOf(groups, known, newId))
}

const page = 20_000

async function allProfiles(database: Database, at: Date): Promise<readonly Keyed[]> {
  const all: Keyed[] = []
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const some = await database.as(as('matching.run', at), tx => profilesAfter(tx, last, page))
    all.push(...some)
    if (some.length < page) return all
    last = some.at(-1)!.id
  }
}

async function suggestAnew(
  database: Database,
  at: Date,
  modelId: string,
  profiles: readonly Keyed[],
  alike: readonly Likeness[],
): Promise<void> {
  const byFirst = Map.groupBy(alike, one => one.a)
  for (let from = 0; from < profiles.length; from += 2_000) {
    const ids = profiles.slice(from, from + 2_000).map(one => one.id)
    const found = ids.flatMap(id => byFirst.get(id) ?? [])
    await database.as(as('matching.run', at), async tx => keepSuggestionsFrom(tx, modelId, ids, found))
  }
}
