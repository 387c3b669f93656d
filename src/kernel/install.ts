import pg from 'pg'
import type { Installation } from './installation.ts'

/** Thrown when a database belongs to another area or was sealed with another key, or a limit in use was rewritten instead of given a new version. */
export class InstallFault extends Error {
  override readonly name = 'InstallFault'
}

/**
 * Writes what is particular to this installation into its database: its area, its agencies, and every version of every
 * limit. An agency may be renamed; a version of a limit, once here, may not change, since clocks refer to it.
 */
export async function installInto(ownerUrl: string, house: Installation): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    await sayWhere(client, house)
    await client.query(
      `insert into kernel.agencies (id, name, kind) select * from unnest($1::text[], $2::text[], $3::text[])
         on conflict (id) do update set name = excluded.name, kind = excluded.kind`,
      [house.agencies.map(one => one.id), house.agencies.map(one => one.name), house.agencies.map(one => one.kind)],
    )
    await keepLimits(client, house)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

async function sayWhere(client: pg.Client, house: Installation): Promise<void> {
  await client.query(
    'insert into kernel.installation (area, zone, made_up, key_fingerprint) values ($1, $2, $3, $4) on conflict do nothing',
    [house.area, house.zone, house.madeUp, house.sealer.fingerprint],
  )
  await mustBeOurs(client, house)
}

/**
 * Holds a database that somebody else keeps up to date to this installation: that it is of this area, of this key, made
 * up or not as we are, and knows the limits that our clocks will run under. Throws `InstallFault` otherwise.
 */
export async function confirmInstallation(appUrl: string, house: Installation): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    await mustBeOurs(client, house)
    const { rows } = await client.query<{ id: string; version: number }>(
      `select id, version from unnest($1::text[], $2::int[]) as ours(id, version)
        where not exists (select from kernel.limits l where l.id = ours.id and l.version = ours.version)`,
      [house.limits.map(limit => limit.id), house.limits.map(limit => limit.version)],
    )
    if (rows[0])
      throw new InstallFault(
        `This database does not know limit "${rows[0].id}" version ${rows[0].version} yet. Run "npx safekeep migrate" with DATABASE_OWNER_URL first`,
      )
  } finally {
    await client.end()
  }
}

async function mustBeOurs(client: pg.Client, house: Installation): Promise<void> {
  const { rows } = await client.query<{ area: string; made_up: boolean; key_fingerprint: Buffer }>(
    'select area, made_up, key_fingerprint from kernel.installation',
  )
  const found = rows[0]
  if (!found)
    throw new InstallFault('This database has not been made ready. Run "npx safekeep migrate" with DATABASE_OWNER_URL')
  if (!found.key_fingerprint.equals(house.sealer.fingerprint)) {
    throw new InstallFault(
      'The key of this installation is not the one its reports were sealed with. Put back the file "key" of the data folder, or SAFEKEEP_KEY, from your backup',
    )
  }
  if (found.area !== house.area) {
    throw new InstallFault(
      `This database serves the area "${found.area}", not "${house.area}". Give each area a database of its own`,
    )
  }
  if (found.made_up && !house.madeUp) {
    throw new InstallFault('This database holds a made-up county. Begin real work with an empty database')
  }
  if (!found.made_up && house.madeUp) {
    throw new InstallFault(
      'This database was begun for real work: the made-up county will not be loaded into it. Set SAFEKEEP_COUNTY=none',
    )
  }
}

async function keepLimits(client: pg.Client, house: Installation): Promise<void> {
  const texts = house.limits.map(limit => JSON.stringify({ ...limit, verified: undefined }))
  await client.query(
    `insert into kernel.limits (id, version, limit_as_read) select * from unnest($1::text[], $2::int[], $3::jsonb[]) on conflict do nothing`,
    [house.limits.map(limit => limit.id), house.limits.map(limit => limit.version), texts],
  )
  const { rows } = await client.query<{ id: string; version: number }>(
    `select l.id, l.version from kernel.limits l join unnest($1::text[], $2::int[], $3::jsonb[]) as p(id, version, now_read) using (id, version)
      where l.limit_as_read -> 'value' <> p.now_read -> 'value'`,
    [house.limits.map(limit => limit.id), house.limits.map(limit => limit.version), texts],
  )
  if (rows[0])
    throw new InstallFault(
      `Limit "${rows[0].id}" version ${rows[0].version} is in use and was given another value. Put it back, and add a new version`,
    )
}
