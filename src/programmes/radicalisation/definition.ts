import { keptFor, keptInTime, reportsReceived, whoTold } from '#asking'
import { choice, defineProgramme, instant, optional, reason, stands, step, text } from '#kernel'
import { radicalisationReport } from './report.ts'

/**
 * A concern that somebody is drawn into violence (Counter-Terrorism and Security Act 2015 s.26): what was passed on, when,
 * and that an answer came. What is found out and what a panel does stay on the national system, on purpose.
 */
export const radicalisation = defineProgramme({
  id: 'radicalisation',
  title: 'Radicalisation concern',
  report: radicalisationReport,
  roles: { worker: 'Prevent officer', lead: 'Prevent lead' },

  case: {
    people: { subject: { title: 'Person of concern', many: true, concerned: true }, ...whoTold },
    seenBy: 'programme',
    states: {
      received: 'Received',
      passed: 'Passed to the gateway',
      supported: 'Supported or passed on',
      closed: 'Closed',
    },
    start: 'received',
    ends: ['closed'],
    clocks: {
      pass: {
        title: 'Pass it on by the national form',
        limit: 'prevent.passed-on',
        runsFrom: 'opening',
        for: 'worker',
      },
      answer: { title: 'Ask for the gateway’s answer', limit: 'prevent.gateway', for: 'worker' },
    },
    steps: {
      passOn: step({
        title: 'Record that it was passed on by the national form',
        from: 'received',
        to: 'passed',
        by: ['worker', 'lead'],
        stops: ['pass'],
        starts: ['answer'],
        decision: true,
        when: 'sentAt',
        ask: {
          sentAt: stands(instant('When was it sent?', 'Enter when it was sent')),
          number: text('Its reference', 'Enter the reference that came back'),
        },
      }),
      answered: step({
        title: 'Record the gateway’s answer',
        from: 'passed',
        to: 'supported',
        by: ['worker', 'lead'],
        stops: ['answer'],
        ask: {
          answer: choice('What was the answer?', 'Select what was answered', {
            none: 'No concern',
            signpost: 'Another service is better placed',
            panel: 'It goes to a panel',
            police: 'The police lead it',
          }),
          support: choice('Was help offered, by whomever?', 'Select whether help was offered', {
            yes: 'Yes',
            no: 'No: none is needed',
            notKnown: 'Not known here',
          }),
          note: optional(reason('Anything else, without details of the matter', 'Enter anything else')),
        },
      }),
      note: step({
        title: 'Add a note',
        from: ['received', 'passed', 'supported'],
        by: ['worker', 'lead'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      close: step({
        title: 'Record the end and close',
        from: ['received', 'passed', 'supported'],
        to: 'closed',
        by: ['lead'],
        drops: ['pass', 'answer'],
        decision: true,
        ask: {
          told: choice('Was whoever told us answered?', 'Select whether they were answered', {
            yes: 'Yes',
            unsafe: 'No: it could do harm',
            nobody: 'There is nobody to answer',
          }),
        },
      }),
    },
  },

  measures: [
    reportsReceived('radicalisation', 'passed-on-in-time', {
      title: 'Concerns that somebody is being drawn into violence',
      definition:
        'Reports of such a concern received in the month, from anybody, named or anonymous. Two people who report one matter are two reports.',
    }),
    keptInTime('radicalisation', 'pass', 'passed-on-in-time', {
      title: 'Concerns passed on by the national form in time',
      definition: 'Cases passed on before the clock ran out, of all in which that fell due in the month.',
    }),
    keptInTime('radicalisation', 'answer', 'answered-in-time', {
      title: 'Concerns to which the gateway answered in time',
      definition: 'Cases answered before the clock ran out, of all in which an answer fell due in the month.',
    }),
  ],
  keep: keptFor(6),
})
