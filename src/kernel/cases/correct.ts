import { isDeepStrictEqual } from 'node:util'
import type { Selectable } from 'kysely'
import { answersKept } from '../chronology/answers.ts'
import { endClocks } from '../clocks/clocks.ts'
import { constraintBroken, type Tx } from '../database.ts'
import { type Codes, codesOf, codesThatStand, readAnswers, type Told } from '../fields.ts'
import { type CaseId, type EntryId, newId } from '../ids.ts'
import type { StepDef } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import type { DB } from '../schema.ts'
import { surroundings } from '../surroundings.ts'
import { clearWork } from '../work/work.ts'
import { stepNamed } from '../workflow.ts'
import { runClocks } from './open.ts'
import { lockCase, type Now, takerIn, whenIn } from './take.ts'

/**
 * Puts a mistake right by a later entry, with the reason; the earlier one stays as it was, and both are shown.
 * It corrects what was written down, not what was done: the state stays as it is, and so do the clocks, but for those that
 * count back from a day that was wrong. A missing reason is a problem
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
  const codes = codesOf(step?.ask ?? {}, read.answers)
  const happenedAt = (step && whenIn({ step, answers: read.answers }, tx.at)) ?? entry.happened_at
  const id = await writeCorrection(tx, of, { ...entry, happened_at: happenedAt }, codes)
  if (step) await restate(tx, now, { entry, step, codes })
  return id
}

async function writeCorrection(
  tx: Tx,
  of: { caseId: CaseId; entryId: EntryId; raw: Told; why: string },
  entry: Entry,
  codes: Codes,
): Promise<EntryId> {
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
        codes: JSON.stringify(codes),
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

type Entry = Selectable<DB['chronology']>

/**
 * What stood by the mistaken entry stands as it is corrected, unless a later entry has taken its place; and a promise
 * that counts back from a day put right is counted anew.
 */
async function restate(
  tx: Tx,
  now: Now,
  { entry, step, codes }: { entry: Entry; step: StepDef; codes: Codes },
): Promise<void> {
  const before = codesThatStand(step.ask, entry.codes as Codes)
  const after = codesThatStand(step.ask, codes)
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changed = names.filter(name => !isDeepStrictEqual(before[name], after[name]))
  if (changed.length === 0) return
  const later = await givenAfter(tx, now.id, await positionOf(tx, entry), changed)
  const theirs = changed.filter(name => !later.has(name))
  const kept = Object.entries(now.codes).filter(([name]) => !theirs.includes(name))
  const stands: Codes = {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(theirs.flatMap(name => (after[name] === undefined ? [] : [[name, after[name]]]))),
  }
  await tx.db
    .updateTable('cases')
    .where('id', '=', now.id)
    .set({ codes: JSON.stringify(stands) })
    .execute()
  const clocks = now.programme.case.clocks
  const moved = await runningOf(
    tx,
    now.id,
    Object.keys(clocks).filter(name => theirs.includes(clocks[name]!.before ?? '')),
  )
  await runClocks(tx, { ...now, stands, from: tx.at }, moved)
  const again = step.when && theirs.includes(step.when) ? await countAgain(tx, { ...now, stands }, step) : []
  if (moved.length + again.length) clearWork(tx, { caseId: now.id, endedClocks: true })
}

/** What began with the step began when it happened, which was put right. */
async function countAgain(tx: Tx, now: Now & { readonly stands: Codes }, step: StepDef): Promise<readonly string[]> {
  const { clocks } = now.programme.case
  const again = await runningOf(
    tx,
    now.id,
    step.starts.filter(name => clocks[name]!.before === undefined),
  )
  await endClocks(tx, { caseId: now.id }, again, 'lifted', { why: 'The time it is counted from was put right' })
  await runClocks(tx, { ...now, from: new Date(String(now.stands[step.when!])) }, again)
  return again
}

/** Where the entry stands in order: a correction stands where what it corrects did. */
async function positionOf(tx: Tx, entry: Pick<Entry, 'position' | 'corrects'>): Promise<string> {
  let at = entry
  while (at.corrects !== null)
    at = await tx.db
      .selectFrom('chronology')
      .select(['position', 'corrects'])
      .where('id', '=', at.corrects)
      .executeTakeFirstOrThrow()
  return at.position
}

/** Which of these answers a later step gave too. */
async function givenAfter(
  tx: Tx,
  caseId: CaseId,
  position: string,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('chronology')
    .select('codes')
    .where('case_id', '=', caseId)
    .where('position', '>', position)
    .where('corrects', 'is', null)
    .execute()
  return new Set(names.filter(name => rows.some(row => Object.hasOwn(row.codes as Codes, name))))
}

async function runningOf(tx: Tx, caseId: CaseId, clocks: readonly string[]): Promise<readonly string[]> {
  if (clocks.length === 0) return []
  const rows = await tx.db
    .selectFrom('clocks')
    .select('clock')
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)
    .where('clock', 'in', clocks)
    .execute()
  return rows.map(row => row.clock)
}
