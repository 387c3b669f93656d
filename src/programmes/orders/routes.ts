import type { Route } from '#web'
import { calendarRoutes } from './calendar.ts'
import { orderRoutes } from './order.ts'
import { registerPage } from './register.ts'
import type { District } from './ways.ts'
import { zoneRoutes } from './zone.ts'
import type { ZoneGround } from './zone-shape.ts'

/** What these pages know of the area: its districts, and the ground that zones are drawn on. */
export type Ground = Readonly<{ districts: readonly District[]; places: ZoneGround }>

/** Every page that orders have beside those of every case. */
export const ordersRoutes = ({ districts, places }: Ground): readonly Route[] => [
  registerPage(districts),
  ...calendarRoutes,
  ...orderRoutes,
  ...zoneRoutes(places),
]
