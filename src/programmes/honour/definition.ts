import {
  closingSteps,
  contactSteps,
  keptFor,
  supportSteps,
  usualClocks,
  usualMeasures,
  usualStates,
  whoTold,
} from '#asking'
import { choice, defineProgramme, reason, step } from '#kernel'
import { honourReport } from './report.ts'

const whom = 'the person at risk'

/** Forced marriage, FGM and abuse in the name of honour: one chance, few who know, and an order sought early. */
export const honour = defineProgramme({
  id: 'honour-abuse',
  title: 'Forced marriage, FGM and honour-based abuse',
  report: honourReport,
  roles: { worker: 'Honour-based abuse officer', lead: 'Honour-based abuse lead' },

  case: {
    people: { victim: { title: 'Person at risk', many: true, concerned: true }, ...whoTold },
    // Not the hub, and no agency that takes part: somebody there may know the family.
    seenBy: 'programme',
    ...usualStates,
    clocks: usualClocks({ contact: 'honour.contact', support: 'honour.support-offer' }, whom),
    steps: {
      ...contactSteps(whom),
      checkStaff: step({
        title: 'Record who was checked for knowing the family',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        ask: { found: reason('Who was checked, and who is kept out of it?', 'Enter who was checked') },
      }),
      considerOrder: step({
        title: 'Record whether a court order was considered',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        decision: true,
        ask: {
          order: choice('Which order?', 'Select which order', {
            marriage: 'A forced marriage protection order',
            cutting: 'An FGM protection order',
            other: 'Another order fits better',
            none: 'None now',
          }),
        },
      }),
      seekOrder: step({
        title: 'Ask for a protective order to be considered',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        decision: true,
        opens: { programme: 'orders', as: 'request', people: { victim: 'protected' } },
      }),
      ...supportSteps({
        specialist: 'A specialist service',
        refuge: 'A place of safety',
        return: 'Help to come back from abroad',
        health: 'A clinic',
      }),
      ...closingSteps({
        safe: 'Safe, and support goes on',
        order: 'An order is in force',
        moved: 'Moved away, and support goes on there',
        unreached: 'They could not be reached safely',
      }),
    },
  },

  measures: usualMeasures('honour-abuse', {
    what: 'forced marriage, FGM and abuse in the name of honour',
    whom: 'People at risk of forced marriage, FGM or abuse in the name of honour',
  }),
  keep: keptFor(10),
})
