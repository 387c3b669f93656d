import { sql } from 'kysely'
import { endClocks, type Started, startBefore, startClock } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import type { Codes, Told } from '../fields.ts'
import { type CaseId, newId, type RecordId, type ReportId } from '../ids.ts'
import { recordPerson } from '../people/people.ts'
import type { PersonTold } from '../people/told.ts'
import type { CaseShape, ClockDef, Programme } from '../programme.ts'
import { newReference } from '../reports/references.ts'
import { addWork, type WorkToAdd } from '../work/work.ts'

export type ToOpen = Readonly<{
  programme: Programme & { readonly case: CaseShape }
  reportId?: ReportId
  district: string | null
  contactable: boolean
  people: readonly PersonToPut[]
  agencies: readonly string[]
  leadAgency?: string
  /** Why it is opened, and under which lawful basis: to open a case is a decision. */
  rationale: string
  lawfulBasis: string
  /** Chosen by whoever opens it, so that the same opening sent twice opens one case. */
  id?: CaseId
  /** What stands for it from the first. */
  codes?: Codes
  /** The case it is opened from, and as what. */
  from?: Readonly<{ id: CaseId; as: string }>
  /** That of the report or the case it comes of: the database wants it no less restricted, and lets the same people read it. */
  sensitivity?: string
}>
/** Somebody of whom there is a record, or who is told of now. */
export type PersonToPut = Readonly<{ part: string; recordId: RecordId } | { part: string; told: PersonTold }>
export type Opened = Readonly<{ id: CaseId; reference: string }>

/** Opens a case at its programme's start: people in their parts, agencies taking part, clocks running, work queued. */
export async function openCase(tx: Tx, open: ToOpen): Promise<Opened> {
  const { programme } = open
  const id = open.id ?? newId<'case'>()
  const opening = sql`select set_config('safekeep.opening', ${id}, true)`
  tx.write({ execute: () => opening.execute(tx.db) })
  const opened = { id, reference: await writeCase(tx, id, open) }
  writeOpening(tx, opened.id, open)
  // The case may be one that its opener cannot see, so nothing here may look for what is there already.
  for (const person of open.people) {
    const recordId = 'told' in person ? recordPerson(tx, person.told, 'user') : person.recordId
    tx.write(tx.db.insertInto('case_people').values(personRow(tx, opened.id, { recordId, part: person.part })))
  }
  for (const agency of new Set(open.agencies))
    tx.write(
      tx.db
        .insertInto('case_agencies')
        .values({ ...agencyRow(tx, opened.id, agency, programme), sensitivity: open.sensitivity ?? 'ordinary' }),
    )
  await runClocks(
    tx,
    {
      ...opened,
      programme,
      district: open.district,
      contactable: open.contactable,
      stands: open.codes ?? {},
      from: tx.at,
    },
    Object.keys(programme.case.clocks).filter(name => programme.case.clocks[name]!.runsFrom === 'opening'),
  )
  tx.write(tx.db.insertInto('outbox').values({ id: newId(), event: 'case.opened', subject: opened.id, at: tx.at }))
  tx.looksAt('cases', opened.id)
  return opened
}

async function writeCase(tx: Tx, id: CaseId, { programme, ...open }: ToOpen): Promise<string> {
  const row = {
    id,
    reference: await newReference(tx, 'CA'),
    programme: programme.id,
    state: programme.case.start,
    seen_by: programme.case.seenBy,
    report_id: open.reportId ?? null,
    lead_agency: open.leadAgency ?? null,
    contactable: open.contactable,
    district: open.district,
    opened_from: open.from?.id ?? null,
    opened_as: open.from?.as ?? null,
    codes: JSON.stringify(open.codes ?? {}),
    sensitivity: open.sensitivity ?? 'ordinary',
    opened_at: tx.at,
  }
  tx.write(tx.db.insertInto('cases').values(row))
  return row.reference
}

/** The first entry of every chronology. It is no step: nobody takes it, and none may have its name. */
export const openingEntry = 'opened'

function writeOpening(tx: Tx, caseId: CaseId, { programme, rationale, lawfulBasis }: ToOpen): void {
  const state = programme.case.start
  tx.write(
    tx.db.insertInto('chronology').values({
      id: newId(),
      case_id: caseId,
      step: openingEntry,
      from_state: state,
      to_state: state,
      decision: true,
      rationale,
      lawful_basis: lawfulBasis,
      by_user: tx.user,
      happened_at: tx.at,
      recorded_at: tx.at,
    }),
  )
}

type Person = Readonly<{ recordId: RecordId; part: string }>

/** Puts a record into a case in a part; the person is reached through the record's link. */
export function addToCase(tx: Tx, caseId: CaseId, person: Person): void {
  tx.write(
    tx.db
      .insertInto('case_people')
      .values(personRow(tx, caseId, person))
      .onConflict(conflict => conflict.columns(['case_id', 'record_id', 'part']).doNothing()),
  )
}

/** Lets an agency take part in a case, which is what lets its people see it. */
export function joinCase(tx: Tx, caseId: CaseId, agency: string, programme: ToOpen['programme']): void {
  tx.write(
    tx.db
      .insertInto('case_agencies')
      .values({ ...agencyRow(tx, caseId, agency, programme), sensitivity: sensitivityOf(caseId) })
      .onConflict(conflict => conflict.columns(['case_id', 'agency_id']).doNothing()),
  )
}

/** The case's own, which a restricted case keeps when another agency joins it. */
const sensitivityOf = (caseId: CaseId) => sql<string>`(select sensitivity from kernel.cases where id = ${caseId})`

const personRow = (tx: Tx, caseId: CaseId, { recordId, part }: Person) => ({
  id: newId(),
  case_id: caseId,
  record_id: recordId,
  part,
  starts_at: tx.at,
})

const agencyRow = (tx: Tx, caseId: CaseId, agency: string, programme: ToOpen['programme']) => ({
  case_id: caseId,
  agency_id: agency,
  programme: programme.id,
  seen_by: programme.case.seenBy,
  sensitivity: 'ordinary',
  starts_at: tx.at,
})

type Running = Readonly<{
  id: CaseId
  reference: string
  programme: Programme & { readonly case: CaseShape }
  district: string | null
  contactable: boolean
  stands: Told
  /** When they begin to run, which may be before it was written down. */
  from: Date
}>

/** Starts those clocks of a case that its rules call for, and puts their work in the queue of the role that owes it. */
export async function runClocks(tx: Tx, of: Running, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const clock: ClockDef = of.programme.case.clocks[name]!
    const toStart = { programme: of.programme.id, clock: name, limit: clock.limit, from: of.from }
    if (clock.before) await endClocks(tx, { caseId: of.id }, [name], 'lifted', { why: anotherDay })
    if (clock.onlyIf && !clock.onlyIf(of.stands)) continue
    const started = clock.before
      ? startBefore(tx, { caseId: of.id }, { ...toStart, day: of.stands[clock.before] })
      : startClock(tx, { caseId: of.id }, toStart)
    if (!started) continue
    if (clock.needsContact && !of.contactable) {
      await endClocks(tx, { caseId: of.id }, [name], 'lifted', {
        why: 'There is nobody who can be contacted safely',
      })
    } else if (!started.atLeast) addWork(tx, workOf(of, clock, started))
  }
}

const anotherDay = 'The day it counts to has changed'
/** How long before it is due a promise that counts back, or one that lies far off, comes onto the worklist. */
const ahead = 7 * 86_400_000
const far = 60 * 86_400_000

const workOf = (of: Running, clock: ClockDef, started: Started): WorkToAdd => ({
  queue: `${of.programme.id}:${clock.for}`,
  kind: 'step',
  title: clock.title,
  programme: of.programme.id,
  caseId: of.id,
  clockId: started.id,
  reference: of.reference,
  district: of.district,
  dueAt: started.dueAt,
  ...((clock.before || started.dueAt.getTime() - of.from.getTime() > far) && {
    startsAt: new Date(started.dueAt.getTime() - ahead),
  }),
})
