import {
  closingSteps,
  contactSteps,
  harmedAgain,
  keptFor,
  supportSteps,
  usualClocks,
  usualMeasures,
  usualPeople,
  usualStates,
} from '#asking'
import { choice, defineProgramme, optional, reason, stands, step } from '#kernel'
import { domesticReport } from './report.ts'

const whom = 'the person harmed'

/** Domestic abuse, as far as the first weeks: spoken to safely, how much danger there is, a plan, and support. */
export const domestic = defineProgramme({
  id: 'domestic-abuse',
  title: 'Domestic abuse',
  report: domesticReport,
  roles: { worker: 'Domestic abuse adviser', lead: 'Domestic abuse lead' },

  case: {
    people: usualPeople('victim', 'Person harmed'),
    seenBy: 'partners',
    ...usualStates,
    clocks: usualClocks({ contact: 'domestic.contact', support: 'domestic.support-offer' }, whom),
    steps: {
      ...contactSteps(whom),
      judgeRisk: step({
        title: 'Record how much danger they are in',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        decision: true,
        ask: {
          // Judged by somebody, with their reason; no number of ticks may lower what a professional fears.
          risk: stands(
            choice('How much danger are they in?', 'Select how much danger they are in', {
              high: { label: 'High', hint: 'Serious harm could happen at any time' },
              medium: { label: 'Medium', hint: 'Serious harm is possible if something changes' },
              standard: { label: 'Standard', hint: 'Nothing points to serious harm now' },
            }),
          ),
          by: choice('How was it judged?', 'Select how it was judged', {
            checklist: 'By a risk checklist',
            judgement: 'By professional judgement',
            escalation: 'By how often it now happens',
          }),
          note: optional(reason('What it rests on', 'Enter what it rests on')),
        },
      }),
      planSafety: step({
        title: 'Record the plan for their safety',
        from: ['contacted', 'supported'],
        by: ['worker', 'lead'],
        ask: { plan: reason('What was agreed, in their words?', 'Enter what was agreed') },
      }),
      ...supportSteps({
        advocate: 'An adviser for people at high risk',
        outreach: 'Outreach',
        refuge: 'A place in a refuge',
        home: 'Making their home safer',
        specialist: 'A specialist service, by and for people like them',
      }),
      seekOrder: step({
        title: 'Ask for a protective order to be considered',
        from: ['received', 'contacted', 'supported'],
        by: ['worker', 'lead'],
        decision: true,
        opens: { programme: 'orders', as: 'request', people: { victim: 'protected', suspect: 'subject' } },
      }),
      ...closingSteps({
        support: 'Supported',
        moved: 'Moved away, and support goes on there',
        withdrew: 'They did not want to go on',
        unreached: 'They could not be reached safely',
      }),
    },
  },

  measures: [
    ...usualMeasures('domestic-abuse', { what: 'domestic abuse', whom: 'People harmed by domestic abuse' }),
    harmedAgain('domestic-abuse', 'victim', {
      title: 'People harmed by domestic abuse again within twelve months',
      definition:
        'People harmed, and known by name, about whom a report came in the month and another of domestic abuse in the 365 days before, of all people harmed and known by name who were reported in the month.',
    }),
  ],
  keep: keptFor(6),
})
