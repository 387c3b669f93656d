import pg from 'pg'
import { ConfigFault } from '#kernel'
import { seedCounty } from '../../simulate/county.ts'
import type { Ground } from './ground.ts'

/** Fills an empty database with a small made-up county; one in which anybody works already is let be. */
export async function seedIfEmpty(
  { ownerUrl, database, built }: Ground,
  log: (sentence: string) => void,
): Promise<boolean> {
  if (!ownerUrl)
    throw new ConfigFault('The made-up county needs DATABASE_OWNER_URL, since it brings its own people to sign in as')
  if (!(await isEmpty(ownerUrl))) return false
  log('Loading a small made-up county. This takes some seconds, once.')
  await seedCounty({ ownerUrl, database, house: built.house, until: new Date() })
  return true
}

async function isEmpty(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ empty: boolean }>(
      'select not exists (select from kernel.users) and not exists (select from kernel.reports) as empty',
    )
    return rows[0]!.empty
  } finally {
    await client.end()
  }
}
