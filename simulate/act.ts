import {
  actionsOf,
  alertsFor,
  type CaseId,
  type Database,
  decide,
  doAction,
  type Installation,
  link,
  type PersonId,
  type Purpose,
  type RecordId,
  type ReportId,
  receive,
  seeAlert,
  type Tx,
  take,
  type UserId,
} from '#kernel'
import { castList } from './cast.ts'
import type { Life, Stride } from './lives.ts'
import type { Somebody } from './people.ts'
import { actionDone, actionOf, decisionOn, linkReason, type ReportKnown, senderOf } from './verdicts.ts'

export type Stage = Readonly<{ database: Database; house: Installation; dutyAt(at: Date): UserId }>
/** Something that happens at a moment of one life. */
export type Happening = Readonly<{ at: Date; life: Life; happen(): Promise<void> }>

/** What a life has come to so far. */
type Sofar = { caseId?: CaseId; state: string }

/** Whom the county's own people have been found to be, by whoever triaged them first. */
const known = new WeakMap<Somebody, PersonId>()

/** Everything that happens in one life, each at its time, by the functions that the pages call. */
export function live(life: Life, stage: Stage): readonly Happening[] {
  const sofar: Sofar = { state: stage.house.programmes.get(life.programme)?.case?.start ?? '' }
  const happening = (at: Date, happen: () => Promise<void>): Happening => ({ at, life, happen })
  const { triage, seenAt } = life
  const action = actionOf(life)
  return [
    happening(life.at, () => send(life, stage)),
    ...(seenAt ? [happening(seenAt, () => see(life, seenAt, stage))] : []),
    ...(triage ? [happening(triage.at, () => triageOf(life, stage, sofar))] : []),
    ...life.strides.map(stride => happening(stride.at, () => walk(life, stride, stage, sofar))),
    ...(action ? [happening(action.at, () => finish(action, stage, sofar))] : []),
  ]
}

function as<T>(stage: Stage, by: UserId, at: Date, action: string, purpose: Purpose, work: (tx: Tx) => Promise<T>) {
  return stage.database.as({ actor: { kind: 'user', id: by }, action, purpose, at }, work)
}

async function send(life: Life, { database }: Stage): Promise<void> {
  const { actor, source } = senderOf(life)
  const { at, key, form, programme } = life
  await receive(database, { actor, at }, { kind: programme, raw: form.raw, source, language: 'en', sendKey: key })
}

async function see(life: Life, at: Date, stage: Stage): Promise<void> {
  await as(stage, stage.dutyAt(at), at, 'alert.see', 'threat-to-life', async tx => {
    const alert = (await alertsFor(tx)).find(one => one.raisedAt.getTime() === life.at.getTime())
    if (!alert) throw new Error('The threat is not shown to whoever is on duty')
    await seeAlert(tx, alert.id)
  })
}

async function triageOf(life: Life, stage: Stage, sofar: Sofar): Promise<void> {
  const { at, by } = life.triage!
  await as(stage, castList[by].id, at, 'report.decide', 'triage', async tx => {
    const report = await told(tx, life)
    const targeted = report.people.filter(person => person.part === 'victim')
    for (const [place, victim] of life.form.victims.entries()) {
      const person = known.get(victim)
      known.set(victim, await link(tx, targeted[place]!.recordId, person ?? 'new', linkReason(person !== undefined)))
    }
    for (const { recordId } of targeted) {
      const { caseId } = await decide(tx, { ...decisionOn(report, life), recordId })
      if (caseId) sofar.caseId = caseId
    }
  })
}

type Told = ReportKnown & Readonly<{ people: readonly { recordId: RecordId; part: string }[] }>

/** What the decision needs of the report, which is found by the time it came; `decide` opens it. */
async function told(tx: Tx, { at }: Life): Promise<Told> {
  const rows = await tx.db
    .selectFrom('reports as r')
    .innerJoin('report_people as p', 'p.report_id', 'r.id')
    .select(['r.id', 'r.district', 'r.contactable', 'p.record_id', 'p.part'])
    .where('r.received_at', '=', at)
    .orderBy('p.id')
    .execute()
  const people = rows.map(row => ({ recordId: row.record_id as RecordId, part: row.part }))
  const { id, district, contactable } = rows[0]!
  return { id: id as ReportId, at, district, contactable, people }
}

async function walk(life: Life, stride: Stride, stage: Stage, sofar: Sofar): Promise<void> {
  const { caseId } = sofar
  if (!caseId) throw new Error('A step of a case that was never opened')
  const { step, raw, rationale, at } = stride
  await as(stage, castList[stride.by].id, at, `case.${step}`, 'work-on-case', tx =>
    take(tx, { caseId, step, raw, seen: sofar.state, ...(rationale && { rationale, lawfulBasis: 'public-task' }) }),
  )
  sofar.state = stage.house.programmes.get(life.programme)?.case?.steps[step]?.to ?? sofar.state
}

/** The council does what it said it would, if it was asked to. */
async function finish({ at, by }: { at: Date; by: UserId }, stage: Stage, { caseId }: Sofar): Promise<void> {
  if (!caseId) return
  await as(stage, by, at, 'action.done', 'work-on-case', async tx => {
    for (const action of await actionsOf(tx, { caseId })) if (!action.doneAt) await doAction(tx, action.id, actionDone)
  })
}
