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
import { choice, choices, defineProgramme, optional, reason, step } from '#kernel'
import { sexualReport } from './report.ts'

const whom = 'the survivor'

/** Support after sexual violence, with the police or without them: what they choose, and that it was offered in time. */
export const sexual = defineProgramme({
  id: 'sexual-violence',
  title: 'Sexual violence',
  report: sexualReport,
  roles: { worker: 'Independent sexual violence adviser', lead: 'Sexual violence lead' },

  case: {
    people: { victim: { title: 'Survivor', many: true, concerned: true }, ...whoTold },
    seenBy: 'programme',
    ...usualStates,
    clocks: usualClocks({ contact: 'sexual.contact', support: 'sexual.support-offer' }, whom),
    steps: {
      ...contactSteps(whom),
      offerCentre: step({
        title: 'Record what was said of the assault referral centre',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        ask: {
          chosen: choices('What did they choose?', 'Select what they chose', {
            examined: 'To be examined, and evidence kept',
            medical: 'Medical care alone',
            talk: 'To talk to somebody there',
            none: { label: 'None of these now', alone: true },
            late: { label: 'It was not offered: it was too long ago', alone: true },
          }),
          police: choice('Do they want the police?', 'Select whether they want the police', {
            yes: 'Yes',
            later: 'Perhaps later: evidence is kept',
            no: 'No',
            notAsked: 'Not asked yet',
          }),
          note: optional(reason('Anything else', 'Enter anything else')),
        },
      }),
      ...supportSteps({
        adviser: 'An adviser for adults',
        young: 'An adviser for children and young people',
        counselling: 'Counselling',
        centre: 'An assault referral centre',
      }),
      ...closingSteps({
        support: 'Supported',
        court: 'Supported to the end of a trial',
        withdrew: 'They did not want to go on',
        unreached: 'They could not be reached safely',
      }),
    },
  },

  measures: usualMeasures('sexual-violence', { what: 'sexual violence', whom: 'Survivors of sexual violence' }),
  keep: keptFor(6),
})
