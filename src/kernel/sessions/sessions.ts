import { randomBytes } from 'node:crypto'
import type { Purpose } from '../audit/purposes.ts'
import type { Tx } from '../database.ts'
import type { UserId } from '../ids.ts'
import { hashed } from '../sealing.ts'

/** Somebody signed in, and what they hold now. */
export type SignedIn = Readonly<{
  userId: UserId
  name: string
  jobTitle: string
  agencyId: string
  agency: string
  roles: readonly string[]
  onDuty: boolean
}>

const hours = 3_600_000

/** Begins a session of at most twelve hours; only the token's hash is stored. Returns the token for the browser. */
export async function startSession(tx: Tx, userId: UserId): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  tx.write(
    tx.db.insertInto('sessions').values({
      token_hash: hashed(token),
      user_id: userId,
      started_at: tx.at,
      seen_at: tx.at,
      ends_at: new Date(tx.at.getTime() + 12 * hours),
    }),
  )
  return token
}

export async function endSession(tx: Tx, token: string): Promise<void> {
  tx.write(
    tx.db
      .updateTable('sessions')
      .where('token_hash', '=', hashed(token))
      .where('ended_at', 'is', null)
      .set({ ended_at: tx.at }),
  )
}

/** Notes why somebody opens a record in this session; it holds for the working day and is then asked again. */
export async function stateOpening(
  tx: Tx,
  token: string,
  subject: string,
  purpose: Purpose,
  note: string,
): Promise<void> {
  const until = new Date(tx.at.getTime() + 8 * hours)
  tx.write(
    tx.db
      .insertInto('openings')
      .values({ token_hash: hashed(token), subject, purpose, note, until })
      .onConflict(conflict => conflict.columns(['token_hash', 'subject']).doUpdateSet({ purpose, note, until })),
  )
}

/** The users a demonstration may sign in as, with what each holds. */
export async function cast(tx: Tx): Promise<readonly { id: UserId; name: string; jobTitle: string; agency: string }[]> {
  const rows = await tx.db
    .selectFrom('users as u')
    .innerJoin('agencies as a', 'a.id', 'u.agency_id')
    .select(['u.id', 'u.name', 'u.job_title', 'a.name as agency'])
    .orderBy('u.job_title')
    .orderBy('u.name')
    .execute()
  return rows.map(row => ({ id: row.id as UserId, name: row.name, jobTitle: row.job_title, agency: row.agency }))
}
