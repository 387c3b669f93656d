import type { Measure } from '#kernel'

/** Of the promises of one kind that fell due, those that were kept. */
const kept = (clock: string, measure: Pick<Measure, 'id' | 'title' | 'definition'>): Measure => ({
  ...measure,
  unit: 'percent',
  better: 'higher',
  pairedWith: 'slavery.told',
  sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
          from facts.clocks where programme = 'slavery' and clock = '${clock}' and due_on between :from and :to
           and result in ('met', 'late', 'missed', 'overdue') group by 1`,
})

export const measures: readonly Measure[] = [
  {
    id: 'slavery.told',
    title: 'Potential victims referred, or notified without a name',
    definition: 'Cases in which a referral or a notification was recorded in the month, each counted once.',
    unit: 'count',
    better: 'higher',
    pairedWith: 'slavery.recovery-kept',
    sql: `select date_trunc('month', taken_on)::date as period, count(distinct case_ref) as numerator, null::bigint as out_of
            from facts.steps where programme = 'slavery' and step in ('refer', 'notify') and taken_on between :from and :to group by 1`,
  },
  kept('grounds', {
    id: 'slavery.grounds-in-time',
    title: 'Reasonable grounds decided in time',
    definition: 'Referrals answered before the clock ran out, of all whose answer fell due in the month.',
  }),
  kept('recovery', {
    id: 'slavery.recovery-kept',
    title: 'Recovery periods not cut short',
    definition:
      'Recovery periods that lasted as long as they must, of all that ended and whose least end was in the month.',
  }),
]
