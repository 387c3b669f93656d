import type { Programme } from '#kernel'
import { adults } from './programmes/adults/index.ts'
import { behaviour } from './programmes/behaviour/index.ts'
import { children } from './programmes/children/index.ts'
import { domestic } from './programmes/domestic/index.ts'
import { exploitation } from './programmes/exploitation/index.ts'
import { hate } from './programmes/hate/index.ts'
import { honour } from './programmes/honour/index.ts'
import { breaches, type Ground, orders, ordersRoutes } from './programmes/orders/index.ts'
import { radicalisation } from './programmes/radicalisation/index.ts'
import { roads } from './programmes/roads/index.ts'
import { sexual } from './programmes/sexual/index.ts'
import { slavery } from './programmes/slavery/index.ts'
import { stalking } from './programmes/stalking/index.ts'

/** Every programme this installation runs, in the order in which the public finds their forms. The only file that knows them all. */
export const programmes: readonly Programme[] = [
  ...[
    domestic,
    honour,
    behaviour,
    sexual,
    stalking,
    hate,
    children,
    exploitation,
    adults,
    radicalisation,
    slavery,
    roads,
  ],
  ...[orders, breaches],
]

/** The pages that programmes have beside those of every case. */
export const programmeRoutes = (ground: Ground) => [...ordersRoutes(ground)]
