/*
 * The small case that most programmes begin with: received, spoken to safely, supported or passed on, closed. A programme
 * adds the steps of its own practice beside these, and takes another shape where its work has one.
 */
import { choice, onlyIf, optional, reason, step, type Text, text } from '#kernel'

const howReached = {
  phone: 'Phone',
  text: 'Text message',
  email: 'Email',
  visit: 'In person',
  other: 'Another way',
} as const

/** The usual parts: whom it is about, under the name and title that fit, those who told of it, and who does it. */
export const usualPeople = <const Part extends string>(part: Part, title: Text) =>
  ({
    [part]: { title, many: true, concerned: true },
    ...whoTold,
    suspect: { title: 'Person reported', many: true },
  }) as const

/** Those who may tell a report of somebody else. */
export const whoTold = {
  witness: { title: 'Witness', many: true },
  representative: { title: 'Person who reported for them', many: true },
  referrer: { title: 'Professional who reported', many: true },
} as const

export const usualStates = {
  states: { received: 'Received', contacted: 'Spoken to', supported: 'Supported or passed on', closed: 'Closed' },
  start: 'received',
  ends: ['closed'],
} as const

/** Promises to speak to them and to offer support, under the area's limits; neither where nobody can be reached. */
export const usualClocks = (limits: Readonly<{ contact: string; support: string }>, whom: Text) =>
  ({
    contact: {
      title: `Speak to ${whom}`,
      limit: limits.contact,
      runsFrom: 'opening',
      for: 'worker',
      needsContact: true,
    },
    support: { title: 'Offer support', limit: limits.support, runsFrom: 'opening', for: 'worker', needsContact: true },
  }) as const

/** Speaking to them: tried, done, or not safe at all. `whom` is how titles call them. */
export const contactSteps = (whom: Text) => ({
  tryContact: step({
    title: `Record an attempt to reach ${whom}`,
    from: 'received',
    by: ['worker', 'lead'],
    ask: {
      how: choice('How did you try?', 'Select how you tried', howReached),
      note: optional(reason('What happened?', 'Enter what happened')),
    },
  }),
  contact: step({
    title: `Record that ${whom} was spoken to`,
    from: 'received',
    to: 'contacted',
    by: ['worker', 'lead'],
    stops: ['contact'],
    ask: {
      how: choice('How did you reach them?', 'Select how you reached them', howReached),
      alone: choice('Were they alone and able to talk freely?', 'Select whether they could talk freely', {
        yes: 'Yes',
        no: 'No',
        notKnown: 'Not known',
      }),
      wishes: reason('What do they want to happen?', 'Enter what they want to happen'),
      safe: choice('Is the way to contact them still safe?', 'Select whether it is still safe', {
        yes: 'Yes',
        no: 'No',
        notKnown: 'Not known',
      }),
    },
  }),
  cannotContact: step({
    title: 'Record that there is no safe way to contact them',
    from: 'received',
    by: ['worker', 'lead'],
    lifts: ['contact', 'support'],
    decision: true,
    ask: { why: reason('Why is there no safe way?', 'Enter why there is no safe way') },
  }),
})

/** Support offered, with what this programme has to offer; and passing on to somebody who is better placed. */
export const supportSteps = <const K extends string>(offers: Readonly<Record<K, Text>>) => ({
  offerSupport: step({
    title: 'Record the offer of support',
    from: ['contacted', 'received'],
    to: 'supported',
    by: ['worker', 'lead'],
    stops: ['support', 'contact'],
    ask: {
      offered: choice('Which support was offered?', 'Select which support was offered', offers),
      answer: choice('Did they take it up?', 'Select whether they took it up', {
        accepted: 'Yes',
        declined: 'No',
        thinking: 'They are thinking about it',
      }),
      note: optional(reason('Anything else', 'Enter anything else')),
    },
  }),
  passOn: step({
    title: 'Record that it was passed on',
    from: ['received', 'contacted'],
    to: 'supported',
    by: ['worker', 'lead'],
    lifts: ['contact', 'support'],
    decision: true,
    ask: {
      toWhom: text('To which service?', 'Enter which service'),
      agreed: choice('Did they agree?', 'Select whether they agreed', {
        yes: 'Yes',
        no: 'No: the law allows it without',
        notAsked: 'They could not be asked safely',
      }),
    },
  }),
})

const notClosed = ['received', 'contacted', 'supported'] as const

/** A note at any time, and the end, which is the lead’s and gives up what was never done. */
export const closingSteps = <const K extends string>(outcomes: Readonly<Record<K, Text>>) => ({
  note: step({
    title: 'Add a note',
    from: notClosed,
    by: ['worker', 'lead'],
    ask: { note: reason('Note', 'Enter a note') },
  }),
  close: step({
    title: 'Record the outcome and close',
    from: notClosed,
    to: 'closed',
    by: ['lead'],
    drops: ['contact', 'support'],
    decision: true,
    ask: {
      outcome: choice('What was the outcome?', 'Select the outcome', outcomes),
      safer: choice(
        'Are they safer than when this began?',
        'Select whether they are safer, or that they were not asked',
        {
          yes: 'Yes, they say so',
          no: 'No',
          notAsked: 'Not asked',
        },
      ),
      why: onlyIf(told => told.safer === 'notAsked', text('Why were they not asked?', 'Enter why they were not asked')),
    },
  }),
})

/** How long such a case is kept, until the area has agreed on it. */
export const keptFor = (years: number) =>
  ({ years, after: 'closing', source: 'Local retention schedule, not yet agreed' }) as const
