import { type Job, queueJob, type Tx } from '#kernel'
import { compareRecords, likenesses, rowsOf } from './likeness.ts'
import { candidatesPending, type Found, keepSuggestions } from './match-queries.ts'
import { modelInUse } from './model-queries.ts'
import { recordsLacking, renewProfiles } from './profile-queries.ts'

/** How many records are compared in one transaction, or given a profile. */
const atOnce = 100

/** What a worker listens for, to look at once whether there is something to compare. */
export const matchingChannel = 'safekeep_jobs'

/**
 * Compares records that are new or corrected with all others, straight after the transaction that told of them. Of two that
 * arrive together the later job sees both; done twice, it changes nothing.
 */
export const matchJob: Job = {
  name: 'match',
  run: async (tx, subject) => {
    if (subject !== undefined) await renewProfiles(tx, [subject])
    const found = await findAlike(tx)
    keepSuggestions(tx, found)
    if (found.asked.length === atOnce) await queueJob(tx, 'match')
  },
}

/** Compares the records that wait for it, a hundred at most, with all who share a key with one of them; writes nothing. */
export async function findAlike(tx: Tx): Promise<Found> {
  const [profiles, { id: modelId, model }] = await Promise.all([candidatesPending(tx, atOnce), modelInUse(tx)])
  const place = new Map(profiles.map((one, at) => [one.id, at]))
  const asked = profiles.filter(one => one.askedBy.includes(one.id)).map(one => one.id)
  const pairs = profiles.flatMap(({ id, askedBy }, at) =>
    askedBy.flatMap(one => (one === id ? [] : [[place.get(one)!, at] as const])),
  )
  const rows = rowsOf(profiles)
  const alike = pairs.length > 0 ? likenesses(rows, compareRecords(rows, pairs), model) : []
  return { modelId, asked, alike }
}

/**
 * Gives a profile to records that have none, as in an installation older than matching, or one made of a former version or
 * by a former method; a batch in each transaction, until none is left. Comes again each day, as a net.
 */
export const profileJob: Job = {
  name: 'match-profiles',
  again: doneAt => new Date(doneAt.getTime() + 24 * 3_600_000),
  run: async tx => {
    const lacking = await recordsLacking(tx, 500)
    await renewProfiles(tx, lacking)
    if (lacking.length === 500) await queueJob(tx, 'match-profiles')
  },
}
