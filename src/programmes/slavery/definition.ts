import { whoTold } from '#asking'
import { choice, choices, defineProgramme, instant, onlyIf, reason, stands, step, text } from '#kernel'
import { measures } from './measures.ts'
import { slaveryReport } from './report.ts'

const grounds = { from: 'referred', by: ['lead'], stops: ['grounds'], decision: true, when: 'decidedAt' } as const
const decidedAt = stands(instant('When was it decided?', 'Enter when it was decided'))

/** Modern slavery and trafficking: a first responder’s duty, with the consent of the adult whom it is about. */
export const slavery = defineProgramme({
  id: 'slavery',
  title: 'Modern slavery',
  report: slaveryReport,
  roles: { responder: 'First responder', lead: 'Modern slavery lead' },

  case: {
    people: {
      victim: { title: 'Potential victim', concerned: true },
      ...whoTold,
      suspect: { title: 'Person reported', many: true },
    },
    seenBy: 'partners',
    states: {
      identified: 'Potential victim identified',
      referred: 'Referred, waiting for reasonable grounds',
      refused: 'No reasonable grounds found',
      recovering: 'Recovery period',
      notified: 'Notified without a name',
      closed: 'Closed',
    },
    start: 'identified',
    ends: ['closed'],

    clocks: {
      meet: {
        title: 'Meet them safely, away from others',
        limit: 'slavery.met',
        runsFrom: 'opening',
        for: 'responder',
        needsContact: true,
      },
      grounds: { title: 'Chase the reasonable grounds decision', limit: 'slavery.reasonable-grounds', for: 'lead' },
      recovery: { title: 'Recovery period', limit: 'slavery.recovery', for: 'lead' },
    },

    steps: {
      assess: step({
        title: 'Record what was seen, and what they want',
        from: 'identified',
        by: ['responder', 'lead'],
        stops: ['meet'],
        ask: {
          seen: choices('What was seen?', 'Select what was seen', {
            labour: 'Forced work, or work for nothing',
            sexual: 'Sexual exploitation',
            criminal: 'Made to commit crime, county lines among it',
            domestic: 'Domestic servitude',
            kept: 'Kept from leaving, or papers, phone or money taken',
            other: 'Something else',
          }),
          age: stands(
            choice('How old are they?', 'Select how old they are', {
              child: 'Under 18',
              unsure: { label: 'Perhaps under 18', hint: 'Treated as a child until it is known' },
              adult: '18 or over',
            }),
          ),
          consent: onlyIf(
            told => told.age === 'adult',
            stands(
              choice('Do they agree to be referred?', 'Select whether they agree', {
                yes: { label: 'Yes', hint: 'Told in a language they understand, away from whoever came with them' },
                no: 'No',
                notAsked: 'Not asked yet: it was not safe, or there was no interpreter',
              }),
            ),
          ),
          words: reason('What was seen and said, and in whose words?', 'Enter what was seen and said'),
        },
      }),
      refer: step({
        title: 'Record the referral to the national referral mechanism',
        from: ['identified', 'refused'],
        to: 'referred',
        by: ['responder', 'lead'],
        starts: ['grounds'],
        stops: ['meet'],
        decision: true,
        when: 'sentAt',
        ask: {
          sentAt: stands(instant('When was it sent?', 'Enter when it was sent')),
          number: text('Its reference', 'Enter the reference that came back'),
        },
        check: ({ stands: { age, consent } }) =>
          age === 'child' ||
          age === 'unsure' ||
          consent === 'yes' ||
          'An adult is referred only when they agree: first record what they want. Without a yes, send the notification, which names nobody',
      }),
      notify: step({
        title: 'Record the notification, which names nobody',
        from: 'identified',
        to: 'notified',
        by: ['responder', 'lead'],
        stops: ['meet'],
        decision: true,
        ask: { number: text('Its reference', 'Enter the reference that came back') },
        check: ({ stands: { age, consent } }) =>
          (age === 'adult' && consent === 'no') ||
          'The notification is for an adult who does not agree. A child needs no consent to be referred',
      }),
      foundGrounds: step({
        ...grounds,
        title: 'Record that there are reasonable grounds',
        to: 'recovering',
        starts: ['recovery'],
        ask: { decidedAt, support: reason('Which support begins, and with whom?', 'Enter which support begins') },
      }),
      noGrounds: step({
        ...grounds,
        title: 'Record that no reasonable grounds were found',
        to: 'refused',
        ask: { decidedAt, told: reason('How were they told, and what is done now?', 'Enter how they were told') },
      }),
      conclude: step({
        title: 'Record the conclusive grounds decision and close',
        from: 'recovering',
        to: 'closed',
        by: ['lead'],
        stops: ['recovery'],
        decision: true,
        when: 'decidedAt',
        ask: {
          decidedAt,
          outcome: choice('What was decided?', 'Select what was decided', {
            positive: 'A victim',
            negative: 'Not found to be one',
          }),
        },
      }),
      note: step({
        title: 'Add a note',
        from: ['identified', 'referred', 'refused', 'recovering', 'notified'],
        by: ['responder', 'lead'],
        ask: { note: reason('Note', 'Enter a note') },
      }),
      close: step({
        title: 'Close, with what goes on without us',
        from: ['identified', 'refused', 'notified'],
        to: 'closed',
        by: ['lead'],
        drops: ['meet'],
        decision: true,
        ask: {
          after: reason('Which support goes on, and who gives it?', 'Enter which support goes on, or why none does'),
        },
      }),
    },
  },

  measures,
  keep: { years: 6, after: 'closing', source: 'Local retention schedule, not yet agreed' },
})
