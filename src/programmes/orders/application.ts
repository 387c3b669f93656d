import { step, type Told } from '#kernel'
import { kindIn } from './kinds.ts'
import * as ask from './questions.ts'

/* From the first thought of an order to what the court says of it. */

const beginsWithNotice = (stands: Told) => kindIn(stands)?.notice !== undefined

export const application = {
  draft: step({
    title: 'Decide to seek an order',
    from: 'considered',
    to: 'drafted',
    by: ['officer', 'supervisor'],
    stops: ['decide'],
    decision: true,
    ask: ask.drafting,
  }),

  decline: step({
    title: 'Decide not to seek an order',
    from: ['considered', 'drafted', 'authorised'],
    to: 'declined',
    by: ['officer', 'supervisor'],
    stops: ['decide'],
    decision: true,
    ask: ask.declining,
  }),

  record: step({
    title: 'Record an order that was made elsewhere',
    from: 'considered',
    to: 'granted',
    by: ['officer', 'supervisor'],
    stops: ['decide'],
    starts: ['enter'],
    ask: ask.recording,
  }),

  authorise: step({
    title: 'Authorise it',
    from: 'drafted',
    to: 'authorised',
    by: ['supervisor'],
    decision: true,
    ask: ask.authorising,
    check: ({ answers, stands }) => {
      const notice = kindIn(stands)?.notice
      if (!notice || notice.authorisedBy.includes(answers.rank)) return true
      return `A ${notice.short} is authorised by an officer of a higher rank. Ask one of them`
    },
  }),

  issue: step({
    title: 'Issue the notice',
    from: 'authorised',
    to: 'issued',
    by: ['officer', 'supervisor'],
    onlyIf: beginsWithNotice,
    ask: ask.issuing,
  }),

  tryToServe: step({
    title: 'Record an attempt to serve',
    from: ['issued', 'granted'],
    by: ['officer', 'supervisor'],
    ask: ask.tryingToServe,
  }),

  serveNotice: step({
    title: 'Record that the notice was served',
    from: 'issued',
    to: 'served',
    by: ['officer', 'supervisor'],
    when: 'noticeServedAt',
    starts: ['hearingViolence', 'hearingAbuse'],
    ask: ask.servingNotice,
  }),

  list: step({
    title: 'List the application for a hearing',
    from: 'served',
    to: 'listed',
    by: ['officer', 'supervisor'],
    ask: ask.listing,
  }),

  apply: step({
    title: 'List the application for a hearing',
    from: 'authorised',
    to: 'listed',
    by: ['officer', 'supervisor'],
    onlyIf: stands => !beginsWithNotice(stands),
    ask: ask.listing,
  }),

  adjourn: step({
    title: 'Record that the hearing was adjourned',
    from: ['listed', 'adjourned'],
    to: 'adjourned',
    by: ['officer', 'supervisor'],
    when: 'heardAt',
    stops: ['hearingViolence', 'hearingAbuse'],
    ask: ask.adjourning,
  }),

  grant: step({
    title: 'Record that the order was made',
    from: ['listed', 'adjourned'],
    to: 'granted',
    by: ['officer', 'supervisor'],
    when: 'heardAt',
    stops: ['hearingViolence', 'hearingAbuse'],
    starts: ['tell', 'enter'],
    ask: ask.granting,
  }),

  refuse: step({
    title: 'Record that the order was refused',
    from: ['listed', 'adjourned'],
    to: 'refused',
    by: ['officer', 'supervisor'],
    when: 'heardAt',
    stops: ['hearingViolence', 'hearingAbuse'],
    starts: ['tell'],
    ask: ask.refusing,
  }),

  withdraw: step({
    title: 'Withdraw the notice or the application',
    from: ['issued', 'served', 'listed', 'adjourned'],
    to: 'discharged',
    by: ['supervisor'],
    drops: ['hearingViolence', 'hearingAbuse'],
    starts: ['tell'],
    decision: true,
    ask: ask.ending,
  }),
}
