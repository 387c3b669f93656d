import { type Calendar, type Job, localDate, startOfDay } from '#kernel'
import { askToCheck, unchecked } from './queries.ts'

/** Months after which somebody is to ring and look again. The directory's own promise: no law gives a figure. */
export const recheckMonths = 6
const daysToCheck = 28

/** The last day on which a check counts, looked at from an instant. */
export function countsSince(at: Date, zone: Pick<Calendar, 'zone'>): string {
  const [year = 0, month = 1, day = 1] = localDate(at, zone).split('-').map(Number)
  const before = new Date(Date.UTC(year, month - 1 - recheckMonths, 1))
  const last = new Date(Date.UTC(before.getUTCFullYear(), before.getUTCMonth() + 1, 0)).getUTCDate()
  before.setUTCDate(Math.min(day, last))
  return before.toISOString().slice(0, 10)
}

/** Whether nobody has checked a service for too long, or ever. */
export const isStale = (checkedOn: string | null, at: Date, zone: Pick<Calendar, 'zone'>): boolean =>
  checkedOn === null || checkedOn <= countsSince(at, zone)

/** Each morning: what nobody has checked for too long becomes work for those who keep the directory, once. */
export const staleJob: Job = {
  name: 'directory',
  again: doneAt => new Date(doneAt.getTime() + 86_400_000),
  run: async tx => {
    const today = startOfDay(localDate(tx.at, tx.house), tx.house)
    const dueAt = new Date(today.getTime() + daysToCheck * 86_400_000 - 1)
    for (const service of await unchecked(tx, countsSince(tx.at, tx.house))) await askToCheck(tx, service, dueAt)
  },
}
