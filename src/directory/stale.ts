import { type Calendar, type Job, localDate, startOfDay } from '#kernel'
import type { Checked } from './service.ts'
import { askToCheck, unchecked } from './stale-queries.ts'

/** Months after which somebody who has looked may say that they will look again. No law gives a figure. */
export const lookAgain = { '1': 'In a month', '3': 'In three months', '6': 'In six months' } as const
export const longest = 6
const daysToCheck = 28

/** The same day so many months later. */
export function monthsAfter(from: string, months: number): string {
  const [year = 0, month = 1, day = 1] = from.split('-').map(Number)
  const then = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() + 1, 0)).getUTCDate()
  then.setUTCDate(Math.min(day, last)) // the last day of a month that is shorter
  return then.toISOString().slice(0, 10)
}

/** Whether nobody has checked a service for too long, or ever. */
export const isStale = (checked: Checked | null, at: Date, zone: Pick<Calendar, 'zone'>): boolean =>
  checked === null || checked.againOn <= localDate(at, zone)

/** Each morning: what nobody has checked for too long becomes work for those who keep the directory, once. */
export const staleJob: Job = {
  name: 'directory',
  again: doneAt => new Date(doneAt.getTime() + 86_400_000),
  run: async tx => {
    const today = startOfDay(localDate(tx.at, tx.house), tx.house)
    const dueAt = new Date(today.getTime() + daysToCheck * 86_400_000 - 1)
    const stale = await unchecked(tx, localDate(tx.at, tx.house))
    for (const service of stale) await askToCheck(tx, service, dueAt)
  },
}
