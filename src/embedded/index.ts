/**
 * The life of the PostgreSQL that Safekeep brings with it: made on first use, started, adopted after a crash, restarted,
 * stopped. Real PostgreSQL with real fsync, reachable from this machine only, for Linux on x64 and arm64. An
 * installation that has a database server of its own does not use this room, except `provision`.
 */
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { nativeFolder, type Programs } from './binaries.ts'
import { createCluster } from './create.ts'
import { identityFor } from './identity.ts'
import { clearAway, recover } from './leftover.ts'
import { lockFolder } from './lock.ts'
import { passwordsIn } from './passwords.ts'
import { type Running, runPostmaster } from './postmaster.ts'
import { provision } from './roles.ts'

export { lockFolder } from './lock.ts'
export { type Provision, provision } from './roles.ts'

export type Embedded = {
  /** Connects as the owner of every table, a superuser: for migration only. */
  readonly ownerUrl: string
  /** Connects as the role the application works under: owns nothing, obeys row security. */
  readonly appUrl: string
  /** The names of the role behind `appUrl` and of the one that measures are counted under, as `migrate` takes them. */
  readonly app: string
  readonly measures: string
  /** True when a PostgreSQL left running by a killed process was taken over, rather than a new one started. */
  readonly adopted: boolean
  /** Calls back once whenever the database ends without our having stopped it; returns a way to stop listening. */
  onExit(callback: () => void): () => void
  /** Starts the database again on the same port, after it ended or while it runs; rejects when it cannot. */
  restart(): Promise<void>
  /** Shuts the database down and gives the folder free; a second call waits for the first. */
  stop(): Promise<void>
}

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

const database = 'safekeep'
const owner = 'safekeep_owner'

/** Starts, or adopts, the PostgreSQL of a data folder; rejects with a sentence when another Safekeep is using it. */
export async function startPostgres({ folder, log = () => {}, ...options }: StartOptions): Promise<Embedded> {
  const { settings = {}, programs } = options
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const home = realpathSync(folder)
  const release = await lockFolder(home)
  try {
    const cluster = join(home, 'postgres')
    const identity = identityFor(cluster)
    const native = await nativeFolder({ home, identity, log, ...programs })
    const place = { home, cluster, native, identity, settings }
    const passwords = passwordsIn(home, cluster)
    await createCluster({ ...place, owner, password: passwords.owner, log })

    const url = (port: number, name: string) => `postgres://${owner}:${passwords.owner}@127.0.0.1:${port}/${name}`
    const left = await recover({ ...place, answers: port => answers(url(port, 'postgres')), log })
    const running = left ?? (await runPostmaster(place))
    const role = await prepare(url(running.port, database), url(running.port, 'postgres'), passwords.app).catch(
      async error => {
        await running.stop()
        throw error
      },
    )
    return embedded({
      running,
      adopted: left !== undefined,
      again: async port => {
        await clearAway(place)
        return await runPostmaster(place, port)
      },
      release,
      ownerUrl: url(running.port, database),
      appUrl: `postgres://${role.app}:${passwords.app}@127.0.0.1:${running.port}/${database}`,
      app: role.app,
      measures: role.measures,
    })
  } catch (error) {
    await release()
    throw error
  }
}

type Parts = Pick<Embedded, 'ownerUrl' | 'appUrl' | 'app' | 'measures' | 'adopted'> & {
  readonly running: Running
  readonly again: (port: number) => Promise<Running>
  readonly release: () => Promise<void>
}

function embedded({ running: first, again, release, ...facts }: Parts): Embedded {
  const listeners = new Set<() => void>()
  let running = first
  let wanted = true
  let stopping: Promise<void> | undefined

  const watch = (one: Running) => {
    one.ended.then(() => {
      if (wanted && one === running) for (const listener of [...listeners]) listener()
    })
  }
  // A process that ends without having stopped its database asks it to close, rather than leave it to be adopted.
  const lastWish = () => running.signal('SIGINT')
  process.once('exit', lastWish)
  watch(first)

  return {
    ...facts,
    onExit: callback => {
      listeners.add(callback)
      return () => listeners.delete(callback)
    },
    restart: async () => {
      wanted = false
      await running.stop()
      if (stopping) throw new Error('The database is being stopped and cannot be restarted.')
      running = await again(running.port)
      wanted = true
      watch(running)
    },
    stop: () => {
      wanted = false
      stopping ??= running.stop().finally(async () => {
        process.removeListener('exit', lastWish)
        await release()
      })
      return stopping
    },
  }
}

/** Sees to the database and its roles, in one connection when they are there already. */
async function prepare(ownerUrl: string, maintenanceUrl: string, appPassword: string) {
  const names = { app: `${database}_app`, measures: `${database}_measures`, appPassword }
  try {
    await provision(ownerUrl, names)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== databaseIsMissing) throw error
    const client = new pg.Client({ connectionString: maintenanceUrl })
    await client.connect()
    try {
      await client.query(`create database ${database}`)
    } finally {
      await client.end()
    }
    await provision(ownerUrl, names)
  }
  return names
}

const databaseIsMissing = '3D000'

/** Whether a server takes our password within three seconds: scram proves each side to the other. */
async function answers(connectionString: string): Promise<boolean> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 3000, query_timeout: 3000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    client.end().catch(() => {})
  }
}
