import {
  type Actor,
  actionsOf,
  alertsFor,
  type CaseId,
  type Database,
  type Decision,
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
import type { Happening } from './county.ts'
import type { Life, Stride } from './lives.ts'
import { councils } from './places.ts'
import type { Form } from './told.ts'
import { why } from './words.ts'

export type Stage = Readonly<{ database: Database; house: Installation; dutyAt(at: Date): UserId }>

/** What a life has come to so far. */
type Sofar = { caseId?: CaseId; personId?: PersonId; state: string }

const sofars = new WeakMap<Life, Sofar>()

/** Everything that happens in one life, each at its time, by the functions that the pages call. */
export function live(life: Life, stage: Stage): readonly Happening[] {
  const sofar: Sofar = { state: stage.house.programmes.get('hate')?.case?.start ?? '' }
  sofars.set(life, sofar)
  const happening = (at: Date, happen: () => Promise<void>): Happening => ({ at, life, happen })
  const { triage, seenAt } = life
  return [
    happening(life.at, () => send(life, stage)),
    ...(seenAt ? [happening(seenAt, () => see(life, seenAt, stage))] : []),
    ...(triage ? [happening(triage.at, () => triageOf(life, stage, sofar))] : []),
    ...life.strides.map(stride => happening(stride.at, () => walk(stride, stage, sofar))),
    ...(triage?.setsAction ? [happening(inDays(triage.at, 6), () => finish(inDays(triage.at, 6), stage, sofar))] : []),
  ]
}

const inDays = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000)

function as<T>(stage: Stage, by: UserId, at: Date, action: string, purpose: Purpose, work: (tx: Tx) => Promise<T>) {
  return stage.database.as({ actor: { kind: 'user', id: by }, action, purpose, at }, work)
}

async function send({ at, key, form }: Life, { database }: Stage): Promise<void> {
  // Every other professional works for the council in the cast and is signed in.
  const signedIn = form.who === 'professional' && key.endsWith('2')
  const actor: Actor = signedIn ? { kind: 'user', id: castList.community.id } : { kind: 'public' }
  const source = signedIn ? 'professional' : 'public'
  await receive(database, { actor, at }, { kind: 'hate', raw: form.raw, source, language: 'en', sendKey: key })
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
    const earlier = life.again && sofars.get(life.again)?.personId
    if (isNamed(life.form))
      sofar.personId = await link(
        tx,
        targeted[0]!.recordId,
        earlier ?? 'new',
        earlier ? 'The same name, year of birth and phone' : 'Nobody known by that name',
      )
    for (const { recordId } of targeted) {
      const { caseId } = await decide(tx, { ...decisionOn(report, life), recordId })
      if (caseId) sofar.caseId = caseId
    }
  })
}

/** Only of somebody with a name can it be said who they are. */
const isNamed = ({ raw, victim }: Form): boolean =>
  victim !== undefined || (Array.isArray(raw.targeted) && raw.targeted.some(one => 'family' in one))

type Told = Readonly<{
  id: ReportId
  at: Date
  district: string | null
  contactable: boolean
  people: readonly { recordId: RecordId; part: string }[]
}>

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

function decisionOn(report: Told, { key, triage }: Life): Omit<Decision, 'recordId'> {
  const { what, setsAction } = triage!
  const reasons = why[what]
  const council = councils[report.district ?? '']
  const isOurs = council === castList.community.agency
  const reach = report.contactable
  return {
    reportId: report.id,
    what,
    ...(what === 'refer' && { programme: 'hate' }),
    rationale: reasons[Number(key.slice(7)) % reasons.length]!,
    lawfulBasis: what === 'act-now' ? 'vital-interests' : 'public-task',
    told: reach ? 'yes' : 'no',
    notToldWhy: reach ? '' : 'There is no way to reach them',
    view: reach ? 'agrees' : 'not-known',
    tell: what === 'refer' && council && (isOurs || setsAction) ? [council] : [],
    actions:
      what === 'refer' && isOurs && setsAction
        ? [
            {
              ownerAgency: council,
              what: 'Visit the street and report back on lighting and cameras',
              dueOn: dayAfter(report, 7),
            },
          ]
        : [],
  }
}

const dayAfter = (report: Told, days: number) => inDays(report.at, days).toISOString().slice(0, 10)

async function walk(stride: Stride, stage: Stage, sofar: Sofar): Promise<void> {
  const { caseId } = sofar
  if (!caseId) throw new Error('A step of a case that was never opened')
  const { step, raw, rationale, at } = stride
  await as(stage, castList[stride.by].id, at, `case.${step}`, 'work-on-case', tx =>
    take(tx, { caseId, step, raw, seen: sofar.state, ...(rationale && { rationale, lawfulBasis: 'public-task' }) }),
  )
  sofar.state = stage.house.programmes.get('hate')?.case?.steps[step]?.to ?? sofar.state
}

/** The council does what it said it would, if it was asked to. */
async function finish(at: Date, stage: Stage, { caseId }: Sofar): Promise<void> {
  if (!caseId) return
  await as(stage, castList.community.id, at, 'action.done', 'work-on-case', async tx => {
    for (const action of await actionsOf(tx, { caseId }))
      if (!action.doneAt)
        await doAction(tx, action.id, 'Visited. A lamp was out and is mended; the camera covers the corner.')
  })
}
