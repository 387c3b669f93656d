import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Config, ConfigFault, type DocumentStore, readConfig, type Sealer, sealer } from '#kernel'
import { diskStore, existingKey } from '../adapters/index.ts'
import { reachPostgres } from '../embedded/index.ts'
import { usualArea } from './ground.ts'
import { project } from './house.ts'

/** An installation that is there, reached without changing anything in it, whether or not it is at work. */
export type Existing = Readonly<{
  config: Config
  ownerUrl: string
  key: Buffer
  sealer: Sealer
  documents: DocumentStore
  leave(): Promise<void>
}>

/** Reaches the installation that the environment describes; throws a sentence when its key or its database is not there. */
export async function reachExisting(log: (sentence: string) => void): Promise<Existing> {
  const config = readConfig(process.env, project, usualArea)
  const key = config.key ?? (await existingKey(join(config.dataFolder, 'key')))
  const database = config.database
    ? { ownerUrl: await ownerOf(config.database), leave: async () => {} }
    : await reachPostgres({ folder: config.dataFolder, log })
  return {
    config,
    key,
    sealer: sealer(key),
    documents: diskStore(documentsIn(config.dataFolder)),
    ownerUrl: database.ownerUrl,
    leave: () => database.leave(),
  }
}

/** Where a data folder keeps its documents. */
export const documentsIn = (dataFolder: string): string => join(dataFolder, 'documents')

/** The release that is running, as its package says. */
export function release(): string {
  const { version } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8'))
  return String(version)
}

/** Sees that a signal ends this process in such a way that a database it started is told to stop, after `clear`. */
export function endWhenTold(clear: () => void = () => {}): void {
  const end = () => {
    clear()
    process.exit(1)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end)
}

/** A time in minutes, as they are reported: at least a tenth. */
export const minutes = (milliseconds: number): string => `${Math.max(0.1, milliseconds / 60_000).toFixed(1)} min`

async function ownerOf({ url, ownerUrl = url }: NonNullable<Config['database']>): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ owns: boolean }>(
      "select pg_has_role(nspowner, 'usage') as owns from pg_namespace where nspname = 'kernel'",
    )
    if (rows[0] && !rows[0].owns)
      throw new ConfigFault('A backup holds what no role but the owner sees whole. Set DATABASE_OWNER_URL')
    return ownerUrl
  } finally {
    await client.end()
  }
}
