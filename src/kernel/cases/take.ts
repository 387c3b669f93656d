import { isDeepStrictEqual } from 'node:util'
import { answersKept } from '../chronology/answers.ts'
import { endClocks } from '../clocks/clocks.ts'
import type { Tx } from '../database.ts'
import type { Codes, Told } from '../fields.ts'
import { type CaseId, type EntryId, newId } from '../ids.ts'
import type { CaseShape, Programme, StepDef } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import { surroundings } from '../surroundings.ts'
import { clearWork } from '../work/work.ts'
import { type Attempt, attempt, type Taker } from '../workflow.ts'
import { runClocks } from './open.ts'
import { openFrom } from './open-from.ts'

export type ToTake = Readonly<{
  /** Chosen with the form: the same step sent twice, because the first answer was lost, is taken once. */
  id?: EntryId | undefined
  caseId: CaseId
  step: string
  raw: Told
  /** The state the person saw: if the case has moved on since, they are told, not overruled. */
  seen: string
  rationale?: string
  lawfulBasis?: string
  /** When it happened, if earlier than now. */
  happenedAt?: Date
  hiddenFrom?: readonly string[]
}>

/**
 * Takes a step: the case's state, its clocks, its work and the entry in its chronology, all in one transaction.
 * Throws `Refused` when it is not to be taken now, by this person or twice; `Invalid` with what is wrong with the answers.
 */
export async function take(tx: Tx, taken: ToTake): Promise<EntryId> {
  const now = await lockCase(tx, taken.caseId)
  const sent = taken.id && (await sentBefore(tx, taken.id, taken))
  if (sent === 'same' && taken.id) return taken.id
  if (now.state !== taken.seen) throw new Refused('case-moved')
  const result = attempt(
    await takerIn(tx, now.programme.id),
    { id: taken.caseId, shape: now.programme.case, state: now.state, codes: now.codes },
    taken.step,
    taken.raw,
    tx.at,
    surroundings(tx),
  )
  if (result.is === 'refused') throw new Refused(result.refusal.code, result.refusal.message)
  const problems = [
    ...(result.is === 'invalid' ? result.problems : []),
    ...missingFromDecision(tx, now.programme.case.steps[taken.step]!, taken),
  ]
  if (result.is === 'invalid' || problems.length) throw new Invalid(problems)
  const happenedAt = whenIn(result, tx.at) ?? taken.happenedAt ?? tx.at
  await apply(tx, now, result, happenedAt)
  const entry = writeEntry(tx, now, { ...taken, happenedAt, id: sent ? undefined : taken.id }, result)
  const { opens, title } = result.step
  if (opens) await openFrom(tx, now, opens, { ...taken, title, stands: result.stands })
  return entry
}

/**
 * Whether this form was sent before, and said the same; the case is locked, so nobody is half-way through it. A form sent
 * again with other words is another entry: nothing that somebody typed is lost.
 */
async function sentBefore(tx: Tx, id: EntryId, taken: ToTake): Promise<'same' | 'other' | undefined> {
  const entry = await tx.db
    .selectFrom('chronology')
    .select(['case_id', 'step', 'by_user', 'answers', 'rationale', 'decision', 'lawful_basis'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!entry) return undefined
  const basis = entry.decision ? (taken.lawfulBasis ?? null) : null
  const theirs = [entry.case_id, entry.step, entry.by_user, entry.answers, entry.rationale, entry.lawful_basis]
  const raw = JSON.parse(answersKept(taken.raw))
  const ours = [taken.caseId, taken.step, tx.user, raw, taken.rationale?.trim() ?? '', basis]
  return isDeepStrictEqual(theirs, ours) ? 'same' : 'other'
}

/** When the answers say that it happened, where the step asks; throws `Invalid` for what is still to come. */
export function whenIn({ step, answers }: Pick<Taken, 'step' | 'answers'>, at: Date): Date | undefined {
  if (step.when === undefined) return undefined
  const happened = new Date(String(answers[step.when]))
  if (happened > at) throw new Invalid([{ field: step.when, message: 'Enter a time that has passed' }])
  return happened
}

export type Now = Readonly<{
  id: CaseId
  reference: string
  state: string
  codes: Codes
  sensitivity: string
  district: string | null
  contactable: boolean
  programme: Programme & { readonly case: CaseShape }
}>

/** The case, locked so that two people cannot take a step at once; `NotFound` unless this actor may see and move it. */
export async function lockCase(tx: Tx, id: CaseId): Promise<Now> {
  tx.looksAt('cases', id)
  const row = await tx.db
    .selectFrom('cases')
    .select(['reference', 'programme', 'state', 'codes', 'sensitivity', 'district', 'contactable', 'report_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const programme = row && tx.house.programmes.get(row.programme)
  if (!row || !programme?.case) throw new NotFound('case')
  // One opened before cases said where they lie lies where its report does.
  const report =
    row.report_id && row.district === null
      ? await tx.db.selectFrom('reports').select('district').where('id', '=', row.report_id).executeTakeFirst()
      : undefined
  return {
    id,
    reference: row.reference,
    state: row.state,
    contactable: row.contactable,
    codes: row.codes as Codes,
    sensitivity: row.sensitivity,
    district: row.district ?? report?.district ?? null,
    programme: { ...programme, case: programme.case },
  }
}

/** The person acting, with the roles they hold today in a programme. */
export const takerIn = async (tx: Tx, programme: string): Promise<Taker> => takerOf(tx, await rolesHeld(tx), programme)

/** The same, of roles that were read already, as `programme:role`. */
export const takerOf = (tx: Tx, roles: readonly string[], programme: string): Taker => ({
  id: tx.user,
  roles: new Set(roles.filter(role => role.startsWith(`${programme}:`)).map(role => role.slice(programme.length + 1))),
})

/** Everything the person acting holds today, as `programme:role`. */
export async function rolesHeld(tx: Tx): Promise<readonly string[]> {
  const row = await tx.db
    .selectNoFrom(({ fn }) => fn<string[]>('kernel.my_roles').as('roles'))
    .executeTakeFirstOrThrow()
  return row.roles
}

/** A decision needs a reason and a lawful basis that the law pack knows. */
export function missingFromDecision(
  tx: Tx,
  step: Pick<StepDef, 'decision'>,
  taken: Pick<ToTake, 'rationale' | 'lawfulBasis'>,
) {
  if (!step.decision) return []
  const problems = []
  if (!taken.rationale?.trim()) problems.push({ field: 'rationale', message: 'Enter the reason for this decision' })
  if (!tx.house.lawfulBases.some(basis => basis.id === taken.lawfulBasis))
    problems.push({ field: 'lawfulBasis', message: 'Select the lawful basis' })
  return problems
}

type Taken = Extract<Attempt, { is: 'taken' }>

async function apply(tx: Tx, now: Now, { step, to, stands }: Taken, doneAt: Date): Promise<void> {
  const of = { caseId: now.id }
  await endClocks(tx, of, step.stops, 'stopped', { doneAt })
  await endClocks(tx, of, step.lifts, 'lifted', { why: step.title })
  await endClocks(tx, of, step.drops, 'missed')
  await runClocks(tx, { ...now, stands, from: doneAt }, step.starts)
  const ended = now.programme.case.ends.includes(to)
  tx.write(
    tx.db
      .updateTable('cases')
      .where('id', '=', now.id)
      .set({ state: to, closed_at: ended ? tx.at : null, codes: JSON.stringify(stands) }),
  )
  clearWork(tx, ended ? of : { ...of, endedClocks: true })
}

function writeEntry(tx: Tx, now: Now, taken: ToTake, { step, to, codes }: Taken): EntryId {
  const id = taken.id ?? newId<'entry'>()
  tx.write(
    tx.db.insertInto('chronology').values({
      id,
      case_id: now.id,
      step: taken.step,
      from_state: now.state,
      to_state: to,
      answers: answersKept(taken.raw),
      codes: JSON.stringify(codes),
      decision: step.decision,
      rationale: taken.rationale?.trim() ?? '',
      lawful_basis: step.decision ? (taken.lawfulBasis ?? null) : null,
      hidden_from: [...(taken.hiddenFrom ?? [])],
      by_user: tx.user,
      happened_at: taken.happenedAt ?? tx.at,
      recorded_at: tx.at,
    }),
  )
  return id
}
