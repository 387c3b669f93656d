import type { Chance } from '../../simulate/chance.ts'
import { dayIn } from './standing.ts'

/** Chance, and spans of time that lie in every way about one moment: run, over, not begun, beginning or ending just then. */
export type Fate = Chance &
  Readonly<{
    span(): { starts_at: string; ends_at: string | null }
    days(): { starts_on: string; ends_on: string | null }
    /** So many of a list, each once. */
    some<T>(of: readonly T[], from: number, to: number): readonly T[]
    instant(hours: number): string
    day(days: number): string
  }>

const long = 4_000
const spans: readonly (readonly [readonly [from: number, until: number | null], weight: number])[] = [
  [[-long, null], 12],
  [[-long, long], 3],
  [[-long, -1], 2],
  [[-long, 0], 2],
  [[-long, 1], 2],
  [[0, null], 1],
  [[1, null], 1],
  [[1, 2], 1],
  [[24, null], 1],
]
const days: typeof spans = [
  [[-long, null], 12],
  [[-long, 30], 3],
  [[-long, -1], 2],
  [[-long, 0], 2],
  [[0, 0], 1],
  [[0, null], 1],
  [[1, null], 1],
  [[1, 1], 1],
]

export function fateOf(chance: Chance, base: Date, zone: string): Fate {
  const instant = (hours: number) => new Date(base.getTime() + hours * 3_600_000).toISOString()
  const today = Date.parse(`${dayIn(zone, base)}T12:00:00Z`)
  const day = (count: number) => new Date(today + count * 86_400_000).toISOString().slice(0, 10)
  return {
    ...chance,
    instant,
    day,
    span: () => {
      const [from, until] = chance.weighed(spans)
      return { starts_at: instant(from), ends_at: until === null ? null : instant(until) }
    },
    days: () => {
      const [from, until] = chance.weighed(days)
      return { starts_on: day(from), ends_on: until === null ? null : day(until) }
    },
    some: (of, from, to) => {
      const left = [...of]
      const taken = Math.min(left.length, chance.between(from, to))
      return Array.from({ length: taken }, () => left.splice(chance.between(0, left.length - 1), 1)[0]!)
    },
  }
}
