import { sql } from 'kysely'
import { answersKept } from '../chronology/answers.ts'
import type { Tx } from '../database.ts'
import { type CaseId, type EntryId, newId, type RecordId } from '../ids.ts'
import { recordPerson } from '../people/people.ts'
import { type RecordShown, recordsById } from '../people/queries.ts'
import type { CaseShape } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import type { PersonToPut } from './open.ts'
import { mustSee } from './start.ts'
import { lockCase, type Now, takerIn } from './take.ts'

/** The entries that tell who came into a case and who left it. They are no steps, and none may have their names. */
export const peopleEntries = { putIn: 'people-put-in', takenOut: 'people-taken-out' } as const

/** What both ask: `id` is chosen with the form, so that the same form sent twice is done once. */
type Change = Readonly<{ id: EntryId; caseId: CaseId; why: string }>
type Standing = Readonly<{ part: string; record: RecordId }>

/**
 * Puts people into a case that was opened before, for whoever works in its programme, with an entry that says in which
 * parts and why. Throws `NotFound` for a case, part or record that this actor does not see, `Refused` for whoever only
 * takes part, `Invalid` with everything missing or a second person in a part that holds one.
 */
export async function putInCase(tx: Tx, put: Change & { readonly people: readonly PersonToPut[] }): Promise<EntryId> {
  const now = await lockForPeople(tx, put.caseId)
  if (await doneBefore(tx, put)) return put.id
  const standing = await standingIn(tx, put.caseId)
  const problems = [...wrongParts(now.programme.case, standing, put.people), ...unexplained(put)]
  if (problems.length) throw new Invalid(problems)
  await mustSee(tx, put.people)
  // Lets names be written down beside a record that nobody is linked to yet, as when a case is opened.
  const opening = sql`select set_config('safekeep.opening', ${put.caseId}, true)`
  tx.write({ execute: () => opening.execute(tx.db) })
  const people = put.people.map(one => ({
    part: one.part,
    record: 'told' in one ? recordPerson(tx, one.told, 'user') : one.recordId,
  }))
  for (const { part, record } of people)
    tx.write(
      tx.db
        .insertInto('case_people')
        .values({ id: newId(), case_id: put.caseId, record_id: record, part, starts_at: tx.at })
        // Somebody who was taken out of this part before stands in it again.
        .onConflict(conflict => conflict.columns(['case_id', 'record_id', 'part']).doUpdateSet({ ends_at: null })),
    )
  return writeChange(tx, now, put, peopleEntries.putIn, people)
}

/**
 * Takes somebody out of a part, from now on, with an entry that says why; their record stays, and so does what was done
 * while they stood there. Throws as `putInCase` does, and `NotFound` for somebody who does not stand in that part.
 */
export async function takeFromCase(
  tx: Tx,
  out: Change & { readonly part: string; readonly recordId: RecordId },
): Promise<EntryId> {
  const now = await lockForPeople(tx, out.caseId)
  if (await doneBefore(tx, out)) return out.id
  const problems = unexplained(out)
  if (problems.length) throw new Invalid(problems)
  const ended = await tx.db
    .updateTable('case_people')
    .set({ ends_at: tx.at })
    .where('case_id', '=', out.caseId)
    .where('record_id', '=', out.recordId)
    .where('part', '=', out.part)
    .where('ends_at', 'is', null)
    .executeTakeFirst()
  tx.looksAt('records', out.recordId)
  if (ended.numUpdatedRows === 0n) throw new NotFound('person')
  return writeChange(tx, now, out, peopleEntries.takenOut, [{ part: out.part, record: out.recordId }])
}

/** Those whom one may want to put into a case: in it already, in its report, or in the case it was opened from. */
export async function peopleAround(tx: Tx, id: CaseId): Promise<readonly RecordShown[]> {
  const found = await sql<{ record_id: string }>`
    select p.record_id from kernel.case_people p join kernel.cases c on p.case_id in (c.id, c.opened_from)
     where c.id = ${id} and p.ends_at is null
    union select p.record_id from kernel.report_people p join kernel.cases c on c.report_id = p.report_id where c.id = ${id}
    order by record_id`.execute(tx.db)
  return recordsById(
    tx,
    found.rows.map(row => row.record_id),
  )
}

/** The case, locked, so that two people cannot both fill a part that holds one. */
async function lockForPeople(tx: Tx, id: CaseId): Promise<Now> {
  const now = await lockCase(tx, id)
  if ((await takerIn(tx, now.programme.id)).roles.size === 0) throw new Refused('not-yours-to-change')
  return now
}

/** Whether this form was sent before: the case is locked, so nobody is half-way through it. */
async function doneBefore(tx: Tx, { id, caseId }: Change): Promise<boolean> {
  const entry = await tx.db
    .selectFrom('chronology')
    .select(['case_id', 'by_user'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (entry && (entry.case_id !== caseId || entry.by_user !== tx.user)) throw new NotFound('entry')
  return entry !== undefined
}

async function standingIn(tx: Tx, id: CaseId): Promise<readonly Readonly<{ part: string }>[]> {
  return tx.db.selectFrom('case_people').select('part').where('case_id', '=', id).where('ends_at', 'is', null).execute()
}

function wrongParts(
  { people }: CaseShape,
  standing: readonly Readonly<{ part: string }>[],
  put: readonly PersonToPut[],
) {
  if (put.some(({ part }) => !Object.hasOwn(people, part))) throw new NotFound('part')
  if (put.length === 0) return [{ field: 'people', message: 'Enter or select somebody to add' }]
  const all = [...standing, ...put]
  return Object.entries(people)
    .filter(([name, { many }]) => !many && put.some(one => one.part === name))
    .filter(([name]) => all.filter(one => one.part === name).length > 1)
    .map(([field, { title }]) => ({ field, message: `This case holds one person only as: ${title}` }))
}

const unexplained = ({ why }: Change) => (why.trim() ? [] : [{ field: 'why', message: 'Enter the reason' }])

/** The entry holds parts and records, and no names: a name put right later is put right here too. */
function writeChange(tx: Tx, now: Now, of: Change, step: string, people: readonly Standing[]): EntryId {
  tx.write(
    tx.db.insertInto('chronology').values({
      id: of.id,
      case_id: of.caseId,
      step,
      from_state: now.state,
      to_state: now.state,
      answers: answersKept({ people }),
      codes: JSON.stringify({ parts: [...new Set(people.map(({ part }) => part))] }),
      rationale: of.why.trim(),
      by_user: tx.user,
      happened_at: tx.at,
      recorded_at: tx.at,
    }),
  )
  return of.id
}
