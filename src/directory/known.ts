import { setTimeout as pause } from 'node:timers/promises'
import { type Database, isPassing } from '#kernel'
import { type Pack, packed } from './pack.ts'
import { published } from './queries.ts'
import type { Service } from './service.ts'

/** How long a list that was read is used again: a number that was withdrawn is gone from every page within it. */
const fresh = 5_000
/** How long somebody who needs a number waits for a database that may be down. */
const patience = 1_500

type Read = Readonly<{ at: number; services: readonly Service[] }>

const read = new WeakMap<Database, Read>()

/**
 * The published services. Where the database cannot be asked, as they were last read, or as the area's pack has them:
 * somebody who looks for help is given a number whatever is broken here.
 */
export async function servicesNow(
  { database, at }: Readonly<{ database: Database; at: Date }>,
  pack: Pack,
  madeUp: boolean,
): Promise<readonly Service[]> {
  const before = read.get(database)
  if (before && Math.abs(at.getTime() - before.at) < fresh) return before.services
  try {
    const reading = database.as(
      { actor: { kind: 'public' }, action: 'directory.read', purpose: 'keep-the-house', at, onlyIfShown: true },
      published,
    )
    const services = await Promise.race([reading, pause(patience, undefined)])
    if (services === undefined) {
      reading.catch(() => {}) // nobody waits for it any longer
      return before?.services ?? packed(pack, madeUp)
    }
    // Before anything was brought into the database, the pack is the directory.
    if (services.length === 0) return packed(pack, madeUp)
    read.set(database, { at: at.getTime(), services })
    return services
  } catch (fault) {
    if (!isPassing(fault)) throw fault
    return before?.services ?? packed(pack, madeUp)
  }
}

/** What was just changed here is read again at once. */
export const readAgain = (database: Database): void => void read.delete(database)
