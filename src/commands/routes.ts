import { healthRoutes, type Route, tallied } from '#web'
import { caseRoutes } from '../casework/index.ts'
import { hubMeasures, hubRoutes } from '../hub/index.ts'
import { planRoutes } from '../plan/index.ts'
import { portalRoutes } from '../portal/index.ts'
import type { House } from './house.ts'

/** Every address this installation answers to; `tally` is what `/metrics` tells, and the server adds to. */
export function allRoutes({ house, area, plan, official }: House, tally = tallied()): readonly Route[] {
  const others = hubMeasures.map(measure => ({ measure, source: 'Our own work: the hub' }))
  return [
    ...portalRoutes({ house, area }),
    ...hubRoutes({ house, area }),
    ...caseRoutes({ house, area }),
    ...planRoutes({ plan, official, others }),
    ...healthRoutes(tally),
  ]
}
