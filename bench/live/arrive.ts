import { sql } from 'kysely'
import { type Database, type Job, newId, type RecordId, recordPerson, workOnce } from '../../src/kernel/index.ts'
import { findAlike, matchJob } from '../../src/matching/hub/match-job.ts'
import { type Found, keepSuggestions } from '../../src/matching/hub/match-queries.ts'
import type { Face } from '../search/crowd.ts'

/** Tells of somebody by a record of their own. */
export async function arrive(database: Database, { forename, surname, birthDate, phone }: Face): Promise<RecordId> {
  return await database.as(
    { actor: { kind: 'public' }, action: 'bench', purpose: 'report-harm', at: new Date() },
    async tx => {
      // As the transaction that receives a report.
      await sql`select set_config('safekeep.receiving', ${newId()}, true)`.execute(tx.db)
      const born = birthDate ? { born: { precision: 'exact', from: birthDate, to: birthDate } as const } : {}
      const contacts = phone ? [{ kind: 'phone', value: phone, safeToUse: 'yes' } as const] : []
      return recordPerson(tx, { part: 'victim', given: forename, family: surname, ...born, contacts }, 'report')
    },
  )
}

/** Does the job that compares whoever waits: what it found, and how many milliseconds the search and the whole job took. */
export async function compare(database: Database): Promise<{ found: Found; search: number; whole: number }> {
  let searched: { found: Found; search: number } | undefined
  const watched: Job = {
    ...matchJob,
    run: async tx => {
      const began = performance.now()
      const found = await findAlike(tx)
      searched = { found, search: performance.now() - began }
      keepSuggestions(tx, found)
    },
  }
  const began = performance.now()
  const worked = await workOnce(database, [watched], new Date())
  const whole = performance.now() - began
  if (worked?.fault || !searched) throw worked?.fault ?? new Error('Nobody waited')
  return { ...searched, whole }
}
