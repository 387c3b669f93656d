/*
 * A report that nobody meant. One person thinks so and says why; another, who supervises the hub, agrees or decides
 * otherwise. Nothing is deleted, nobody in it is marked by it, and whoever sent it can still come back.
 */
import { startClock } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import type { Problem } from '../fields.ts'
import type { RecordId } from '../ids.ts'
import type { ReportShown } from '../reports/queries.ts'
import { triageOf, waitIn } from '../work/triage.ts'
import type { Decision } from './decide.ts'
import { isSettled, standingDecision } from './standing.ts'

/** What forbids to call a report a hoax: that more was made of it, or that somebody would be told or set to work by it. */
export function hoaxProblems(
  report: Pick<ReportShown, 'decisions' | 'people' | 'cases'>,
  { what, tell, actions, recordId }: Pick<Decision, 'what' | 'tell' | 'actions' | 'recordId'>,
): readonly Problem[] {
  if (what !== 'hoax' && what !== 'hoax-agreed') return []
  const others = report.people.filter(({ record }) => record.id !== recordId && isSettled(report, record.id))
  const elsewhere = others.some(({ record }) => standingDecision(report, record.id)?.what !== 'hoax-agreed')
  return [
    ...(report.cases.length > 0 || elsewhere
      ? [{ field: 'what', message: 'Select something else: more was made of this report already than of a hoax' }]
      : []),
    ...(tell.length > 0 || actions.length > 0
      ? [{ field: 'tell', message: 'Take out the agencies and the actions: nobody is told of a hoax' }]
      : []),
  ]
}

/**
 * The triage waits for a supervisor; of a threat, the others have it before them as well, so that no one person's word takes
 * it away. Its clock runs on, or again where it had ended; so does an alert that nobody has seen.
 */
export async function askSupervisor(tx: Tx, report: ReportShown): Promise<void> {
  const { due } = await triageOf(tx, report.id)
  const by = due ?? startClock(tx, { reportId: report.id }, { programme: 'hub', clock: 'triage', limit: 'hub.triage' })
  waitIn(tx, report, by, report.threat ? ['hub:supervisor', 'hub:triage'] : ['hub:supervisor'])
}

/** Somebody is still to be decided on, and nobody thinks it a hoax any more: that is for everybody who triages. */
export async function askNoSupervisor(tx: Tx, report: ReportShown, decided: RecordId): Promise<void> {
  const isHoax = report.people.some(
    ({ record }) => record.id !== decided && standingDecision(report, record.id)?.what === 'hoax',
  )
  if (isHoax) return
  const { due, queues } = await triageOf(tx, report.id)
  if (due && queues.includes('hub:supervisor')) waitIn(tx, report, due, ['hub:triage'])
}
