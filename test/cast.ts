import pg from 'pg'
import type { Database, Purpose, Tx } from '#kernel'
import { castList, type Part, players } from '../simulate/cast.ts'

/** The same people as in the demonstration, so that every test speaks of the same dozen. */
export { castList as cast, type Part } from '../simulate/cast.ts'

/** What each holds in a test, where that is not what they hold in the made-up county. */
export type Held = Partial<Record<Part, readonly string[]>>

/** Long before anything that a test does. */
export const since = '2020-01-01'

/** Writes the cast into an empty database as the owner, with what each holds. */
export async function gather(ownerUrl: string, held: Held = {}): Promise<void> {
  await owner(ownerUrl, async client => {
    for (const player of players) {
      const { id, agency, name, jobTitle } = player
      const user = [id, agency, name, jobTitle]
      await client.query('insert into kernel.users (id, agency_id, name, job_title) values ($1, $2, $3, $4)', user)
      for (const grant of held[player.key as Part] ?? player.grants) await give(client, id, grant)
    }
  })
}

async function give(client: pg.Client, id: string, grant: string): Promise<void> {
  const [programme, role] = grant.split(':')
  await client.query(
    'insert into kernel.grants (id, user_id, programme, role, starts_on) values (gen_random_uuid(), $1, $2, $3, $4)',
    [id, programme, role, since],
  )
}

/** One connection as the owner of the tables, whom row security does not bind, and closes it. */
export async function owner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The rows of one statement, asked as the owner. */
export async function seen<Row extends pg.QueryResultRow = Record<string, unknown>>(
  ownerUrl: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  return await owner(ownerUrl, async client => (await client.query<Row>(statement, [...values])).rows)
}

/** Lets somebody of the cast do something, as a page would. */
export type Acting = <T>(
  part: Part,
  work: (tx: Tx) => Promise<T>,
  more?: Readonly<{ at?: Date; action?: string; purpose?: Purpose }>,
) => Promise<T>

export function acting(database: Database, usual: Date): Acting {
  return (part, work, { at = usual, action = 'test.act', purpose = 'work-on-case' } = {}) =>
    database.as({ actor: { kind: 'user', id: castList[part].id }, action, purpose, at }, work)
}
