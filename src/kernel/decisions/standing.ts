import type { RecordId } from '../ids.ts'
import type { Programme } from '../programme.ts'
import type { DecisionShown, PersonInReport, ReportShown } from '../reports/queries.ts'

/** The decision that stands for a person, if one has been made. */
export function standingDecision(
  report: Pick<ReportShown, 'decisions'>,
  recordId: RecordId,
): DecisionShown | undefined {
  return report.decisions.findLast(
    one => one.recordId === recordId && !report.decisions.some(later => later.supersedes === one.id),
  )
}

/** Something was decided for them that needs nobody else's word. */
export const isSettled = (report: Pick<ReportShown, 'decisions'>, recordId: RecordId): boolean =>
  (standingDecision(report, recordId)?.what ?? 'hoax') !== 'hoax'

/** Those a decision is owed for: whom the programme says are concerned, or everyone when it says nobody here is. */
export function peopleConcerned(
  report: Pick<ReportShown, 'people'>,
  programme: Programme | undefined,
): readonly PersonInReport[] {
  const concerned = report.people.filter(person => programme?.case?.people[person.part]?.concerned)
  return concerned.length ? concerned : report.people
}
