import { choice, choices, day, instant, onlyIf, optional, reason, stands, text } from '#kernel'
import { prohibitions, prohibitionsAsked, requirements, requirementsAsked } from './clauses.ts'
import { kindTitles, ranks } from './kinds.ts'

/* What each step of an order asks. The steps themselves are in definition.ts, application.ts and in-force.ts. */

const yesNoUnknown = { yes: 'Yes', no: 'No', notKnown: 'Not known' } as const
const kindOptions = {
  ...kindTitles,
  dapo: { label: kindTitles.dapo, hint: 'A pilot in some areas: check that it has come to this one' },
} as const
const kind = stands(choice('Which kind of order?', 'Select which kind of order', kindOptions))
const note = reason('Note', 'Enter a note')

/** What else binds these people, asked before anything is sought or recorded: it must not say the opposite. */
const beside = {
  bail: stands(
    choice('Do bail conditions bind them as well?', 'Select whether bail conditions bind them', {
      none: 'No',
      overlap: 'Yes, and they agree with what is sought',
      conflict: 'Yes, and they differ',
    }),
  ),
  bailTerms: onlyIf(
    told => told.bail !== 'none',
    reason('If bail binds them: which conditions, and until when?', 'Enter the bail conditions'),
  ),
  childContact: stands(
    choice('Does a family court order give contact with a child?', 'Select whether there is such an order', {
      no: 'No',
      ...{ agrees: 'Yes, and it can be kept to beside this one', conflicts: 'Yes, and it says otherwise' },
      notKnown: 'Not known',
    }),
  ),
  childTerms: onlyIf(
    told => told.childContact === 'conflicts',
    reason('If it says otherwise: what does it say, and has that court been told?', 'Enter what it says'),
  ),
}

export const drafting = { kind, ...beside, risk: reason('What is the risk, and the evidence?', 'Enter the risk') }

export const declining = {
  kind,
  declinedFor: stands(
    choice('Why is no order sought?', 'Select why no order is sought', {
      testNotMet: 'The test is not met',
      otherProtection: 'Another order, bail or a sentence protects enough',
      notWanted: 'The protected person does not want it, and the risk allows that',
      evidence: 'There is not enough evidence',
      other: 'Another reason',
    }),
  ),
}

export const authorising = {
  rank: choice('What is your rank?', 'Select your rank', ranks),
  told: choice('Has the protected person been asked what they think?', 'Select whether they have been asked', {
    yes: 'Yes',
    no: 'No: it was not safe or not possible',
  }),
}

export const issuing = { prohibitions }

const handed = {
  inPerson: 'Handed to them',
  atCourt: 'They were at court and heard it',
  otherWay: 'Another way that the court allowed',
} as const
const serving = {
  how: choice('How?', 'Select how it was served', handed),
  by: text('Who served it?', 'Enter who served it', { hint: 'Name or collar number' }),
  witness: optional(text('Who saw it served?', 'Enter who saw it served')),
}
export const servingNotice = {
  noticeServedAt: stands(instant('When was the notice served?', 'Enter the day and time it was served')),
  ...serving,
}
export const servingOrder = {
  orderServedAt: stands(
    instant('When was the order served, or known to them?', 'Enter the day and time it was served'),
  ),
  ...serving,
}
export const tryingToServe = {
  triedAt: choice('Where was it tried?', 'Select where it was tried', {
    home: 'At their home',
    work: 'At work',
    court: 'At court',
    elsewhere: 'Elsewhere',
  }),
  note,
}

const hearing = {
  court: text('Which court?', 'Enter which court'),
  hearingAt: stands(instant('When is the next hearing?', 'Enter the day and time of the hearing')),
}
const heardAt = stands(instant('When was it heard?', 'Enter the day and time it was heard'))
export const listing = {
  ...hearing,
  courtReference: optional(text('Court’s reference', 'Enter the court’s reference')),
}
export const adjourning = { heardAt, ...hearing, why: reason('Why was it adjourned?', 'Enter why it was adjourned') }
export const refusing = {
  heardAt,
  court: text('Which court?', 'Enter which court'),
  why: reason('What did the court say?', 'Enter what the court said'),
}

/** An order's terms, asked whole whenever they are made or varied, so that what stands is read in one place. */
const terms = {
  court: text('Which court?', 'Enter which court'),
  courtReference: optional(text('Court’s reference', 'Enter the court’s reference')),
  interim: stands(
    choice('Interim or full?', 'Select whether it is interim or full', { full: 'Full', interim: 'Interim' }),
  ),
  lasts: stands(
    choice('Until when?', 'Select until when it lasts', { day: 'Until a day', further: 'Until further order' }),
  ),
  expires: onlyIf(
    told => told.lasts === 'day',
    stands(day('Which is its last day?', 'Enter its last day, with a day, a month and a year')),
  ),
  prohibitions,
  requirements,
  tag: stands(choice('Is there a tag?', 'Select whether there is a tag', { no: 'No', yes: 'Yes' })),
}
const madeOn = stands(day('On which day was it made?', 'Enter the date it was made', { notAfterToday: true }))
export const granting = { heardAt, ...terms }
/** Asked whole again: whoever wrote down only what is new would let the rest be forgotten by whoever reads the order next. */
export const varying = {
  why: reason('What was changed, and why?', 'Enter what was changed'),
  ...terms,
  prohibitions: prohibitionsAsked('What does it forbid from now on? Enter all of it, not only what is new.'),
  requirements: requirementsAsked(
    'What does it require from now on? Enter all of it, not only what is new. Leave it empty if nothing.',
  ),
}

export const recording = {
  kind,
  origin: stands(
    choice('Who brought it about?', 'Select who brought it about', {
      protected: 'The protected person, or somebody for them',
      court: 'A court of its own motion, or the prosecution',
      force: 'Another police force',
      council: 'A council or another body',
    }),
  ),
  force: onlyIf(told => told.origin === 'force', text('Which force?', 'Enter which force')),
  madeOn,
  ...terms,
  ...beside,
}

/** How somebody may be told: never by post that another may open. */
export const telling = {
  toldOf: stands(
    choice('What were they told?', 'Select what they were told', {
      granted: 'That the order was made, and what it says',
      served: 'That it has been served',
      changed: 'That it has been changed',
      ended: 'That it has ended, or was not made',
    }),
  ),
  how: choice('How were they told?', 'Select how they were told', {
    inPerson: 'In person',
    phone: 'By phone',
    text: 'By text message or email',
    adviser: 'Through their adviser',
    letter: 'By letter',
  }),
  safe: choice('Was that way known to be safe on the day?', 'Select whether it was known to be safe', yesNoUnknown),
}
export const notTelling = { toldOf: telling.toldOf, why: reason('Why is there no safe way?', 'Enter why not') }

export const entering = {
  system: choice('Where was it entered?', 'Select where it was entered', {
    pnc: 'Police National Computer',
    leds: 'Law Enforcement Data Service',
  }),
  entry: optional(text('Reference of the entry', 'Enter the reference')),
}
export const notifying = { station: text('At which station?', 'Enter at which station') }

export const reviewing = {
  needed: stands(choice('Is it still needed?', 'Select whether it is still needed', yesNoUnknown)),
  asked: choice('Was the protected person asked?', 'Select whether they were asked', {
    yes: 'Yes',
    no: 'No: it was not safe or not possible',
  }),
  note,
}
export const planning = {
  plan: choices('What is in place for the days after?', 'Select what is in place', {
    safetyPlan: 'A safety plan',
    support: 'A support service knows',
    address: 'A warning on the address',
    none: { label: 'Nothing is needed', alone: true },
  }),
}
export const expiring = {
  reviewed: stands(
    choice('Was it looked at again before it ended?', 'Select whether it was', { yes: 'Yes', no: 'No' }),
  ),
  endedOn: stands(day('On which day did it end?', 'Enter the date it ended', { notAfterToday: true })),
}
export const ending = { endedOn: expiring.endedOn, why: reason('Why did it end?', 'Enter why it ended') }

export const breaching = {
  breached: stands(
    choice('What is said to have been broken?', 'Select what is said to have been broken', {
      notice: 'The notice',
      order: 'The order',
    }),
  ),
  what: reason('What is said to have happened?', 'Enter what is said to have happened'),
}
export const noting = { note }
