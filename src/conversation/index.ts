/* The door of the conversation: coming back to a report with its code, answering whoever does, and how we did. */
import type { Route } from '#web'
import { howRoutes } from './how.ts'
import { conversationHubRoutes, type Hub } from './hub.ts'
import { type Returning, returnRoutes } from './return.ts'

export { conversationBeside, unreadTile } from './panel.ts'

export type Conversing = Returning & Hub

/** Every address of conversations: the public's one, the hub's beside a report, and the page of how we did. */
export const conversationRoutes = ({ throttle, ...hub }: Conversing): readonly Route[] => [
  ...returnRoutes(throttle ? { throttle } : {}),
  ...conversationHubRoutes(hub),
  ...howRoutes,
]
