import pg from 'pg'
import { ConfigFault, schemasMade } from '#kernel'
import { seedCounty } from '../../simulate/county.ts'
import type { Ground } from './ground.ts'
import { prepare } from './prepare.ts'

/**
 * Fills an empty database with a small made-up county; one in which anybody works already is let be. A county whose
 * loading was cut short holds half of everything: it is taken away whole and loaded anew.
 */
export async function seedIfEmpty(ground: Ground, log: (sentence: string) => void): Promise<boolean> {
  const { owner, database, built } = ground
  if (!owner)
    throw new ConfigFault('The made-up county needs DATABASE_OWNER_URL, since it brings its own people to sign in as')
  const found = await countyIn(owner.ownerUrl)
  if (found === 'loaded' || found === 'worked in') return false
  if (found === 'loading') {
    log('Loading the made-up county was cut short last time. Beginning again.')
    await asOwner(owner.ownerUrl, `drop schema if exists ${(await schemasMade()).join(', ')} cascade`)
    await prepare(owner, built.house)
  }
  await asOwner(owner.ownerUrl, "update kernel.installation set county = 'loading'")
  log('Loading a small made-up county. This takes some seconds, once.')
  await seedCounty({ ownerUrl: owner.ownerUrl, database, house: built.house, until: new Date() })
  await asOwner(owner.ownerUrl, "update kernel.installation set county = 'loaded'")
  return true
}

async function countyIn(ownerUrl: string): Promise<'none' | 'loading' | 'loaded' | 'worked in'> {
  const [row] = await asOwner<{ county: 'none' | 'loading' | 'loaded'; empty: boolean }>(
    ownerUrl,
    `select county, not exists (select from kernel.users) and not exists (select from kernel.reports) as empty
       from kernel.installation`,
  )
  return row!.county === 'none' && !row!.empty ? 'worked in' : row!.county
}

async function asOwner<Row extends pg.QueryResultRow>(ownerUrl: string, statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}
