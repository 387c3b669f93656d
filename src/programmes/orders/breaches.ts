import { choice, defineProgramme, instant, onlyIf, reason, stands, step, type Told, text } from '#kernel'
import { breachCourtIn, kindIn } from './kinds.ts'
import { breachMeasures } from './measures.ts'
import { noting, telling } from './questions.ts'

const isBroughtBy = (limit: string) => (standing: Told) => breachCourtIn(standing) === limit
const court = ['courtViolence', 'courtAbuse'] as const
const both = ['officer', 'supervisor'] as const
const open = ['reported', 'arrested', 'court'] as const

/**
 * A breach of an order, as a case of its own beside the order, which goes on meanwhile. Only the subject can be in breach:
 * there is no step by which contact that the protected person began becomes theirs.
 */
export const breaches = defineProgramme({
  id: 'order-breaches',
  title: 'Breaches of orders',
  roles: { officer: 'Orders officer', supervisor: 'Orders supervisor' },

  case: {
    people: {
      protected: { title: 'Protected person', many: true, concerned: true },
      subject: { title: 'Subject of the order' },
      child: { title: 'Child it is also about', many: true },
    },

    seenBy: 'partners',

    states: { reported: 'Reported', arrested: 'Arrested', court: 'Before the court', closed: 'Result recorded' },
    start: 'reported',
    ends: ['closed'],

    clocks: {
      act: { title: 'Act on the breach', limit: 'order-breaches.act', runsFrom: 'opening', for: 'officer' },
      courtViolence: {
        title: 'Bring them before the court',
        limit: 'domestic.protection-breach-court',
        for: 'officer',
        onlyIf: isBroughtBy('domestic.protection-breach-court'),
      },
      courtAbuse: {
        title: 'Bring them before the court',
        limit: 'domestic.abuse-notice-breach-court',
        for: 'officer',
        onlyIf: isBroughtBy('domestic.abuse-notice-breach-court'),
      },
      tell: { title: 'Tell the protected person, safely', limit: 'orders.told', for: 'officer' },
    },

    steps: {
      findOut: step({
        title: 'Record what is known of the breach',
        from: open,
        by: both,
        ask: {
          began: stands(
            choice(
              'Who began the contact?',
              'Select who began the contact',
              {
                subject: 'The subject',
                other: 'Somebody else, for the subject',
                protected: 'The protected person',
                none: 'There was no contact',
              },
              'Contact that the protected person begins is no breach by them: the order binds the subject alone.',
            ),
          ),
          note: reason('What is known, and how?', 'Enter what is known'),
        },
      }),

      arrest: step({
        title: 'Record the arrest of the subject',
        from: 'reported',
        to: 'arrested',
        by: both,
        when: 'arrestedAt',
        stops: ['act'],
        lifts: ['tell'],
        starts: [...court, 'tell'],
        ask: {
          arrestedAt: stands(instant('When were they arrested?', 'Enter the day and time of the arrest')),
          how: choice('Where?', 'Select where they were arrested', {
            scene: 'Where it happened',
            home: 'At home',
            station: 'At a police station',
            elsewhere: 'Elsewhere',
          }),
          by: text('Who arrested them?', 'Enter who arrested them'),
        },
      }),

      release: step({
        title: 'Record that they were released',
        from: 'arrested',
        to: 'reported',
        by: both,
        drops: court,
        lifts: ['tell'],
        starts: ['tell'],
        ask: { why: reason('Why, and on what conditions?', 'Enter why they were released') },
      }),

      bring: step({
        title: 'Record that they came before the court',
        from: ['reported', 'arrested'],
        to: 'court',
        by: both,
        when: 'broughtAt',
        stops: ['act', ...court],
        ask: {
          broughtAt: stands(instant('When was that?', 'Enter the day and time of the hearing')),
          charged: stands(
            choice('How did they come there?', 'Select how they came there', {
              charged: 'Charged',
              summons: 'Summonsed',
              brought: 'Brought under the order, with no charge',
            }),
          ),
          court: text('Which court?', 'Enter which court'),
        },
      }),

      result: step({
        title: 'Record the result',
        from: 'court',
        to: 'closed',
        by: both,
        drops: ['tell'],
        decision: true,
        ask: {
          result: stands(
            choice('What was the result?', 'Select the result', {
              proved: 'Proved or admitted',
              notProved: 'Not proved',
              ended: 'Withdrawn or ended',
            }),
          ),
          penalty: onlyIf(
            told => told.result === 'proved',
            choice('With what consequence?', 'Select the consequence', {
              sentence: 'Convicted and sentenced',
              fine: 'Fined, without conviction',
              committed: 'Committed to prison, without conviction',
              none: 'None',
            }),
          ),
        },
        check: ({ answers, stands: standing }) =>
          !(answers.penalty === 'sentence' && isCivil(standing)) ||
          'A breach of this is not an offence, so nobody is convicted of it. Record what the court did',
      }),

      takeNoAction: step({
        title: 'Decide on no further action',
        from: ['reported', 'arrested'],
        to: 'closed',
        by: ['supervisor'],
        stops: ['act'],
        drops: [...court, 'tell'],
        decision: true,
        ask: {
          reason: stands(
            choice('Why?', 'Select why', {
              notABreach: 'It was no breach',
              protectedBegan: 'The protected person began it, and the subject did nothing more',
              evidence: 'There is not enough evidence',
              other: 'Another reason',
            }),
          ),
        },
      }),

      tellProtected: step({
        title: 'Record that the protected person was told',
        from: open,
        by: both,
        stops: ['tell'],
        ask: { how: telling.how, safe: telling.safe },
        check: ({ answers }) =>
          answers.how !== 'letter' || answers.safe === 'yes' || 'Never write where others may open the post',
      }),

      note: step({ title: 'Add a note', from: open, by: both, ask: noting }),
    },
  },

  measures: breachMeasures,
  keep: { years: 6, after: 'closing', source: 'Local retention schedule, not yet agreed' },
})

/** A notice, or an order whose breach is dealt with by the court that made it. */
const isCivil = (standing: Told): boolean => standing.breached === 'notice' || kindIn(standing)?.breach === 'civil'
