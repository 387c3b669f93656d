/* The door of the conversation: coming back to a report with its code, answering whoever does, and how we did. */
import type { Route } from '#web'
import { howRoutes } from './how.ts'
import { conversationHubRoutes, type Hub } from './hub.ts'
import { type Returning, returnRoutes } from './return.ts'

export { askForDeletion, sendOf, write } from './deeds.ts'
export { seeMessages } from './hub-queries.ts'
export { conversationBeside, unreadTile } from './panel.ts'
export { answerSurvey, comeBack, foundHelpful, toldSoFar } from './queries.ts'
export { answer, decideDeletion, tellStatus } from './telling.ts'

export type Conversing = Returning & Hub

/** Every address of conversations: the public's one, the hub's beside a report, and the page of how we did. */
export const conversationRoutes = ({ throttle, ...hub }: Conversing): readonly Route[] => [
  ...returnRoutes(throttle ? { throttle } : {}),
  ...conversationHubRoutes(hub),
  ...howRoutes,
]
