import { type Database, hasten, hearOutbox, type Job, keepWorking, sweepOrphans, talliedAt } from '#kernel'
import { matchAllJob, matchingChannel, matchJob, profileJob } from '#matching'
import { staleJob } from '../directory/index.ts'
import { hubMeasures } from '../hub/index.ts'
import { messageChannel, messageJob, messageListeners } from '../messages/index.ts'
import { newsletterJobs } from '../newsletter/index.ts'
import { figuresJob, ownMeasures } from '../plan/index.ts'
import { asideJob } from '../referral/index.ts'
import type { House } from './house.ts'

const second = 1_000
const hour = 3_600_000

/** Measures that belong to no programme, and whose work they count. */
export const otherMeasures = hubMeasures.map(measure => ({ measure, source: 'Our own work: the hub' }))

/** Everything that is done while nobody waits for it. */
export const allJobs = ({ house, plan }: Pick<House, 'house' | 'plan'>, database: Database): readonly Job[] => [
  hearing,
  sweeping(database),
  figuresJob(plan, ownMeasures(house, otherMeasures), database),
  profileJob,
  matchAllJob(database),
  matchJob,
  messageJob(database),
  ...newsletterJobs(database),
  staleJob,
  asideJob,
]

/**
 * Works until it is stopped; says what fails, and of a database that cannot be asked no more than once in ten minutes. Four
 * hands: one compares people as soon as they are told of, one sends messages and one the newsletter, however long the
 * other counts.
 */
export function work(built: House, database: Database, say: (sentence: string) => void): { stop(): Promise<void> } {
  let lastSaid = 0
  const working = {
    database,
    now: () => new Date(),
    failed: (name: string | undefined, fault: unknown) => {
      const kind = fault instanceof Error ? fault.name : 'fault'
      if (name !== undefined) say(`The job "${name}" failed (${kind}) and will be tried again.`)
      else if (performance.now() - lastSaid > hour / 6 || lastSaid === 0) {
        lastSaid = performance.now()
        say('The worker cannot ask the database; it goes on trying.')
      }
    },
  }
  const all = allJobs(built, database)
  const sending = all.filter(job => job.name === 'send-message')
  const letters = all.filter(job => job.name === 'newsletter')
  const others = all.filter(job => job !== matchJob && !sending.includes(job) && !letters.includes(job))
  const hands = [
    keepWorking({ ...working, jobs: others }),
    keepWorking({ ...working, jobs: [matchJob], wokenBy: matchingChannel }),
    keepWorking({ ...working, jobs: sending, wokenBy: messageChannel }),
    keepWorking({ ...working, jobs: letters }),
  ]
  return { stop: async () => void (await Promise.all(hands.map(hand => hand.stop()))) }
}

/** True where every figure of the plan has been counted at least once as it is defined now; otherwise the job is made due. */
export async function figuresAreThere(built: House, database: Database, at: Date): Promise<boolean> {
  const own = ownMeasures(built.house, otherMeasures)
  const counted = await talliedAt(
    database,
    own.map(({ measure }) => measure),
    at,
  )
  if (!counted.includes(null)) return true
  await hasten(database, 'figures', at)
  return false
}

/** Whoever reported is told what concerns them; events of a full second are all heard within it. */
const hearing: Job = {
  name: 'outbox',
  again: doneAt => new Date(doneAt.getTime() + second),
  run: async tx => {
    while ((await hearOutbox(tx, messageListeners)) > 0);
  },
}

/** Files that a failed transaction left behind are removed once they are a day old. */
const sweeping = (database: Database): Job => ({
  name: 'sweep',
  again: doneAt => new Date(doneAt.getTime() + hour),
  run: async tx => {
    await sweepOrphans(database, tx.at, new Date(tx.at.getTime() - 24 * hour))
  },
})
