import type { Installation } from '#kernel'
import { becomeCases } from './true-values.ts'
import { meanReports, planted, quiet, type Truths } from './truths.ts'

export type Filling = Readonly<{
  /** The owner's, and a superuser's: the rows go past triggers and foreign keys. */
  ownerUrl: string
  house: Installation
  /** The county's last moment. */
  until: Date
  /** About how many cases; or how many reports a month. */
  cases?: number
  perMonth?: number
  months?: number
  seed?: number
  truths?: Truths
  /** Rows of the audit for each life, the earliest first; two when not given. */
  audited?: number
  /** Staff beside the cast; 300 when not given. */
  staff?: number
  /** Without them, exactly what the real functions would have written: no readers, conflicts, agreements, homes. */
  extras?: boolean
  fresh?: boolean
  /** Whether indexes are taken away first and made again; as the numbers suggest when not given. */
  rebuild?: boolean
  /**
   * A module that makes the same house in another thread: its `house(given)`. With it a great county is made by two
   * threads, each with every other life; `given` must be what a message can carry.
   */
  again?: Readonly<{ module: string; given: unknown }>
  onProgress?(sentence: string): void
}>
export type Filled = Readonly<{
  rows: Readonly<Record<string, number>>
  reports: number
  cases: number
  seconds: number
  /** Seconds of each part of it. */
  steps: Readonly<Record<string, number>>
}>
/** One of several makers of a county, each of whom makes every so-manieth life, with its own people. */
export type Share = Readonly<{ index: number; of: number }>
export const alone: Share = { index: 0, of: 1 }

/** What is true of a county to be filled: as given, with as many reports a month as are asked for. */
export function truthsOf({ truths = planted, cases, perMonth, months = 36, until }: Filling): Truths {
  if (perMonth !== undefined) return { ...truths, monthly: perMonth }
  if (cases === undefined) return truths
  const even = { ...truths, monthly: 1, seasons: quiet.seasons }
  const whole = Array.from({ length: months }, (_, month) => meanReports(even, month, 0))
  const last = (until.getUTCDate() / 30) * meanReports(even, months, 0)
  return { ...truths, monthly: cases / becomeCases() / (whole.reduce((sum, one) => sum + one, 0) + last) }
}
