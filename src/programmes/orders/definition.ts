import { defineProgramme, type Told } from '#kernel'
import { application } from './application.ts'
import { inForce } from './in-force.ts'
import { kindIn } from './kinds.ts'
import { measures } from './measures.ts'

const isHeardBy = (limit: string) => (stands: Told) => kindIn(stands)?.notice?.hearing === limit
const isNotifiedBy = (limit: string) => (stands: Told) => kindIn(stands)?.notification === limit
const hasLastDay = (stands: Told) => stands.lasts === 'day'

/** Protective orders: sought, made, served, kept to, and not forgotten before they end. */
export const orders = defineProgramme({
  id: 'orders',
  title: 'Protective orders',
  roles: { officer: 'Orders officer', supervisor: 'Orders supervisor' },

  case: {
    people: {
      protected: { title: 'Protected person', many: true, concerned: true },
      subject: { title: 'Subject of the order' },
      child: { title: 'Child it is also about', many: true },
      referrer: { title: 'Professional who asked for it', many: true },
    },

    seenBy: 'partners',

    states: {
      considered: 'Being considered',
      declined: 'Considered and declined',
      drafted: 'Being drafted',
      authorised: 'Authorised',
      issued: 'Notice issued, not served',
      served: 'Notice served',
      listed: 'Listed for hearing',
      adjourned: 'Adjourned',
      granted: 'Made, not served',
      active: 'In force',
      refused: 'Refused',
      expired: 'Expired',
      discharged: 'Discharged or withdrawn',
      superseded: 'Superseded',
      closed: 'Closed',
    },
    start: 'considered',
    ends: ['declined', 'closed'],

    clocks: {
      decide: {
        title: 'Decide whether to seek an order',
        limit: 'orders.decision',
        runsFrom: 'opening',
        for: 'officer',
      },
      hearingViolence: {
        title: 'Have the application heard',
        limit: 'domestic.protection-notice-court',
        for: 'officer',
        onlyIf: isHeardBy('domestic.protection-notice-court'),
      },
      hearingAbuse: {
        title: 'Have the application heard',
        limit: 'domestic.abuse-notice-court',
        for: 'officer',
        onlyIf: isHeardBy('domestic.abuse-notice-court'),
      },
      tell: { title: 'Tell the protected person, safely', limit: 'orders.told', for: 'officer' },
      enter: { title: 'Enter it on the national computer', limit: 'orders.entered', for: 'officer' },
      notifyAbuse: {
        title: 'Names and address from the subject',
        limit: 'domestic.abuse-order-notification',
        for: 'officer',
        onlyIf: isNotifiedBy('domestic.abuse-order-notification'),
      },
      notifyStalking: {
        title: 'Names and address from the subject',
        limit: 'stalking.order-notification',
        for: 'officer',
        onlyIf: isNotifiedBy('stalking.order-notification'),
      },
      tag: {
        title: 'Tag ends, unless extended',
        limit: 'domestic.abuse-order-tag',
        for: 'officer',
        onlyIf: stands => kindIn(stands)?.tag !== undefined,
      },
      review: { title: 'Look at the order again', limit: 'orders.review', for: 'officer' },
      left60: {
        title: 'Look at it again before it ends',
        limit: 'orders.left-60',
        for: 'officer',
        before: 'expires',
        onlyIf: hasLastDay,
      },
      left30: {
        title: 'Decide whether to seek a further order',
        limit: 'orders.left-30',
        for: 'supervisor',
        before: 'expires',
        onlyIf: hasLastDay,
      },
      left14: {
        title: 'Tell the protected person when it ends',
        limit: 'orders.left-14',
        for: 'officer',
        before: 'expires',
        onlyIf: hasLastDay,
      },
      left7: {
        title: 'Plan for the days after the end',
        limit: 'orders.left-7',
        for: 'officer',
        before: 'expires',
        onlyIf: hasLastDay,
      },
    },

    steps: { ...application, ...inForce },
  },

  measures,
  keep: { years: 6, after: 'closing', source: 'Local retention schedule, not yet agreed' },
})
