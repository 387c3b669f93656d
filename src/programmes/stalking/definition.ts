import {
  closingSteps,
  contactSteps,
  keptFor,
  keptInTime,
  supportSteps,
  usualClocks,
  usualMeasures,
  usualPeople,
  usualStates,
} from '#asking'
import { choice, defineProgramme, reason, step } from '#kernel'
import { stalkingReport } from './report.ts'

const whom = 'the person stalked'
const { close, note } = closingSteps({
  support: 'Supported, and it has stopped',
  order: 'An order is in force',
  charge: 'Charge or summons',
  withdrew: 'They did not want to go on',
  unreached: 'They could not be reached safely',
})

/** Stalking and harassment: the pattern seen as a whole, safety first, and an order considered every time. */
export const stalking = defineProgramme({
  id: 'stalking',
  title: 'Stalking and harassment',
  report: stalkingReport,
  roles: { worker: 'Stalking officer', lead: 'Stalking lead' },

  case: {
    people: usualPeople('victim', 'Person stalked'),
    seenBy: 'partners',
    ...usualStates,
    clocks: {
      ...usualClocks({ contact: 'stalking.contact', support: 'stalking.support-offer' }, whom),
      order: {
        title: 'Decide whether an order is sought',
        limit: 'stalking.order-considered',
        runsFrom: 'opening',
        for: 'worker',
      },
    },
    steps: {
      ...contactSteps(whom),
      considerOrder: step({
        title: 'Record whether a stalking protection order was considered',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        stops: ['order'],
        decision: true,
        ask: {
          considered: choice('What was decided?', 'Select what was decided', {
            sought: 'To seek one: ask the orders team next',
            other: 'Another order fits better',
            notNow: 'Not now',
          }),
          pattern: reason('What is the course of conduct?', 'Enter the course of conduct'),
        },
      }),
      seekOrder: step({
        title: 'Ask for a protective order to be considered',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        stops: ['order'],
        decision: true,
        opens: { programme: 'orders', as: 'request', people: { victim: 'protected', suspect: 'subject' } },
      }),
      ...supportSteps({
        advocate: 'A stalking advocate',
        device: 'Alarms and checks of devices',
        victim: 'A general victims’ service',
        own: 'Our own officer’s support',
      }),
      note,
      close: { ...close, drops: ['contact', 'support', 'order'] },
    },
  },

  measures: [
    ...usualMeasures('stalking', { what: 'stalking and harassment', whom: 'People stalked or harassed' }),
    keptInTime('stalking', 'order', 'order-considered', {
      title: 'Stalking cases in which an order was considered in time',
      definition:
        'Cases in which it was decided, before the clock ran out, whether to seek an order, of all whose decision fell due in the month.',
    }),
  ],
  keep: keptFor(6),
})
