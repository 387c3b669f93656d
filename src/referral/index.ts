/* The door of the referral: what professionals send, in one page, put aside and taken up again, with a receipt to keep. */
import type { Job } from '#kernel'
import { newThrottle, type Route, type Throttle } from '#web'
import { dutyRoutes } from './duty.ts'
import { sweepAside } from './queries.ts'
import { receiptRoute } from './receipt.ts'
import { returnRoutes } from './return.ts'
import { formRoutes } from './routes.ts'

/** Every page of it; `throttle` counts wrong codes. */
export const referralRoutes = ({ throttle = newThrottle() }: { throttle?: Throttle } = {}): readonly Route[] => [
  ...dutyRoutes,
  ...returnRoutes(throttle),
  receiptRoute,
  ...formRoutes,
]

const hour = 3_600_000

/** Referrals put aside for a week and not taken up again are removed. */
export const asideJob: Job = {
  name: 'referral-drafts',
  again: doneAt => new Date(doneAt.getTime() + hour),
  run: sweepAside,
}
