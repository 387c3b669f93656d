import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Told } from '../fields.ts'
import type { CaseId, RecordId, ReportId, UserId } from '../ids.ts'
import { type RecordShown, standingWith } from '../people/queries.ts'
import { NotFound } from '../refusals.ts'
import type { Wording } from './wording.ts'

export type PersonInReport = Readonly<{ part: string; reporter: boolean; record: RecordShown }>
export type DecisionShown = Readonly<{
  id: string
  recordId: RecordId
  what: string
  programme: string | null
  caseId: CaseId | null
  rationale: string
  lawfulBasis: string
  told: string
  notToldWhy: string
  view: string
  overrideWhy: string
  supersedes: string | null
  by: string
  byUser: UserId
  at: Date
}>

/** A report as told, with the wording it answered; `answers` is nothing once it has been disposed of. */
export type ReportShown = Readonly<{
  id: ReportId
  reference: string
  kind: string
  source: string
  language: string
  receivedAt: Date
  happened: Readonly<{ precision: string; from: string | null; to: string | null }>
  placeId: string | null
  district: string | null
  anonymous: boolean
  contactable: boolean
  threat: boolean
  sensitivity: string
  wording: Wording
  answers: Told | undefined
  people: readonly PersonInReport[]
  decisions: readonly DecisionShown[]
  cases: readonly { id: CaseId; reference: string; programme: string; state: string; sensitivity: string }[]
}>

/** Opens a report; throws `NotFound` for one that is not there or that this actor may not see. */
export async function readReport(tx: Tx, id: ReportId): Promise<ReportShown> {
  tx.looksAt('reports', id)
  // Asked together, in one journey: of a report that this actor may not see, each finds nothing.
  const [row, people, decisions, cases] = await Promise.all([
    reportRow(tx, id),
    peopleIn(tx, id),
    decisionsOn(tx, id),
    casesFrom(tx, id),
  ])
  if (!row) throw new NotFound('report')
  return {
    id,
    reference: row.reference,
    kind: row.kind,
    source: row.source,
    language: row.language,
    receivedAt: row.received_at,
    happened: { precision: row.happened_precision, from: row.happened_from, to: row.happened_to },
    placeId: row.place_id,
    district: row.district,
    anonymous: row.anonymous,
    contactable: row.contactable,
    threat: row.threat,
    sensitivity: row.sensitivity,
    wording: row.wording as unknown as Wording,
    answers:
      row.sealed && row.sealed_key
        ? JSON.parse(tx.house.sealer.open({ sealed: row.sealed, key: row.sealed_key }, id).toString('utf8'))
        : undefined,
    people,
    decisions,
    cases,
  }
}

const reportRow = (tx: Tx, id: ReportId) =>
  tx.db
    .selectFrom('reports as r')
    .innerJoin('wordings as w', join =>
      join.onRef('w.version', '=', 'r.wording_version').onRef('w.language', '=', 'r.language'),
    )
    .selectAll('r')
    .select('w.wording')
    .where('r.id', '=', id)
    .executeTakeFirst()

function peopleIn(tx: Tx, id: ReportId): Promise<readonly PersonInReport[]> {
  const standing = tx.db
    .selectFrom('report_people')
    .select(['record_id', 'part', 'reporter'])
    .where('report_id', '=', id)
    .orderBy('id')
    .execute()
  return standingWith(tx, standing, sql`array(select record_id from kernel.report_people where report_id = ${id})`)
}

async function decisionsOn(tx: Tx, id: ReportId): Promise<readonly DecisionShown[]> {
  const rows = await tx.db
    .selectFrom('decisions as d')
    .innerJoin('users as u', 'u.id', 'd.by_user')
    .selectAll('d')
    .select('u.name')
    .where('d.report_id', '=', id)
    .orderBy('d.at')
    .orderBy('d.id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    recordId: row.record_id as RecordId,
    what: row.what,
    programme: row.programme,
    caseId: row.case_id as CaseId | null,
    rationale: row.rationale,
    lawfulBasis: row.lawful_basis,
    told: row.told,
    notToldWhy: row.not_told_why,
    view: row.view,
    overrideWhy: row.override_why,
    supersedes: row.supersedes,
    by: row.name,
    byUser: row.by_user as UserId,
    at: row.at,
  }))
}

async function casesFrom(tx: Tx, id: ReportId): Promise<ReportShown['cases']> {
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'reference', 'programme', 'state', 'sensitivity'])
    .where('report_id', '=', id)
    .orderBy('opened_at')
    .execute()
  return rows.map(row => ({ ...row, id: row.id as CaseId }))
}
