import { asId, type Database, type Job, NotFound, newId, type Occasion, type Tx } from '#kernel'
import { refusals } from '../learn/index.ts'
import type { Model } from '../model.ts'
import type { Keyed } from './candidates.ts'
import { keptApart } from './difference-queries.ts'
import { differenceOf } from './groups.ts'
import type { Likeness } from './likeness.ts'
import { keepSuggestionsFrom, pendAll, pendSince } from './match-queries.ts'
import { keepModel, type ModelKept, modelInUse, readModel } from './model-queries.ts'
import {
  alone,
  applyRun,
  countMatching,
  firstOf,
  lastRuns,
  linksOpen,
  profilesAfter,
  type Ran,
  type RunKept,
  runsFrom,
  type Standing,
  standing,
  undoRun,
} from './run-queries.ts'
import { compareAll, groupAll, type Whole } from './whole.ts'

const job = { kind: 'job', name: 'match' } as const
/** What reads and prepares, and changes nothing that anybody sees. */
const quietly = (at: Date): Occasion => ({
  ...{ actor: job, action: 'matching.run', purpose: 'keep-the-house', at },
  onlyIfShown: true,
})
/** What changes links, which the audit is told of however few there are. */
const openly = (action: string, at: Date, note: string): Occasion => ({
  ...{ actor: job, action, purpose: 'keep-the-house', note, at },
})

/**
 * Compares everybody anew under a model, the one in use where none is given, and lets the machine's links among index records
 * say what it is sure of now. What people decided stays. Suggestions are renewed in steps that bear being done twice; the
 * links are changed, and the model comes into use, in one transaction, or not at all: throws where another run or a roll-back
 * came in between.
 */
export const matchAll = (database: Database, at: Date, given?: Model): Promise<Ran> =>
  compareAndGroup(database, at, given, () => true)

async function compareAndGroup(
  database: Database,
  at: Date,
  given: Model | undefined,
  mayGroup: (begun: Begun) => boolean,
): Promise<Ran> {
  const begun = await database.as(quietly(at), tx => begin(tx, given))
  const { next } = begun
  const profiles = await allProfiles(database, at)
  const whole = compareAll(profiles, next.model)
  await suggestAnew(database, at, next.id, profiles, whole.alike)
  if (!mayGroup(begun)) return { id: null, modelId: next.id, made: 0, ended: 0 }
  return await database.as(openly(given ? 'matching.use' : 'matching.run', at, `Model ${next.id}`), tx =>
    regroup(tx, whole, begun),
  )
}

type Begun = Standing & Readonly<{ former: ModelKept; next: ModelKept }>

/** A model that is to be used is kept, and in use only once its links are made. */
async function begin(tx: Tx, given: Model | undefined): Promise<Begun> {
  const former = await modelInUse(tx)
  return { former, next: given ? await keepModel(tx, given, false) : former, ...(await standing(tx)) }
}

const aDay = 24 * 3_600_000

/**
 * The same each night, some two hours after midnight, so that what one at a time made of it can never stray. Where somebody
 * took back what the model in use had grouped, nights make suggestions and no links until somebody runs it by hand.
 */
export const matchAllJob = (database: Database): Job => ({
  name: 'match-all',
  again: doneAt => new Date((Math.floor(doneAt.getTime() / aDay) + 1) * aDay + aDay / 10),
  run: async tx => void (await compareAndGroup(database, tx.at, undefined, begun => !begun.isHeld)),
})

/** What was taken back, the latest run first; the model in use from now on; whether nights group nobody until somebody runs it. */
export type RolledBack = Readonly<{ undone: readonly RunKept[]; modelId: string; isHeld: boolean }>

/**
 * Takes back a run and all after it; without one, all since the model in use came into use, and where it always was, the
 * last. The former links are open again, the very rows, and the model in use before is in use again. Throws `NotFound`
 * where there is no such run, or it was taken back already.
 */
export async function rollBack(database: Database, at: Date, runId?: string): Promise<RolledBack> {
  const note = runId === undefined ? 'The model in use' : `Run ${runId.slice(0, 36)} and all since`
  return await database.as(openly('matching.roll-back', at, note), async tx => {
    await alone(tx)
    const inUse = await modelInUse(tx)
    const since = runId === undefined ? await firstOf(tx, inUse.id) : asId<'run'>(runId)
    const runs = since ? await runsFrom(tx, since) : []
    if (runs.length === 0) throw new NotFound('run that could be taken back')
    const undone: RunKept[] = []
    for (const run of runs) undone.push(await undoRun(tx, run))
    const { modelId } = undone.at(-1)!
    if (modelId !== inUse.id) {
      await keepModel(tx, (await readModel(tx, modelId)).model, true)
      await pendAll(tx)
    }
    return { undone, modelId, isHeld: (await standing(tx)).isHeld }
  })
}

/** How matching stands, for whoever keeps the installation; the latest runs first. */
export const matchingStatus = (database: Database, at: Date) =>
  database.as(quietly(at), async tx => ({
    modelId: (await modelInUse(tx)).id,
    isHeld: (await standing(tx)).isHeld,
    ...(await countMatching(tx)),
    runs: await lastRuns(tx, 10),
  }))

/** Reasons in sentences why a model should not follow the one in use; none where it may. */
export const reasonsAgainst = (database: Database, at: Date, model: Model): Promise<readonly string[]> =>
  database.as(quietly(at), async tx => refusals(model, (await modelInUse(tx)).model))

async function regroup(tx: Tx, whole: Whole, { former, next, last }: Begun): Promise<Ran> {
  await alone(tx)
  if ((await standing(tx)).last !== last || (await modelInUse(tx)).id !== former.id)
    throw new Error(
      'Another run, or a roll-back, came in between: nobody was grouped. Look at the status and say it again',
    )
  const [open, different] = await Promise.all([linksOpen(tx), keptApart(tx)])
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
  const groups = groupAll(whole, next.model, places(different), places(together))
  const indexed = (record: string) => whole.rows.profiles[place.get(record)!]!.indexed
  // A record that came after these were read is let be until the next time.
  const known = open.filter(link => !link.byMachine || (place.has(link.record) && indexed(link.record)))
  const ran = await applyRun(tx, { modelId: next.id, formerModelId: former.id }, differenceOf(groups, known, newId))
  if (next.id !== former.id) {
    await keepModel(tx, next.model, true)
    await pendSince(tx, tx.at)
  }
  return ran
}

const page = 20_000

async function allProfiles(database: Database, at: Date): Promise<readonly Keyed[]> {
  const all: Keyed[] = []
  for (let last = '00000000-0000-0000-0000-000000000000'; ; ) {
    const some = await database.as(quietly(at), tx => profilesAfter(tx, last, page))
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
    await database.as(quietly(at), async tx => keepSuggestionsFrom(tx, modelId, ids, found))
  }
}
