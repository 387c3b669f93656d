/* The three figures that every programme with a front door owes: how many told, how soon somebody spoke to them, and whether help was offered. */
import type { Measure, Text } from '#kernel'

type Words = Readonly<{ title: Text; definition: Text }>

/** Reports of one kind by the month they came in, read beside the measure that says what was done for them. */
export const reportsReceived = (id: string, pairedWith: string, { title, definition }: Words): Measure => ({
  id: `${id}.reports`,
  title,
  definition,
  unit: 'count',
  better: 'higher',
  pairedWith: `${id}.${pairedWith}`,
  sql: `select date_trunc('month', received_on)::date as period, count(*) as numerator, null::bigint as out_of
          from facts.reports where kind = '${id}' and received_on between :from and :to group by 1`,
})

/** Of the promises of one kind that fell due in the month, those that were kept in time. */
export const keptInTime = (id: string, clock: string, name: string, { title, definition }: Words): Measure => ({
  id: `${id}.${name}`,
  title,
  definition,
  unit: 'percent',
  better: 'higher',
  pairedWith: `${id}.reports`,
  sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
          from facts.clocks where programme = '${id}' and clock = '${clock}' and due_on between :from and :to
           and result in ('met', 'late', 'missed', 'overdue') group by 1`,
})

/** Of the promises of one kind that fell due in the month, those that were kept at all, in time or late. */
export const keptAtAll = (id: string, clock: string, name: string, words: Words): Measure => {
  const { sql, ...rest } = keptInTime(id, clock, name, words)
  return { ...rest, sql: sql.replace("where result = 'met'", "where result in ('met', 'late')") }
}

/** The usual three, for a programme with the usual clocks; `whom` is how titles call those whom it is about. */
export const usualMeasures = (id: string, { what, whom }: Readonly<{ what: Text; whom: Text }>): readonly Measure[] => [
  reportsReceived(id, 'support-offered', {
    title: `Reports of ${what}`,
    definition: `Reports of ${what} received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.`,
  }),
  keptInTime(id, 'contact', 'contacted-in-time', {
    title: `${whom} spoken to in time`,
    definition: `Cases in which somebody spoke to them before the clock ran out, of all in which that fell due in the month and could be done safely.`,
  }),
  keptAtAll(id, 'support', 'support-offered', {
    title: `${whom} offered support`,
    definition: `Cases in which support was offered, in time or late, of all in which the offer fell due in the month and could be made safely.`,
  }),
]

/** People harmed again: known by name, and told of in such a report in the 365 days before. */
export const harmedAgain = (id: string, partName: string, { title, definition }: Words): Measure => ({
  id: `${id}.repeats`,
  title,
  definition,
  unit: 'percent',
  better: 'lower',
  pairedWith: `${id}.reports`,
  sql: `select date_trunc('month', received_on)::date as period, count(*) filter (where days_since_previous <= 365) as numerator, count(*) as out_of
          from facts.report_people where kind = '${id}' and part = '${partName}' and known and received_on between :from and :to group by 1`,
})
