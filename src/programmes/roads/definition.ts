import { keptAtAll, keptFor, keptInTime, reportsReceived } from '#asking'
import { choice, choices, defineProgramme, reason, step } from '#kernel'
import { roadsReport } from './report.ts'

/** Dangerous driving and speeding, told by whoever lives with it: looked at with what others told, answered, acted on. */
export const roads = defineProgramme({
  id: 'dangerous-driving',
  title: 'Dangerous driving and speeding',
  report: roadsReport,
  roles: { worker: 'Road safety officer', lead: 'Road safety lead' },

  case: {
    people: {
      resident: { title: 'Person who reported', many: true, concerned: true },
      driver: { title: 'Driver or vehicle', many: true },
    },
    seenBy: 'partners',
    states: { received: 'Received', looked: 'Looked at', acted: 'Acted on', closed: 'Closed' },
    start: 'received',
    ends: ['closed'],
    clocks: {
      look: { title: 'Look at it with what others told', limit: 'roads.looked-at', runsFrom: 'opening', for: 'worker' },
      answer: {
        title: 'Answer whoever told us',
        limit: 'roads.answer',
        runsFrom: 'opening',
        for: 'worker',
        needsContact: true,
      },
    },
    steps: {
      look: step({
        title: 'Record what was found about the road',
        from: 'received',
        to: 'looked',
        by: ['worker', 'lead'],
        stops: ['look'],
        ask: {
          known: choices('What is known of it?', 'Select what is known of it', {
            reports: 'Other reports',
            collisions: 'Collisions with people hurt',
            checks: 'Speed checks',
            nothing: { label: 'Nothing yet', alone: true },
          }),
          note: reason('What was found?', 'Enter what was found'),
        },
      }),
      act: step({
        title: 'Record what is done',
        from: ['received', 'looked'],
        to: 'acted',
        by: ['worker', 'lead'],
        stops: ['look'],
        decision: true,
        ask: {
          done: choices('What is done?', 'Select what is done', {
            checks: 'Speed checks',
            visit: 'A visit to the driver or keeper',
            watch: 'A Community Speed Watch group is asked',
            road: 'The road and its signs are looked at',
            prosecution: 'Passed on for prosecution',
            nothing: { label: 'Nothing more', alone: true },
          }),
        },
      }),
      answerThem: step({
        title: 'Record the answer to whoever told us',
        from: ['received', 'looked', 'acted'],
        by: ['worker', 'lead'],
        stops: ['answer'],
        ask: { told: reason('What were they told?', 'Enter what they were told') },
      }),
      note: step({
        title: 'Add a note',
        from: ['received', 'looked', 'acted'],
        by: ['worker', 'lead'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      close: step({
        title: 'Record the outcome and close',
        from: ['received', 'looked', 'acted'],
        to: 'closed',
        by: ['lead'],
        drops: ['look', 'answer'],
        decision: true,
        ask: {
          outcome: choice('What was the outcome?', 'Select the outcome', {
            slower: 'It became safer, by what was measured',
            same: 'No change was measured',
            notMeasured: 'Not measured',
          }),
        },
      }),
    },
  },

  measures: [
    reportsReceived('dangerous-driving', 'answered', {
      title: 'Reports of dangerous driving and speeding',
      definition:
        'Reports of dangerous driving or speeding received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.',
    }),
    keptInTime('dangerous-driving', 'look', 'looked-at-in-time', {
      title: 'Roads told of and looked at in time',
      definition: 'Cases looked at before the clock ran out, of all in which that fell due in the month.',
    }),
    keptAtAll('dangerous-driving', 'answer', 'answered', {
      title: 'People who told of a road and were answered',
      definition:
        'Cases in which whoever told was answered, in time or late, of all in which that fell due in the month and could be done.',
    }),
  ],
  keep: keptFor(2),
})
