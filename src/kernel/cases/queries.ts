import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { type Codes, isBlank, type Told } from '../fields.ts'
import type { AgencyId, CaseId, EntryId, ReportId } from '../ids.ts'
import { type RecordShown, standingWith } from '../people/queries.ts'
import type { CaseShape } from '../programme.ts'
import { NotFound } from '../refusals.ts'
import { stepNamed, stepsOpenTo } from '../workflow.ts'
import { rolesHeld, takerOf } from './take.ts'

export type EntryShown = Readonly<{
  id: EntryId
  step: string
  fromState: string
  toState: string
  answers: Told
  decision: boolean
  rationale: string
  lawfulBasis: string | null
  corrects: EntryId | null
  correctedBy: EntryId | null
  by: string
  agency: string
  happenedAt: Date
  recordedAt: Date
  disposed: boolean
}>

/** A case as this actor may see it; `steps` are exactly those that they may take now. */
export type CaseShown = Readonly<{
  id: CaseId
  reference: string
  programme: string
  state: string
  sensitivity: string
  contactable: boolean
  openedAt: Date
  closedAt: Date | null
  reportId: ReportId | null
  reportReference: string | null
  leadAgency: AgencyId | null
  people: readonly { part: string; record: RecordShown }[]
  agencies: readonly AgencyId[]
  chronology: readonly EntryShown[]
  /** What stands, by question, as it was given: of questions that say that they stand. */
  stands: Told
  /** The case it was opened from, and as what; its reference only for who may see it. */
  openedFrom: Readonly<{ id: CaseId; as: string; reference: string | null; programme: string | null }> | null
  /** The cases opened from it that this actor may see, the earliest first. */
  opened: readonly Readonly<{ id: CaseId; as: string; reference: string; programme: string; state: string }>[]
  steps: readonly string[]
  mayCorrect: boolean
}>

/** Opens a case; throws `NotFound` for one that is not there or that this actor may not see. */
export async function readCase(tx: Tx, id: CaseId): Promise<CaseShown> {
  tx.looksAt('cases', id)
  // Asked together, in one journey: of a case that this actor may not see, each finds nothing.
  const [row, roles, people, agencies, chronology, opened] = await Promise.all([
    caseRow(tx, id),
    rolesHeld(tx),
    peopleIn(tx, id),
    agenciesIn(tx, id),
    chronologyOf(tx, id),
    openedFrom(tx, id),
  ])
  const shape = row && tx.house.programmes.get(row.programme)?.case
  if (!row || !shape) throw new NotFound('case')
  const taker = takerOf(tx, roles, row.programme)
  return {
    id,
    reference: row.reference,
    programme: row.programme,
    state: row.state,
    sensitivity: row.sensitivity,
    contactable: row.contactable,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    reportId: row.report_id as ReportId | null,
    reportReference: row.report_reference,
    leadAgency: row.lead_agency as AgencyId | null,
    people,
    agencies,
    chronology,
    stands: standingIn(shape, chronology),
    openedFrom: parentIn(row),
    opened,
    steps: stepsOpenTo(taker, { shape, state: row.state, codes: row.codes as Codes }),
    mayCorrect: taker.roles.size > 0,
  }
}

const parentIn = (row: NonNullable<Awaited<ReturnType<typeof caseRow>>>): CaseShown['openedFrom'] =>
  row.opened_from === null
    ? null
    : {
        id: row.opened_from as CaseId,
        as: row.opened_as ?? '',
        reference: row.from_reference,
        programme: row.from_programme,
      }

/** The latest answers to questions that say that they stand, each entry as it was last corrected. */
function standingIn({ steps }: CaseShape, chronology: readonly EntryShown[]): Told {
  const last = (entry: EntryShown): EntryShown => {
    const later = chronology.find(one => one.id === entry.correctedBy)
    return later ? last(later) : entry
  }
  const stands: Record<string, unknown> = {}
  for (const entry of chronology.filter(one => one.corrects === null)) {
    const ask = stepNamed({ steps }, entry.step)?.ask ?? {}
    for (const [name, given] of Object.entries(last(entry).answers))
      if (Object.hasOwn(ask, name) && ask[name]?.stands && !isBlank(given)) stands[name] = given
  }
  return stands
}

const caseRow = (tx: Tx, id: CaseId) =>
  tx.db
    .selectFrom('cases as c')
    .leftJoin('reports as r', 'r.id', 'c.report_id')
    .leftJoin('cases as f', 'f.id', 'c.opened_from')
    .selectAll('c')
    .select(['r.reference as report_reference', 'f.reference as from_reference', 'f.programme as from_programme'])
    .where('c.id', '=', id)
    .executeTakeFirst()

async function openedFrom(tx: Tx, id: CaseId): Promise<CaseShown['opened']> {
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'opened_as', 'reference', 'programme', 'state'])
    .where('opened_from', '=', id)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
  for (const row of rows) tx.looksAt('cases', row.id)
  return rows.map(row => ({ ...row, id: row.id as CaseId, as: row.opened_as ?? '' }))
}

function peopleIn(tx: Tx, id: CaseId): Promise<CaseShown['people']> {
  const standing = tx.db
    .selectFrom('case_people')
    .select(['record_id', 'part'])
    .where('case_id', '=', id)
    .where('ends_at', 'is', null)
    .orderBy('id')
    .execute()
  return standingWith(
    tx,
    standing,
    sql`array(select record_id from kernel.case_people where case_id = ${id} and ends_at is null)`,
  )
}

async function agenciesIn(tx: Tx, id: CaseId): Promise<readonly AgencyId[]> {
  const rows = await tx.db
    .selectFrom('case_agencies')
    .select('agency_id')
    .where('case_id', '=', id)
    .where('ends_at', 'is', null)
    .orderBy('agency_id')
    .execute()
  return rows.map(row => row.agency_id as AgencyId)
}

async function chronologyOf(tx: Tx, id: CaseId): Promise<readonly EntryShown[]> {
  const rows = await tx.db
    .selectFrom('chronology as h')
    .innerJoin('users as u', 'u.id', 'h.by_user')
    .selectAll('h')
    .select(['u.name', 'u.agency_id as by_agency'])
    .where('h.case_id', '=', id)
    .orderBy('h.position')
    .execute()
  return rows.map(row => ({
    id: row.id as EntryId,
    step: row.step,
    fromState: row.from_state,
    toState: row.to_state,
    answers: row.answers as Told,
    decision: row.decision,
    rationale: row.rationale,
    lawfulBasis: row.lawful_basis,
    corrects: row.corrects as EntryId | null,
    correctedBy: (rows.find(later => later.corrects === row.id)?.id ?? null) as EntryId | null,
    by: row.name,
    agency: row.by_agency,
    happenedAt: row.happened_at,
    recordedAt: row.recorded_at,
    disposed: row.disposed_at !== null,
  }))
}
