import pg from 'pg'
import {
  type Config,
  ConfigFault,
  confirmInstallation,
  type Database,
  openDatabase,
  readConfig,
  type Sealer,
  sealer,
} from '#kernel'
import { carrierIn, diskStore, installationKey, scannerIn } from '../adapters/index.ts'
import { type Embedded, provision, startPostgres } from '../embedded/index.ts'
import { shownCarrier } from '../messages/index.ts'
import { mustObeyRowSecurity } from './fit.ts'
import { buildHouse, type House, project } from './house.ts'
import { prepare, type Ready } from './prepare.ts'

/** Everything under a running installation: its settings, its house, its database, and a way to put it all away. */
export type Ground = Readonly<{
  config: Config
  built: House
  database: Database
  /** Absent when the schema is somebody else's to change. */
  owner: Ready | undefined
  close(): Promise<void>
}>

/** The area that is served when none is named. */
export const usualArea = 'warwickshire'

/** Opens the installation that the environment describes, with its database up to date. */
export async function openGround(log: (sentence: string) => void): Promise<Ground> {
  const config = readConfig(process.env, project, usualArea)
  const opened: Opened = {}
  const around = { ...carrierIn(process.env, config.madeUp), scan: scannerIn(process.env) }
  const key = config.key ?? (await installationKey(config.dataFolder))
  const embedded = config.database ? undefined : await startPostgres({ folder: config.dataFolder, log })
  try {
    const built = wholeHouse(config, key, around, opened)
    const roles = embedded ?? (await ownServer(config.database!, sealer(key)))
    const owner = roles.ownerUrl === undefined ? undefined : { ...roles, ownerUrl: roles.ownerUrl }
    const applied = owner ? await prepare(owner, built.house) : []
    if (applied.length) log(`The database is up to date: ${applied.length} migrations applied.`)
    await mustObeyRowSecurity(roles.appUrl)
    if (!roles.ownerUrl) await confirmInstallation(roles.appUrl, built.house)
    const database = openDatabase({ url: roles.appUrl, measures: roles.measures, house: built.house })
    opened.database = database
    const forget = embedded && keepAlive(embedded, log)
    return {
      config,
      built,
      database,
      owner,
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

type Opened = { database?: Database }
type Around = ReturnType<typeof carrierIn> & Readonly<{ scan: ReturnType<typeof scannerIn> }>

/** The house with what surrounds it here: who carries what leaves, where links in it lead, and who looks at files. */
function wholeHouse(config: Config, key: Buffer, { carrier: real, receiptToken, scan }: Around, opened: Opened): House {
  const carrier = config.madeUp ? shownCarrier(() => opened.database!) : real
  // A demonstration's letters lead to this machine.
  const address = config.address ?? (config.madeUp ? `http://127.0.0.1:${config.port}` : undefined)
  const built = buildHouse(config, key, diskStore(`${config.dataFolder}/documents`))
  const house = { ...built.house, ...(carrier && { carrier }), ...(address && { address }), ...(scan && { scan }) }
  return { ...built, house, ...(receiptToken && { receiptToken }) }
}

type Roles = Omit<Ready, 'ownerUrl'> & { readonly ownerUrl: string | undefined; readonly appUrl: string }

/**
 * A database of one's own. The role of its URL is the one that owns nothing, and its owner, if given, migrates. A URL
 * given alone whose role may make others is the owner's: the role that owns nothing is then made beside it, with a
 * password worked out from the installation's key, so that every process of the installation knows it.
 */
export async function ownServer({ url, ownerUrl }: NonNullable<Config['database']>, seal: Sealer): Promise<Roles> {
  if (!ownerUrl && (await mayMakeRoles(url))) return ownServer({ url: appUrlFor(url, seal), ownerUrl: url }, seal)
  const { username, password, pathname } = new URL(url)
  const measures = `${decodeURIComponent(pathname.slice(1))}_measures`
  const roles = { app: decodeURIComponent(username), measures, appUrl: url, ownerUrl }
  if (ownerUrl) {
    if (new URL(ownerUrl).username === username)
      throw new ConfigFault('DATABASE_URL and DATABASE_OWNER_URL must be two roles: the first owns nothing')
    await provision(ownerUrl, { ...roles, ...(password && { appPassword: decodeURIComponent(password) }) })
  }
  return roles
}

function appUrlFor(ownerUrl: string, seal: Sealer): string {
  const url = new URL(ownerUrl)
  url.username = `${url.pathname.slice(1)}_app`
  url.password = seal.code(url.username, 'database password').toString('base64url')
  return url.href
}

async function mayMakeRoles(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ may: boolean }>(
      'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
    )
    return rows[0]?.may ?? false
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
