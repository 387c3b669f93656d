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

async function workUntil(stop: AbortSignal, { database, jobs, now, failed, every = 1_000 }: Working): Promise<void> {
  for (let scheduled = false; !stop.aborted; ) {
    try {
      if (!scheduled) await scheduleJobs(database, jobs, now())
      scheduled = true
      const worked = await workOnce(database, jobs, now())
      if (worked?.fault) failed(worked.name, worked.fault)
      if (worked) continue
    } catch (fault) {
      failed(undefined, fault)
    }
    await pause(every, undefined, { signal: stop }).catch(() => {}) // stopped while it waited
  }
}
