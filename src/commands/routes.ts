import { healthRoutes, type Route, tallied } from '#web'
import { caseRoutes } from '../casework/index.ts'
import { directoryRoutes } from '../directory/index.ts'
import { fileRoutes } from '../files/index.ts'
import { hubRoutes } from '../hub/index.ts'
import { feedbackOwed, messageRoutes, messagesPanel } from '../messages/index.ts'
import { planRoutes } from '../plan/index.ts'
import { portalRoutes } from '../portal/index.ts'
import { programmeRoutes } from '../programmes.ts'
import type { House } from './house.ts'
import { indexPort } from './index-port.ts'
import { otherMeasures } from './jobs.ts'

/** Every address this installation answers to; `tally` is what `/metrics` tells, and the server adds to. */
export function allRoutes({ house, area, plan, official, receiptToken }: House, tally = tallied()): readonly Route[] {
  return [
    ...portalRoutes({ house, area, index: indexPort }),
    ...directoryRoutes({ house, area }),
    ...fileRoutes,
    ...hubRoutes({ house, area, panels: [messagesPanel], decided: feedbackOwed }),
    ...messageRoutes(house, receiptToken),
    ...caseRoutes({ house, area }),
    ...programmeRoutes(area),
    ...planRoutes({ plan, official, others: otherMeasures }),
    ...healthRoutes(tally),
  ]
}
