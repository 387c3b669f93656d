import type { Programme } from '#kernel'
import { hate } from './programmes/hate/index.ts'
import { breaches, type Ground, orders, ordersRoutes } from './programmes/orders/index.ts'
import { slavery } from './programmes/slavery/index.ts'

/** Every programme this installation runs. The only file that knows them all. */
export const programmes: readonly Programme[] = [hate, orders, breaches, slavery]

/** The pages that programmes have beside those of every case. */
export const programmeRoutes = (ground: Ground) => [...ordersRoutes(ground)]
