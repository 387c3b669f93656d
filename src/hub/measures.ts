import type { Measure } from '#kernel'

/** What the hub promises of its own work, counted over the facts, which hold no names. */
export const hubMeasures: readonly Measure[] = [
  {
    id: 'hub.time-to-triage',
    title: 'Time from receiving a report to its triage decision',
    definition:
      'The middle time (median), in hours during which the hub is open, from receiving a report to the decision about the last person in it, of the reports received in the month that have been decided on.',
    unit: 'hours',
    better: 'lower',
    pairedWith: 'hub.triaged-in-time',
    sql: `select date_trunc('month', started_on)::date as period,
                 percentile_cont(0.5) within group (order by working_seconds / 3600.0) as numerator, count(*) as out_of
            from facts.clocks where clock = 'triage' and result in ('met', 'late') and started_on between :from and :to group by 1`,
  },
  {
    id: 'hub.triaged-in-time',
    title: 'Reports triaged in time',
    definition:
      'Reports about which a decision was made for everybody concerned before the clock ran out, of all whose decision fell due in the month.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hub.time-to-triage',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where clock = 'triage' and due_on between :from and :to
             and result in ('met', 'late', 'missed', 'overdue') group by 1`,
  },
  {
    id: 'hub.threats-seen-in-time',
    title: 'Threats to life or limb seen in time',
    definition:
      'Reports of a threat to life or limb that a person said they had seen before the clock ran out, of all that fell due in the month, day or night.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'hub.triaged-in-time',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where clock = 'threat-seen' and due_on between :from and :to
             and result in ('met', 'late', 'missed', 'overdue') group by 1`,
  },
]
