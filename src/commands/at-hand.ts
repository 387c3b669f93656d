import { type Database, openDatabase } from '#kernel'
import { endWhenTold, reachExisting } from './existing.ts'
import { buildHouse } from './house.ts'

/**
 * Does something in an installation that is there, whether or not it is at work. It speaks as the owner, whom row security
 * does not bind: only for what reads or writes for the whole installation, as a job does, and shows nobody to anybody.
 */
export async function inExisting(work: (database: Database, at: Date) => Promise<void>): Promise<void> {
  endWhenTold()
  const existing = await reachExisting(sentence => console.log(sentence))
  const { house } = buildHouse(existing.config, existing.key, existing.documents)
  const database = openDatabase({ url: existing.ownerUrl, measures: '', house, most: 4 })
  try {
    await work(database, new Date())
  } finally {
    await database.close()
    await existing.leave()
  }
}
