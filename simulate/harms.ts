import {
  type CaseId,
  type Database,
  decide,
  type Installation,
  type Programme,
  part,
  type RecordId,
  type ReportId,
  receive,
  type Told,
  take,
} from '#kernel'
import { castList, type Part } from './cast.ts'
import { type HarmStory, harmStories } from './harm-stories.ts'

type Stage = Readonly<{ database: Database; house: Installation; until: Date }>

const hour = 3_600_000

/**
 * A few made-up reports of every kind of harm but the one that the lives are of, walked through the real functions: for
 * each, one that somebody works on and one that waits or was just decided on. None from before `since`.
 */
export async function liveHarms(stage: Stage, since: Date): Promise<number> {
  const known = harmStories.filter(
    ({ kind, named }) => stage.house.programmes.has(kind) && ago(stage, named.ago).getTime() > since.getTime(),
  )
  // Each is a matter of its own, so that a few may go on at once.
  const waiting = [...known]
  const some = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await liveHarm(stage, next)
  }
  await Promise.all([some(), some(), some(), some()])
  return 2 * known.length
}

/** The key under which one of them is sent. */
export const harmKey = (kind: string, example: string): string => `harm ${kind} ${example}`

const ago = ({ until }: Stage, hours: number) => new Date(until.getTime() - hours * hour)

async function liveHarm(stage: Stage, story: HarmStory): Promise<void> {
  const programme = stage.house.programmes.get(story.kind)!
  const { named, anonymous } = story
  const { given, family, phone } = named
  const report = await sendReport(stage, programme, 'named', named.ago, { given, family, phone })
  const caseId = await decideOn(stage, programme, report, named.ago - 3)
  if (caseId) await walk(stage, story, programme, caseId)
  const other = await sendReport(stage, programme, 'anonymous', anonymous.ago, {})
  if (!anonymous.waits) await decideOn(stage, programme, other, anonymous.ago - 4)
}

/** One of the form's own examples, as somebody sends it; what was told of a day is told of a while, whatever the day is. */
async function sendReport(
  { database, until }: Stage,
  { id, report }: Programme,
  example: string,
  hours: number,
  who: Told,
): Promise<string> {
  const answers: Told = report?.examples?.[example]?.answers ?? {}
  const raw = {
    ...answers,
    ...(part(answers, 'when') !== undefined && { when: { precision: 'ongoing', about: 'For some weeks' } }),
    ...Object.fromEntries(Object.entries(who).filter(([name]) => part(answers, name) !== undefined)),
  }
  const at = new Date(until.getTime() - hours * hour)
  const sent = { kind: id, raw, source: 'public', language: 'en', sendKey: harmKey(id, example) } as const
  const { reference } = await receive(database, { actor: { kind: 'public' }, at }, sent)
  return reference
}

/** Whoever triages refers everybody whom the report is about to its own programme; says which case that opened. */
async function decideOn(
  stage: Stage,
  programme: Programme,
  reference: string,
  hours: number,
): Promise<CaseId | undefined> {
  return await as(stage, 'triage', hours, 'report.decide', 'triage', async tx => {
    const rows = await tx.db
      .selectFrom('reports as r')
      .innerJoin('report_people as p', 'p.report_id', 'r.id')
      .select(['r.id', 'r.contactable', 'p.record_id', 'p.part'])
      .where('r.reference', '=', reference)
      .orderBy('p.id')
      .execute()
    let opened: CaseId | undefined
    for (const row of rows.filter(one => programme.case?.people[one.part]?.concerned)) {
      const { caseId } = await decide(tx, {
        reportId: row.id as ReportId,
        recordId: row.record_id as RecordId,
        what: 'refer',
        programme: programme.id,
        rationale: 'What was told belongs with those who know this harm',
        lawfulBasis: 'public-task',
        ...(row.contactable
          ? { told: 'yes', view: 'agrees' }
          : { told: 'no', notToldWhy: 'There is no way to reach them', view: 'not-known' }),
        tell: [],
        actions: [],
      })
      opened = caseId ?? opened
    }
    return opened
  })
}

async function walk(stage: Stage, { by, named }: HarmStory, programme: Programme, caseId: CaseId): Promise<void> {
  let state = programme.case?.start ?? ''
  for (const { after, step, raw, why } of named.strides) {
    const hours = named.ago - after
    const reason = why ? { rationale: why, lawfulBasis: 'public-task' } : {}
    await as(stage, by, hours, `case.${step}`, 'work-on-case', tx =>
      take(tx, { caseId, step, raw: moments(stage, named.ago, raw), seen: state, ...reason }),
    )
    state = programme.case?.steps[step]?.to ?? state
  }
}

/** Moments are told as hours after the report, and sent as the form sends them. */
const moments = (stage: Stage, from: number, raw: Told): Told =>
  Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      typeof value === 'number' ? ago(stage, from - value).toISOString() : value,
    ]),
  )

function as<T>(
  stage: Stage,
  by: Part,
  hours: number,
  action: string,
  purpose: 'triage' | 'work-on-case',
  work: Parameters<typeof stage.database.as<T>>[1],
) {
  return stage.database.as(
    { actor: { kind: 'user', id: castList[by].id }, action, purpose, at: ago(stage, hours) },
    work,
  )
}
