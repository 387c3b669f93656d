/* The door of messages: what leaves the house, to whom it may, and what becomes of it. */
import type { Database, Installation, Job, Listeners } from '#kernel'
import type { Route } from '#web'
import { feedbackRoutes } from './feedback.ts'
import { outboxRoutes } from './outbox.ts'
import { messagePages } from './page.ts'
import { tellReporter } from './queue.ts'
import { type Others, receiptRoutes } from './receipts.ts'
import { sendJob } from './send.ts'

export { feedbackOwed } from './feedback.ts'
export { shownCarrier } from './outbox.ts'
export { messagesPanel } from './page.ts'
export { queueMessage, type ToQueue, tellReporter } from './queue.ts'
export { pauseAfter } from './send.ts'
export { keepShown } from './shown-queries.ts'

/**
 * Every address of messages; `receiptToken` is what a carrier proves itself by, `others` hear of receipts that are not of
 * messages. The outbox is a demonstration's alone.
 */
export const messageRoutes = (
  house: Pick<Installation, 'madeUp'>,
  receiptToken: string | undefined,
  others: Others = async () => false,
): readonly Route[] => [
  ...messagePages,
  ...feedbackRoutes,
  ...receiptRoutes(receiptToken, others),
  ...(house.madeUp ? outboxRoutes : []),
]

/** The job that sends, and the channel on which it is told that something waits. */
export const messageJob = (database: Database): Job => sendJob(database)
export const messageChannel = 'safekeep_messages'

/** What is told to whoever reported, when something happens that concerns them. */
export const messageListeners: Listeners = {
  // Not of reports that were brought in from before: to say now that they arrived would only frighten.
  'report.received': async (tx, reportId) => {
    const since = new Date(tx.at.getTime() - 2 * 24 * 3_600_000)
    await tellReporter(tx, { reportId, template: 'received', since })
  },
  'conversation.answered': async (tx, reportId) => void (await tellReporter(tx, { reportId, template: 'reply' })),
  'conversation.survey': async (tx, reportId) => void (await tellReporter(tx, { reportId, template: 'survey' })),
}
