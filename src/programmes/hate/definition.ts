import { choice, defineProgramme, onlyIf, optional, reason, step, text } from '#kernel'
import { measures } from './measures.ts'
import { hateReport } from './report.ts'

/** Hate crime and hate incidents: support for the person targeted, and what was done about it. */
export const hate = defineProgramme({
  id: 'hate',
  title: 'Hate crime',
  report: hateReport,
  roles: { officer: 'Hate crime officer', supervisor: 'Hate crime supervisor' },

  case: {
    people: {
      victim: { title: 'Person targeted', many: true, concerned: true },
      witness: { title: 'Witness', many: true },
      representative: { title: 'Person who reported for them', many: true },
      referrer: { title: 'Professional who reported', many: true },
      suspect: { title: 'Person reported', many: true },
    },

    seenBy: 'partners',

    states: { referred: 'Referred', contacted: 'Victim contacted', supported: 'Support offered', closed: 'Closed' },
    start: 'referred',
    ends: ['closed'],

    clocks: {
      contact: {
        title: 'Contact the person targeted',
        limit: 'hate.contact',
        runsFrom: 'opening',
        for: 'officer',
        needsContact: true,
      },
      support: {
        title: 'Offer support',
        limit: 'hate.support-offer',
        runsFrom: 'opening',
        for: 'officer',
        needsContact: true,
      },
    },

    steps: {
      tryContact: step({
        title: 'Record an attempt to contact the person targeted',
        from: 'referred',
        by: ['officer'],
        ask: {
          how: choice('How did you try?', 'Select how you tried', {
            phone: 'Phone',
            text: 'Text message',
            email: 'Email',
            visit: 'Visit',
            other: 'Another way',
          }),
          note: optional(reason('What happened?', 'Enter what happened')),
        },
      }),

      contact: step({
        title: 'Record contact with the person targeted',
        from: 'referred',
        to: 'contacted',
        by: ['officer'],
        stops: ['contact'],
        ask: {
          how: choice('How did you reach them?', 'Select how you reached them', {
            phone: 'Phone',
            text: 'Text message',
            email: 'Email',
            visit: 'In person',
            other: 'Another way',
          }),
          wishes: reason('What do they want to happen?', 'Enter what they want to happen'),
          safe: choice('Is the way to contact them still safe?', 'Select whether it is still safe', {
            yes: 'Yes',
            no: 'No',
            notKnown: 'Not known',
          }),
        },
      }),

      offerSupport: step({
        title: 'Record the offer of support',
        from: ['contacted', 'referred'],
        to: 'supported',
        by: ['officer'],
        stops: ['support', 'contact'],
        ask: {
          offered: choice('Which support was offered?', 'Select which support was offered', {
            specialist: 'A specialist hate crime service',
            victim: 'A general victims’ service',
            both: 'Both',
            own: 'Our own officer’s support',
          }),
          answer: choice('Did they take it up?', 'Select whether they took it up', {
            accepted: 'Yes',
            declined: 'No',
            thinking: 'They are thinking about it',
          }),
          note: optional(reason('Anything else', 'Enter anything else')),
        },
      }),

      cannotContact: step({
        title: 'Record that there is no safe way to contact them',
        from: 'referred',
        by: ['officer', 'supervisor'],
        lifts: ['contact', 'support'],
        decision: true,
        ask: { why: reason('Why is there no safe way?', 'Enter why there is no safe way') },
      }),

      seekOrder: step({
        title: 'Ask for a protective order to be considered',
        from: ['referred', 'contacted', 'supported'],
        by: ['officer', 'supervisor'],
        decision: true,
        opens: { programme: 'orders', as: 'request', people: { victim: 'protected', suspect: 'subject' } },
      }),

      note: step({
        title: 'Add a note',
        from: ['referred', 'contacted', 'supported'],
        by: ['officer', 'supervisor'],
        ask: { note: reason('Note', 'Enter a note') },
      }),

      close: step({
        title: 'Record the outcome and close',
        from: ['referred', 'contacted', 'supported'],
        to: 'closed',
        by: ['supervisor'],
        drops: ['contact', 'support'],
        decision: true,
        ask: {
          outcome: choice('What was the outcome?', 'Select the outcome', {
            support: 'Support provided',
            restorative: 'Restorative justice',
            charge: 'Charge or summons',
            warning: 'Warning or community resolution',
            noSuspect: 'Nobody was identified',
            withdrawn: 'The person targeted did not want to go on',
            none: 'No further action',
          }),
          satisfied: choice(
            'How satisfied is the person targeted with the whole experience?',
            'Select how satisfied they are, or that they were not asked',
            {
              very: 'Very satisfied',
              fairly: 'Fairly satisfied',
              neither: 'Neither',
              dissatisfied: 'Dissatisfied',
              notAsked: 'Not asked',
            },
          ),
          why: onlyIf(
            told => told.satisfied === 'notAsked',
            text('Why were they not asked?', 'Enter why they were not asked'),
          ),
        },
      }),
    },
  },

  measures,
  keep: { years: 6, after: 'closing', source: 'Local retention schedule, not yet agreed' },
})
