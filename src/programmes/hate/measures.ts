import type { Measure } from '#kernel'

/** Measures read the facts, which hold no names. docs/measures.md says in a line what each word in them means. */
export const measures: readonly Measure[] = [
  {
    id: 'hate.reports',
    title: 'Hate incidents and hate crimes reported to us',
    definition:
      'Reports of a hate incident or hate crime received in the month, from anybody, named or anonymous. Two people who report one event are two reports.',
    unit: 'count',
    better: 'higher',
    pairedWith: 'hate.support-offered',
    sql: `select date_trunc('month', received_on)::date as period, count(*) as numerator, null::bigint as out_of
            from facts.reports where kind = 'hate' and received_on between :from and :to group by 1`,
  },
  {
    id: 'hate.victims-contacted-in-time',
    title: 'People targeted who were contacted in time',
    definition:
      'Cases in which the person targeted was contacted before the clock ran out, of all whose contact fell due in the month and could be made safely. Where nobody can be contacted, nothing is due.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hate.reports',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where programme = 'hate' and clock = 'contact' and due_on between :from and :to
             and result in ('met', 'late', 'missed', 'overdue') group by 1`,
  },
  {
    id: 'hate.support-offered',
    title: 'People targeted who were offered support',
    definition:
      'Cases in which support was offered to the person targeted, in time or late, of all in which the offer fell due in the month and could be made safely.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hate.reports',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result in ('met', 'late')) as numerator, count(*) as out_of
            from facts.clocks where programme = 'hate' and clock = 'support' and due_on between :from and :to
             and result in ('met', 'late', 'missed', 'overdue') group by 1`,
  },
  {
    id: 'hate.repeats',
    title: 'People targeted again within twelve months',
    definition:
      'People targeted, and known by name, about whom a report came in the month and another of the same kind in the 365 days before, of all people targeted and known by name who were reported in the month.',
    unit: 'percent',
    better: 'lower',
    pairedWith: 'hate.reports',
    sql: `select date_trunc('month', received_on)::date as period, count(*) filter (where days_since_previous <= 365) as numerator, count(*) as out_of
            from facts.report_people where kind = 'hate' and part = 'victim' and known and received_on between :from and :to group by 1`,
  },
  {
    id: 'hate.satisfaction',
    title: 'People targeted who were satisfied with the whole experience',
    definition:
      'Cases closed in the month whose person targeted was very or fairly satisfied, of those that were asked.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hate.satisfaction-asked',
    sql: `select date_trunc('month', taken_on)::date as period, count(*) filter (where codes ->> 'satisfied' in ('very', 'fairly')) as numerator, count(*) as out_of
            from facts.steps where programme = 'hate' and step = 'close' and codes ->> 'satisfied' <> 'notAsked' and taken_on between :from and :to group by 1`,
  },
  {
    id: 'hate.satisfaction-asked',
    title: 'People targeted who were asked whether they were satisfied',
    definition:
      'Cases closed in the month whose person targeted was asked how satisfied they were, of all closed in the month.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hate.satisfaction',
    sql: `select date_trunc('month', taken_on)::date as period, count(*) filter (where codes ->> 'satisfied' <> 'notAsked') as numerator, count(*) as out_of
            from facts.steps where programme = 'hate' and step = 'close' and taken_on between :from and :to group by 1`,
  },
]
