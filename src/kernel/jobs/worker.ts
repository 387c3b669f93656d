import { setTimeout as pause } from 'node:timers/promises'
import type { Database } from '../database.ts'
import { type Job, scheduleJobs, workOnce } from './jobs.ts'

export type Working = Readonly<{
  database: Database
  jobs: readonly Job[]
  now: () => Date
  /** Told of what went wrong: a job that failed, or nothing at all where the database could not be asked. */
  failed: (name: string | undefined, fault: unknown) => void
  /** Milliseconds between two looks while nothing is due. */
  every?: number
  /** A channel on which is told that something may be due: then it looks at once. */
  wokenBy?: string
}>

/** Works until it is stopped, one job at a time; `stop` lets the one in hand end. Any number of these may run at once. */
export function keepWorking(working: Working): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const ended = workUntil(stopping.signal, working)
  return {
    stop: async () => {
      stopping.abort()
      await ended
    },
  }
}

async function workUntil(stop: AbortSignal, working: Working): Promise<void> {
  const { database, jobs, now, failed, every = 1_000, wokenBy } = working
  let woken = new AbortController()
  const ear = wokenBy === undefined ? undefined : database.listen(wokenBy, () => woken.abort())
  for (let scheduled = false; !stop.aborted; ) {
    woken = new AbortController() // told of something after this, it does not sleep on it
    try {
      if (!scheduled) await scheduleJobs(database, jobs, now())
      scheduled = true
      const worked = await workOnce(database, jobs, now())
      if (worked?.fault) failed(worked.name, worked.fault)
      if (worked) continue
    } catch (fault) {
      failed(undefined, fault)
    }
    const sooner = AbortSignal.any([stop, woken.signal])
    await pause(every, undefined, { signal: sooner }).catch(() => {}) // stopped or woken while it waited
  }
  await ear?.stop()
}
