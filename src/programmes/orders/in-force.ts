import { step, type Told } from '#kernel'
import { dayWritten } from '#web'
import { kindIn } from './kinds.ts'
import * as ask from './questions.ts'
import { zone } from './zone-step.ts'

/* From an order that was made to the end of it, and what may happen beside it. */

const ladder = ['left60', 'left30', 'left14', 'left7'] as const
const owed = ['enter', 'notifyAbuse', 'notifyStalking', 'review', ...ladder] as const
const over = ['refused', 'expired', 'discharged', 'superseded'] as const
const hasTag = (stands: Told) => stands.tag === 'yes'
const hasLastDay = (stands: Told) => stands.lasts === 'day'
const somethingBinds = ['served', 'listed', 'adjourned', 'granted', 'active'] as const

export const inForce = {
  serveOrder: step({
    title: 'Record that the order was served',
    from: 'granted',
    to: 'active',
    by: ['officer', 'supervisor'],
    when: 'orderServedAt',
    starts: ['notifyAbuse', 'notifyStalking', 'review', ...ladder],
    ask: ask.servingOrder,
  }),

  tellProtected: step({
    title: 'Record that the protected person was told',
    from: ['granted', 'active', ...over],
    by: ['officer', 'supervisor'],
    stops: ['tell'],
    ask: ask.telling,
    check: ({ answers }) =>
      answers.how !== 'letter' ||
      answers.safe === 'yes' ||
      'Never write where it is not known that nobody else opens the post. Tell them another way',
  }),

  cannotTell: step({
    title: 'Record that there is no safe way to tell them',
    from: ['granted', 'active', ...over],
    by: ['supervisor'],
    lifts: ['tell'],
    decision: true,
    ask: ask.notTelling,
  }),

  enter: step({
    title: 'Record its entry on the national computer',
    from: ['granted', 'active'],
    by: ['officer', 'supervisor'],
    stops: ['enter'],
    ask: ask.entering,
  }),

  notified: step({
    title: 'Record that the subject gave their names and address',
    from: 'active',
    by: ['officer', 'supervisor'],
    stops: ['notifyAbuse', 'notifyStalking'],
    onlyIf: stands => kindIn(stands)?.notification !== undefined,
    ask: ask.notifying,
  }),

  fitTag: step({
    title: 'Record that the tag was fitted',
    from: 'active',
    by: ['officer', 'supervisor'],
    lifts: ['tag'],
    starts: ['tag'],
    onlyIf: hasTag,
  }),

  endTag: step({
    title: 'Record that the tag was taken off',
    from: 'active',
    by: ['officer', 'supervisor'],
    stops: ['tag'],
    onlyIf: stands => kindIn(stands)?.tag !== undefined,
    ask: ask.noting,
  }),

  vary: step({
    title: 'Record that the order was varied',
    from: 'active',
    by: ['officer', 'supervisor'],
    lifts: ['tell', 'enter'],
    starts: ['tell', 'enter', ...ladder],
    ask: ask.varying,
  }),

  review: step({
    title: 'Look at the order again',
    from: 'active',
    by: ['officer', 'supervisor'],
    stops: ['review', 'left60'],
    starts: ['review'],
    ask: ask.reviewing,
  }),

  renew: step({
    title: 'Seek a further order',
    from: ['active', 'expired'],
    by: ['officer', 'supervisor'],
    stops: ['left30'],
    decision: true,
    opens: { programme: 'orders', as: 'renewal' },
  }),

  letEnd: step({
    title: 'Decide to let it end',
    from: 'active',
    by: ['supervisor'],
    stops: ['left30'],
    decision: true,
    onlyIf: hasLastDay,
    ask: ask.reviewing,
  }),

  warn: step({
    title: 'Record that the protected person knows when it ends',
    from: 'active',
    by: ['officer', 'supervisor'],
    stops: ['left14'],
    onlyIf: hasLastDay,
    ask: { how: ask.telling.how, safe: ask.telling.safe },
  }),

  plan: step({
    title: 'Plan for the days after the end',
    from: 'active',
    by: ['officer', 'supervisor'],
    stops: ['left7'],
    onlyIf: hasLastDay,
    ask: ask.planning,
  }),

  expire: step({
    title: 'Record that it has expired',
    from: ['granted', 'active'],
    to: 'expired',
    by: ['officer', 'supervisor'],
    drops: ['enter', ...ladder],
    lifts: ['tell', 'tag', 'review', 'notifyAbuse', 'notifyStalking'],
    starts: ['tell'],
    ask: ask.expiring,
    // Else whoever opens the order at three in the morning is told that nothing binds, while it does.
    check: ({ answers, stands }) =>
      !hasLastDay(stands) ||
      String(answers.endedOn) >= String(stands.expires) ||
      `It binds until the end of ${dayWritten(String(stands.expires))}. Where a court ended it sooner, record that the court discharged it`,
  }),

  discharge: step({
    title: 'Record that the court discharged it',
    from: ['granted', 'active'],
    to: 'discharged',
    by: ['officer', 'supervisor'],
    lifts: ['tell', 'tag', ...owed],
    starts: ['tell'],
    ask: ask.ending,
  }),

  supersede: step({
    title: 'Record that a later order has taken its place',
    from: ['granted', 'active'],
    to: 'superseded',
    by: ['officer', 'supervisor'],
    lifts: ['tell', 'tag', ...owed],
    starts: ['tell'],
    ask: ask.ending,
  }),

  breach: step({
    title: 'Record a breach',
    from: somethingBinds,
    by: ['officer', 'supervisor'],
    decision: true,
    ask: ask.breaching,
    opens: { programme: 'order-breaches', as: 'breach', carries: ['kind', 'breached'] },
    check: ({ answers, state, stands }) => {
      if (answers.breached === 'order') return ['granted', 'active'].includes(state) || 'No order has been made yet'
      return kindIn(stands)?.notice !== undefined || 'Orders of this kind begin with no notice'
    },
  }),

  crossApply: step({
    title: 'Record that the other person seeks an order too',
    from: ['considered', 'drafted', 'authorised', ...somethingBinds],
    by: ['officer', 'supervisor'],
    decision: true,
    opens: { programme: 'orders', as: 'the other way round', people: { protected: 'subject', subject: 'protected' } },
  }),

  zone,

  note: step({
    title: 'Add a note',
    from: ['considered', 'drafted', 'authorised', 'issued', ...somethingBinds, ...over],
    by: ['officer', 'supervisor'],
    ask: ask.noting,
  }),

  close: step({
    title: 'Close',
    from: over,
    to: 'closed',
    by: ['supervisor'],
    drops: ['tell'],
    decision: true,
    check: ({ stands }) =>
      stands.toldOf === 'ended' ||
      'First tell the protected person that it has ended, or record that there is no safe way',
  }),
}
