import type { Actor, Decision, ReportId, UserId } from '#kernel'
import { castList } from './cast.ts'
import type { Life } from './lives.ts'
import { councils } from './places.ts'
import { why } from './words.ts'

/** What a decision needs to know of its report. */
export type ReportKnown = Readonly<{ id: ReportId; at: Date; district: string | null; contactable: boolean }>

/** Who sends the report of a life: every other professional works for the council in the cast and is signed in. */
export function senderOf({ form, number }: Life): Readonly<{ actor: Actor; source: 'professional' | 'public' }> {
  const signedIn = form.who === 'professional' && number % 2 === 0
  return signedIn
    ? { actor: { kind: 'user', id: castList.community.id }, source: 'professional' }
    : { actor: { kind: 'public' }, source: 'public' }
}

/** What is decided about each person targeted, by whoever triages. */
export function decisionOn(report: ReportKnown, { number, programme, triage }: Life): Omit<Decision, 'recordId'> {
  const { what, setsAction } = triage!
  const reasons = why[what]
  const council = councils[report.district ?? '']
  const isOurs = council === castList.community.agency
  const reach = report.contactable
  return {
    reportId: report.id,
    what,
    ...(what === 'refer' && { programme }),
    rationale: reasons[number % reasons.length]!,
    lawfulBasis: what === 'act-now' ? 'vital-interests' : 'public-task',
    told: reach ? 'yes' : 'no',
    notToldWhy: reach ? '' : 'There is no way to reach them',
    view: reach ? 'agrees' : 'not-known',
    tell: what === 'refer' && council && (isOurs || setsAction) ? [council] : [],
    actions:
      what === 'refer' && council && isOurs && setsAction
        ? [{ ownerAgency: council, what: actionSet, dueOn: inDays(report.at, 7).toISOString().slice(0, 10) }]
        : [],
  }
}

const actionSet = 'Visit the street and report back on lighting and cameras'
export const actionDone = 'Visited. A lamp was out and is mended; the camera covers the corner.'

/** When, and by whom, the action that a decision set is done. */
export const actionOf = ({ triage }: Life): Readonly<{ at: Date; by: UserId }> | undefined =>
  triage?.setsAction ? { at: inDays(triage.at, 6), by: castList.community.id } : undefined

/** Why a record is said to be of somebody. */
export const linkReason = (known: boolean): string =>
  known ? 'The same name, year of birth and phone' : 'Nobody known by that name'

const inDays = (at: Date, days: number) => new Date(at.getTime() + days * 86_400_000)
