import type { Sink, Table, Value } from './rows.ts'

const ordered: ReadonlySet<Table> = new Set(['chronology', 'audit', 'outbox'])
const timeAt: Readonly<Partial<Record<Table, number>>> = { chronology: 12, audit: 0, outbox: 3 }
const day = 86_400_000

/** A sink before another that keeps back what has not happened yet, so that positions are in the order of time. */
export type InOrder = Readonly<{ sink: Sink; reached(at: Date): void; end(): void }>

/** Lives come one after another and go on for months beside each other; the chronology and the trail are one line. */
export function inOrder(next: Sink): InOrder {
  const days = new Map<number, [Table, number, readonly Value[]][]>()
  let first = Number.NEGATIVE_INFINITY
  const release = (number: number) => {
    const rows = days.get(number) ?? []
    days.delete(number)
    for (const [table, , values] of rows.sort(([, one], [, other]) => one - other)) next(table, values)
  }
  return {
    sink: (table, values) => {
      if (!ordered.has(table)) return next(table, values)
      const at = values[timeAt[table]!]
      const time = at instanceof Date ? at.getTime() : 0
      const number = Math.floor(time / day)
      const rows = days.get(number)
      if (rows) rows.push([table, time, values])
      else days.set(number, [[table, time, values]])
    },
    reached: at => {
      const today = Math.floor(at.getTime() / day)
      if (today === first) return
      first = today
      for (const number of [...days.keys()].filter(one => one < today).sort((a, b) => a - b)) release(number)
    },
    end: () => {
      for (const number of [...days.keys()].sort((a, b) => a - b)) release(number)
    },
  }
}
