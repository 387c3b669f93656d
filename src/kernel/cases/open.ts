import { sql } from 'kysely'
import { endClocks, startClock } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import { type CaseId, newId, type RecordId, type ReportId } from '../ids.ts'
import type { CaseShape, ClockDef, Programme } from '../programme.ts'
import { newReference } from '../reports/references.ts'
import { addWork } from '../work/work.ts'

export type ToOpen = Readonly<{
  programme: Programme & { readonly case: CaseShape }
  reportId?: ReportId
  district: string | null
  contactable: boolean
  people: readonly { recordId: RecordId; part: string }[]
  agencies: readonly string[]
  leadAgency?: string
  /** Why it is opened, and under which lawful basis: to open a case is a decision. */
  rationale: string
  lawfulBasis: string
}>
export type Opened = Readonly<{ id: CaseId; reference: string }>

/** Opens a case at its programme's start: people in their parts, agencies taking part, clocks running, work queued. */
export async function openCase(tx: Tx, open: ToOpen): Promise<Opened> {
  const { programme } = open
  const id = newId<'case'>()
  await sql`select set_config('safekeep.opening', ${id}, true)`.execute(tx.db)
  const opened = { id, reference: await writeCase(tx, id, open) }
  await writeOpening(tx, opened.id, open)
  // The case may be one that its opener cannot see, so nothing here may look for what is there already.
  for (const person of open.people)
    await tx.db
      .insertInto('case_people')
      .values(personRow(tx, opened.id, person))
      .execute()
  for (const agency of new Set(open.agencies))
    await tx.db
      .insertInto('case_agencies')
      .values(agencyRow(tx, opened.id, agency, programme))
      .execute()
  await runClocks(
    tx,
    { ...opened, programme, district: open.district, contactable: open.contactable },
    Object.keys(programme.case.clocks).filter(name => programme.case.clocks[name]!.runsFrom === 'opening'),
  )
  await tx.db
    .insertInto('outbox')
    .values({ id: newId(), event: 'case.opened', subject: opened.id, at: tx.at })
    .execute()
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
    opened_at: tx.at,
  }
  await tx.db.insertInto('cases').values(row).execute()
  return row.reference
}

/** The first entry of every chronology. It is no step: nobody takes it, and none may have its name. */
export const openingEntry = 'opened'

async function writeOpening(tx: Tx, caseId: CaseId, { programme, rationale, lawfulBasis }: ToOpen): Promise<void> {
  const state = programme.case.start
  await tx.db
    .insertInto('chronology')
    .values({
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
    })
    .execute()
}

type Person = Readonly<{ recordId: RecordId; part: string }>

/** Puts a record into a case in a part; the person is reached through the record's link. */
export async function addToCase(tx: Tx, caseId: CaseId, person: Person): Promise<void> {
  await tx.db
    .insertInto('case_people')
    .values(personRow(tx, caseId, person))
    .onConflict(conflict => conflict.columns(['case_id', 'record_id', 'part']).doNothing())
    .execute()
}

/** Lets an agency take part in a case, which is what lets its people see it. */
export async function joinCase(tx: Tx, caseId: CaseId, agency: string, programme: ToOpen['programme']): Promise<void> {
  await tx.db
    .insertInto('case_agencies')
    .values({ ...agencyRow(tx, caseId, agency, programme), sensitivity: sensitivityOf(caseId) })
    .onConflict(conflict => conflict.columns(['case_id', 'agency_id']).doNothing())
    .execute()
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
}>

/** Starts clocks of a case and puts their work in the queue of the role that owes it. */
export async function runClocks(tx: Tx, of: Running, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const clock: ClockDef = of.programme.case.clocks[name]!
    const started = await startClock(
      tx,
      { caseId: of.id },
      { programme: of.programme.id, clock: name, limit: clock.limit },
    )
    if (clock.needsContact && !of.contactable) {
      await endClocks(tx, { caseId: of.id }, [name], 'lifted', {
        why: 'There is nobody who can be contacted safely',
      })
    } else {
      await addWork(tx, {
        queue: `${of.programme.id}:${clock.for}`,
        kind: 'step',
        title: clock.title,
        programme: of.programme.id,
        caseId: of.id,
        clockId: started.id,
        reference: of.reference,
        district: of.district,
        dueAt: started.dueAt,
      })
    }
  }
}
