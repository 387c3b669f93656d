import { keptAtAll, keptFor, keptInTime, reportsReceived, usualPeople } from '#asking'
import { choice, choices, defineProgramme, optional, reason, step } from '#kernel'
import { adultsReport } from './report.ts'

const limb = { yes: 'Yes', no: 'No', unclear: 'Not clear yet' } as const

/** A worry about an adult at risk: the three limbs of the duty to enquire (Care Act 2014 s.42), and what the person wants. */
export const adults = defineProgramme({
  id: 'adults',
  title: 'Worry about an adult',
  report: adultsReport,
  roles: { worker: 'Adult social worker', lead: 'Adults’ team manager' },

  case: {
    people: usualPeople('adult', 'Adult at risk'),
    seenBy: 'partners',
    states: {
      received: 'Received',
      enquiring: 'Being found out',
      supported: 'Supported or passed on',
      closed: 'Closed',
    },
    start: 'received',
    ends: ['closed'],
    clocks: {
      decision: { title: 'Decide whether to enquire', limit: 'adults.decision', runsFrom: 'opening', for: 'lead' },
      support: { title: 'Agree on support', limit: 'adults.support-offer', runsFrom: 'opening', for: 'worker' },
    },
    steps: {
      decideEnquiry: step({
        title: 'Record whether there is a duty to enquire',
        from: 'received',
        to: 'enquiring',
        by: ['lead'],
        stops: ['decision'],
        decision: true,
        ask: {
          needs: choice('Do they have needs for care and support?', 'Select whether they have needs', limb),
          abuse: choice('Are they abused or neglected, or at risk of it?', 'Select whether they are abused', limb),
          protect: choice('Do those needs keep them from protecting themselves?', 'Select whether they do', limb),
          next: choice('What is next?', 'Select what is next', {
            enquiry: 'An enquiry under section 42',
            other: 'Another enquiry',
            support: 'Support without an enquiry',
          }),
        },
      }),
      askThem: step({
        title: 'Record what they want to come of it',
        from: ['received', 'enquiring', 'supported'],
        by: ['worker', 'lead'],
        ask: {
          wishes: reason('What do they want, in their words?', 'Enter what they want'),
          capacity: choice('Can they decide this for themselves?', 'Select whether they can decide this', {
            yes: 'Yes',
            no: 'No',
            notKnown: 'Not known',
          }),
          spokenFor: optional(reason('Who speaks for them, if they cannot?', 'Enter who speaks for them')),
        },
      }),
      offerSupport: step({
        title: 'Record the support agreed',
        from: ['received', 'enquiring'],
        to: 'supported',
        by: ['worker', 'lead'],
        stops: ['support', 'decision'],
        ask: {
          offered: choices('Which support?', 'Select which support', {
            plan: 'A safety plan',
            care: 'A change of care',
            advocate: 'An advocate',
            money: 'Help with money',
            other: 'Something else',
          }),
          answer: choice('Did they take it up?', 'Select whether they took it up', {
            accepted: 'Yes',
            declined: 'No',
            cannot: 'They cannot decide this: done in their best interests',
          }),
        },
      }),
      note: step({
        title: 'Add a note',
        from: ['received', 'enquiring', 'supported'],
        by: ['worker', 'lead'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      close: step({
        title: 'Record the outcome and close',
        from: ['received', 'enquiring', 'supported'],
        to: 'closed',
        by: ['lead'],
        drops: ['decision', 'support'],
        decision: true,
        ask: {
          risk: choice('What became of the risk?', 'Select what became of the risk', {
            removed: 'Gone',
            reduced: 'Less',
            remains: 'It remains',
          }),
          met: choice('Did they get what they wanted?', 'Select whether they got what they wanted', {
            fully: 'Yes',
            partly: 'In part',
            no: 'No',
            notAsked: 'They were not asked, or could not say',
          }),
        },
      }),
    },
  },

  measures: [
    reportsReceived('adults', 'support-offered', {
      title: 'Worries about an adult told to us',
      definition:
        'Reports of a worry about an adult received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.',
    }),
    keptInTime('adults', 'decision', 'decided-in-time', {
      title: 'Worries about an adult decided on in time',
      definition:
        'Cases in which it was decided, before the clock ran out, whether to enquire, of all whose decision fell due in the month.',
    }),
    keptAtAll('adults', 'support', 'support-offered', {
      title: 'Adults at risk for whom support was agreed',
      definition:
        'Cases in which support was agreed with the adult or for them, in time or late, of all in which that fell due in the month.',
    }),
  ],
  keep: keptFor(6),
})
