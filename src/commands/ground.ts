import pg from 'pg'
import { type Config, ConfigFault, type Database, openDatabase, readConfig } from '#kernel'
import { diskStore, installationKey } from '../adapters/index.ts'
import { type Embedded, provision, startPostgres } from '../embedded/index.ts'
import { buildHouse, type House, project } from './house.ts'
import { prepare, type Ready } from './prepare.ts'

/** Everything under a running installation: its settings, its house, its database, and a way to put it all away. */
export type Ground = Readonly<{
  config: Config
  built: House
  database: Database
  /** Absent when the schema is somebody else's to change. */
  ownerUrl: string | undefined
  close(): Promise<void>
}>

const usualArea = 'warwickshire'

/** Opens the installation that the environment describes, with its database up to date. */
export async function openGround(log: (sentence: string) => void): Promise<Ground> {
  const config = readConfig(process.env, project, usualArea)
  const key = config.key ?? (await installationKey(config.dataFolder))
  const embedded = config.database ? undefined : await startPostgres({ folder: config.dataFolder, log })
  try {
    const built = buildHouse(config, key, diskStore(`${config.dataFolder}/documents`))
    const roles = embedded ?? (await ownServer(config.database!))
    const applied = roles.ownerUrl ? await prepare({ ...roles, ownerUrl: roles.ownerUrl }, built.house) : []
    if (applied.length) log(`The database is up to date: ${applied.length} migrations applied.`)
    await mustObeyRowSecurity(roles.appUrl)
    const database = openDatabase({ url: roles.appUrl, measures: roles.measures, house: built.house })
    const forget = embedded && keepAlive(embedded, log)
    return {
      config,
      built,
      database,
      ownerUrl: roles.ownerUrl,
      close: async () => {
        forget?.()
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (fault) {
    await embedded?.stop()
    throw fault
  }
}

type Roles = Omit<Ready, 'ownerUrl'> & { readonly ownerUrl: string | undefined; readonly appUrl: string }

/** A database of one's own: the role of its URL is the one that owns nothing; its owner, if given, migrates. */
async function ownServer({ url, ownerUrl }: NonNullable<Config['database']>): Promise<Roles> {
  const { username, password, pathname } = new URL(url)
  const roles = {
    app: decodeURIComponent(username),
    measures: `${decodeURIComponent(pathname.slice(1))}_measures`,
    appUrl: url,
    ownerUrl,
  }
  if (ownerUrl) {
    if (new URL(ownerUrl).username === username)
      throw new ConfigFault('DATABASE_URL and DATABASE_OWNER_URL must be two roles: the first owns nothing')
    await provision(ownerUrl, { ...roles, ...(password && { appPassword: decodeURIComponent(password) }) })
  }
  return roles
}

/** A role that passes row security by would show everybody everything: better not to start. */
async function mustObeyRowSecurity(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ free: boolean; there: boolean }>(
      `select bool_or(rolsuper or rolbypassrls) as free, to_regclass('kernel.cases') is not null as there from pg_roles where rolname = current_user`,
    )
    if (rows[0]?.free)
      throw new ConfigFault(
        'The role of DATABASE_URL passes row security by. Give it a role that is no superuser and owns nothing',
      )
    if (!rows[0]?.there)
      throw new ConfigFault(
        'This database has not been made ready. Set DATABASE_OWNER_URL as well, so that it can be migrated',
      )
  } finally {
    await client.end()
  }
}

/** The embedded database is started again when it dies under us; requests wait for it meanwhile. */
function keepAlive(embedded: Embedded, log: (sentence: string) => void): () => void {
  let stopListening = () => {}
  const watch = () => {
    stopListening = embedded.onExit(() => {
      log('The database stopped and is being started again.')
      embedded.restart().then(watch, fault => {
        log(`The database could not be started again: ${fault instanceof Error ? fault.message : 'no reason given'}`)
        process.kill(process.pid, 'SIGTERM')
      })
    })
  }
  watch()
  return () => stopListening()
}
