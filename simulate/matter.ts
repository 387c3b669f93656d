import type { CaseShape, Decision, Installation, Limit, Programme, Purpose, ReportTold, UserId } from '#kernel'
import type { Part } from './cast.ts'
import type { Life } from './lives.ts'
import type { Marks } from './marks.ts'
import type { Somebody } from './people.ts'
import type { Reckoner } from './reckoner.ts'

/** What replaying lives needs: the house, its reckoning, and who does what at a moment. */
export type Ledger = Readonly<{
  house: Installation
  reckoner: Reckoner
  marks: Marks
  until: Date
  dutyAt(at: Date): UserId
  /** Who plays a part of the cast in one life, and for whom they work. */
  player(part: Part, life: Life): Readonly<{ id: UserId; agency: string }>
  agencyOf(user: UserId): string
  /** Whom the county's own people have been found to be. */
  known: WeakMap<Somebody, string>
}>

export type Clock = {
  readonly id: string
  readonly of: 'report' | 'case'
  readonly programme: string
  readonly clock: string
  readonly limit: Limit
  readonly startedAt: Date
  readonly dueAt: Date
  endedAt?: Date
  result?: 'met' | 'late' | 'missed' | 'lifted'
  liftedWhy?: string
  seconds?: number
}

export type Work = Readonly<{
  id: string
  queue: string
  kind: 'triage' | 'step' | 'action'
  title: string
  programme: string
  ofReport: boolean
  ofCase: boolean
  actionId?: string
  clockId?: string
  reference: string
  threat: boolean
  dueAt: Date
  addedAt: Date
}>

export type PersonIn = Readonly<{ recordId: string; part: string; told: ReportTold['people'][number] }>
export type Link = Readonly<{ id: string; personId: string; recordId: string; isNew: boolean; at: Date; by: UserId }>
export type Decided = Readonly<{
  id: string
  recordId: string
  at: Date
  by: UserId
  decision: Omit<Decision, 'recordId'>
}>
export type Entry = Readonly<{
  id: string
  step: string
  from: string
  to: string
  answers: string
  codes: string
  decision: boolean
  rationale: string
  lawfulBasis: string | null
  at: Date
  by: UserId
}>
export type Action = {
  readonly id: string
  readonly decision: Decided
  readonly owner: string
  readonly what: string
  readonly dueOn: string
  doneAt?: Date
  doneBy?: UserId
}
export type Share = Readonly<{ id: string; decision: Decided; to: string }>
export type Trace = Readonly<{
  at: Date
  actor: string
  agency: string | null
  action: string
  purpose: Purpose
  cases: boolean
  records: readonly string[]
}>

export type Case = {
  readonly id: string
  readonly reference: string
  readonly programme: Programme & { readonly case: CaseShape }
  readonly openedAt: Date
  state: string
  closedAt: Date | null
  sensitivity: string
  readonly people: { readonly id: string; readonly recordId: string; readonly part: string; readonly at: Date }[]
  readonly agencies: { readonly id: string; readonly at: Date; agreement?: string }[]
}

/** Everything that has come of one report, as rows will say it. */
export type Matter = {
  readonly life: Life
  readonly id: string
  readonly reference: string
  readonly programme: Programme
  readonly told: ReportTold
  readonly codes: string
  readonly answers: string
  readonly source: string
  readonly agency: string | null
  readonly contactable: boolean
  sensitivity: string
  readonly people: readonly PersonIn[]
  readonly clocks: Clock[]
  work: Work[]
  alert?: { readonly id: string; seenBy?: UserId; seenAt?: Date }
  case?: Case
  readonly links: Link[]
  readonly decisions: Decided[]
  readonly entries: Entry[]
  readonly actions: Action[]
  readonly shares: Share[]
  readonly traces: Trace[]
  readonly outbox: { readonly id: string; readonly event: string; readonly subject: string; readonly at: Date }[]
}

/** Where it happened, if at a place that the gazetteer knows. */
export const placeOf = ({ told }: Pick<Matter, 'told'>) => (told.where.kind === 'place' ? told.where.place : undefined)
