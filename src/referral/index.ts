/* The door of the referral: what professionals send, in one page, put aside and taken up again, with a receipt to keep. */
import type { Job } from '#kernel'
import { type Flood, newFlood, newThrottle, type Route, type Throttle } from '#web'
import { dutyRoute } from './duty.ts'
import { sweepAside } from './queries.ts'
import { receiptRoute } from './receipt.ts'
import { returnRoutes } from './return.ts'
import { formRoutes } from './routes.ts'
import { sheetRoute } from './sheet.ts'

type Referral = Readonly<{ throttle?: Throttle; flood?: Flood }>

/** Every page of it; `throttle` counts wrong codes, `flood` the reports that come in by any form. */
export const referralRoutes = ({ throttle = newThrottle(), flood = newFlood() }: Referral = {}): readonly Route[] => [
  dutyRoute,
  sheetRoute,
  ...returnRoutes(throttle),
  receiptRoute,
  ...formRoutes(flood),
]

const hour = 3_600_000

/** Referrals put aside for a week and not taken up again are removed. */
export const asideJob: Job = {
  name: 'referral-drafts',
  again: doneAt => new Date(doneAt.getTime() + hour),
  run: sweepAside,
}
