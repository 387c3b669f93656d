import pg from 'pg'
import { type AgencyId, ConfigFault, type Database, schemasMade } from '#kernel'
import { takeIn } from '#matching'
import { knownOf, seedCounty, type ToldOf } from '../../simulate/county.ts'
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
  await tellWhoIsKnown(owner.ownerUrl, database)
  await asOwner(owner.ownerUrl, "update kernel.installation set county = 'loaded'")
  return true
}

/** What agencies know already of those who were told of, so that there is somebody to be recognised. */
async function tellWhoIsKnown(ownerUrl: string, database: Database): Promise<void> {
  const people = await asOwner<ToldOf>(
    ownerUrl,
    `select n.given, n.family, r.born_from as from, r.born_to as to,
            (select c.value from kernel.person_contacts c where c.record_id = r.id and c.kind = 'phone' order by c.id limit 1) as phone
       from kernel.person_records r join kernel.person_names n on n.record_id = r.id
      where n.given <> '' and n.family <> '' order by r.recorded_at, n.family, n.given`,
  )
  for (const [agency, known] of Map.groupBy(knownOf(people, 1), one => one.agency)) {
    const occasion = {
      actor: { kind: 'job', name: 'index' },
      action: 'index.take-in',
      purpose: 'keep-the-house',
    } as const
    // An agency of the area, which the installation has just been told of.
    await database.as({ ...occasion, at: new Date() }, tx => takeIn(tx, agency as AgencyId, known))
  }
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
