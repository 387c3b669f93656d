import { keptAtAll, keptFor, keptInTime, reportsReceived, usualPeople } from '#asking'
import { choice, choices, defineProgramme, optional, reason, stands, step } from '#kernel'
import { childrenReport } from './report.ts'

/** A worry about a child: read by a social worker, decided by the next working day, help offered, and whoever told answered. */
export const children = defineProgramme({
  id: 'children',
  title: 'Worry about a child',
  report: childrenReport,
  roles: { worker: 'Children’s social worker', lead: 'Children’s team manager' },

  case: {
    people: usualPeople('child', 'Child'),
    seenBy: 'partners',
    states: {
      received: 'Received',
      assessing: 'More to be found out',
      supported: 'Supported or passed on',
      closed: 'Closed',
    },
    start: 'received',
    ends: ['closed'],
    clocks: {
      decision: { title: 'Decide what is next', limit: 'children.decision', runsFrom: 'opening', for: 'lead' },
      answer: { title: 'Answer whoever told us', limit: 'hub.feedback', for: 'worker', needsContact: true },
      support: { title: 'Offer help to the family', limit: 'children.support-offer', for: 'worker' },
    },
    steps: {
      decideNext: step({
        title: 'Record the decision on what is next',
        from: 'received',
        to: 'assessing',
        by: ['lead'],
        stops: ['decision'],
        starts: ['answer', 'support'],
        decision: true,
        ask: {
          next: stands(
            choice('What is next?', 'Select what is next', {
              strategy: 'A strategy discussion: a child may be suffering significant harm',
              assessment: 'An assessment of what the child needs',
              earlyHelp: 'Early help, with the family’s agreement',
              advice: 'Advice and information',
              elsewhere: 'Another area’s children’s services',
            }),
          ),
          need: optional(reason('What is the child’s day like?', 'Enter what the child’s day is like')),
        },
      }),
      seeChild: step({
        title: 'Record that the child was seen',
        from: ['received', 'assessing', 'supported'],
        by: ['worker', 'lead'],
        ask: {
          alone: choice('Was the child seen alone?', 'Select whether the child was seen alone', {
            yes: 'Yes',
            no: 'No',
            unborn: 'The child is not born yet',
          }),
          words: reason('What did the child say or show, in their own way?', 'Enter what the child said or showed'),
        },
      }),
      answerReferrer: step({
        title: 'Record the answer to whoever told us',
        from: ['assessing', 'supported'],
        by: ['worker', 'lead'],
        stops: ['answer'],
        ask: {
          how: choice('How?', 'Select how they were answered', { phone: 'Phone', email: 'Email', visit: 'In person' }),
          told: reason('What were they told?', 'Enter what they were told'),
        },
      }),
      offerSupport: step({
        title: 'Record the help offered',
        from: 'assessing',
        to: 'supported',
        by: ['worker', 'lead'],
        stops: ['support'],
        ask: {
          offered: choices('Which help?', 'Select which help was offered', {
            earlyHelp: 'Early help',
            child: 'A worker for the child',
            parents: 'Help for parents',
            statutory: 'A plan under the law for children in need or at risk',
            other: 'Something else',
          }),
          agreed: choice('Did the family agree?', 'Select whether the family agreed', {
            yes: 'Yes',
            partly: 'In part',
            no: 'No',
            notNeeded: 'Agreement is not needed for this',
          }),
        },
      }),
      note: step({
        title: 'Add a note',
        from: ['received', 'assessing', 'supported'],
        by: ['worker', 'lead'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      close: step({
        title: 'Record the outcome and close',
        from: ['received', 'assessing', 'supported'],
        to: 'closed',
        by: ['lead'],
        drops: ['decision', 'answer', 'support'],
        decision: true,
        ask: {
          outcome: choice('What was the outcome?', 'Select the outcome', {
            helped: 'The child is helped and safer',
            plan: 'A plan goes on elsewhere',
            moved: 'Moved away, and passed on',
            nothing: 'No harm was found, and why is recorded',
          }),
        },
      }),
    },
  },

  measures: [
    reportsReceived('children', 'support-offered', {
      title: 'Worries about a child told to us',
      definition:
        'Reports of a worry about a child received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.',
    }),
    keptInTime('children', 'decision', 'decided-in-time', {
      title: 'Worries about a child decided on in time',
      definition:
        'Cases in which it was decided, before the clock ran out, what the child needs next, of all whose decision fell due in the month.',
    }),
    keptAtAll('children', 'support', 'support-offered', {
      title: 'Children whose family was offered help',
      definition: 'Cases in which help was offered, in time or late, of all in which the offer fell due in the month.',
    }),
    keptInTime('children', 'answer', 'answered-in-time', {
      title: 'People who told of a child and were answered in time',
      definition:
        'Cases in which whoever told was answered before the clock ran out, of all in which that fell due in the month and could be done.',
    }),
  ],
  keep: keptFor(25),
})
