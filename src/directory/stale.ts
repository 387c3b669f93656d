import { type Calendar, type Job, localDate, startOfDay } from '#kernel'
import { askToCheck, unchecked } from './stale-queries.ts'

/** Months after which somebody is to ring and look again. The directory's own promise: no law gives a figure. */
const recheckMonths = 6
const daysToCheck = 28

/** The day on which somebody is to ring and look again. */
export function checkAgainOn(checkedOn: string): string {
  const [year = 0, month = 1, day = 1] = checkedOn.split('-').map(Number)
  const then = new Date(Date.UTC(year, month - 1 + recheckMonths, 1))
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(day, last)) // the last day of a month that is shorter
  return then.toISOString().slice(0, 10)
}

/** Whether nobody has checked a service for too long, or ever. */
export const isStale = (checkedOn: string | null, at: Date, zone: Pick<Calendar, 'zone'>): boolean =>
  checkedOn === null || checkAgainOn(checkedOn) <= localDate(at, zone)

/** Each morning: what nobody has checked for too long becomes work for those who keep the directory, once. */
export const staleJob: Job = {
  name: 'directory',
  again: doneAt => new Date(doneAt.getTime() + 86_400_000),
  run: async tx => {
    const today = startOfDay(localDate(tx.at, tx.house), tx.house)
    const dueAt = new Date(today.getTime() + daysToCheck * 86_400_000 - 1)
    const stale = await unchecked(tx, localDate(tx.at, tx.house), recheckMonths)
    for (const service of stale) await askToCheck(tx, service, dueAt)
  },
}
