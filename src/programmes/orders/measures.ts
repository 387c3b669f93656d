import type { Measure } from '#kernel'

const counted = "result in ('met', 'late', 'missed', 'overdue')"

/** What the plan asks of orders. All of it is counted over facts, which hold no names. */
export const measures: readonly Measure[] = [
  {
    id: 'orders.considered',
    title: 'Cases with a threat to life in which an order was considered',
    definition:
      'Of cases of every other programme that were opened in the month and came of a report of a threat to life or limb, those from which, or from whose report, an order came to be considered, whether or not it was sought. Which cases ought to be counted as eligible is still to be agreed.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'orders.gap',
    sql: `select date_trunc('month', c.opened_on)::date as period, count(*) as out_of,
                 count(*) filter (where c.case_ref in (select from_ref from facts.cases where programme = 'orders' and from_ref is not null)
                                     or c.report_ref in (select report_ref from facts.cases where programme = 'orders' and report_ref is not null)) as numerator
            from facts.cases c join facts.reports r on r.report_ref = c.report_ref and r.threat
           where c.programme not in ('orders', 'order-breaches') and c.opened_on between :from and :to group by 1`,
  },
  {
    id: 'orders.granted',
    title: 'Applications for an order that were granted',
    definition: 'Of applications that a court granted or refused in the month, those it granted.',
    unit: 'percent',
    better: 'neither',
    pairedWith: 'orders.considered',
    sql: `select date_trunc('month', taken_on)::date as period, count(*) filter (where step = 'grant') as numerator, count(*) as out_of
            from facts.steps where programme = 'orders' and step in ('grant', 'refuse') and taken_on between :from and :to group by 1`,
  },
  {
    id: 'orders.heard-in-time',
    title: 'Applications after a notice that were heard in time',
    definition:
      'Of applications that had to be heard by a moment in the month because a notice had been served, those heard by then. An adjourned hearing was heard.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'orders.granted',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where programme = 'orders' and clock in ('hearingViolence', 'hearingAbuse')
             and due_on between :from and :to and ${counted} group by 1`,
  },
  {
    id: 'orders.gap',
    title: 'Days between an order and the one that follows it',
    definition:
      'The days without an order, from the day after the last of one to the day on which the next, sought from it, was made; none where the next came in time. The median over those made in the month.',
    unit: 'days',
    better: 'lower',
    pairedWith: 'orders.expired-unreviewed',
    sql: `select date_trunc('month', made)::date as period, percentile_cont(0.5) within group (order by greatest(0, made - ended - 1)) as numerator, count(*) as out_of
            from (select s.taken_on as made, coalesce(p.codes ->> 'endedOn', p.codes ->> 'expires')::date as ended
                    from facts.steps s join facts.cases n on n.case_ref = s.case_ref join facts.cases p on p.case_ref = n.from_ref
                   where s.programme = 'orders' and s.step = 'grant' and n.opened_as = 'renewal') as chain
           where made between :from and :to and ended is not null group by 1`,
  },
  {
    id: 'orders.expired-unreviewed',
    title: 'Orders that expired without being looked at again',
    definition: 'Of orders recorded as expired in the month, those that nobody had looked at again before they ended.',
    unit: 'percent',
    better: 'lower',
    pairedWith: 'orders.gap',
    sql: `select date_trunc('month', taken_on)::date as period, count(*) filter (where codes ->> 'reviewed' = 'no') as numerator, count(*) as out_of
            from facts.steps where programme = 'orders' and step = 'expire' and taken_on between :from and :to group by 1`,
  },
]

/** What the plan asks of breaches. */
export const breachMeasures: readonly Measure[] = [
  {
    id: 'order-breaches.in-court-in-time',
    title: 'People arrested for a breach who were before a court in time',
    definition:
      'Of people arrested for a breach who had to be before a court by a moment in the month, those who were. Only notices and orders whose law says so are counted.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'order-breaches.charged',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where programme = 'order-breaches' and clock in ('courtViolence', 'courtAbuse')
             and due_on between :from and :to and ${counted} group by 1`,
  },
  {
    id: 'order-breaches.acted-on-in-time',
    title: 'Breaches acted on in time',
    definition:
      'Of breaches to be acted on by a moment in the month, those in which somebody was arrested or brought to court, or no action decided on with its reason, by then.',
    unit: 'percent',
    better: 'higher',
    pairedWith: 'order-breaches.charged',
    sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
            from facts.clocks where programme = 'order-breaches' and clock = 'act' and due_on between :from and :to and ${counted} group by 1`,
  },
  {
    id: 'order-breaches.charged',
    title: 'Breaches that came before a court',
    definition:
      'Of breaches ended in the month, those that had come before a court, by charge, summons or under the order.',
    unit: 'percent',
    better: 'neither',
    pairedWith: 'order-breaches.acted-on-in-time',
    sql: `select date_trunc('month', closed_on)::date as period, count(*) filter (where codes ->> 'charged' is not null) as numerator, count(*) as out_of
            from facts.cases where programme = 'order-breaches' and closed_on between :from and :to group by 1`,
  },
]
