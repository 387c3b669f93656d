import { hashed, type Installation } from '#kernel'
import { emitPeople } from './emit-people.ts'
import type { Marks } from './marks.ts'
import { type Matter, placeOf } from './matter.ts'
import type { Sink } from './rows.ts'
import { regimeOf } from './traces.ts'
import { actionDone } from './verdicts.ts'

export type Emitting = Readonly<{
  house: Pick<Installation, 'sealer'>
  /** The version of each programme's wording, which its reports were told in. */
  wordings: ReadonlyMap<string, string>
  /** How many rows of the audit a life leaves, the earliest first. */
  audited: number
  sink: Sink
  marks: Marks
}>

/** Hands over every row of a matter, each after those it refers to. */
export function emit(emitting: Emitting, matter: Matter): void {
  emitReport(emitting, matter)
  emitPeople(emitting.sink, emitting.marks, matter)
  if (matter.case) emitCase(emitting.sink, matter)
  emitDecisions(emitting.sink, matter)
  emitPromises(emitting.sink, matter)
  emitTraces(emitting, matter)
}

function emitReport({ house, wordings, sink }: Emitting, matter: Matter): void {
  const { life, told, id } = matter
  const place = placeOf(matter)
  const { sealed, key } = house.sealer.seal(Buffer.from(matter.answers), id)
  // Nobody holds the receipt of a made-up report: a hash that no receipt has stands in its place.
  const receipt = hashed(`receipt of ${life.key}`)
  const { from, to, precision } = told.happened
  sink('reports', [
    ...[id, matter.reference, receipt, hashed(life.key), life.programme, matter.source, matter.agency, sealed, key],
    ...[wordings.get(life.programme), 'en', from, to, precision, life.at, life.at],
    ...[place?.id, place?.district, place?.lsoa, matter.codes, told.anonymous, matter.contactable, told.threat],
    matter.sensitivity,
  ])
  if (matter.alert) {
    const { seenBy, seenAt, id: alertId } = matter.alert
    sink('alerts', [alertId, id, life.at, seenBy, seenAt])
  }
}

function emitCase(sink: Sink, matter: Matter): void {
  const { id, reference, programme, state, sensitivity, people, agencies, openedAt, closedAt } = matter.case!
  const seenBy = programme.case.seenBy
  sink('cases', [
    ...[id, reference, programme.id, state, seenBy, sensitivity, matter.id, placeOf(matter)?.district],
    ...[matter.contactable, openedAt, closedAt],
  ])
  for (const one of people) sink('case_people', [one.id, id, one.recordId, one.part, one.at])
  for (const one of agencies)
    sink('case_agencies', [id, one.id, programme.id, seenBy, sensitivity, one.agreement, one.at, openedAt])
  for (const entry of matter.entries)
    sink('chronology', [
      ...[entry.id, id, entry.step, entry.from, entry.to, entry.answers, entry.codes, entry.decision],
      ...[entry.rationale, entry.lawfulBasis, entry.by, entry.at, entry.at],
    ])
}

function emitDecisions(sink: Sink, matter: Matter): void {
  const caseId = matter.case?.id
  for (const { id, recordId, at, by, decision } of matter.decisions) {
    const { what, rationale, lawfulBasis, told, notToldWhy, view } = decision
    const programme = what === 'refer' ? decision.programme : null
    sink('decisions', [
      ...[id, matter.id, recordId, what, programme, what === 'refer' ? caseId : null, rationale, lawfulBasis],
      ...[told, notToldWhy, view, by, at, at],
    ])
  }
  for (const { id, decision, to } of matter.shares) {
    const { rationale, lawfulBasis } = decision.decision
    sink('shares', [
      ...[id, matter.id, caseId, decision.recordId, decision.id, to, 'The report and this decision', lawfulBasis],
      ...[rationale, decision.by, decision.at],
    ])
  }
  for (const { id, decision, owner, what, dueOn, doneAt, doneBy } of matter.actions)
    sink('actions', [
      ...[id, caseId, matter.id, decision.id, owner, what, dueOn, decision.by, decision.at, doneAt, doneBy],
      doneAt ? actionDone : null,
    ])
}

function emitPromises(sink: Sink, matter: Matter): void {
  const caseId = matter.case?.id
  for (const {
    id,
    of,
    programme,
    clock,
    limit,
    startedAt,
    dueAt,
    endedAt,
    result,
    liftedWhy,
    seconds,
  } of matter.clocks)
    sink('clocks', [
      ...[id, of === 'report' ? matter.id : null, of === 'case' ? caseId : null, programme, clock, limit.id],
      ...[limit.version, startedAt, dueAt, endedAt, result, liftedWhy, seconds],
    ])
  for (const one of matter.work)
    sink('work', [
      ...[one.id, one.queue, one.kind, one.title, one.programme, one.ofReport ? matter.id : null],
      ...[one.ofCase ? caseId : null, one.actionId, one.clockId, one.reference, placeOf(matter)?.district, one.threat],
      ...[one.dueAt, one.addedAt],
    ])
}

function emitTraces({ sink, audited }: Emitting, matter: Matter): void {
  for (const { at, actor, agency, action, purpose, cases, records } of matter.traces.slice(0, audited)) {
    const caseIds = cases && matter.case ? [matter.case.id] : []
    // A step is looked at through its case alone.
    const reports = action.startsWith('case.') || action === 'action.done' ? [] : [matter.id]
    const shown = reports.length + caseIds.length + records.length
    sink('audit', [at, actor, agency, action, purpose, regimeOf(purpose), 'done', reports, caseIds, records, shown])
  }
  for (const { id, event, subject, at } of matter.outbox) sink('outbox', [id, event, subject, at, at])
}
