import type { Route } from '#web'
import { caseRoutes } from '../casework/index.ts'
import { hubMeasures, hubRoutes } from '../hub/index.ts'
import { planRoutes } from '../plan/index.ts'
import { portalRoutes } from '../portal/index.ts'
import type { House } from './house.ts'

/** Every address this installation answers to. Each says who may come and what the audit calls it. */
export function allRoutes({ house, area, plan, official }: House): readonly Route[] {
  const others = hubMeasures.map(measure => ({ measure, source: 'Our own work: the hub' }))
  return [
    ...portalRoutes({ house, area }),
    ...hubRoutes({ house, area }),
    ...caseRoutes({ house, area }),
    ...planRoutes({ plan, official, others }),
  ]
}
