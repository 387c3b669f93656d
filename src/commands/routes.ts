import { healthRoutes, newFlood, type Route, tallied } from '#web'
import { type CasePanel, caseRoutes } from '../casework/index.ts'
import { conversationBeside, conversationRoutes, unreadTile } from '../conversation/index.ts'
import { directoryRoutes, supportPort } from '../directory/index.ts'
import { fileRoutes } from '../files/index.ts'
import { hubRoutes, type ReportPanel } from '../hub/index.ts'
import { feedbackOwed, messageRoutes, messagesPanel } from '../messages/index.ts'
import { letterReceipt, newsletterRoutes } from '../newsletter/index.ts'
import { planRoutes } from '../plan/index.ts'
import { portalRoutes } from '../portal/index.ts'
import { programmeRoutes } from '../programmes.ts'
import { referralRoutes } from '../referral/index.ts'
import type { House } from './house.ts'
import { indexPort } from './index-port.ts'
import { otherMeasures } from './jobs.ts'

/** Every address this installation answers to; `tally` is what `/metrics` tells, and the server adds to. */
export function allRoutes({ house, area, plan, official, receiptToken }: House, tally = tallied()): readonly Route[] {
  const flood = newFlood()
  return [
    ...portalRoutes({ house, area, index: indexPort, support: supportPort({ house, area }), flood }),
    ...directoryRoutes({ house, area }),
    ...fileRoutes,
    ...referralRoutes({ flood }),
    ...hubRoutes({ house, area, panels: [conversation, messagesPanel], decided: feedbackOwed, moreTiles: unreadTile }),
    ...messageRoutes(house, receiptToken, letterReceipt),
    ...newsletterRoutes,
    ...conversationRoutes({ careful }),
    ...caseRoutes({ panels: [conversationOfCase] }),
    ...programmeRoutes(area),
    ...planRoutes({ plan, official, others: otherMeasures }),
    ...healthRoutes(tally),
  ]
}

const aboutIt = { id: 'conversation', title: 'Whoever reported' } as const
const conversation: ReportPanel = { ...aboutIt, body: (tx, visit, { id }) => conversationBeside(tx, visit, id) }
const conversationOfCase: CasePanel = {
  ...aboutIt,
  body: async (tx, visit, { reportId, reportReference }) =>
    reportId && reportReference ? conversationBeside(tx, visit, reportId) : undefined,
}

/** Behind these may be somebody at home: nobody is asked how it was unless a safe way to reach them is confirmed. */
const careful = [
  ...['domestic-abuse', 'own-behaviour', 'sexual-violence', 'stalking', 'honour-abuse'],
  ...['child-exploitation', 'children', 'adults', 'slavery', 'radicalisation'],
]
