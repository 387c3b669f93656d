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
import { behaviourReport } from './report.ts'

const whom = 'the person who wants to change'
const { representative, referrer } = whoTold

/** Work with people who harm somebody close to them and want to stop, beside support for whoever is affected. */
export const behaviour = defineProgramme({
  id: 'own-behaviour',
  title: 'Change of behaviour',
  report: behaviourReport,
  roles: { worker: 'Behaviour change worker', lead: 'Behaviour change lead' },

  case: {
    people: {
      client: { title: 'Person who wants to change', many: true, concerned: true },
      affected: { title: 'Person affected', many: true },
      representative,
      referrer,
    },
    seenBy: 'programme',
    ...usualStates,
    clocks: usualClocks({ contact: 'behaviour.contact', support: 'behaviour.support-offer' }, whom),
    steps: {
      ...contactSteps(whom),
      offerPartner: step({
        title: 'Record the support offered to whoever is affected',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        ask: {
          offered: choice('Were they offered support of their own?', 'Select whether they were offered support', {
            accepted: 'Yes, and they took it up',
            declined: 'Yes, and they did not want it',
            unsafe: 'No: there is no safe way to reach them',
            unknown: 'No: nobody is known',
          }),
          by: reason('By whom, apart from this work?', 'Enter by whom'),
        },
      }),
      ...supportSteps({
        group: 'A course in a group',
        alone: 'One-to-one work',
        other: 'Help with drink, drugs, housing or health first',
      }),
      ...closingSteps({
        finished: 'Finished the course',
        left: 'Left before its end',
        unsuitable: 'The course did not fit',
        unreached: 'They could not be reached safely',
      }),
    },
  },

  measures: usualMeasures('own-behaviour', {
    what: 'people worried about how they behave',
    whom: 'People worried about how they behave',
  }),
  keep: keptFor(6),
})
