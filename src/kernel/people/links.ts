import { sql } from 'kysely'
import { constraintBroken, type Tx } from '../database.ts'
import { newId, type PersonId, type RecordId } from '../ids.ts'
import { NotFound, Refused } from '../refusals.ts'

/**
 * Says that a record is of this person, or of nobody known yet (`'new'`). A link, never a merge: it can be undone. Throws
 * `Refused` where somebody said that it is of another than a record of that person; `besides` is one of which the same word
 * takes that back.
 */
export async function link(
  tx: Tx,
  recordId: RecordId,
  person: PersonId | 'new',
  reason: string,
  besides?: RecordId,
): Promise<PersonId> {
  tx.looksAt('records', recordId)
  const record = await tx.db.selectFrom('person_records').select('id').where('id', '=', recordId).executeTakeFirst()
  if (!record) throw new NotFound('record')
  const personId = person === 'new' ? newId<'person'>() : person
  if (person === 'new') await tx.db.insertInto('persons').values({ id: personId }).execute()
  else await mayBeOf(tx, recordId, personId, besides)
  try {
    await tx.db
      .insertInto('person_links')
      .values({
        id: newId(),
        person_id: personId,
        record_id: recordId,
        starts_at: tx.at,
        decided_by: tx.user,
        reason,
      })
      .execute()
  } catch (fault) {
    throw constraintBroken(fault) === 'one_open_link' ? new Refused('already-linked') : fault
  }
  return personId
}

/** Undoes a link, leaving what was before it exactly as it was. */
export async function unlink(tx: Tx, recordId: RecordId, reason: string): Promise<void> {
  tx.looksAt('records', recordId)
  const ended = await tx.db
    .updateTable('person_links')
    .where('record_id', '=', recordId)
    .where('ends_at', 'is', null)
    .set({ ends_at: tx.at, ended_by: tx.user, ended_reason: reason })
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new Refused('not-linked')
}

async function mayBeOf(tx: Tx, recordId: RecordId, personId: PersonId, besides: RecordId | undefined): Promise<void> {
  await mustBeSeen(tx, personId)
  const { rows } = await sql<{ said: boolean }>`
    select kernel.said_different(${recordId}, ${personId}, ${besides ?? null}) as said`.execute(tx.db)
  if (rows[0]?.said) throw new Refused('said-different')
}

/** Nobody links to a person they cannot see through a record they can; a link undone still counts, so that it can be made again. */
async function mustBeSeen(tx: Tx, personId: PersonId): Promise<void> {
  const seen = await tx.db
    .selectFrom('person_links')
    .select('id')
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst()
  if (!seen) throw new NotFound('person')
}
