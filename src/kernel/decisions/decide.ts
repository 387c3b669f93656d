import { setAction } from '../actions/actions.ts'
import { addToCase, joinCase, openCase } from '../cases/open.ts'
import { endClocks } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import type { Problem } from '../fields.ts'
import { type CaseId, newId, type RecordId, type ReportId } from '../ids.ts'
import type { Installation } from '../installation.ts'
import type { CaseShape } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import { type PersonInReport, type ReportShown, readReport } from '../reports/queries.ts'
import { share } from '../shares/shares.ts'
import { clearWork } from '../work/work.ts'
import { askNoSupervisor, askSupervisor, hoaxProblems } from './hoax.ts'
import { isSettled, peopleConcerned, standingDecision } from './standing.ts'

export type Decision = Readonly<{
  reportId: ReportId
  recordId: RecordId
  /** A hoax is what one person thinks of the whole report; agreed, another has looked, who supervises the hub. */
  what: 'refer' | 'signpost' | 'act-now' | 'no-further-action' | 'hoax' | 'hoax-agreed'
  programme?: string | undefined
  rationale: string
  lawfulBasis: string
  /** Was the person told? Three separate facts, never one box: the lawful basis, told or why not, their view. */
  told: 'yes' | 'no' | 'not-yet'
  notToldWhy?: string
  view: 'agrees' | 'objects' | 'not-asked' | 'not-known'
  overrideWhy?: string
  tell: readonly string[]
  actions: readonly { ownerAgency: string; what: string; dueOn: string }[]
  /** The decision this one takes the place of: it stays on the record. */
  supersedes?: string | undefined
}>

/**
 * Decides what is to be done about one person in a report. The triage clock stops when everyone concerned has been
 * decided on. Throws `Refused` when somebody else was quicker, `Invalid` with everything missing.
 */
export async function decide(tx: Tx, decision: Decision): Promise<{ caseId: CaseId | undefined }> {
  // Read behind the lock, in the same journey: by then whoever was quicker has done what they did.
  const [, report] = await Promise.all([lockReport(tx, decision.reportId), readReport(tx, decision.reportId)])
  const person = report.people.find(one => one.record.id === decision.recordId)
  if (!person) throw new NotFound('person in this report')
  const standing = standingDecision(report, decision.recordId)
  if (standing && standing.id !== decision.supersedes) throw new Refused('already-decided')
  const problems = [...missingFrom(tx.house, decision), ...hoaxProblems(report, decision)]
  if (problems.length) throw new Invalid(problems)
  if (decision.what === 'hoax-agreed' && (standing?.what !== 'hoax' || standing.byUser === tx.user))
    throw new Refused('not-alone')
  const opened = decision.what === 'refer' ? await refer(tx, report, person, decision) : undefined
  const id = writeDecision(tx, decision, opened)
  tellAndAsk(tx, report, decision, id, opened)
  if (decision.what === 'hoax') await askSupervisor(tx, report)
  else await endTriage(tx, report, decision.recordId)
  return { caseId: opened }
}

/** Against another decision, and not against what others add to the report: work that refers to it must not wait. */
async function lockReport(tx: Tx, id: ReportId): Promise<void> {
  tx.looksAt('reports', id)
  const row = await tx.db.selectFrom('reports').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
  if (!row) throw new NotFound('report')
}

/** Everything that a decision lacks, so that a form may say all of it at once. */
export function missingFrom(
  house: Pick<Installation, 'programmes' | 'lawfulBases' | 'agencies'>,
  decision: Omit<Decision, 'reportId' | 'recordId'>,
): readonly Problem[] {
  const problems: Problem[] = []
  const need = (holds: boolean, field: string, message: string) => {
    if (!holds) problems.push({ field, message })
  }
  need(
    decision.what !== 'refer' || house.programmes.get(decision.programme ?? '')?.case !== undefined,
    'programme',
    'Select where to refer them',
  )
  need(decision.rationale.trim() !== '', 'rationale', 'Enter the reason for this decision')
  need(
    house.lawfulBases.some(basis => basis.id === decision.lawfulBasis),
    'lawfulBasis',
    'Select the lawful basis',
  )
  need(decision.told !== 'no' || !!decision.notToldWhy?.trim(), 'notToldWhy', 'Enter why they are not told')
  need(
    decision.view !== 'objects' || !!decision.overrideWhy?.trim(),
    'overrideWhy',
    'Enter why you are going ahead although they object',
  )
  for (const agency of [...decision.tell, ...decision.actions.map(action => action.ownerAgency)]) {
    need(
      house.agencies.some(one => one.id === agency),
      'tell',
      'Select agencies from the list',
    )
  }
  return problems
}

async function refer(tx: Tx, report: ReportShown, person: PersonInReport, decision: Decision): Promise<CaseId> {
  const programme = tx.house.programmes.get(decision.programme!)!
  const shape = programme.case!
  const part = partFor(shape, person.part)
  const open =
    shape.people[part]?.many &&
    report.cases.find(
      // Nobody is put into a case that more may see than may see the report: it was restricted after that was opened.
      one =>
        one.programme === programme.id &&
        !shape.ends.includes(one.state) &&
        (report.sensitivity === 'ordinary' || one.sensitivity !== 'ordinary'),
    )
  if (open) {
    addToCase(tx, open.id, { recordId: decision.recordId, part })
    for (const agency of new Set(decision.tell)) joinCase(tx, open.id, agency, { ...programme, case: shape })
    return open.id
  }
  const others = report.people.filter(
    one => one.record.id !== decision.recordId && shape.people[one.part] && !shape.people[one.part]!.concerned,
  )
  const { id } = await openCase(tx, {
    programme: { ...programme, case: shape },
    reportId: report.id,
    sensitivity: report.sensitivity,
    district: report.district,
    contactable: report.contactable,
    people: [
      { recordId: decision.recordId, part },
      ...others.map(one => ({ recordId: one.record.id, part: one.part })),
    ],
    agencies: decision.tell,
    rationale: decision.rationale.trim(),
    lawfulBasis: decision.lawfulBasis,
  })
  return id
}

/** The same part where the programme has it, else the first part of those it is for. */
function partFor(shape: CaseShape, part: string): string {
  if (Object.hasOwn(shape.people, part)) return part
  return Object.keys(shape.people).find(name => shape.people[name]!.concerned) ?? Object.keys(shape.people)[0]!
}

function writeDecision(tx: Tx, decision: Decision, caseId: CaseId | undefined): string {
  const id = newId()
  tx.write(
    tx.db.insertInto('decisions').values({
      id,
      report_id: decision.reportId,
      record_id: decision.recordId,
      what: decision.what,
      programme: decision.what === 'refer' ? (decision.programme ?? null) : null,
      case_id: caseId ?? null,
      rationale: decision.rationale.trim(),
      lawful_basis: decision.lawfulBasis,
      told: decision.told,
      not_told_why: decision.notToldWhy?.trim() ?? '',
      view: decision.view,
      override_why: decision.overrideWhy?.trim() ?? '',
      supersedes: decision.supersedes ?? null,
      by_user: tx.user,
      at: tx.at,
      recorded_at: tx.at,
    }),
  )
  return id
}

function tellAndAsk(
  tx: Tx,
  report: ReportShown,
  decision: Decision,
  decisionId: string,
  caseId: CaseId | undefined,
): void {
  for (const toAgency of new Set(decision.tell)) {
    share(tx, {
      reportId: report.id,
      caseId,
      recordId: decision.recordId,
      decisionId,
      toAgency,
      what: 'The report and this decision',
      power: decision.lawfulBasis,
      purpose: decision.rationale.trim(),
    })
  }
  for (const action of decision.actions) {
    setAction(tx, {
      ...action,
      caseId,
      reportId: report.id,
      decisionId,
      programme: decision.programme ?? report.kind,
      reference: report.reference,
      district: report.district,
    })
  }
}

async function endTriage(tx: Tx, report: ReportShown, recordId: RecordId): Promise<void> {
  const waiting = peopleConcerned(report, tx.house.programmes.get(report.kind)).filter(
    person => person.record.id !== recordId && !isSettled(report, person.record.id),
  )
  if (waiting.length) return await askNoSupervisor(tx, report, recordId)
  const own = Object.keys(tx.house.programmes.get(report.kind)?.report?.clocks ?? {})
  await endClocks(tx, { reportId: report.id }, ['triage', ...own], 'stopped')
  clearWork(tx, { reportId: report.id })
}
