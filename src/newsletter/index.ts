/* The door of the newsletter: asked for twice, stopped at one press, read by anybody, and counted without looking. */
import type { Database, Job, Tx } from '#kernel'
import type { Route } from '#web'
import { issueRoutes } from './issue.ts'
import { noteReceipt } from './queries.ts'
import { letterJob, tidyJob } from './send.ts'
import { signUpRoutes } from './sign-up.ts'
import { writeRoutes } from './write.ts'

export { askFor, confirm, keepDraft, sendIssue, stop, tokenFor } from './queries.ts'
export { agreedTo } from './sign-up.ts'

/** Every address of the newsletter, the public's and the hub's. */
export const newsletterRoutes: readonly Route[] = [...signUpRoutes, ...issueRoutes, ...writeRoutes]

export const newsletterJobs = (database: Database): readonly Job[] => [letterJob(database), tidyJob]

/** Hears what a carrier says later of a letter; false for one that is none of the newsletter's. */
export const letterReceipt = (
  tx: Tx,
  id: string,
  outcome: 'delivered' | 'failed' | 'undeliverable',
): Promise<boolean> => noteReceipt(tx, id, outcome === 'undeliverable' ? 'bounced' : outcome)
