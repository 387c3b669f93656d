import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { FolderTaken } from './lock.ts'
import { app, measures, ownerUrlOf } from './names.ts'
import { passwordsIn } from './passwords.ts'
import { postmasterIn } from './postmaster.ts'
import { until } from './processes.ts'
import { type StartOptions, startPostgres } from './start.ts'

export type Reached = {
  readonly ownerUrl: string
  readonly app: string
  readonly measures: string
  /** True when another Safekeep has it running, so that it is not ours to stop. */
  readonly isAnothers: boolean
  /** Stops the database if it was started here, and leaves one that another runs. */
  leave(): Promise<void>
}

/**
 * Reaches the PostgreSQL of a data folder that exists, whoever has it running: beside a Safekeep that is at work in it,
 * or started for the occasion. Rejects with a sentence when there is no database, or the one that should run does not
 * answer within a minute.
 */
export async function reachPostgres(options: StartOptions): Promise<Reached> {
  if (!existsSync(join(options.folder, 'postgres'))) throw new Error(`There is no database in ${options.folder}.`)
  try {
    const { ownerUrl, stop } = await startPostgres(options)
    return { ownerUrl, app, measures, isAnothers: false, leave: stop }
  } catch (fault) {
    if (!(fault instanceof FolderTaken)) throw fault
    return await beside(realpathSync(options.folder))
  }
}

// Whoever holds the folder may still be starting its database, or starting it again.
async function beside(home: string): Promise<Reached> {
  const cluster = join(home, 'postgres')
  const running = () => {
    const found = postmasterIn(cluster)
    return found?.status === 'ready' ? found : undefined
  }
  await until(() => running() !== undefined, 60_000)
  const found = running()
  if (!found) throw new Error(`Safekeep is at work in ${home}, but its database does not run.`)
  const ownerUrl = ownerUrlOf(passwordsIn(home, cluster), found.port)
  return { ownerUrl, app, measures, isAnothers: true, leave: async () => {} }
}
