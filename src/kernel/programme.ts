import type { AnswersTo, Json, Questions, Text, Told } from './fields.ts'
import type { Happened } from './fields-moment.ts'
import type { Where } from './fields-place.ts'
import type { CaseId, UserId } from './ids.ts'
import type { PersonTold } from './people/told.ts'

/**
 * A programme is a part of safeguarding that has its own name.
 * Its definition says what a case in it may be, who may see and move it, by when, and what is counted.
 * A programme with no `case` is a register: a rota, a list of beds, a set of sites.
 *
 * Seven keys, and seven for the case. An eighth needs a decision record and three programmes that want it.
 */
type Shape<State extends string, Role extends string, Clock extends string> = Readonly<{
  id: string
  title: Text
  roles: Readonly<Record<Role, Text>>
  report?: ReportDef
  case?: Readonly<{
    people: Readonly<Record<string, PartDef>>
    /** partners: the hub, the programme and agencies taking part; participants: not the hub; programme: nobody else. */
    seenBy: 'partners' | 'participants' | 'programme'
    states: Readonly<Record<State, Text>>
    start: NoInfer<State>
    ends: readonly NoInfer<State>[]
    clocks: Readonly<Record<Clock, ClockDef<NoInfer<Role>>>>
    steps: Readonly<Record<string, StepDef<NoInfer<State>, NoInfer<Role>, NoInfer<Clock>>>>
  }>
  measures: readonly Measure[]
  keep: Readonly<{ years: number; after: 'closing'; source: string }>
}>

export type Programme = Shape<string, string, string>
export type CaseShape = NonNullable<Programme['case']>

export type PartDef = Readonly<{ title: Text; many?: true; concerned?: true }>

export type ClockDef<Role extends string = string> = Readonly<{
  title: Text
  /** The id of a limit in the law pack or the area pack, which hold its value, its source and its versions. */
  limit: string
  runsFrom?: 'opening'
  /** Whose work it is: the worklist of this role shows it. */
  for: Role
  /** Lifted at once where there is nobody to contact: an anonymous report owes no contact. */
  needsContact?: true
  /** Started only where this holds of what stands: a rule that only some of its cases come under. */
  onlyIf?(stands: Told): boolean
  /**
   * Counts back from the day that stands under this name: due when that day begins, less the limit, in days or months.
   * It does not run where that moment has passed; and the step that starts it starts it anew when the day has changed.
   */
  before?: string
}>

/**
 * A number over the facts. `sql` yields one row a month: `period` (date, its first day), `numerator` and `out_of`;
 * `:from` is the first month wanted. For a count, `out_of` is null; for hours and days, `numerator` is the median.
 */
export type Measure = Readonly<{
  id: string
  title: Text
  definition: Text
  better: 'higher' | 'lower' | 'neither'
  unit: 'count' | 'percent' | 'hours' | 'days'
  pairedWith?: string
  sql: string
}>

/**
 * What a check may look at. Nothing else: no database, no clock on the wall, no network. `stands` is what stands for the
 * case with these answers taken, by question.
 */
export type Facts<Answers> = Readonly<{
  caseId: CaseId
  state: string
  answers: Answers
  stands: Told
  by: UserId
  at: Date
}>

/**
 * Another case that a step opens, linked to this one `as` something: a breach, a renewal, a request for an order. Two
 * things going on at once are two cases. People go with it in the part of the same name, or in the one named here; and
 * so does what stands under the names it carries.
 */
export type Opens = Readonly<{
  programme: string
  as: string
  people?: Readonly<Record<string, string>>
  carries?: readonly string[]
}>

export type StepDef<
  State extends string = string,
  Role extends string = string,
  Clock extends string = string,
> = Readonly<{
  title: Text
  from: State | readonly State[]
  to?: State
  by: readonly Role[]
  ask: Questions
  starts: readonly Clock[]
  stops: readonly Clock[]
  drops: readonly Clock[]
  lifts: readonly Clock[]
  decision: boolean
  ownPage?: true
  onlyIf?(stands: Told): boolean
  when?: string
  opens?: Opens
  check(facts: Facts<Record<string, unknown>>): true | Text
}>

type StepInput<State extends string, Role extends string, Clock extends string, Q extends Questions> = Readonly<{
  title: Text
  from: State | readonly State[]
  to?: State
  by: readonly Role[]
  ask?: Q
  starts?: readonly Clock[]
  /** These clocks have done what they were for: met, or late. */
  stops?: readonly Clock[]
  /** These clocks end without it: missed. */
  drops?: readonly Clock[]
  /** These clocks no longer apply, for the reason that the step is: out of the denominator, counted apart. */
  lifts?: readonly Clock[]
  decision?: true
  /** Taken by a page of the programme's own, which does more than record it: no page of every case offers it. */
  ownPage?: true
  /** Open only where this holds of what stands: what some cases never come to is not offered in them. */
  onlyIf?(stands: Told): boolean
  /** Its question, of a day and time, that says when it happened: what a limit is counted from is asked, not guessed. */
  when?: keyof Q & string
  opens?: Opens
  check?(facts: Facts<AnswersTo<Q>>): true | Text
}>

/** A step of a case, its answers typed from its questions. */
export function step<
  const State extends string,
  const Role extends string,
  const Clock extends string = never,
  const Q extends Questions = {},
>(input: StepInput<State, Role, Clock, Q>): StepDef<State, Role, Clock> {
  const {
    ask = {},
    starts = [],
    stops = [],
    drops = [],
    lifts = [],
    decision = false,
    check = () => true as const,
    ...rest
  } = input
  // The cast forgets the answers' exact type, which attempt() restores by reading them with the same questions.
  return { ...rest, ask, starts, stops, drops, lifts, decision, check: check as StepDef['check'] }
}

/** What the spine must know of a report, told from its answers by the programme that asked. */
export type ReportTold = Readonly<{
  anonymous: boolean
  threat: boolean
  /** Who reports, when the answers say so; else whatever the way in says. */
  source?: 'public' | 'professional'
  people: readonly PersonTold[]
  happened: Happened
  where: Where
  /** Those of the form's clocks that run for it, and since when. */
  clocks?: Readonly<Record<string, Date>>
}>

/** Questions that belong together, under a few words that say what they have in common. */
export type QuestionGroup<Name extends string = string> = Readonly<{ title: Text; of: readonly Name[] }>
/** A whole report that works as it stands: what differs from each question's own example. */
export type ReportExample<Name extends string = string> = Readonly<{
  title: Text
  answers: Readonly<Partial<Record<Name, Json>>>
}>

/** Whom somebody who has no word for what happens is asked about first. */
export type Whom = 'me' | 'child' | 'adult' | 'road'

/** What stands round a form and asks nothing: where it is found, what is said before and after it, and who acts on it. */
export type Doorway = Readonly<{
  /** The heading that it stands under where all forms are listed. */
  under: Text
  /** What it is, in the words of whoever looks for it. */
  as: Text
  /** Plain signs by which somebody knows it who has no word for it, by whom it is about. */
  signs: Readonly<Partial<Record<Whom, readonly Text[]>>>
  /** The needs whose services fit, the first before others. */
  support: readonly string[]
  /** What must be known before beginning, where this harm asks for more care than others. */
  first?: readonly Text[]
  advice: Readonly<{ happens: readonly Text[]; now: readonly Text[]; never: readonly Text[] }>
  /** What whoever handles it must never forget: said to them beside every report and case of it. */
  care?: readonly Text[]
  /** Kinds of agency that act on it, by what was told, the first before others. */
  goesTo(told: Told): readonly string[]
  /** Another form that some who come to this one are looking for, by its address. */
  instead?: Readonly<{ address: string; as: Text }>
}>

type ReportShape<Name extends string> = Readonly<{
  /** A number that says nothing: the form's address is /report/4. */
  address: string
  title: Text
  about: Text
  /** Every question in one group, in the order asked; without groups, all stand together. */
  groups?: readonly QuestionGroup<Name>[]
  /** Somebody may be in danger, by what has been told so far: the form says to call 999 before it goes on. */
  danger?(told: Told): boolean
  /** Time limits that some reports come under, by their clocks; each ends when everybody in the report is decided on. */
  clocks?: Readonly<Record<string, string>>
  /** What stands round the form, where the public is to find it by itself. */
  door?: Doorway
  /** By a name for each; without any, one is made of the questions' own examples. */
  examples?: Readonly<Record<string, ReportExample<Name>>>
}>

export type ReportDef = ReportShape<string> &
  Readonly<{ ask: Questions; tell(answers: Record<string, unknown>): ReportTold }>

/** A public form and how its answers are told to the spine, typed from its questions. */
export function report<const Q extends Questions>(
  input: ReportShape<keyof NoInfer<Q> & string> & Readonly<{ ask: Q; tell(answers: AnswersTo<Q>): ReportTold }>,
): ReportDef {
  return { ...input, tell: input.tell as ReportDef['tell'] }
}

/** Ties the names together: a step may speak only of states, roles and clocks that this programme has. */
export function defineProgramme<const State extends string, const Role extends string, const Clock extends string>(
  definition: Shape<State, Role, Clock>,
): Programme {
  return definition
}
