import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Problem } from '../fields.ts'
import type { CaseId } from '../ids.ts'
import { recordsById } from '../people/queries.ts'
import type { CaseShape } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import { type Opened, openCase, type PersonToPut } from './open.ts'
import { missingFromDecision, rolesHeld } from './take.ts'

export type ToStart = Readonly<{
  /** Chosen by whoever sends the form: the same opening sent twice opens one case. */
  id: CaseId
  programme: string
  people: readonly PersonToPut[]
  district: string | null
  contactable: boolean
  rationale: string
  lawfulBasis: string
}>

/**
 * Opens a case by hand, with no report behind it: for whoever works in its programme. Throws `NotFound` for a programme
 * that has no cases or a record that this actor may not see, `Refused` for somebody else's programme, `Invalid` with
 * everything missing.
 */
export async function startCase(tx: Tx, start: ToStart): Promise<Opened> {
  const programme = tx.house.programmes.get(start.programme)
  if (!programme?.case) throw new NotFound('programme')
  const roles = await rolesHeld(tx)
  if (!roles.some(role => role.startsWith(`${programme.id}:`))) throw new Refused('not-yours-to-open')
  // Two sends of one form at once: the second waits here, and then finds what the first has opened.
  await sql`select pg_advisory_xact_lock(hashtextextended(${start.id}, 0))`.execute(tx.db)
  const already = await tx.db
    .selectFrom('cases')
    .select(['id', 'reference'])
    .where('id', '=', start.id)
    .executeTakeFirst()
  if (already) return { id: start.id, reference: already.reference }
  const problems = [
    ...peopleMissing(programme.case, start.people),
    ...missingFromDecision(tx, { decision: true }, start),
  ]
  if (problems.length) throw new Invalid(problems)
  await mustSee(tx, start.people)
  return await openCase(tx, { ...start, programme: { ...programme, case: programme.case }, agencies: [] })
}

function peopleMissing({ people }: CaseShape, put: readonly PersonToPut[]): readonly Problem[] {
  const problems: Problem[] = []
  for (const [name, { title, many, concerned }] of Object.entries(people)) {
    const there = put.filter(person => person.part === name).length
    if (concerned && there === 0) problems.push({ field: name, message: `Enter who this is about: ${title}` })
    if (!many && there > 1) problems.push({ field: name, message: `Enter one person only: ${title}` })
  }
  if (put.some(person => !Object.hasOwn(people, person.part))) throw new NotFound('part')
  return problems
}

/** To name a record is no way to see it; the database says so too, and less politely. */
export async function mustSee(tx: Tx, people: readonly PersonToPut[]): Promise<void> {
  const ids = [...new Set(people.flatMap(person => ('recordId' in person ? [person.recordId] : [])))]
  const seen = ids.length ? await recordsById(tx, ids) : []
  if (seen.length < ids.length) throw new NotFound('record')
}
