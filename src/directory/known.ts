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
const underWay = new WeakMap<Database, Promise<readonly Service[]>>()

type Asking = Readonly<{ database: Database; at: Date }>

/**
 * The published services. Where the database cannot be asked, as they were last read, or as the area's pack has them:
 * somebody who looks for help is given a number whatever is broken here.
 */
export async function servicesNow(asking: Asking, pack: Pack, madeUp: boolean): Promise<readonly Service[]> {
  const services = (await publishedNow(asking)) ?? []
  // Before anything was brought into the database, the pack is the directory.
  return services.length > 0 ? services : packed(pack, madeUp)
}

/**
 * The published services as they are, or were when the database last answered; nothing where it has not answered yet.
 * Never as the pack has them: whoever copies a directory would keep what staff have withdrawn, and drop what they added.
 */
export async function publishedNow({ database, at }: Asking): Promise<readonly Service[] | undefined> {
  const before = read.get(database)
  if (before && Math.abs(at.getTime() - before.at) < fresh) return before.services
  try {
    const services = await Promise.race([reading({ database, at }), pause(patience, undefined, { ref: false })])
    return services ?? before?.services
  } catch (fault) {
    if (!isPassing(fault)) throw fault
    return before?.services
  }
}

/** One reading for all who ask while it is under way: two hundred visitors ask the database once. */
function reading({ database, at }: Asking): Promise<readonly Service[]> {
  const before = underWay.get(database)
  if (before) return before
  const now = database
    .as(
      { actor: { kind: 'public' }, action: 'directory.read', purpose: 'keep-the-house', at, onlyIfShown: true },
      published,
    )
    .then(services => {
      // Nothing that was changed while it was read: that is read again.
      if (underWay.get(database) === now) read.set(database, { at: at.getTime(), services })
      return services
    })
    .finally(() => underWay.get(database) === now && underWay.delete(database))
  now.catch(() => {}) // where nobody waits for it any longer
  underWay.set(database, now)
  return now
}

/** What was just changed here is read again at once. */
export function readAgain(database: Database): void {
  read.delete(database)
  underWay.delete(database)
}
