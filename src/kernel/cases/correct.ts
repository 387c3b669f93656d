import { answersKept } from '../chronology/answers.ts'
import { constraintBroken, type Tx } from '../database.ts'
import { codesOf, readAnswers, type Told } from '../fields.ts'
import { type CaseId, type EntryId, newId } from '../ids.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import { surroundings } from '../surroundings.ts'
import { stepNamed } from '../workflow.ts'
import { lockCase, takerIn } from './take.ts'

/**
 * Puts a mistake right by a later entry, with the reason; the earlier one stays as it was, and both are shown.
 * It corrects what was written down, not what was done: state and clocks stay as they are. A missing reason is a problem
 * of the field `correcting`, since a step may ask a question of its own called why.
 */
export async function correct(
  tx: Tx,
  of: { caseId: CaseId; entryId: EntryId; raw: Told; why: string },
): Promise<EntryId> {
  const now = await lockCase(tx, of.caseId)
  if ((await takerIn(tx, now.programme.id)).roles.size === 0) throw new Refused('not-yours-to-correct')
  const entry = await tx.db
    .selectFrom('chronology')
    .selectAll()
    .where('id', '=', of.entryId)
    .where('case_id', '=', of.caseId)
    .executeTakeFirst()
  if (!entry) throw new NotFound('entry')
  const step = stepNamed(now.programme.case, entry.step)
  const read = readAnswers(step?.ask ?? {}, of.raw, surroundings(tx))
  const problems = [
    ...('problems' in read ? read.problems : []),
    ...(of.why.trim() ? [] : [{ field: 'correcting', message: 'Enter why this is being corrected' }]),
  ]
  if ('problems' in read || problems.length) throw new Invalid(problems)
  const id = newId<'entry'>()
  try {
    await tx.db
      .insertInto('chronology')
      .values({
        id,
        case_id: of.caseId,
        step: entry.step,
        from_state: entry.from_state,
        to_state: entry.to_state,
        answers: answersKept(of.raw),
        codes: JSON.stringify(codesOf(step?.ask ?? {}, read.answers)),
        decision: entry.decision,
        rationale: of.why.trim(),
        lawful_basis: entry.lawful_basis,
        hidden_from: entry.hidden_from,
        corrects: of.entryId,
        by_user: tx.user,
        happened_at: entry.happened_at,
        recorded_at: tx.at,
      })
      .execute()
  } catch (fault) {
    throw constraintBroken(fault) === 'one_correction' ? new Refused('already-corrected') : fault
  }
  return id
}
