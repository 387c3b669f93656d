import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { nativeFolder, type Programs } from './binaries.ts'
import { createCluster } from './create.ts'
import { identityFor } from './identity.ts'
import { clearAway, recover } from './leftover.ts'
import { type Embedded, embedded } from './life.ts'
import { lockFolder } from './lock.ts'
import { app, database, measures, owner, ownerUrlOf } from './names.ts'
import { passwordsIn } from './passwords.ts'
import { runPostmaster } from './postmaster.ts'
import { provision } from './roles.ts'

export type StartOptions = {
  /** Safekeep's data folder, made when absent; the database lives in `postgres` within it. */
  readonly folder: string
  /** Receives calm sentences for the terminal. */
  readonly log?: (sentence: string) => void
  /** PostgreSQL settings over ours, such as `{ fsync: 'off' }` for tests whose data may be lost. */
  readonly settings?: Readonly<Record<string, string>>
  /** PostgreSQL's programs, when not those of the installed package. */
  readonly programs?: Programs
}

/** Starts, or adopts, the PostgreSQL of a data folder; rejects with a sentence when another Safekeep is using it. */
export async function startPostgres(options: StartOptions): Promise<Embedded> {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 })
  const home = realpathSync(options.folder)
  const release = lockFolder(home)
  try {
    return await startLocked(home, options, release)
  } catch (error) {
    release()
    throw error
  }
}

async function startLocked(home: string, options: StartOptions, release: () => void): Promise<Embedded> {
  const { log = () => {}, settings = {}, programs } = options
  const cluster = join(home, 'postgres')
  const identity = identityFor(cluster)
  const native = await nativeFolder({ home, identity, log, ...programs })
  const place = { home, cluster, native, identity, settings }
  const passwords = passwordsIn(home, cluster)
  await createCluster({ ...place, owner, password: passwords.owner, log })

  const url = (port: number, name: string) => ownerUrlOf(passwords, port, name)
  const left = await recover({ ...place, url: port => url(port, 'postgres'), log })
  const running = left ?? (await runPostmaster(place))
  try {
    await prepare(url(running.port, database), url(running.port, 'postgres'), passwords.app)
  } catch (error) {
    await running.stop()
    throw error
  }
  return embedded({
    ...{ running, release, app, measures, adopted: left !== undefined },
    ownerUrl: url(running.port, database),
    appUrl: `postgres://${app}:${passwords.app}@127.0.0.1:${running.port}/${database}`,
    again: async port => {
      await clearAway(place)
      return await runPostmaster(place, port)
    },
  })
}

/** Sees to the database and its roles, in one connection when they are there already. */
async function prepare(ownerUrl: string, maintenanceUrl: string, appPassword: string): Promise<void> {
  try {
    await provision(ownerUrl, { app, measures, appPassword })
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== databaseIsMissing) throw error
    await createDatabase(maintenanceUrl)
    await provision(ownerUrl, { app, measures, appPassword })
  }
}

async function createDatabase(maintenanceUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: maintenanceUrl })
  await client.connect()
  try {
    await client.query(`create database ${database}`)
  } finally {
    await client.end()
  }
}

const databaseIsMissing = '3D000'
