import { keptInTime, reportsReceived } from '#asking'
import type { Measure } from '#kernel'

export const measures: readonly Measure[] = [
  reportsReceived('slavery', 'met-in-time', {
    title: 'Reports of modern slavery and trafficking',
    definition:
      'Reports of modern slavery or trafficking received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.',
  }),
  keptInTime('slavery', 'meet', 'met-in-time', {
    title: 'Potential victims met in time',
    definition:
      'Cases in which somebody met them safely before the clock ran out, of all in which that fell due in the month and could be done.',
  }),
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
  keptInTime('slavery', 'grounds', 'grounds-in-time', {
    title: 'Reasonable grounds decided in time',
    definition: 'Referrals answered before the clock ran out, of all whose answer fell due in the month.',
  }),
  keptInTime('slavery', 'recovery', 'recovery-kept', {
    title: 'Recovery periods not cut short',
    definition:
      'Recovery periods that lasted as long as they must, of all that ended and whose least end was in the month.',
  }),
]
