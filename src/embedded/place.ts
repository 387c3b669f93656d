import { join } from 'node:path'
import type { Identity } from './identity.ts'

/** Where a cluster lies, which programs run it, as whom, and with which settings over our own. */
export type Place = {
  /** Safekeep's data folder, in which the cluster's folder, log and passwords lie. */
  readonly home: string
  readonly cluster: string
  readonly native: string
  readonly identity: Identity | undefined
  readonly settings: Readonly<Record<string, string>>
}

/**
 * PostgreSQL is started with its cluster as its working folder and told that its data lies in /proc/self/cwd. Started by
 * root, it runs as nobody and could not walk to a cluster below a closed folder (/root, a private data folder); but a
 * process may always use the working folder it was given, and the postmaster's children all share it.
 */
export const here = '/proc/self/cwd'

/** Nothing of ours is handed on: no secrets, and no PG* variable to change what PostgreSQL does. */
export const environment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C' }

/** The file that PostgreSQL's own words go to. */
export const logOf = (home: string) => join(home, 'postgres.log')
